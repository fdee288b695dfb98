using System.Text.Json;

namespace ReviewPortal.Domain.Plans;

/// <summary>Finds out where in a JSON text something is wrong: walks it once more and remembers the way. Asked for faults only.</summary>
static class JsonPlace
{
    const int LongestName = 80;

    // An entry of a list has its index, a member of an object its name.
    sealed class Level(bool isList)
    {
        public bool IsList => isList;
        public string Name { get; set; } = "";
        public int Next { get; set; }
    }

    /// <summary>The path at which the text stops being JSON, becomes too deep, or holds a text that is not Unicode.</summary>
    /// <param name="json">Such a text, as UTF-8.</param>
    /// <param name="deepest">The levels that it may have.</param>
    public static string OfFault(ReadOnlySpan<byte> json, int deepest)
    {
        Stack<Level> way = [];
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read() && reader.CurrentDepth <= deepest)
            {
                Take(ref reader, way);
            }
        }
        catch (JsonException) { }
        catch (InvalidOperationException) { }

        return way.Reverse().Aggregate("", (path, level) => Below(path, level));
    }

    static void Take(ref Utf8JsonReader reader, Stack<Level> way)
    {
        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            way.Pop();
            Leave(way);
            return;
        }

        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            way.Peek().Name = reader.GetString()!;
            return;
        }

        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            way.Push(new(reader.TokenType == JsonTokenType.StartArray));
            return;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            // Throws for half a surrogate pair, which reading passes over.
            _ = reader.GetString();
        }

        Leave(way);
    }

    // The value has come to its end: what is wrong from here on is wrong with the next one.
    static void Leave(Stack<Level> way)
    {
        if (way.TryPeek(out var level))
        {
            level.Next++;
            level.Name = "";
        }
    }

    static string Below(string path, Level level) =>
        level.IsList ? PlanPath.Entry(path, level.Next)
        : level.Name.Length == 0 ? path
        : PlanPath.Join(path, level.Name.Length <= LongestName ? level.Name : string.Concat(level.Name.AsSpan(0, LongestName - 1), "…"));
}

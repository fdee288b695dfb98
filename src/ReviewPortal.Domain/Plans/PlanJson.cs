using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewPortal.Domain.Plans;

/// <summary>The public wire format of a plan: camel case, enums by name, missing answers left out. Reading is strict and tells every fault.</summary>
public static class PlanJson
{
    /// <summary>In characters.</summary>
    public const int LongestText = 1_000_000;

    /// <summary>Levels of nesting; a plan itself has seven.</summary>
    public const int Deepest = 32;

    /// <summary>In characters.</summary>
    public const int LongestAnswer = 10_000;
    public const int MostEntries = 200;
    public const int LargestNumber = 100_000;

    /// <summary>No answer of a plan has a reason to name an earlier day.</summary>
    public static readonly DateOnly FirstDay = new(1980, 1, 1);

    /// <summary>No answer of a plan has a reason to name a later day.</summary>
    public static readonly DateOnly LastDay = new(2100, 12, 31);

    /// <summary>Reads a plan's JSON. Never throws for what the text says. A JSON null is a missing answer.</summary>
    public static PlanReading Read(string json)
    {
        if (json.Length > LongestText)
        {
            return Unreadable(PlanFaultKind.TooLarge, $"{json.Length} characters, at most {LongestText}");
        }

        var bytes = Encoding.UTF8.GetBytes(json);
        try
        {
            if (IsTooDeep(bytes))
            {
                return Unreadable(PlanFaultKind.TooDeep, $"more than {Deepest} levels", JsonPlace.OfFault(bytes, Deepest));
            }

            using var document = JsonDocument.Parse(bytes, new() { MaxDepth = Deepest + 1 });
            return Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            return Unreadable(
                PlanFaultKind.NotJson,
                $"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}",
                JsonPlace.OfFault(bytes, Deepest)
            );
        }
    }

    /// <summary>Reads a plan from JSON that is already parsed; the limit of the whole text is then the caller's.</summary>
    public static PlanReading Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Unreadable(PlanFaultKind.NotAnObject, json.ValueKind.ToString());
        }

        try
        {
            List<PlanFault> faults = [];
            return new(PlanJsonReader.Read(json, faults), faults);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as \u escape, passes the parser and is noticed only when the text is taken.
            return Unreadable(
                PlanFaultKind.NotJson,
                "a text that is not Unicode",
                JsonPlace.OfFault(Encoding.UTF8.GetBytes(json.GetRawText()), Deepest)
            );
        }
    }

    /// <summary>Reads a plan from a JSON node; null is no object.</summary>
    public static PlanReading Read(JsonNode? json) =>
        json is null ? Unreadable(PlanFaultKind.NotAnObject, nameof(JsonValueKind.Null)) : Read(json.ToJsonString());

    /// <summary>The plan's JSON. Japanese stands unescaped, so this is not to be pasted into HTML as it is.</summary>
    public static string Write(UsePlan plan, bool indented = false)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, JsonTexts.Options(indented)))
        {
            WriteRecord(writer, PlanQuestions.Root, plan);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>SHA-256 over the compact JSON, as 64 lower-case hex digits: the same answers in the same order have the same digest.</summary>
    public static string Digest(UsePlan plan) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(plan))));

    static PlanReading Unreadable(PlanFaultKind kind, string detail, string path = "") => new(null, [new(path, kind, detail)]);

    static bool IsTooDeep(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = LongestText });
        while (reader.Read())
        {
            if (reader.CurrentDepth > Deepest)
            {
                return true;
            }
        }

        return false;
    }

    static void WriteRecord(Utf8JsonWriter writer, PlanQuestion question, object record)
    {
        writer.WriteStartObject();
        foreach (var child in question.Children)
        {
            if (child.Property!.GetValue(record) is { } answer)
            {
                writer.WritePropertyName(child.Name);
                WriteAnswer(writer, child, answer);
            }
        }

        writer.WriteEndObject();
    }

    static void WriteAnswer(Utf8JsonWriter writer, PlanQuestion question, object answer)
    {
        switch (question.Kind)
        {
            case AnswerKind.Group:
                WriteRecord(writer, question, answer);
                break;
            case AnswerKind.List:
            case AnswerKind.Choices:
                writer.WriteStartArray();
                foreach (var entry in (IEnumerable)answer)
                {
                    if (question.Kind == AnswerKind.List)
                    {
                        WriteRecord(writer, question, entry);
                    }
                    else
                    {
                        writer.WriteStringValue(entry.ToString());
                    }
                }

                writer.WriteEndArray();
                break;
            case AnswerKind.YesNo:
                writer.WriteBooleanValue((bool)answer);
                break;
            case AnswerKind.Number:
                writer.WriteNumberValue((int)answer);
                break;
            case AnswerKind.Date:
                writer.WriteStringValue(((DateOnly)answer).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteText(answer.ToString()!);
                break;
        }
    }
}

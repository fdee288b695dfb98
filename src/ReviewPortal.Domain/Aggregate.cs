namespace ReviewPortal.Domain;

/// <summary>Something that happened, in the past tense. Holds values, never entities, so that the past stays as it was.</summary>
public abstract record Event;

/// <summary>An event with the person and the instant (UTC) of the act that caused it.</summary>
public sealed record Recorded(Event Event, Act Act);

/// <summary>A thing that is changed as a whole, under one version, and remembers what happened to it.</summary>
public abstract class Aggregate
{
    readonly List<Recorded> happened = [];

    /// <summary>Goes up by one with every event; a page that showed an older one is out of date.</summary>
    public int Version { get; private set; }

    /// <summary>What happened since the last save, oldest first.</summary>
    public IReadOnlyList<Recorded> Happened => happened;

    /// <summary>Hands over, once, what happened since the last save.</summary>
    public IReadOnlyList<Recorded> TakeHappened()
    {
        Recorded[] taken = [.. happened];
        happened.Clear();
        return taken;
    }

    protected void Record(Event what, Act act)
    {
        happened.Add(new(what, act));
        Version++;
    }

    /// <summary>What a person writes to others, as it is kept: composed and without needless spaces, in the writer's own characters.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="missing">The code where nothing was; null where nothing need be.</param>
    /// <param name="most">The longest that is kept.</param>
    /// <exception cref="RuleBroken">The code; <c>text-unusable</c> with what cannot be kept; <c>text-too-long</c>.</exception>
    protected static string Written(string? typed, string? missing, int most = Applications.Application.TextMaxLength)
    {
        var text = TextInput.Clean(typed, lines: true);
        Require(missing is null || text.Length > 0, missing ?? "");
        RequireUsable(typed);
        Require(text.Length <= most, "text-too-long", most);
        return text;
    }

    /// <summary>Refuses what nobody could read, where a text is kept as it was written.</summary>
    /// <exception cref="RuleBroken"><c>text-unusable</c> with what cannot be kept.</exception>
    protected static void RequireUsable(params IEnumerable<string?> texts)
    {
        if (texts.Select(TextInput.FaultOf).FirstOrDefault(found => found is not null) is { } fault)
        {
            throw new RuleBroken("text-unusable", fault);
        }
    }

    /// <summary>Refuses unless the condition holds.</summary>
    /// <exception cref="RuleBroken">With the code, from which the wording in the user's language is found.</exception>
    protected static void Require(bool holds, string code, params object[] details)
    {
        if (!holds)
        {
            throw new RuleBroken(code, details);
        }
    }
}

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

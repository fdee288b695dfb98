using System.Text.Json.Nodes;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Domain.Guidelines;

public readonly record struct PortalRuleSetId(Guid Value)
{
    public static PortalRuleSetId New() => new(Guid.CreateVersion7());
}

/// <summary>Somebody who made or changed a part of a draft.</summary>
public sealed record Drafter(UserId Id, string Name);

/// <summary>A rule set of the portal's own: copied from a published one, changed as a draft, published by another person. Always readable.</summary>
public sealed class PortalRuleSet : Aggregate
{
    /// <summary>How long the id of an edition may be.</summary>
    public const int LongestId = 40;

    PortalRuleSet() { }

    public PortalRuleSetId Id { get; private init; }
    public RuleSetState State { get; private set; }

    /// <summary>The set that it was copied from, as <c>ID@REVISION</c>, and its digest then.</summary>
    public string Origin { get; private init; } = "";
    public string OriginDigest { get; private init; } = "";

    /// <summary>The id of the edition, e.g. <c>PHR-GL-2025-04</c>.</summary>
    public string SetId { get; private set; } = "";
    public int Revision { get; private set; }
    public LocalText Title { get; private set; } = new("", "");
    public DateOnly From { get; private set; }
    public DateOnly? Until { get; private set; }

    /// <summary>The whole set as JSON.</summary>
    public string Json { get; private set; } = "{}";

    /// <summary>Of what <see cref="Json"/> says.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>Everybody who made or changed a part of it, each once.</summary>
    public IReadOnlyList<Drafter> Drafters { get; private set; } = [];

    /// <summary><c>ID@REVISION</c> once it is published, unique among all; null before.</summary>
    public string? PublishedAs { get; private set; }
    public string? PublishedByName { get; private set; }
    public DateTime? PublishedAt { get; private set; }
    public DateTime CreatedAt { get; private init; }
    public DateTime ChangedAt { get; private set; }
    public bool IsDemo { get; private init; }

    /// <summary>The set itself.</summary>
    public RuleSet Read() => RuleSetJson.Parse(Json);

    /// <summary>Copies a published set to a draft, as its next revision.</summary>
    /// <exception cref="RuleBroken"><c>not-allowed</c></exception>
    public static PortalRuleSet Copy(PortalRuleSetId id, RuleSet origin, int revision, bool isDemo, Act act)
    {
        Require(RuleSetFlow.MayCopy(act), "not-allowed");
        PortalRuleSet copy = new()
        {
            Id = id,
            State = RuleSetState.Draft,
            Origin = new RuleSetRef(origin.Id, origin.Revision).ToString(),
            OriginDigest = origin.Digest,
            CreatedAt = act.At,
            IsDemo = isDemo,
        };
        copy.Keep(origin with { Revision = revision }, act);
        copy.Happen(new RuleSetCopied(copy.Origin, copy.OriginDigest), act);
        return copy;
    }

    /// <summary>What the person can do now.</summary>
    public IReadOnlyList<RuleSetAction> OpenTo(Act act) =>
        [.. RuleSetFlow.Moves.Where(move => move.From == State && move.Who.Any(party => Fits(party, act))).Select(move => move.Action)];

    /// <summary>Changes one part of the draft.</summary>
    /// <exception cref="RuleBroken">
    /// <c>rule-set-unreadable</c> with place and remedy: it would no longer say what a rule set can say. <c>rule-set-id</c>. <c>rule-set-unchanged</c>.
    /// <c>part-gone</c>: there is no such part.
    /// </exception>
    public void Edit(PartEdit edit, Act act)
    {
        Permit(RuleSetAction.Edit, act);
        var json = JsonNode.Parse(Json)!.AsObject();
        var entry = edit.ApplyTo(json);
        RuleSet set;
        try
        {
            set = RuleSetJson.Parse(json.ToJsonString(Plans.JsonTexts.AsItIs));
        }
        catch (RuleSetFault fault)
        {
            throw new RuleBroken("rule-set-unreadable", fault.Place, fault.Remedy);
        }

        // It stands in addresses and in references, where @ and the revision follow it.
        Require(
            set.Id.Length is > 0 and <= LongestId && set.Id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'),
            "rule-set-id",
            LongestId
        );
        set = set with { Revision = Revision };
        Require(set.Digest != Digest, "rule-set-unchanged");
        Keep(set, act);
        Happen(new RuleSetEdited(edit.List, entry, edit.How, Digest), act);
    }

    /// <summary>Gives the draft up; what it said stays readable.</summary>
    public void Discard(string reason, Act act)
    {
        var move = Permit(RuleSetAction.Discard, act);
        Require(reason.Trim().Length > 0, "reason-missing");
        State = move.To;
        Happen(new RuleSetDiscarded(reason.Trim()), act);
    }

    /// <summary>A second person puts it in force from a day on. From then on it does not change.</summary>
    /// <param name="from">Today or later.</param>
    /// <param name="revision">The next revision of its id.</param>
    /// <exception cref="RuleBroken">
    /// <c>rule-set-four-eyes</c>: the person drafted it. <c>from-past</c>, <c>until-before-from</c>. <c>rule-set-faulty</c>: something forbids
    /// publishing; how much, and the first place with its remedy.
    /// </exception>
    public void Publish(DateOnly from, int revision, Act act, CancellationToken ct = default)
    {
        var move = Permit(RuleSetAction.Publish, act);
        Require(from >= JapaneseDate.On(act.At), "from-past");
        Require(Until is not { } until || until >= from, "until-before-from");
        var final = Read() with { From = from, Revision = revision };
        var problems = RuleSetCheck.Faults(final, ct: ct);
        if (problems.Count > 0)
        {
            throw new RuleBroken("rule-set-faulty", problems.Count, problems[0].Place, problems[0].Remedy);
        }

        Write(final);
        State = move.To;
        (PublishedAs, PublishedByName, PublishedAt) = (new RuleSetRef(SetId, Revision).ToString(), act.Name, act.At);
        Happen(new RuleSetPublished(PublishedAs, Digest, From), act);
    }

    RuleSetMove Permit(RuleSetAction action, Act act)
    {
        Require(RuleSetFlow.Moves.Any(m => m.Action == action && m.Who.Any(party => act.Is(party.Role))), "not-allowed");
        var move = RuleSetFlow.Find(State, action);
        Require(move is not null, "rule-set-not-now", State);
        Require(move!.Who.Any(party => Fits(party, act)), "rule-set-four-eyes");
        return move;
    }

    bool Fits(Party party, Act act) => act.Is(party.Role) && (party.Tie == Tie.None || Drafters.All(drafter => drafter.Id != act.By));

    void Keep(RuleSet set, Act act)
    {
        Write(set);
        if (Drafters.All(drafter => drafter.Id != act.By))
        {
            Drafters = [.. Drafters, new(act.By, act.Name)];
        }
    }

    void Write(RuleSet set)
    {
        Json = RuleSetJson.Write(set).ToJsonString(Plans.JsonTexts.AsItIs);
        (SetId, Revision, Title, From, Until, Digest) = (set.Id, set.Revision, set.Title, set.From, set.Until, set.Digest);
    }

    void Happen(Event what, Act act)
    {
        ChangedAt = act.At;
        Record(what, act);
    }
}

using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Applications;

/// <summary>Officials wrote, or changed, what a correction asks for where a rule is not met.</summary>
public sealed record CorrectionTextKept(string Rule, string Text) : Event;

/// <summary>The rule's own words hold again.</summary>
public sealed record CorrectionTextDropped(string Rule) : Event;

/// <summary>定型文: what a correction asks for where a rule is not met, in the officials' words. Without one, the rule's own message is proposed.</summary>
public sealed class CorrectionText : Aggregate
{
    CorrectionText() { }

    public Guid Id { get; private init; }

    /// <summary>The rule's id, e.g. <c>GL-220</c>; one text for each.</summary>
    public string Rule { get; private init; } = "";

    /// <summary>Null where the rule's own words hold.</summary>
    public string? Text { get; private set; }
    public string ChangedByName { get; private set; } = "";
    public DateTime ChangedAt { get; private set; }

    /// <exception cref="RuleBroken"><c>not-allowed</c>, <c>correction-text</c>, <c>text-too-long</c></exception>
    public static CorrectionText Write(string rule, string text, Act act)
    {
        CorrectionText kept = new() { Id = Guid.CreateVersion7(act.At), Rule = rule };
        kept.Change(text, act);
        return kept;
    }

    /// <exception cref="RuleBroken"><c>not-allowed</c>, <c>correction-text</c>, <c>text-too-long</c></exception>
    public void Change(string text, Act act)
    {
        RequireWriter(act);
        Require(text.Trim().Length > 0, "correction-text");
        Require(text.Trim().Length <= Application.TextMaxLength, "text-too-long", Application.TextMaxLength);
        (Text, ChangedByName, ChangedAt) = (text.Trim(), act.Name, act.At);
        Record(new CorrectionTextKept(Rule, Text), act);
    }

    /// <exception cref="RuleBroken"><c>not-allowed</c>, <c>text-none</c></exception>
    public void Drop(Act act)
    {
        RequireWriter(act);
        Require(Text is not null, "text-none");
        (Text, ChangedByName, ChangedAt) = (null, act.Name, act.At);
        Record(new CorrectionTextDropped(Rule), act);
    }

    static void RequireWriter(Act act) => Require(act.Is(Role.Intake) || act.Is(Role.Reviewer) || act.Is(Role.Lead), "not-allowed");
}

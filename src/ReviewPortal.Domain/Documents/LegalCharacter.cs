using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Documents;

/// <summary>処分性: whether the decision is an administrative disposition.</summary>
public enum Disposition
{
    /// <summary>未定: nobody has settled it; no letter teaches of an appeal.</summary>
    Unsettled,

    /// <summary>あり</summary>
    Yes,

    /// <summary>なし</summary>
    No,
}

/// <param name="Reason">What legal affairs rest it on.</param>
public sealed record DispositionSettled(Disposition Disposition, string Reason) : Event;

/// <summary>What legal affairs have signed off on the legal character of decisions. There is one.</summary>
public sealed class LegalCharacter : Aggregate
{
    /// <summary>The one row.</summary>
    public static readonly Guid Only = new("0198c0de-0000-7000-8000-000000000001");

    LegalCharacter() { }

    public Guid Id { get; private init; } = Only;
    public Disposition Disposition { get; private set; }

    /// <summary>教示: the words that letters have where it is a disposition; empty otherwise.</summary>
    public string Teaching { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public string SignedByName { get; private set; } = "";
    public DateTime SignedAt { get; private set; }

    public static LegalCharacter Unsettled() => new();

    /// <summary>What a letter teaches; nothing unless it is settled that there is something to teach.</summary>
    public string TeachingOf(LetterKind kind) =>
        Disposition == Disposition.Yes && LetterVariables.Of(kind).Contains(LetterVariables.Teaching) ? Teaching : "";

    /// <exception cref="RuleBroken"><c>not-allowed</c>, <c>reason-missing</c>, <c>teaching-missing</c></exception>
    public void Settle(Disposition disposition, string teaching, string reason, Act act)
    {
        Require(act.Is(Role.Legal), "not-allowed");
        Require(reason.Trim().Length > 0, "reason-missing");
        Require(disposition != Disposition.Yes || teaching.Trim().Length > 0, "teaching-missing");
        Require(
            teaching.Length <= LetterWording.LongestText && reason.Length <= LetterWording.LongestText,
            "text-too-long",
            LetterWording.LongestText
        );
        (Disposition, Teaching, Reason) = (disposition, disposition == Disposition.Yes ? teaching.Trim() : "", reason.Trim());
        (SignedByName, SignedAt) = (act.Name, act.At);
        Record(new DispositionSettled(disposition, reason.Trim()), act);
    }
}

using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Applications;

/// <summary>The two parts of a review that are signed apart from each other.</summary>
public enum ReviewPart
{
    /// <summary>形式審査</summary>
    Form,

    /// <summary>実質審査</summary>
    Substance,
}

/// <summary>How an official judges one item.</summary>
public enum Verdict
{
    Met,
    NotMet,

    /// <summary>Met if a condition is fulfilled; the note says which.</summary>
    Conditional,
    NotApplicable,
}

/// <summary>判断: what officials found about one item of a review. Kept while it is being written, signed as part of the whole.</summary>
/// <param name="Part">Form or substance.</param>
/// <param name="Item">The item's name, as <see cref="ReviewItems"/> gives it: <c>certificate</c>, <c>scope</c>, <c>RV-03</c>.</param>
/// <param name="Verdict">Null while only a note is written.</param>
/// <param name="Note">Why, or what is still to be looked at.</param>
/// <param name="Revision">Goes up with every change: who saw an older one overwrites nothing.</param>
/// <param name="By">Who judged last.</param>
/// <param name="ByName">The person's name.</param>
/// <param name="At">When (UTC).</param>
/// <param name="SignedByName">Who answers for it; null while it is open.</param>
/// <param name="SignedAt">Since when (UTC).</param>
/// <param name="IsTouched">The applicant has changed what it rests on since it was signed.</param>
public sealed record Judgement(
    ReviewPart Part,
    string Item,
    Verdict? Verdict,
    string Note,
    int Revision,
    UserId By,
    string ByName,
    DateTime At,
    string? SignedByName = null,
    DateTime? SignedAt = null,
    bool IsTouched = false
)
{
    public bool IsSigned => SignedAt is not null;

    /// <summary>It can be signed.</summary>
    public bool IsComplete => Verdict is { } verdict && (!NeedsNote(Part, verdict) || Note.Length > 0);

    /// <summary>
    /// True where nothing is signed without a note: each viewpoint of the substance review is judged with one; of the form check, which the
    /// machine prepares, what is not simply met.
    /// </summary>
    public static bool NeedsNote(ReviewPart part, Verdict? verdict) =>
        part == ReviewPart.Substance || verdict is not (null or Applications.Verdict.Met);
}

/// <summary>実質審査の署名: who answers for the judgements, and when. Items that were opened again since then stand as open.</summary>
public sealed record ReviewSignature(UserId By, string ByName, DateTime At, string Note);

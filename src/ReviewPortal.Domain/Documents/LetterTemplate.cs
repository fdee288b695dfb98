using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Documents;

public sealed record LetterTemplateDrafted(LetterKind Kind) : Event;

public sealed record LetterTemplatePublished(LetterKind Kind, int Number) : Event;

public sealed record LetterTemplateDiscarded(LetterKind Kind) : Event;

/// <summary>A wording under which letters went out; it never changes.</summary>
/// <param name="Number">From 1; letters under the shipped wording name 0.</param>
public sealed record PublishedWording(
    int Number,
    LetterWording Wording,
    string DraftedByName,
    string PublishedByName,
    DateTime PublishedAt
);

/// <summary>A wording that is being written, or that waits for the second person.</summary>
public sealed record DraftedWording(LetterWording Wording, UserId By, string ByName, DateTime At);

/// <summary>文書のひな形 of one kind. One person writes, another publishes; letters keep the number of the wording by which they were made.</summary>
public sealed class LetterTemplate : Aggregate
{
    LetterTemplate() { }

    public Guid Id { get; private init; }
    public LetterKind Kind { get; private init; }
    public IReadOnlyList<PublishedWording> Published { get; private set; } = [];
    public DraftedWording? Draft { get; private set; }
    public string ChangedByName { get; private set; } = "";
    public DateTime ChangedAt { get; private set; }

    /// <summary>The wording that letters take now, and its number; the shipped one is number 0.</summary>
    public (int Number, LetterWording Wording) InForce =>
        Published.Count > 0 ? (Published[^1].Number, Published[^1].Wording) : (0, ShippedLetters.Of(Kind));

    public static LetterTemplate Of(LetterKind kind, Act act) => new() { Id = Guid.CreateVersion7(act.At), Kind = kind };

    /// <summary>Keeps a wording for the second person to publish.</summary>
    /// <exception cref="RuleBroken">
    /// <c>not-allowed</c>, <c>text-unusable</c>, <c>letter-incomplete</c>, <c>text-too-long</c>, <c>template-unknown</c> (names the variables), <c>letter-lines</c>
    /// (names the lines), <c>letter-braces</c> (quotes the lines), <c>letter-lacks</c> (names the variables)
    /// </exception>
    public void Write(LetterWording wording, Act act)
    {
        RequireKeeper(act);
        RequireUsable(wording.Subject, wording.Body, wording.Items);
        Require(
            wording.Subject.Trim().Length is > 0 and <= LetterWording.LongestSubject && wording.Body.Trim().Length > 0,
            "letter-incomplete"
        );
        Require(
            wording.Body.Length <= LetterWording.LongestText && wording.Items.Length <= LetterWording.LongestText,
            "text-too-long",
            LetterWording.LongestText
        );
        RequireWhole(wording);
        Draft = new(wording with { Subject = wording.Subject.Trim() }, act.By, act.Name, act.At);
        Happen(new LetterTemplateDrafted(Kind), act);
    }

    /// <summary>Letters take the drafted wording from now on.</summary>
    /// <exception cref="RuleBroken">
    /// <c>not-allowed</c>, <c>letter-no-draft</c>, <c>four-eyes</c>, and for a draft that was kept under weaker rules what <see cref="Write"/> refuses
    /// </exception>
    public void Publish(Act act)
    {
        RequireKeeper(act);
        Require(Draft is not null, "letter-no-draft");
        Require(Draft!.By != act.By, "four-eyes");
        RequireWhole(Draft.Wording);
        Published = [.. Published, new(Published.Count + 1, Draft.Wording, Draft.ByName, act.Name, act.At)];
        Draft = null;
        Happen(new LetterTemplatePublished(Kind, Published.Count), act);
    }

    /// <exception cref="RuleBroken"><c>not-allowed</c>, <c>letter-no-draft</c></exception>
    public void Discard(Act act)
    {
        RequireKeeper(act);
        Require(Draft is not null, "letter-no-draft");
        Draft = null;
        Happen(new LetterTemplateDiscarded(Kind), act);
    }

    void RequireWhole(LetterWording wording)
    {
        var unknown = wording.UnknownTo(Kind);
        Require(unknown.Count == 0, "template-unknown", string.Join(' ', unknown));
        var bad = wording.BadLines(Kind);
        Require(bad.Count == 0, "letter-lines", string.Join(", ", bad));
        var stray = wording.StrayBraces;
        Require(stray.Count == 0, "letter-braces", string.Join(" / ", stray));
        var lacked = wording.LackedBy(Kind);
        Require(lacked.Count == 0, "letter-lacks", string.Join(' ', lacked.Select(name => $"{{{name}}}")));
    }

    void Happen(Event what, Act act)
    {
        (ChangedByName, ChangedAt) = (act.Name, act.At);
        Record(what, act);
    }

    static void RequireKeeper(Act act) => Require(act.Is(Role.Legal) || act.Is(Role.Lead), "not-allowed");
}

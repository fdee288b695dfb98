using ReviewPortal.Domain.Time;

namespace ReviewPortal.Domain.Applications;

/// <summary>A word of the shared vocabulary with which officials mark cases. Its number is its place in <see cref="Application.Labels"/>.</summary>
public sealed class CaseLabel
{
    /// <summary>As many as one whole number has room for.</summary>
    public const int Most = 60;
    public const int NameMaxLength = 30;

    /// <summary>What happened to the vocabulary is recorded under this id.</summary>
    public static readonly Guid Vocabulary = new("0198c0de-0000-7000-8000-000000000002");

    public int Number { get; init; }
    public string Name { get; set; } = "";

    /// <summary>The name of a tone of the theme; the text always stands beside the colour.</summary>
    public string Tone { get; set; } = "Neutral";

    /// <summary>Kept where it was put, and offered no more.</summary>
    public bool IsRetired { get; set; }

    public long Bit => 1L << Number;
}

// What officials do with a case at their desks: labels and reminders.
public sealed partial class Application
{
    /// <summary>The labels on the case, one bit each.</summary>
    public long Labels { get; private set; }

    /// <exception cref="RuleBroken"><c>label-retired</c>, <c>label-same</c>.</exception>
    public void PutLabel(CaseLabel label, Act act)
    {
        var move = Permit(ApplicationAction.Label, act);
        Require(!label.IsRetired, "label-retired", label.Name);
        Require((Labels & label.Bit) == 0, "label-same", label.Name);
        Labels |= label.Bit;
        Go(move, new LabelPut(label.Number, label.Name), act);
    }

    /// <exception cref="RuleBroken"><c>label-none</c>: it is not on the case.</exception>
    public void TakeLabel(CaseLabel label, Act act)
    {
        var move = Permit(ApplicationAction.Label, act);
        Require((Labels & label.Bit) != 0, "label-none", label.Name);
        Labels &= ~label.Bit;
        Go(move, new LabelTaken(label.Number, label.Name), act);
    }

    /// <summary>
    /// Reminds everybody who is waited for: the applicant of the open correction and of open inquiries, and every ministry that has not answered.
    /// </summary>
    /// <exception cref="RuleBroken"><c>nobody-to-remind</c>; <c>reminded-today</c>: once a day is enough.</exception>
    public void Remind(Act act)
    {
        var move = Permit(ApplicationAction.Remind, act);
        var waitedFor = WaitedFor();
        Require(waitedFor.Count > 0, "nobody-to-remind");
        Require(RemindedOn != JapaneseDate.On(act.At), "reminded-today");
        RemindedOn = JapaneseDate.On(act.At);
        foreach (var reminder in waitedFor)
        {
            Go(move, reminder, act);
        }
    }

    /// <summary>What <see cref="Remind"/> would do now; nothing where it would be refused.</summary>
    public IReadOnlyList<Event> Reminders(Act act) =>
        OpenTo(act).Contains(ApplicationAction.Remind) && RemindedOn != JapaneseDate.On(act.At) ? WaitedFor() : [];

    IReadOnlyList<Event> WaitedFor() =>
        [
            .. corrections.Where(c => c.IsOpen).Select(c => new CorrectionReminded(c.Id, c.DueOn)),
            .. inquiries.Where(i => i.IsOpen).OrderBy(i => i.AskedAt).Select(i => new InquiryReminded(i.Id, i.DueOn)),
            .. consultations.Where(c => c.IsOpen).OrderBy(c => c.Ministry).Select(c => new OpinionReminded(c.Ministry, c.DueOn)),
        ];

    /// <summary>The day (in Japan) of the last reminder.</summary>
    public DateOnly? RemindedOn { get; private set; }
}

using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Domain.Applications;

/// <summary>
/// 審査期間の延長: the lead proposes a later end of the standard period, the applicant agrees or says why not; until then it can be taken back.
/// </summary>
/// <param name="Before">The last day as it was when it was proposed.</param>
/// <param name="DueOn">The day that is proposed.</param>
/// <param name="ExtraDays">Business days between the two: so much longer is the period, if the applicant agrees.</param>
/// <param name="ByName">The official who proposed it; the applicant is not told.</param>
/// <param name="Agreed">Null while the applicant has not answered.</param>
/// <param name="AnsweredByName">Who answered, on the applicant's side.</param>
/// <param name="WithdrawnBecause">Why it was taken back; null where it was not. The applicant is told.</param>
/// <param name="WithdrawnByName">The official who took it back; the applicant is not told.</param>
public sealed record PeriodExtension(
    DateOnly Before,
    DateOnly DueOn,
    int ExtraDays,
    string Reason,
    UserId By,
    string ByName,
    DateTime At,
    bool? Agreed = null,
    string? RefusedBecause = null,
    string? AnsweredByName = null,
    DateTime? AnsweredAt = null,
    string? WithdrawnBecause = null,
    string? WithdrawnByName = null,
    DateTime? WithdrawnAt = null
)
{
    public bool IsOpen => Agreed is null && WithdrawnBecause is null;
}

public sealed record PeriodExtensionProposed(DateOnly DueOn, string Reason) : Event;

public sealed record PeriodExtensionAgreed(DateOnly Before, DateOnly DueOn, string Reason) : Event;

/// <param name="DueOn">The day that was proposed.</param>
public sealed record PeriodExtensionRefused(DateOnly DueOn, string Because) : Event;

/// <param name="DueOn">The day that was proposed.</param>
public sealed record PeriodExtensionWithdrawn(DateOnly DueOn, string Because) : Event;

/// <summary>An extension of the standard period: only later, one open at a time, only agreed.</summary>
public sealed partial class Application
{
    public IReadOnlyList<PeriodExtension> PeriodExtensions { get; private set; } = [];

    public PeriodExtension? OpenPeriodExtension => EndedAt is null ? PeriodExtensions.SingleOrDefault(extension => extension.IsOpen) : null;

    /// <summary>Business days by which the period was agreed to be longer.</summary>
    public int AgreedDays => PeriodExtensions.Where(extension => extension.Agreed == true).Sum(extension => extension.ExtraDays);

    /// <summary>An official proposes a later end of the standard period.</summary>
    /// <param name="standardDays">The standard period of the application, without extensions.</param>
    /// <exception cref="RuleBroken"><c>period-open</c>, <c>period-later</c> (names the present last day), <c>due-far</c>, <c>reason-missing</c></exception>
    public void ProposePeriodExtension(DateOnly dueOn, string reason, int standardDays, BusinessCalendar calendar, Act act)
    {
        var move = Permit(ApplicationAction.ProposePeriodExtension, act);
        Require(OpenPeriodExtension is null, "period-open");
        var before = Clock(act.At, standardDays, calendar).DueOn;
        var extra = dueOn > before ? calendar.CountBetween(before, dueOn) : 0;
        // A day that adds no business day is no later end.
        Require(extra > 0 && dueOn > JapaneseDate.On(act.At), "period-later", before);
        RequireNear(dueOn, JapaneseDate.On(act.At));
        var why = Written(reason, "reason-missing");
        PeriodExtensions = [.. PeriodExtensions, new(before, dueOn, extra, why, act.By, act.Name, act.At)];
        Go(move, new PeriodExtensionProposed(dueOn, why), act);
    }

    /// <summary>The applicant agrees, and the period is longer; or refuses with a reason, and it stays.</summary>
    /// <exception cref="RuleBroken"><c>period-none</c>, <c>reason-missing</c></exception>
    public void AnswerPeriodExtension(bool agrees, string reason, Act act)
    {
        var move = Permit(ApplicationAction.AnswerPeriodExtension, act);
        Require(OpenPeriodExtension is not null, "period-none");
        var why = Written(reason, agrees ? null : "reason-missing");
        var asked = OpenPeriodExtension!;
        var answered = asked with { Agreed = agrees, RefusedBecause = agrees ? null : why, AnsweredByName = act.Name, AnsweredAt = act.At };
        PeriodExtensions = [.. PeriodExtensions.Select(one => one.IsOpen ? answered : one)];
        Go(
            move,
            agrees ? new PeriodExtensionAgreed(asked.Before, asked.DueOn, asked.Reason) : new PeriodExtensionRefused(asked.DueOn, why),
            act
        );
    }

    /// <summary>The proposal is taken back before it is answered; another one can be made.</summary>
    /// <exception cref="RuleBroken"><c>period-none</c>: nothing waits for an answer, not any more. <c>reason-missing</c></exception>
    public void WithdrawPeriodExtension(string reason, Act act)
    {
        var move = Permit(ApplicationAction.WithdrawPeriodExtension, act);
        Require(OpenPeriodExtension is not null, "period-none");
        var why = Written(reason, "reason-missing");
        var proposed = OpenPeriodExtension!;
        var withdrawn = proposed with { WithdrawnBecause = why, WithdrawnByName = act.Name, WithdrawnAt = act.At };
        PeriodExtensions = [.. PeriodExtensions.Select(one => one.IsOpen ? withdrawn : one)];
        Go(move, new PeriodExtensionWithdrawn(proposed.DueOn, why), act);
    }
}

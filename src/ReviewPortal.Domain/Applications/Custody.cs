using ReviewPortal.Domain.Time;

namespace ReviewPortal.Domain.Applications;

/// <summary>At whose desk a case lies.</summary>
public enum Desk
{
    /// <summary>受付: the form check.</summary>
    Intake,

    /// <summary>審査: the substance review.</summary>
    Review,

    /// <summary>申請者: something is to be answered; the clock stands.</summary>
    Applicant,

    /// <summary>決裁</summary>
    Decider,

    /// <summary>施行: decided, the notice has to go out.</summary>
    Issuer,
}

/// <summary>Whole days (both inclusive, in Japan) in which a case lay at one desk.</summary>
/// <param name="Who">To whom it was assigned; null where nobody is named.</param>
/// <param name="Why">What brought it there; null where nothing of the kind is known.</param>
public sealed record CustodySpan(Desk Desk, string? Who, DateOnly From, DateOnly To, Event? Why = null)
{
    public int Days => To.DayNumber - From.DayNumber + 1;
}

/// <summary>
/// The ledger in detail, for officials: which desk held each day. A day belongs to the desk that has the case at its end; the days of the
/// applicant are those of the ledger, so that the rows add up to it however events overlap.
/// </summary>
public static class Custody
{
    public static IReadOnlyList<CustodySpan> Of(ClockLedger ledger, IEnumerable<(DateTime At, Event What)> events)
    {
        List<(DateTime At, Event What)> happened =
        [
            .. events.OrderBy(e => e.At).ThenBy(e => e.What.GetType().Name, StringComparer.Ordinal),
        ];
        List<(DateTime At, Desk? Desk, string? Who)> turns =
        [
            .. happened.Select(e => (e.At, DeskAfter(e.What), (e.What as ReviewerAssigned)?.Name)),
        ];
        List<CustodySpan> rows = [];
        foreach (var span in ledger.Spans)
        {
            for (var day = span.From; day <= span.To; day = day.AddDays(1))
            {
                var (desk, who) = span.Holder == Holder.Applicant ? (Desk.Applicant, null) : At(turns, JapaneseDate.EndOf(day));
                if (rows.Count > 0 && rows[^1].Desk == desk && rows[^1].Who == who)
                {
                    rows[^1] = rows[^1] with { To = day };
                }
                else
                {
                    rows.Add(new(desk, who, day, day, Why(happened, desk, JapaneseDate.EndOf(day))));
                }
            }
        }

        return rows;
    }

    static Event? Why(List<(DateTime At, Event What)> happened, Desk desk, DateTime end) =>
        happened.Where(e => e.At < end && Brings(e.What, desk)).Select(e => e.What).LastOrDefault();

    static bool Brings(Event what, Desk desk) =>
        desk == Desk.Applicant
            ? what is CorrectionRequested or InquiryMade
            : what is ApplicationSubmitted or ApplicationResubmitted or InquiryAnswered or ReviewerAssigned || DeskAfter(what) == desk;

    static (Desk Desk, string? Who) At(List<(DateTime At, Desk? Desk, string? Who)> turns, DateTime end)
    {
        var (desk, who) = (Desk.Intake, (string?)null);
        foreach (var turn in turns.TakeWhile(turn => turn.At < end))
        {
            desk = turn.Desk ?? desk;
            who = turn.Who ?? who;
        }

        return (desk, desk == Desk.Review ? who : null);
    }

    // What asks the applicant changes no desk here: whose day it was says the ledger, and afterwards the case lies where it lay before.
    static Desk? DeskAfter(Event what) =>
        what switch
        {
            FormCheckAccepted or RecommendationChallenged or RecommendationWithdrawn => Desk.Review,
            ApplicationRecommended or DecisionUndone => Desk.Decider,
            ApplicationDecided => Desk.Issuer,
            _ => null,
        };
}

using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Home;

/// <summary>A case on the desk.</summary>
/// <param name="Kind">What the person has to do; null where others are waited for, or nothing is left.</param>
/// <param name="InPlaceOf">The absent official to whom the case is assigned; null for the own ones.</param>
/// <param name="DueOn">The day of the task itself where it has one; else that on which the standard period is used up.</param>
/// <param name="LeftDays">Business days left until then; negative when it is past.</param>
/// <param name="HasOwnDay">The task has a day of its own, which comes whether or not the clock of the case stands.</param>
public sealed record DeskCase(CaseRow Row, TaskKind? Kind, string? InPlaceOf, DateOnly DueOn, int LeftDays, bool HasOwnDay)
{
    public bool IsStopped => Row.LeftDays is not null && !HasOwnDay;
}

/// <summary>The first cases of a kind, by due day, and how many there are.</summary>
public sealed record DeskPile(IReadOnlyList<DeskCase> Cases, int Total);

/// <summary>What happened to a case since the person was here last.</summary>
public sealed record DeskNews(CaseRow Row, IReadOnlyList<(DateTime At, string By, Event What)> Events);

/// <summary>An official's desk.</summary>
/// <param name="ToDo">It is this person's turn.</param>
/// <param name="Waiting">The cases that are the person's own, or that the person brought on lately, in which others have to do something.</param>
/// <param name="Done">Likewise those that have ended, the latest first.</param>
/// <param name="Since">When the person was here before; null the first time.</param>
public sealed record Desk(
    DeskPile ToDo,
    DeskPile Waiting,
    DeskPile Done,
    IReadOnlyList<DeskNews> News,
    DateTime? Since,
    IReadOnlyList<string> StandsInFor
);

/// <summary>Reads the desk from the rows that the officials' lists are read from.</summary>
static class DeskReading
{
    const int OnAPile = 20;

    /// <summary>A case with the day of the task itself; null where only the case has one.</summary>
    sealed class Dated
    {
        public required CaseRow Row { get; init; }
        public DateOnly? Own { get; init; }
    }

    // A reload, or another window, is the same visit.
    static readonly TimeSpan Visit = TimeSpan.FromMinutes(30);

    public static async Task<Desk> ReadAsync(PortalDb db, Act act, CancellationToken ct)
    {
        var rows = db.CaseRows.AsNoTracking().VisibleTo(act);
        UserId?[] own = [act.By, .. act.StandsInFor.Keys];
        var (asked, me) = (act.Ministry is { } ministry ? 1 << (int)ministry : 0, act.By);
        var moreTime = await MoreTimeAsync(db, act, own, ct);
        var toDo = ToDo(rows, act, own, asked, moreTime);
        var acted = await DeskActs.OfAsync(db, act, ct);
        var since = await SinceAsync(db, act, ct);
        return new(
            await PileAsync(
                WithOwnDays(db, toDo, act, asked, moreTime).OrderBy(d => d.Own ?? d.Row.DueOn).ThenBy(d => d.Row.No),
                act,
                moreTime,
                ct
            ),
            await PileAsync(
                WithoutOwnDays(
                    rows.Where(r => r.EndedAt == null && (own.Contains(r.AssignedTo) || EF.Parameter(acted).Contains(r.Application)))
                        .Except(toDo)
                        .OrderBy(r => r.DueOn)
                        .ThenBy(r => r.No)
                ),
                act,
                moreTime,
                ct
            ),
            await PileAsync(
                WithoutOwnDays(
                    rows.Where(r => r.EndedAt != null && (r.AssignedTo == me || EF.Parameter(acted).Contains(r.Application)))
                        .OrderByDescending(r => r.EndedAt)
                        .ThenByDescending(r => r.No)
                ),
                act,
                moreTime,
                ct
            ),
            since is { } before ? await NewsAsync(db, rows, act, own, asked, acted, before, ct) : [],
            since,
            [.. act.StandsInFor.Values.Order(StringComparer.Ordinal)]
        );
    }

    /// <summary>Whose turn it is, by the same ties as in the table of moves; a test compares the two.</summary>
    static IQueryable<CaseRow> ToDo(IQueryable<CaseRow> rows, Act act, UserId?[] own, int asked, ApplicationId[] moreTime)
    {
        var (intake, lead, decider, me) = (act.Is(Role.Intake) || act.Is(Role.Lead), act.Is(Role.Lead), act.Is(Role.Decider), act.By);
        var reviewer = act.Is(Role.Reviewer);
        var (ownWork, formAnew) = (DeskTasks.OwnWork, DeskTasks.FormAnew);
        // What has ended is nobody's turn; the index of open cases leaves all others out.
        return rows.Where(r => r.EndedAt == null)
            .Where(r =>
                moreTime.Contains(r.Application)
                || (intake && r.Holder == CaseHolder.Intake)
                || (intake && r.State == ApplicationState.InReview && (r.Open & formAnew) != 0)
                || (reviewer && (r.Asked & asked) != 0 && (r.State == ApplicationState.InReview || r.State == ApplicationState.Correcting))
                // A lead reviews too: the own cases, and those of whoever the lead stands in for.
                || (
                    (reviewer || lead)
                    && (r.Holder == CaseHolder.Reviewer || (r.Holder == CaseHolder.Ministries && (r.Open & ownWork) != 0))
                    && own.Contains(r.AssignedTo)
                )
                || ((reviewer || lead) && r.Holder == CaseHolder.Unassigned)
                || (decider && r.Holder == CaseHolder.Decider && r.Drafter != me)
                || ((decider || lead) && r.Holder == CaseHolder.Issuer)
            );
    }

    /// <summary>
    /// The cases whose applicant asked for a later due day, as far as this person answers: whoever leads or has the case, and while nobody
    /// has it those who check the form. Whether a request is open stands inside a value of the correction, so the few corrections in which
    /// more time was ever asked for are looked through here.
    /// </summary>
    static async Task<ApplicationId[]> MoreTimeAsync(PortalDb db, Act act, UserId?[] own, CancellationToken ct)
    {
        var (intake, lead, reviewer) = (act.Is(Role.Intake), act.Is(Role.Lead), act.Is(Role.Reviewer));
        if (!intake && !lead && !reviewer)
        {
            return [];
        }

        IReadOnlyList<DueExtension> none = [];
        var asked = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Where(a =>
                a.State == ApplicationState.Correcting
                && (lead || (reviewer && own.Contains(a.AssignedTo)) || (intake && a.AssignedTo == null))
            )
            .SelectMany(
                a => a.Corrections,
                (a, correction) =>
                    new
                    {
                        a.Id,
                        correction.ClosedAt,
                        correction.Extensions,
                    }
            )
            .Where(one => one.ClosedAt == null && one.Extensions != none)
            .ToListAsync(ct);
        return [.. asked.Where(one => one.Extensions.Any(extension => extension.IsOpen)).Select(one => one.Id)];
    }

    // 意見照会 and 補正 have days of their own. They are read with the row, so that the pile is sorted by them before it is cut.
    static IQueryable<Dated> WithOwnDays(PortalDb db, IQueryable<CaseRow> rows, Act act, int asked, ApplicationId[] moreTime)
    {
        var (reviewer, ministry) = (act.Is(Role.Reviewer), act.Ministry);
        return rows.Select(r => new Dated
        {
            Row = r,
            Own =
                moreTime.Contains(r.Application)
                    ? db
                        .Applications.Where(a => a.Id == r.Application)
                        .SelectMany(a => a.Corrections)
                        .Where(c => c.ClosedAt == null)
                        .Min(c => (DateOnly?)c.DueOn)
                : reviewer && (r.Asked & asked) != 0
                    ? db
                        .Applications.Where(a => a.Id == r.Application)
                        .SelectMany(a => a.Consultations)
                        .Where(c => c.Ministry == ministry && c.ClosedAt == null)
                        .Min(c => (DateOnly?)c.DueOn)
                : null,
        });
    }

    static IQueryable<Dated> WithoutOwnDays(IQueryable<CaseRow> rows) => rows.Select(r => new Dated { Row = r });

    static async Task<DeskPile> PileAsync(IQueryable<Dated> rows, Act act, ApplicationId[] moreTime, CancellationToken ct)
    {
        var today = JapaneseDate.On(act.At);
        var found = await rows.Take(OnAPile).ToListAsync(ct);
        var total = found.Count < OnAPile ? found.Count : await rows.CountAsync(ct);
        return new(
            [
                .. found.Select(one => new DeskCase(
                    one.Row,
                    DeskTasks.KindOf(one.Row, act, moreTime),
                    one.Row.AssignedTo is { } assigned && assigned != act.By ? act.StandsInFor.GetValueOrDefault(assigned) : null,
                    one.Own ?? one.Row.DueAsOf(today),
                    one.Own is { } own ? CaseRow.LeftUntil(own, today) : one.Row.LeftAsOf(today),
                    one.Own is not null
                )),
            ],
            total
        );
    }

    static async Task<IReadOnlyList<DeskNews>> NewsAsync(
        PortalDb db,
        IQueryable<CaseRow> rows,
        Act act,
        UserId?[] own,
        int asked,
        ApplicationId[] acted,
        DateTime before,
        CancellationToken ct
    )
    {
        var intake = act.Is(Role.Intake) || act.Is(Role.Lead);
        var changed = await rows.Where(r => r.ChangedAt > before)
            .Where(r =>
                own.Contains(r.AssignedTo)
                || (r.Asked & asked) != 0
                || (intake && r.ArrivedAt > before)
                || EF.Parameter(acted).Contains(r.Application)
            )
            .OrderByDescending(r => r.ChangedAt)
            .ThenBy(r => r.No)
            .Take(OnAPile)
            .ToListAsync(ct);
        Guid[] streams = [.. changed.Select(row => row.Application.Value)];
        var events = await db
            .Events.AsNoTracking()
            .Where(e => streams.Contains(e.Stream) && e.At > before && e.By != act.By)
            .OrderBy(e => e.At)
            .ThenBy(e => e.Sequence)
            .ToListAsync(ct);
        var read = events.Select(e => (e, what: e.Read())).Where(e => e.what is not (null or ApplicationDrafted)).ToLookup(e => e.e.Stream);
        return
        [
            .. changed
                .Select(row => new DeskNews(row, [.. read[row.Application.Value].Select(e => (e.e.At, e.e.ByName, e.what!))]))
                .Where(news => news.Events.Count > 0),
        ];
    }

    // Writing down the visit is no act on a case: two windows that open at once write the same, and neither fails.
    static async Task<DateTime?> SinceAsync(PortalDb db, Act act, CancellationToken ct)
    {
        var (me, now) = (act.By, act.At);
        var visit = await db.DeskVisits.AsNoTracking().SingleOrDefaultAsync(v => v.Person == me, ct);
        if (visit is null)
        {
            DeskVisit first = new()
            {
                Person = me,
                Before = now,
                Last = now,
            };
            await db.AddOnceAsync(first, ct);
            return null;
        }

        var before = now - visit.Last > Visit ? visit.Last : visit.Before;
        await db
            .DeskVisits.Where(v => v.Person == me)
            .ExecuteUpdateAsync(v => v.SetProperty(one => one.Before, before).SetProperty(one => one.Last, now), ct);
        return before;
    }
}

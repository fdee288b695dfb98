using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;
using ReviewPortal.Shell;

namespace ReviewPortal.Features.Reviewing;

/// <summary>A row of the officials' list.</summary>
/// <param name="DueOn">The day by which the person's ministry was asked to answer, while it has not; else that of the case, as it is today.</param>
/// <param name="LeftDays">Business days left until then; negative when it is past.</param>
/// <param name="AsksMe">The person's ministry has not answered yet.</param>
/// <param name="Unread">Messages of the applicant that the person has not seen.</param>
/// <param name="HasOwnDay">The day is that of the ministry's answer, and comes whether or not the clock of the case stands.</param>
public sealed record ListedCase(CaseRow Row, DateOnly DueOn, int LeftDays, bool AsksMe, int Unread = 0, bool HasOwnDay = false)
{
    public bool IsStopped => Row.LeftDays is not null && !HasOwnDay;
    public bool IsOverdue => LeftDays < 0;

    /// <summary>Business days in which nothing happened to the case; 0 when it has ended.</summary>
    public int IdleDays { get; private init; }

    internal static ListedCase Of(CaseRow row, DateOnly? own, Act act, int unread = 0)
    {
        var today = JapaneseDate.On(act.At);
        var asksMe = act.Is(Role.Reviewer) && act.Ministry is { } ministry && (row.Asked & (1 << (int)ministry)) != 0;
        var listed = own is { } day
            ? new ListedCase(row, day, CaseRow.LeftUntil(day, today), asksMe, unread, HasOwnDay: true)
            : new(row, row.DueAsOf(today), row.LeftAsOf(today), asksMe, unread);
        return listed with
        {
            IdleDays = row.EndedAt is null ? BusinessCalendar.Shipped.CountBetween(JapaneseDate.On(row.ChangedAt), today) : 0,
        };
    }
}

/// <summary>A page of the list, with what the page around it needs.</summary>
/// <param name="Labels">The vocabulary, retired ones too.</param>
/// <param name="Views">The person's own named lists and the shared ones.</param>
public sealed record CaseList(Page<ListedCase> Page, IReadOnlyList<CaseLabel> Labels, IReadOnlyList<CaseView> Views, Act Act);

/// <summary>What lies around one case: those before and behind it in the list from which it was opened, and the vocabulary of labels.</summary>
public sealed record Around(ApplicationId? Previous, ApplicationId? Next, IReadOnlyList<CaseLabel> Labels);

/// <summary>The officials' list: reads only the rows that are kept for it.</summary>
public sealed class CaseListQueries(IDbContextFactory<PortalDb> databases, CurrentUser user) : ICaseHeads
{
    /// <summary>As many cases as one bulk action takes.</summary>
    public const int MostAtOnce = 500;

    public async Task<CaseList> ListAsync(CaseFilter filter, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        // One question for both: they are few.
        var named = await (
            from u in db.Users.AsNoTracking()
            where u.Id == act.By.Value
            from label in db.CaseLabels.DefaultIfEmpty()
            from view in db.CaseViews.Where(v => v.Owner == act.By || v.IsShared).DefaultIfEmpty()
            select new { label, view }
        ).ToListAsync(ct);
        var labels = named.Select(one => one.label).OfType<CaseLabel>().DistinctBy(l => l.Number);
        var views = named.Select(one => one.view).OfType<CaseView>().DistinctBy(v => v.Id);
        return new(
            await PageAsync(db, filter, act, ct),
            [.. labels.OrderBy(l => l.Name, StringComparer.Ordinal)],
            [.. views.OrderBy(v => v.Name, StringComparer.Ordinal)],
            act
        );
    }

    /// <summary>Those to whom open or ended cases are assigned, for the filter.</summary>
    public async Task<IReadOnlyList<ReviewerChoice>> PeopleAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (!act.Roles.Any(role => role.ReadsSubmitted()))
        {
            return [];
        }

        return await db
            .Users.AsNoTracking()
            .Where(u => u.Grants.Any(grant => grant.Role == Role.Reviewer || grant.Role == Role.Lead))
            .OrderBy(u => u.Ministry)
            .ThenBy(u => u.DisplayName)
            .Select(u => new ReviewerChoice(new(u.Id), u.DisplayName, u.Ministry))
            .ToListAsync(ct);
    }

    /// <summary>The filtered cases for a bulk action, in the list's order; at most <see cref="MostAtOnce"/>.</summary>
    public async Task<IReadOnlyList<BulkItem>> ItemsAsync(CaseFilter filter, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        return await db
            .CaseRows.AsNoTracking()
            .VisibleTo(act)
            .Where(filter, db, act)
            .OrderBy(filter, db, act)
            .Take(MostAtOnce)
            .Select(r => new BulkItem(r.Application, r.Number, r.ServiceName, r.AssignedName))
            .ToListAsync(ct);
    }

    /// <summary>Every filtered row, in the list's order, read as it is taken.</summary>
    /// <param name="act">The person of the request, as the database knows it now.</param>
    public static async IAsyncEnumerable<ListedCase> StreamAsync(
        PortalDb db,
        CaseFilter filter,
        Act act,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var rows = db
            .CaseRows.AsNoTracking()
            .VisibleTo(act)
            .Where(filter, db, act)
            .OrderBy(filter, db, act)
            .WithOwnDays(db, act)
            .AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(ct))
        {
            yield return ListedCase.Of(row.Row, row.Own, act);
        }
    }

    /// <summary>What lies around a case: two rows of the list are read, and not the list.</summary>
    /// <param name="filter">The list; null when the case was not opened from one.</param>
    public async Task<Around> AroundAsync(ApplicationId id, CaseFilter? filter, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var rows = db.CaseRows.AsNoTracking().VisibleTo(act);
        var labels = await db.CaseLabels.AsNoTracking().OrderBy(l => l.Name).ToListAsync(ct);
        if (filter is null || await rows.SingleOrDefaultAsync(r => r.Application == id, ct) is not { } row)
        {
            return new(null, null, labels);
        }

        var listed = rows.Where(filter, db, act);
        return new(await NearestAsync(behind: false), await NearestAsync(behind: true), labels);

        // The case itself may have left the list meanwhile: its place in the order is still known.
        Task<ApplicationId?> NearestAsync(bool behind) =>
            listed.Beside(filter, row, behind, db, act).Select(r => (ApplicationId?)r.Application).FirstOrDefaultAsync(ct);
    }

    /// <inheritdoc/>
    public async Task<CaseHeadFacts?> FindAsync(ApplicationId id, string? list, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (await db.CaseRows.AsNoTracking().VisibleTo(act).SingleOrDefaultAsync(r => r.Application == id, ct) is not { } row)
        {
            return null;
        }

        CaseWay? way = null;
        if (list is not null)
        {
            var filter = CaseFilter.Read(list);
            var around = await AroundAsync(id, filter, ct);
            way = new(around.Previous, around.Next, filter.Address);
        }

        return new(row.State, row.Outcome, row.OrganizationName, row.AssignedName, way);
    }

    static async Task<Page<ListedCase>> PageAsync(PortalDb db, CaseFilter filter, Act act, CancellationToken ct)
    {
        var size = Math.Clamp(filter.Size, 1, Paging.LargestSize);
        var found = db.CaseRows.AsNoTracking().VisibleTo(act).Where(filter, db, act);
        var number = Math.Max(1, filter.Page);
        if (SearchGrams.Words(filter.Text).Count > 0)
        {
            // Looking for words costs the same for a page as for the total: it is done once, and only for the numbers of the rows.
            var numbers = await found.OrderBy(filter, db, act).Select(r => r.No).ToListAsync(ct);
            number = Math.Min(number, Math.Max(1, (numbers.Count + size - 1) / size));
            List<int> shown = [.. numbers.Skip((number - 1) * size).Take(size)];
            var there = db.CaseRows.AsNoTracking().Where(r => shown.Contains(r.No));
            var read = await Counting(there, there).ToDictionaryAsync(row => row.Row.No, ct);
            return new([.. shown.Where(read.ContainsKey).Select(no => Listed(read[no]))], numbers.Count, number, size);
        }

        var rows = await ReadAsync();
        if (rows.Count == 0 && number > 1)
        {
            // Past the end: the last page there is.
            number = Math.Max(1, (await found.CountAsync(ct) + size - 1) / size);
            rows = await ReadAsync();
        }

        return new([.. rows.Select(Listed)], rows.Count == 0 ? 0 : rows[0].Total, number, size);

        Task<List<Counted>> ReadAsync() =>
            Counting(found.OrderBy(filter, db, act).Skip((number - 1) * size).Take(size), found).ToListAsync(ct);

        // The total comes with the rows: it is counted once, beside them.
        IQueryable<Counted> Counting(IQueryable<CaseRow> rows, IQueryable<CaseRow> all) =>
            rows.WithOwnDays(db, act)
                .Select(owed => new Counted(
                    owed.Row,
                    owed.Own,
                    all.Count(),
                    db.Messages.Count(m =>
                        m.Application == owed.Row.Application
                        && m.From == Holder.Applicant
                        && !db.ReadingMarks.Any(mark => mark.Application == m.Application && mark.Reader == act.By && mark.Messages >= m.At)
                    )
                ));

        ListedCase Listed(Counted row) => ListedCase.Of(row.Row, row.Own, act, row.Unread);
    }

    sealed record Counted(CaseRow Row, DateOnly? Own, int Total, int Unread);
}

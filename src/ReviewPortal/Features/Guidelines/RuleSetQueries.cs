using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Guidelines;

/// <summary>A row of the list of rule sets.</summary>
/// <param name="Id">Null for one that the program brings along.</param>
/// <param name="State">Null for one that the program brings along.</param>
/// <param name="By">Who published it, otherwise who drafted it.</param>
public sealed record RuleSetRow(
    PortalRuleSetId? Id,
    RuleSetRef Reference,
    LocalText Title,
    RuleSetState? State,
    DateOnly From,
    DateOnly? Until,
    string Digest,
    string? Origin,
    IReadOnlyList<string> By,
    DateTime? ChangedAt,
    bool IsDemo
);

/// <summary>The list, and what is in force today.</summary>
public sealed record RuleSetList(Page<RuleSetRow> Rows, RuleSetRef InForce, bool MayCopy);

/// <summary>One thing that happened to a rule set.</summary>
public sealed record RuleSetEvent(DateTime At, string By, Event What);

/// <summary>A rule set of the portal's own as officials see it.</summary>
/// <param name="Set">Read only; changes go through the service.</param>
/// <param name="Rules">What it says.</param>
/// <param name="Origin">What it was copied from.</param>
/// <param name="Open">What the signed-in person can do now.</param>
public sealed record RuleSetView(
    PortalRuleSet Set,
    RuleSet Rules,
    RuleSet Origin,
    IReadOnlyList<RuleSetAction> Open,
    IReadOnlyList<RuleSetEvent> History,
    Act Act
);

/// <summary>A plan that was filed, found by its number.</summary>
public sealed record PastPlan(ApplicationId Id, string Number, string ServiceName, UsePlan Plan, DateOnly FiledOn);

/// <summary>Everything that officials read of rule sets.</summary>
public sealed class RuleSetQueries(IDbContextFactory<PortalDb> databases, CurrentUser user, RuleBooks books)
{
    /// <summary>Shipped sets and the portal's own, the one that begins last in front.</summary>
    /// <param name="state">Only the portal's own in this state; null for all, the shipped ones too.</param>
    public async Task<RuleSetList> ListAsync(RuleSetState? state, int page, int size, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (!act.Roles.Any(role => role.ReadsSubmitted()))
        {
            throw new NotFound();
        }

        var own = await db
            .RuleSets.AsNoTracking()
            .VisibleTo(act)
            .Where(set => state == null || set.State == state)
            .Select(set => new
            {
                set.Id,
                set.SetId,
                set.Revision,
                set.Title,
                set.State,
                set.From,
                set.Until,
                set.Digest,
                set.Origin,
                set.Drafters,
                set.PublishedByName,
                set.ChangedAt,
                set.IsDemo,
            })
            .ToListAsync(ct);
        var book = await books.NowAsync(ct);
        RuleSetRow[] rows =
        [
            .. own.Select(set => new RuleSetRow(
                set.Id,
                new(set.SetId, set.Revision),
                set.Title,
                set.State,
                set.From,
                set.Until,
                set.Digest,
                set.Origin,
                set.PublishedByName is { } publisher ? [publisher] : [.. set.Drafters.Select(drafter => drafter.Name)],
                set.ChangedAt,
                set.IsDemo
            )),
            .. RuleSets
                .Shipped.Where(_ => state is null)
                .Select(set => new RuleSetRow(
                    null,
                    new(set.Id, set.Revision),
                    set.Title,
                    null,
                    set.From,
                    set.Until,
                    book.DigestOf(set),
                    null,
                    [],
                    null,
                    false
                )),
        ];
        // There are dozens at most, and half of them are in no table: they are put in order here, on the server.
        size = Math.Clamp(size, 1, Paging.LargestSize);
        page = Math.Clamp(page, 1, Math.Max(1, (rows.Length + size - 1) / size));
        var sorted = rows.OrderByDescending(row => row.From).ThenByDescending(row => row.ChangedAt).ThenByDescending(row => row.Reference.Revision);
        var inForce = book.InForce(JapaneseDate.On(act.At));
        return new(
            new([.. sorted.Skip((page - 1) * size).Take(size)], rows.Length, page, size),
            new(inForce.Id, inForce.Revision),
            RuleSetFlow.MayCopy(act)
        );
    }

    /// <exception cref="NotFound">Not there, or not for this person.</exception>
    public async Task<RuleSetView> FindAsync(PortalRuleSetId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var set = await db.RuleSets.AsNoTracking().VisibleTo(act).SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFound();
        var rows = await db.Events.AsNoTracking().Where(row => row.Stream == id.Value).OrderBy(row => row.Sequence).ToListAsync(ct);
        var origin = (await books.NowAsync(ct)).Find(set.Origin, set.From)!;
        return new(
            set,
            set.Read(),
            origin,
            set.OpenTo(act),
            [
                .. rows.Select(row => (row, what: row.Read()))
                    .Where(e => e.what is not null)
                    .Select(e => new RuleSetEvent(e.row.At, e.row.ByName, e.what!)),
            ],
            act
        );
    }

    /// <summary>The latest submission of the application with the number; null when there is none.</summary>
    public async Task<PastPlan?> PlanAsync(string number, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var wanted = number.Trim().Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant();
        var found = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Where(a => a.Number == wanted)
            .Select(a => new { a.Id, a.ServiceName, Latest = a.Versions.OrderByDescending(v => v.Number).First() })
            .SingleOrDefaultAsync(ct);
        return found is not null && PlanJson.Read(found.Latest.Plan).Plan is { } plan
            ? new(found.Id, wanted, found.ServiceName, plan, JapaneseDate.On(found.Latest.SubmittedAt))
            : null;
    }
}

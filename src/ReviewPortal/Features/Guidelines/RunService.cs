using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Features.Guidelines;

/// <summary>Long work as a page shows it.</summary>
/// <param name="State">Lost ones are told as broken.</param>
/// <param name="IsStale">The draft has changed since.</param>
public sealed record RunView(RuleSetRun Run, RunState State, bool IsStale)
{
    public CheckResult? Checked => Run.Result is { } json ? JsonSerializer.Deserialize<CheckResult>(json, JsonValue.Options) : null;
}

/// <summary>So many applications that go from one to the other.</summary>
public sealed record ImpactGroup(ImpactKind Kind, string Before, string After, int Count);

/// <summary>Which of the concerned applications: what changes, and from what to what.</summary>
public sealed record ImpactFilter(
    ImpactKind? Kind = null,
    string? Before = null,
    string? After = null,
    int Page = 1,
    int Size = Paging.DefaultSize
);

/// <summary>The result of an impact run.</summary>
public sealed record ImpactView(IReadOnlyList<ImpactGroup> Groups, Page<ImpactRow> Rows);

/// <summary>Begins long work on rule sets, ends it, and shows what came of it.</summary>
public sealed class RunService(IDbContextFactory<PortalDb> databases, CurrentUser user, RuleSetRunner runner, TimeProvider time)
{
    /// <summary>Begins a run.</summary>
    /// <exception cref="RuleBroken">
    /// <c>not-allowed</c>; <c>run-running</c>: one of the kind is running for this set; <c>rule-set-cannot-judge</c>: with how many problems, and the
    /// first place with its remedy.
    /// </exception>
    public async Task<Guid> StartAsync(PortalRuleSetId id, RunKind kind, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var set = await db.RuleSets.AsNoTracking().VisibleTo(act).SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFound();
        if (!RuleSetFlow.MayCopy(act))
        {
            throw new RuleBroken("not-allowed");
        }

        // What goes round or has no end judges no plan; the check is there to tell it.
        if (kind == RunKind.Impact && RuleSetCheck.Apparent(set.Read()) is { Count: > 0 } problems)
        {
            throw new RuleBroken("rule-set-cannot-judge", problems.Count, problems[0].Place, problems[0].Remedy);
        }

        if (await LatestAsync(db, id, kind, ct) is { } last && StateOf(last) == RunState.Running)
        {
            throw new RuleBroken("run-running", last.ByName);
        }

        RuleSetRun run = new()
        {
            Id = Guid.CreateVersion7(act.At),
            RuleSet = id,
            Kind = kind,
            Digest = set.Digest,
            By = act.By,
            ByName = act.Name,
            StartedAt = act.At,
            SeenAt = act.At,
        };
        db.RuleSetRuns.Add(run);
        await db.SaveChangesAsync(ct);
        runner.Begin(run.Id);
        return run.Id;
    }

    /// <summary>Asks the run to end, wherever it runs.</summary>
    public async Task CancelAsync(Guid run, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var found = await db.RuleSetRuns.SingleOrDefaultAsync(r => r.Id == run, ct) ?? throw new NotFound();
        if (!RuleSetFlow.MayCopy(act))
        {
            throw new RuleBroken("not-allowed");
        }

        found.CancelAsked = true;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The latest run of the kind; null when there was none.</summary>
    public async Task<RunView?> FindAsync(PortalRuleSetId id, RunKind kind, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var digest =
            await db.RuleSets.AsNoTracking().VisibleTo(act).Where(s => s.Id == id).Select(s => s.Digest).SingleOrDefaultAsync(ct)
            ?? throw new NotFound();
        return await LatestAsync(db, id, kind, ct) is { } run ? new(run, StateOf(run), run.Digest != digest) : null;
    }

    /// <summary>What an impact run found so far: counted by what changes, and one page of the applications.</summary>
    public async Task<ImpactView> ImpactAsync(Guid run, ImpactFilter filter, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await RowsAsync(db, await user.ActAsync(db, ct), run, ct);
        List<ImpactGroup> groups = [];
        var types = await rows.Where(r => r.IsType)
            .GroupBy(r => new { r.TypeBefore, r.TypeAfter })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(ct);
        groups.AddRange(types.Select(g => new ImpactGroup(ImpactKind.Type, $"{g.Key.TypeBefore}", $"{g.Key.TypeAfter}", g.Count)));
        var scopes = await rows.Where(r => r.IsScope)
            .GroupBy(r => new { r.ScopeBefore, r.ScopeAfter })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(ct);
        groups.AddRange(scopes.Select(g => new ImpactGroup(ImpactKind.Scope, $"{g.Key.ScopeBefore}", $"{g.Key.ScopeAfter}", g.Count)));
        var routes = await rows.Where(r => r.IsRoute)
            .GroupBy(r => new { r.RouteBefore, r.RouteAfter })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(ct);
        groups.AddRange(routes.Select(g => new ImpactGroup(ImpactKind.Route, $"{g.Key.RouteBefore}", $"{g.Key.RouteAfter}", g.Count)));
        var blocking = await rows.Where(r => r.IsBlocking)
            .GroupBy(r => new { r.NoLongerBlocking, r.NewlyBlocking })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(ct);
        groups.AddRange(blocking.Select(g => new ImpactGroup(ImpactKind.Blocking, g.Key.NoLongerBlocking, g.Key.NewlyBlocking, g.Count)));
        var page = await Filtered(rows, filter).OrderBy(r => r.Number).ToPageAsync(filter.Page, filter.Size, ct);
        return new([.. groups.OrderBy(group => group.Kind).ThenByDescending(group => group.Count).ThenBy(group => group.Before)], page);
    }

    /// <summary>Every concerned application of a run, for a file.</summary>
    public async Task<IReadOnlyList<ImpactRow>> ExportAsync(Guid run, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (await RowsAsync(db, await user.ActAsync(db, ct), run, ct)).OrderBy(r => r.Number).ToListAsync(ct);
    }

    static async Task<IQueryable<ImpactRow>> RowsAsync(PortalDb db, Act act, Guid run, CancellationToken ct)
    {
        var visible = act.Roles.Any(role => role.ReadsSubmitted()) && await db.RuleSetRuns.AnyAsync(r => r.Id == run, ct);
        return visible ? db.ImpactRows.AsNoTracking().Where(r => r.Run == run) : throw new NotFound();
    }

    static IQueryable<ImpactRow> Filtered(IQueryable<ImpactRow> rows, ImpactFilter filter) =>
        filter.Kind switch
        {
            ImpactKind.Type => Narrowed(
                rows.Where(r => r.IsType),
                filter,
                Same<UseType>(r => r.TypeBefore),
                Same<UseType>(r => r.TypeAfter)
            ),
            ImpactKind.Scope => Narrowed(
                rows.Where(r => r.IsScope),
                filter,
                Same<GuidelineScope>(r => r.ScopeBefore),
                Same<GuidelineScope>(r => r.ScopeAfter)
            ),
            ImpactKind.Route => Narrowed(
                rows.Where(r => r.IsRoute),
                filter,
                Same<Route>(r => r.RouteBefore),
                Same<Route>(r => r.RouteAfter)
            ),
            ImpactKind.Blocking => rows.Where(r =>
                r.IsBlocking
                && (filter.Before == null || r.NoLongerBlocking == filter.Before)
                && (filter.After == null || r.NewlyBlocking == filter.After)
            ),
            _ => rows,
        };

    static IQueryable<ImpactRow> Narrowed(
        IQueryable<ImpactRow> rows,
        ImpactFilter filter,
        Func<string, Expression<Func<ImpactRow, bool>>?> before,
        Func<string, Expression<Func<ImpactRow, bool>>?> after
    )
    {
        rows = filter.Before is { } was && before(was) is { } from ? rows.Where(from) : rows;
        return filter.After is { } now && after(now) is { } to ? rows.Where(to) : rows;
    }

    // What is no name of the enumeration restricts nothing: the address may say anything.
    static Func<string, Expression<Func<ImpactRow, bool>>?> Same<T>(Expression<Func<ImpactRow, T>> member)
        where T : struct, Enum =>
        name =>
            Enum.TryParse<T>(name, out var value)
                ? Expression.Lambda<Func<ImpactRow, bool>>(Expression.Equal(member.Body, Expression.Constant(value)), member.Parameters)
                : null;

    RunState StateOf(RuleSetRun run) =>
        run.State == RunState.Running && time.GetUtcNow().UtcDateTime - run.SeenAt > RuleSetRunner.Lost ? RunState.Broken : run.State;

    static Task<RuleSetRun?> LatestAsync(PortalDb db, PortalRuleSetId id, RunKind kind, CancellationToken ct) =>
        db
            .RuleSetRuns.AsNoTracking()
            .Where(r => r.RuleSet == id && r.Kind == kind)
            .OrderByDescending(r => r.StartedAt)
            .ThenByDescending(r => r.Id)
            .FirstOrDefaultAsync(ct);
}

using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Features.Guidelines;

/// <summary>What a check found.</summary>
public sealed record CheckResult(IReadOnlyList<RuleSetProblem> Problems, CompletenessResult? Completeness);

/// <summary>The combinations of answers that a check went through; plans as JSON.</summary>
public sealed record CompletenessResult(
    bool IsExhaustive,
    long Combinations,
    long GapCount,
    IReadOnlyList<string> Gaps,
    IReadOnlyList<OverlapResult> Overlaps
);

/// <summary>Two type lines, by their places from 1, that hold at once.</summary>
public sealed record OverlapResult(int First, int Second, long Count, string Example);

/// <summary>
/// Does the long work on rule sets beside the pages. Its progress, its result and the wish to end it stand in the database: whoever opens the
/// page sees them, on whatever instance.
/// </summary>
public sealed partial class RuleSetRunner(
    IServiceProvider services,
    RuleBooks books,
    TimeProvider time,
    IHostApplicationLifetime life,
    ILogger<RuleSetRunner> log
)
{
    /// <summary>A run that has given no sign of life for so long has gone down with its program.</summary>
    public static readonly TimeSpan Lost = TimeSpan.FromSeconds(60);

    static readonly TimeSpan beat = TimeSpan.FromMilliseconds(400);

    const int keptAtOnce = 200;

    readonly ConcurrentDictionary<Guid, Task> running = [];

    /// <summary>Begins with a run that stands in the database.</summary>
    public void Begin(Guid run) => running[run] = Task.Run(() => RunAsync(run));

    /// <summary>Completes when the run has ended, where it runs in this program.</summary>
    public Task EndedAsync(Guid run) => running.GetValueOrDefault(run, Task.CompletedTask);

    async Task RunAsync(Guid id)
    {
        Progress progress = new();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(life.ApplicationStopping);
        try
        {
            var (run, draft, origin) = await ReadAsync(id);
            // Whatever awaits the work sees its end; the pulse reports and listens until then.
            var work =
                run.Kind == RunKind.Check
                    ? Task.Run(() => Checked(draft, progress, cancel.Token), cancel.Token)
                    : Task.Run(() => ImpactAsync(run, origin, draft, progress, cancel.Token), cancel.Token);
            while (await Task.WhenAny(work, Task.Delay(beat, time, CancellationToken.None)) != work)
            {
                if (await ReportAsync(id, progress))
                {
                    await cancel.CancelAsync();
                }
            }

            var result = await work;
            await EndAsync(id, RunState.Done, progress, result);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(id, life.ApplicationStopping.IsCancellationRequested ? RunState.Broken : RunState.Cancelled, progress, null);
        }
        catch (Exception fault)
        {
            // Whatever it was, the person who waits shall not wait for ever.
            Failed(fault, id);
            await EndAsync(id, RunState.Broken, progress, null);
        }
        finally
        {
            running.TryRemove(id, out _);
        }
    }

    async Task<(RuleSetRun Run, RuleSet Draft, RuleSet Origin)> ReadAsync(Guid id)
    {
        await using var db = await NewDbAsync();
        var run = await db.RuleSetRuns.AsNoTracking().SingleAsync(r => r.Id == id);
        var set = await db.RuleSets.AsNoTracking().SingleAsync(s => s.Id == run.RuleSet);
        var origin = (await books.NowAsync()).Find(set.Origin, set.From)!;
        return (run, set.Read(), origin);
    }

    static string? Checked(RuleSet draft, Progress progress, CancellationToken ct)
    {
        var apparent = RuleSetCheck.Apparent(draft);
        if (apparent.Count > 0)
        {
            return JsonSerializer.Serialize(new CheckResult(apparent, null), JsonValue.Options);
        }

        var told = Completeness.Of(draft, progress, ct);
        (progress.Looked, progress.Found) = (told.Combinations, (int)Math.Min(told.GapCount, int.MaxValue));
        CompletenessResult completeness = new(
            told.IsExhaustive,
            told.Combinations,
            told.GapCount,
            [.. told.Gaps.Select(gap => PlanJson.Write(gap))],
            [.. told.Overlaps.Select(lap => new OverlapResult(lap.First + 1, lap.Second + 1, lap.Count, PlanJson.Write(lap.Example)))]
        );
        return JsonSerializer.Serialize(new CheckResult([], completeness), JsonValue.Options);
    }

    async Task<string?> ImpactAsync(RuleSetRun run, RuleSet origin, RuleSet draft, Progress progress, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await using var db = await NewDbAsync();
        // With the rights that the person who began it has now.
        ClaimsPrincipal person = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, run.By.Value.ToString())]));
        var act = await CurrentUser.ActAsync(db, person, time, ct);
        var plans = scope.ServiceProvider.GetRequiredService<StoredPlans>();
        List<PlanImpact<ApplicationId>> some = [];
        await foreach (var impact in plans.ImpactForAsync(act, origin, draft, progress: progress, ct: ct))
        {
            some.Add(impact);
            if (some.Count == keptAtOnce)
            {
                await KeepAsync();
            }
        }

        await KeepAsync();
        return null;

        async Task KeepAsync()
        {
            ApplicationId[] ids = [.. some.Select(impact => impact.Id)];
            var names = await db
                .Applications.AsNoTracking()
                .Where(a => ids.Contains(a.Id))
                .Select(a => new
                {
                    a.Id,
                    a.Number,
                    a.ServiceName,
                })
                .ToDictionaryAsync(a => a.Id, ct);
            foreach (var impact in some)
            {
                progress.Found++;
                db.ImpactRows.Add(RowOf(run.Id, progress.Found, names[impact.Id].Number!, names[impact.Id].ServiceName, impact));
            }

            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            some.Clear();
        }
    }

    static ImpactRow RowOf(Guid run, int place, string number, string serviceName, PlanImpact<ApplicationId> impact) =>
        new()
        {
            Run = run,
            Place = place,
            Application = impact.Id,
            Number = number,
            ServiceName = serviceName,
            IsType = impact.Kinds.Contains(ImpactKind.Type),
            IsScope = impact.Kinds.Contains(ImpactKind.Scope),
            IsRoute = impact.Kinds.Contains(ImpactKind.Route),
            IsBlocking = impact.Kinds.Contains(ImpactKind.Blocking),
            TypeBefore = impact.Current.UseType,
            TypeAfter = impact.Draft.UseType,
            ScopeBefore = impact.Current.Scope,
            ScopeAfter = impact.Draft.Scope,
            RouteBefore = impact.Current.Route,
            RouteAfter = impact.Draft.Route,
            NewlyBlocking = Ids(impact.NewlyBlocking),
            NoLongerBlocking = Ids(impact.NoLongerBlocking),
        };

    static string Ids(IReadOnlyList<BlockingFinding> blocking) => string.Join(',', blocking.Select(one => one.Rule).Distinct());

    // True when somebody wants it to end.
    async Task<bool> ReportAsync(Guid id, Progress progress)
    {
        await using var db = await NewDbAsync();
        var run = await db.RuleSetRuns.SingleAsync(r => r.Id == id);
        Keep(run, progress);
        await db.SaveChangesAsync();
        return run.CancelAsked;
    }

    async Task EndAsync(Guid id, RunState state, Progress progress, string? result)
    {
        await using var db = await NewDbAsync();
        var run = await db.RuleSetRuns.SingleAsync(r => r.Id == id);
        Keep(run, progress);
        (run.State, run.Result) = (state, result);
        run.Percent = state == RunState.Done ? 100 : run.Percent;
        await db.SaveChangesAsync();
    }

    void Keep(RuleSetRun run, Progress progress) =>
        (run.Percent, run.Looked, run.Found, run.SeenAt) = (
            progress.Percent,
            progress.Looked,
            progress.Found,
            time.GetUtcNow().UtcDateTime
        );

    Task<PortalDb> NewDbAsync() => services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();

    [LoggerMessage(LogLevel.Error, "The run {Run} ended in an error")]
    partial void Failed(Exception fault, Guid run);

    // Reported from the work, read from the pulse.
    sealed class Progress : IProgress<double>, IProgress<PlansDone>
    {
        long looked;
        volatile int percent;
        volatile int found;

        public int Percent => percent;

        public long Looked
        {
            get => Interlocked.Read(ref looked);
            set => Interlocked.Exchange(ref looked, value);
        }

        public int Found
        {
            get => found;
            set => found = value;
        }

        public void Report(PlansDone value)
        {
            Looked = value.Done;
            Report((double)value.Done / Math.Max(1, value.Total));
        }

        public void Report(double value) => percent = (int)(Math.Clamp(value, 0, 1) * 100);
    }
}

using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Guidelines;

/// <summary>How many of the stored plans were gone through, and how many there are.</summary>
public readonly record struct PlansDone(int Done, int Total);

/// <summary>
/// Goes through every plan that was filed and may be seen: the latest version of each application that has arrived. However many there
/// are, only some pages of them are held at a time.
/// </summary>
public sealed class StoredPlans(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    const int PageSize = 256;
    const int PagesAhead = 2;
    const int ImpactsAhead = 256;

    sealed record Row(ApplicationId Id, string Number, string Plan, DateTime SubmittedAt);

    /// <summary>
    /// The plans for which a draft of a rule set would change something, as they are found and in no particular order. Every processor takes
    /// part. Whoever stops asking stops the work.
    /// </summary>
    /// <param name="asOf">The day of assessment for all of them; null takes the day on which each was filed.</param>
    /// <param name="progress">Told by turns of some hundred plans, never by two threads at once.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async IAsyncEnumerable<PlanImpact<ApplicationId>> ImpactAsync(
        RuleSet current,
        RuleSet draft,
        DateOnly? asOf = null,
        IProgress<PlansDone>? progress = null,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        Act act;
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            act = await user.ActAsync(db, ct);
        }

        await foreach (var impact in ImpactForAsync(act, current, draft, asOf, progress, ct))
        {
            yield return impact;
        }
    }

    /// <summary>The same for somebody who has begun it and need not be signed in any more.</summary>
    internal async IAsyncEnumerable<PlanImpact<ApplicationId>> ImpactForAsync(
        Act act,
        RuleSet current,
        RuleSet draft,
        DateOnly? asOf = null,
        IProgress<PlansDone>? progress = null,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        int total;
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            total = await Filed(db, act).CountAsync(ct);
        }

        progress?.Report(new(0, total));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pages = System.Threading.Channels.Channel.CreateBounded<Row[]>(PagesAhead);
        var impacts = System.Threading.Channels.Channel.CreateBounded<PlanImpact<ApplicationId>>(ImpactsAhead);
        var done = 0;
        Lock counting = new();
        var work = Task.Run(
            async () =>
            {
                var reading = ReadAsync(act, pages.Writer, stop.Token);
                var judging = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(JudgeAsync, stop.Token));
                await FirstFaultAsync([reading, .. judging], stop);
            },
            CancellationToken.None
        );
        // Its fault comes to whoever reads the impacts.
        var closing = work.ContinueWith(
            ended => impacts.Writer.Complete(ended.Exception?.InnerException),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        try
        {
            await foreach (var impact in impacts.Reader.ReadAllAsync(ct))
            {
                yield return impact;
            }

            ct.ThrowIfCancellationRequested();
        }
        finally
        {
            await stop.CancelAsync();
            await closing;
        }

        async Task JudgeAsync()
        {
            await foreach (var page in pages.Reader.ReadAllAsync(stop.Token))
            {
                foreach (var row in page)
                {
                    stop.Token.ThrowIfCancellationRequested();
                    ReassessedPlan<ApplicationId> filed = new(row.Id, PlanOf(row), JapaneseDate.On(row.SubmittedAt));
                    if (RuleSetImpact.Of(filed, current, draft, asOf) is { } impact)
                    {
                        await impacts.Writer.WriteAsync(impact, stop.Token);
                    }
                }

                lock (counting)
                {
                    done += page.Length;
                    // What arrives meanwhile is gone through too.
                    progress?.Report(new(done, Math.Max(done, total)));
                }
            }
        }
    }

    // Page by page along the numbers, so that the hundred-thousandth is found as fast as the first.
    async Task ReadAsync(Act act, ChannelWriter<Row[]> pages, CancellationToken ct)
    {
        try
        {
            var last = "";
            while (true)
            {
                await using var db = await databases.CreateDbContextAsync(ct);
                var rows = await (
                    from application in Filed(db, act)
                    where string.Compare(application.Number, last) > 0
                    from version in application.Versions
                    where version.Number == application.Versions.Max(one => one.Number)
                    orderby application.Number
                    select new Row(application.Id, application.Number!, version.Plan, version.SubmittedAt)
                )
                    .Take(PageSize)
                    .ToArrayAsync(ct);
                if (rows.Length == 0)
                {
                    break;
                }

                await pages.WriteAsync(rows, ct);
                last = rows[^1].Number;
            }
        }
        finally
        {
            pages.Complete();
        }
    }

    static IQueryable<Application> Filed(PortalDb db, Act act) =>
        db.Applications.AsNoTracking().VisibleTo(act).Where(application => application.ArrivedAt != null && application.Number != null);

    static UsePlan PlanOf(Row row) =>
        PlanJson.Read(row.Plan).Plan ?? throw new InvalidOperationException($"The stored plan of {row.Number} cannot be read.");

    static async Task FirstFaultAsync(IReadOnlyList<Task> tasks, CancellationTokenSource stop)
    {
        List<Task> open = [.. tasks];
        Task? failed = null;
        while (open.Count > 0)
        {
            var ended = await Task.WhenAny(open);
            open.Remove(ended);
            if (!ended.IsCompletedSuccessfully && failed is null)
            {
                // The others have nothing left to work for.
                failed = ended;
                await stop.CancelAsync();
            }
        }

        if (failed is not null)
        {
            await failed;
        }
    }
}

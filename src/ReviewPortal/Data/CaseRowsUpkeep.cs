using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ReviewPortal.Data;

/// <summary>
/// After an upgrade: writes the rows of the officials' lists anew that an older program has written, beside the serving and with pauses. What
/// is done stays done, so that a program that was ended goes on where it was, and two instances share the work. Nothing is written while every
/// row has the present form.
/// </summary>
public sealed partial class CaseRowsUpkeep(IDbContextFactory<PortalDb> databases, TimeProvider time, ILogger<CaseRowsUpkeep> log)
    : BackgroundService
{
    // Whoever saves something meanwhile waits for one case at most, and not behind a row of them.
    const int CasesBetweenRests = 20;
    const int CasesBetweenReports = 1000;

    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan UntilNextTry = TimeSpan.FromMinutes(1);
    static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Never before the program serves.
        await Task.Yield();
        for (var wait = UntilNextTry; !stoppingToken.IsCancellationRequested; wait = wait < LongestWait ? wait * 2 : wait)
        {
            try
            {
                if (await RunAsync(stoppingToken))
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (DbException fault)
            {
                // The database is away for a moment.
                Interrupted(log, fault);
            }

            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One pass over what is of an older form.</summary>
    /// <returns>False when some cases could not be written, and are to be tried again.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var ids = await db.OutdatedAsync(ct);
        if (ids.Count == 0)
        {
            return true;
        }

        Begins(log, ids.Count, CaseRows.Format);
        var (written, failed) = (0, 0);
        for (var i = 0; i < ids.Count; i++)
        {
            try
            {
                written += await db.RenewAsync(ids[i], ct) ? 1 : 0;
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or DbException))
            {
                // One case holds up no other; what somebody was writing in this moment has a row of the present form by that.
                failed++;
                Left(log, ids[i].Value, fault);
                db.ChangeTracker.Clear();
            }

            if ((i + 1) % CasesBetweenReports == 0)
            {
                IsAt(log, i + 1, ids.Count);
            }

            if ((i + 1) % CasesBetweenRests == 0)
            {
                await Task.Delay(Rest, time, ct);
            }
        }

        Ends(log, written, failed);
        return failed == 0;
    }

    [LoggerMessage(LogLevel.Information, "The rows of {Count} cases are of an older form than {Format}: they are written anew")]
    static partial void Begins(ILogger log, int count, int format);

    [LoggerMessage(LogLevel.Information, "Rows written anew: {Done} of {Count} cases")]
    static partial void IsAt(ILogger log, int done, int count);

    [LoggerMessage(
        LogLevel.Information,
        "The rows of {Written} cases were written anew by this program; {Failed} are left to be tried again"
    )]
    static partial void Ends(ILogger log, int written, int failed);

    [LoggerMessage(LogLevel.Warning, "The rows of case {Case} could not be written anew; they will be tried again")]
    static partial void Left(ILogger log, Guid @case, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Writing rows anew was interrupted; it goes on in a moment")]
    static partial void Interrupted(ILogger log, Exception fault);
}

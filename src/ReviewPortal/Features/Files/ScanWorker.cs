using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Data;
using ReviewPortal.Domain.Files;

namespace ReviewPortal.Features.Files;

/// <summary>Has contents scanned, one after the other, in the background; asks again where there was no verdict; removes what nobody points to.</summary>
public sealed class ScanWorker(
    IDbContextFactory<PortalDb> databases,
    Clamd clamd,
    IOptions<FileSettings> settings,
    TimeProvider time,
    ILogger<ScanWorker> log
) : BackgroundService
{
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    // What was received and not attached within this time was given up.
    static readonly TimeSpan OrphansStay = TimeSpan.FromHours(1);

    // So long somebody may write at a message before what was taken for it goes: over a night, not over a holiday.
    static readonly TimeSpan UnsentStay = TimeSpan.FromDays(2);

    // After so many tries it is said that the scanner does not answer; it is asked further all the same.
    const int TriesUntilFailed = 3;

    readonly Channel<bool> woken = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>There is something to scan.</summary>
    public void Wake() => woken.Writer.TryWrite(true);

    /// <summary>Scans everything that is due.</summary>
    /// <returns>How many contents it asked about.</returns>
    public async Task<int> ScanDueAsync(CancellationToken ct)
    {
        var asked = 0;
        while (settings.Value.IsScanning && await NextAsync(ct) is { } digest)
        {
            await ScanAsync(digest, ct);
            asked++;
        }

        return asked;
    }

    /// <summary>Makes the states fit to the settings: with a scanner nothing stays unscanned, without one nothing waits.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (from, to) = settings.Value.IsScanning
            ? (new[] { ScanState.Unscanned }, ScanState.Waiting)
            : ([ScanState.Waiting, ScanState.Failed], ScanState.Unscanned);
        await db
            .Contents.Where(content => from.Contains(content.Scan))
            .ExecuteUpdateAsync(set => set.SetProperty(content => content.Scan, to).SetProperty(content => content.ScanTries, 0), ct);
    }

    /// <summary>Removes files that were taken for a message and never sent, and contents that nobody points to any more.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        var unsentSince = now - UnsentStay;
        await db.TalkFiles.Where(file => file.SentAt == null && file.AddedAt < unsentSince).ExecuteDeleteAsync(ct);
        await db.RemoveOrphansAsync(now - OrphansStay, digest: null, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isPrepared = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!isPrepared)
                {
                    await PrepareAsync(stoppingToken);
                    isPrepared = true;
                }

                await ScanDueAsync(stoppingToken);
                await SweepAsync(stoppingToken);
                await RestAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is DbException or DbUpdateException or InvalidOperationException)
            {
                // The database is away for a moment, or another instance was faster: the next round finds what is left.
                log.LogWarning(fault, "Scanning was interrupted and goes on in a moment.");
                await Task.Delay(Rest, time, stoppingToken);
            }
        }
    }

    async Task RestAsync(CancellationToken ct)
    {
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var timer = time.CreateTimer(_ => Wake(), null, Rest, Timeout.InfiniteTimeSpan);
        await woken.Reader.ReadAsync(rest.Token);
    }

    async Task<string?> NextAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        return await db
            .Contents.AsNoTracking()
            .Where(content => (content.Scan == ScanState.Waiting || content.Scan == ScanState.Failed) && content.ScanDue <= now)
            .OrderBy(content => content.ScanDue)
            .Select(content => content.Digest)
            .FirstOrDefaultAsync(ct);
    }

    async Task ScanAsync(string digest, CancellationToken ct)
    {
        ScanAnswer? answer = null;
        try
        {
            answer = await clamd.ScanAsync((to, stop) => databases.CopyAsync(digest, to, stop), ct);
        }
        catch (ScanFailed fault)
        {
            log.LogWarning("The scanner gave no verdict on {Digest}: {Reason}", digest, fault.Message);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Contents.SingleOrDefaultAsync(content => content.Digest == digest, ct) is not { } content)
        {
            return; // Redacted meanwhile.
        }

        var now = time.GetUtcNow().UtcDateTime;
        content.ScanTries++;
        if (answer is { } told)
        {
            (content.Scan, content.ScannedAt) = (told.Found is null ? ScanState.Clean : ScanState.Found, now);
            content.Found = told.Found is { Length: > 200 } longName ? longName[..200] : told.Found;
        }
        else
        {
            content.Scan = content.ScanTries >= TriesUntilFailed ? ScanState.Failed : ScanState.Waiting;
            content.ScanDue = now + Pause(content.ScanTries);
        }

        await db.SaveChangesAsync(ct);
    }

    // 10 s, 20 s, 40 s … at most a quarter of an hour.
    static TimeSpan Pause(int tries) => TimeSpan.FromSeconds(Math.Min(900, 10 * Math.Pow(2, Math.Min(tries, 10) - 1)));
}

using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Access;

/// <summary>
/// The rule sets that count, for everybody who judges a plan: shipped and published ones. They are read once and kept; whether another
/// instance of the program has published something is asked every few seconds.
/// </summary>
public sealed class RuleBooks(IDbContextFactory<PortalDb> databases, TimeProvider time) : IDisposable
{
    /// <summary>How long another instance's publication may take to be seen here.</summary>
    public static readonly TimeSpan LooksAgainAfter = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim reading = new(1);
    volatile Kept? kept;

    /// <summary>The sets as they are now.</summary>
    public async ValueTask<RuleBook> NowAsync(CancellationToken ct = default)
    {
        if (kept is { } fresh && time.GetElapsedTime(fresh.LookedAt) < LooksAgainAfter)
        {
            return fresh.Book;
        }

        await reading.WaitAsync(ct);
        try
        {
            if (kept is { } meanwhile && time.GetElapsedTime(meanwhile.LookedAt) < LooksAgainAfter)
            {
                return meanwhile.Book;
            }

            var looked = time.GetTimestamp();
            await using var db = await databases.CreateDbContextAsync(ct);
            var count = await db.RuleSets.CountAsync(set => set.PublishedAs != null, ct);
            // What is published is never changed and never goes: as many as before are the same as before.
            kept =
                kept is { } before && before.Published == count
                    ? before with
                    {
                        LookedAt = looked,
                    }
                    : new(await ReadAsync(db, ct), count, looked);
            return kept.Book;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>The set in force on a day.</summary>
    public async ValueTask<RuleSet> InForceAsync(DateOnly day, CancellationToken ct = default) => (await NowAsync(ct)).InForce(day);

    /// <summary>Something was published here: the next question reads anew.</summary>
    public void Forget() => kept = null;

    /// <summary>Shipped and published sets, read from the database.</summary>
    public static async Task<RuleBook> ReadAsync(PortalDb db, CancellationToken ct = default)
    {
        var published = await db
            .RuleSets.AsNoTracking()
            .Where(set => set.PublishedAs != null)
            .OrderBy(set => set.PublishedAt)
            .ThenBy(set => set.Id)
            .Select(set => set.Json)
            .ToListAsync(ct);
        return new(published.Select(RuleSetJson.Parse));
    }

    public void Dispose() => reading.Dispose();

    sealed record Kept(RuleBook Book, int Published, long LookedAt);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Data;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Mail;

/// <summary>Once a day, what was collected for a person becomes one mail.</summary>
public sealed class Digests(IDbContextFactory<PortalDb> databases, IOptions<MailSettings> settings, TimeProvider time)
{
    /// <returns>How many digests were written.</returns>
    public async Task<int> RunAsync(CancellationToken ct = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var today = JapaneseDate.On(now);
        // Japan is nine hours ahead all the year.
        var hour = today.ToDateTime(new(settings.Value.DigestHour, 0), DateTimeKind.Utc).AddHours(-9);
        if (now < hour)
        {
            return 0;
        }

        await using var reading = await databases.CreateDbContextAsync(ct);
        var people = await reading
            .Outbox.Where(m => m.State == MailState.Collected && m.CreatedAt < hour && m.To != null)
            .Select(m => m.To)
            .Distinct()
            .ToListAsync(ct);
        var written = 0;
        foreach (var person in people.OfType<Domain.People.UserId>())
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            written += await db.DoOnceAsync(
                $"digest:{person.Value:N}:{today:yyyyMMdd}",
                now,
                () => WriteAsync(db, person, hour, now, ct),
                ct
            )
                ? 1
                : 0;
        }

        return written;
    }

    static async Task WriteAsync(PortalDb db, Domain.People.UserId person, DateTime before, DateTime now, CancellationToken ct)
    {
        var rows = await db.Outbox.Where(m => m.To == person && m.State == MailState.Collected && m.CreatedAt < before).ToListAsync(ct);
        var language = await db.Users.Where(u => u.Id == person.Value).Select(u => u.Language).SingleOrDefaultAsync(ct);
        OutgoingMail digest = new()
        {
            Id = Guid.CreateVersion7(now),
            Kind = MailKind.Digest,
            Key = $"digest:{person.Value:N}:{before:yyyyMMdd}",
            To = person,
            Language = language ?? "ja",
            Data = new(Count: rows.Count),
            CreatedAt = now,
            DueAt = now,
        };
        db.Outbox.Add(digest);
        foreach (var row in rows)
        {
            (row.State, row.About) = (MailState.InDigest, digest.Id);
        }
    }
}

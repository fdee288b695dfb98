using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Features.Mails;

/// <summary>A mail in the outbox, without what it says: administrators see no plan.</summary>
public sealed record OutboxRow(
    Guid Id,
    MailKind Kind,
    string Address,
    MailState State,
    DateTime CreatedAt,
    DateTime DueAt,
    DateTime? SentAt,
    int Tries,
    string? Fault
);

/// <summary>The outbox as administrators see it.</summary>
public sealed class OutboxDesk(IDbContextFactory<PortalDb> databases, CurrentUser user, TimeProvider time)
{
    /// <exception cref="RuleBroken"><c>not-allowed</c></exception>
    public async Task<Page<OutboxRow>> ListAsync(MailState? state, int page, int size, CancellationToken ct = default)
    {
        await using var db = await OpenAsync(ct);
        var rows = await db
            .Outbox.AsNoTracking()
            .Where(m => state == null || m.State == state)
            .OrderByDescending(m => m.CreatedAt)
            .ThenByDescending(m => m.Id)
            .ToPageAsync(page, size, ct);
        Guid[] people = [.. rows.Items.Select(m => m.To).OfType<UserId>().Select(person => person.Value).Distinct()];
        var addresses = await db.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Email ?? "", ct);
        return new(
            [
                .. rows.Items.Select(m => new OutboxRow(
                    m.Id,
                    m.Kind,
                    m.Address ?? (m.To is { } person ? addresses.GetValueOrDefault(person.Value) : null) ?? "",
                    m.State,
                    m.CreatedAt,
                    m.DueAt,
                    m.SentAt,
                    m.Tries,
                    m.Fault
                )),
            ],
            rows.Total,
            rows.Number,
            rows.Size
        );
    }

    /// <summary>How many mails are in each state.</summary>
    public async Task<IReadOnlyDictionary<MailState, int>> CountAsync(CancellationToken ct = default)
    {
        await using var db = await OpenAsync(ct);
        return await db
            .Outbox.GroupBy(m => m.State)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>Lets a mail that waits or was given up be tried now, with all its attempts before it again.</summary>
    /// <exception cref="NotFound">Not there, sent already, or being sent at this moment.</exception>
    public async Task RetryAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await OpenAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        var changed = await db
            .Outbox.Where(m => m.Id == id && (m.State == MailState.GaveUp || m.State == MailState.Waiting))
            .Where(m => m.LeasedUntil == null || m.LeasedUntil < now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, MailState.Waiting).SetProperty(m => m.DueAt, now).SetProperty(m => m.Tries, 0),
                ct
            );
        if (changed == 0)
        {
            throw new NotFound();
        }
    }

    async Task<PortalDb> OpenAsync(CancellationToken ct)
    {
        var db = await databases.CreateDbContextAsync(ct);
        try
        {
            return (await user.ActAsync(db, ct)).Is(Role.SystemAdmin) ? db : throw new RuleBroken("not-allowed");
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }
}

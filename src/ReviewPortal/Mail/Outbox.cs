using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Data;

namespace ReviewPortal.Mail;

/// <summary>
/// Sends what waits. A mail belongs to one instance at a time: it is claimed by a conditional update with a lease that is far longer than an
/// attempt. What SMTP cannot promise is that nothing comes twice: if the program dies after the server took a mail and before that is noted,
/// it goes out again, under the same Message-ID.
/// </summary>
public sealed partial class Outbox(
    IDbContextFactory<PortalDb> databases,
    MailComposer composer,
    MailTransport transport,
    IOptions<MailSettings> settings,
    TimeProvider time,
    ILogger<Outbox> log
)
{
    /// <summary>A mail that the server will not have is not offered to it more often.</summary>
    const int TriesWhenRefused = 3;

    static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(30);
    static readonly TimeSpan LongestDelay = TimeSpan.FromHours(4);

    /// <summary>Sends everything that is due, until nothing is or the server cannot be reached.</summary>
    /// <returns>How many went out.</returns>
    public async Task<int> SendDueAsync(CancellationToken ct = default)
    {
        var sent = 0;
        while (transport.IsThere && await ClaimAsync(ct) is { } mail)
        {
            var outcome = await SendAsync(mail, ct);
            sent += outcome == MailState.Sent ? 1 : 0;
            if (outcome is null)
            {
                break; // The others would fare no better; they keep their attempts.
            }
        }

        return sent;
    }

    /// <summary>Takes the mail that has been due for longest.</summary>
    async Task<OutgoingMail?> ClaimAsync(CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            await using var db = await databases.CreateDbContextAsync(ct);
            var now = Now;
            var mail = await Due(db, now).AsNoTracking().OrderBy(m => m.DueAt).ThenBy(m => m.Id).FirstOrDefaultAsync(ct);
            if (mail is null)
            {
                return null;
            }

            Guid? lease = Guid.NewGuid();
            DateTime? until = now.AddSeconds(settings.Value.LeaseSeconds);
            // Whoever else looked at the same row now finds it taken.
            var taken = await Due(db, now)
                .Where(m => m.Id == mail.Id && m.Tries == mail.Tries)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(m => m.Lease, lease)
                            .SetProperty(m => m.LeasedUntil, until)
                            .SetProperty(m => m.Tries, m => m.Tries + 1),
                    ct
                );
            if (taken == 1)
            {
                (mail.Lease, mail.Tries) = (lease, mail.Tries + 1);
                return mail;
            }
        }
    }

    static IQueryable<OutgoingMail> Due(PortalDb db, DateTime now) =>
        db.Outbox.Where(m => m.State == MailState.Waiting && m.DueAt <= now && (m.LeasedUntil == null || m.LeasedUntil < now));

    /// <returns>What became of it; null when the server could not be reached.</returns>
    async Task<MailState?> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            if (await composer.ComposeAsync(db, mail, ct) is not { } message)
            {
                await NoteAsync(mail, MailState.Dropped, null, null, CancellationToken.None);
                return MailState.Dropped;
            }

            await transport.SendAsync(message, ct);
        }
        catch (MailUnreachable fault)
        {
            await FailAsync(mail, fault, unreachable: true, final: false);
            return null;
        }
        catch (MailRefused fault)
        {
            await FailAsync(mail, fault, unreachable: false, fault.IsFinal && mail.Tries >= TriesWhenRefused);
            return mail.State;
        }
        // Whatever else is wrong with one mail (a receipt that cannot be printed now) must not hold up the others.
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await FailAsync(mail, fault, unreachable: false, final: false);
            return mail.State;
        }

        await NoteAsync(mail, MailState.Sent, Now, null, CancellationToken.None);
        await WakeAsync();
        return MailState.Sent;
    }

    async Task FailAsync(OutgoingMail mail, Exception fault, bool unreachable, bool final)
    {
        mail.State = final || mail.Tries >= settings.Value.MaxTries ? MailState.GaveUp : MailState.Waiting;
        Failed(log, mail.Id, mail.Kind, mail.Tries, mail.State, fault);
        await NoteAsync(mail, mail.State, null, fault, CancellationToken.None, unreachable);
    }

    // Only whoever holds the lease notes what came of it.
    async Task NoteAsync(
        OutgoingMail mail,
        MailState state,
        DateTime? sentAt,
        Exception? fault,
        CancellationToken ct,
        bool unreachable = false
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var dueAt = fault is null ? mail.DueAt : Now + Delay(mail.Tries);
        var why = fault?.Message.ReplaceLineEndings(" ") is { Length: > 480 } longer
            ? longer[..480]
            : fault?.Message.ReplaceLineEndings(" ");
        await db
            .Outbox.Where(m => m.Id == mail.Id && m.Lease == mail.Lease)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(m => m.State, state)
                        .SetProperty(m => m.SentAt, sentAt)
                        .SetProperty(m => m.DueAt, dueAt)
                        .SetProperty(m => m.Fault, why)
                        .SetProperty(m => m.Unreachable, unreachable)
                        .SetProperty(m => m.Lease, (Guid?)null)
                        .SetProperty(m => m.LeasedUntil, (DateTime?)null),
                ct
            );
    }

    /// <summary>The server is back: what failed only because it was away need not wait any longer.</summary>
    async Task WakeAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        var now = Now;
        await db
            .Outbox.Where(m => m.State == MailState.Waiting && m.Unreachable && m.DueAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, now).SetProperty(m => m.Unreachable, false));
    }

    /// <summary>Doubles from half a minute to four hours, give or take a fifth, so that instances do not knock together.</summary>
    public static TimeSpan Delay(int tries)
    {
        var exact = Math.Min(LongestDelay.TotalSeconds, FirstDelay.TotalSeconds * Math.Pow(2, Math.Clamp(tries - 1, 0, 30)));
#pragma warning disable CA5394 // Only spreads attempts in time; nothing secret hangs on it.
        return TimeSpan.FromSeconds(exact * (0.8 + (0.4 * Random.Shared.NextDouble())));
#pragma warning restore CA5394
    }

    DateTime Now => time.GetUtcNow().UtcDateTime;

    [LoggerMessage(LogLevel.Warning, "Mail {Id} ({Kind}): attempt {Tries} failed, now {State}")]
    static partial void Failed(ILogger log, Guid id, MailKind kind, int tries, MailState state, Exception fault);
}

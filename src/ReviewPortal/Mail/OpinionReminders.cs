using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Data;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Mail;

/// <summary>Reminds a ministry of an open request: once before the due day, once after it.</summary>
public sealed class OpinionReminders(IDbContextFactory<PortalDb> databases, IOptions<MailSettings> settings, TimeProvider time)
{
    sealed record Open(ApplicationId Application, string? Number, string Service, Guid Consultation, Ministry Ministry, DateOnly DueOn);

    /// <returns>How many reminders were written.</returns>
    public async Task<int> RunAsync(CancellationToken ct = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var today = JapaneseDate.On(now);
        var soon = BusinessCalendar.Shipped.Add(today, settings.Value.RemindDaysBefore).Date;
        await using var reading = await databases.CreateDbContextAsync(ct);
        var open = await reading
            .Applications.AsNoTracking()
            .SelectMany(
                a => a.Consultations.Where(c => c.ClosedAt == null && c.DueOn <= soon),
                (a, c) => new Open(a.Id, a.Number, a.ServiceName, c.Id, c.Ministry, c.DueOn)
            )
            .ToListAsync(ct);
        var written = 0;
        foreach (var request in open)
        {
            // After a time out of service only what holds now is said: a due day that has passed is not announced.
            var kind = today > request.DueOn ? MailKind.OpinionOverdue : MailKind.OpinionDueSoon;
            await using var db = await databases.CreateDbContextAsync(ct);
            written += await db.DoOnceAsync($"{kind}:{request.Consultation:N}", now, () => WriteAsync(db, kind, request, now, ct), ct)
                ? 1
                : 0;
        }

        return written;
    }

    static Task WriteAsync(PortalDb db, MailKind kind, Open request, DateTime now, CancellationToken ct) =>
        db.PostAsync(
            Receivers.ReviewersOf(db, request.Ministry),
            kind,
            $"{kind}:{request.Consultation:N}",
            request.Application,
            new(request.Number, request.Service, request.DueOn, Ministry: request.Ministry),
            now,
            ct
        );
}

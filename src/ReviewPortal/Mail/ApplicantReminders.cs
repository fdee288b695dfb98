using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Data;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Mail;

/// <summary>
/// Reminds an applicant of what the office waits for: of an open correction once before its due day and once after it, of an inquiry once before
/// its due day. A due day that was moved is another one.
/// </summary>
public sealed class ApplicantReminders(IDbContextFactory<PortalDb> databases, IOptions<MailSettings> settings, TimeProvider time)
{
    sealed record Open(ApplicationId Application, Guid Id, DateOnly DueOn, DateTime AskedAt, bool IsInquiry);

    /// <returns>How many reminders were written.</returns>
    public async Task<int> RunAsync(CancellationToken ct = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var today = JapaneseDate.On(now);
        var soon = BusinessCalendar.Shipped.Add(today, settings.Value.RemindApplicantDaysBefore).Date;
        var written = 0;
        foreach (var open in await OpenAsync(soon, ct))
        {
            // After a time out of service only what holds now is said. What was asked for today needs no reminder today.
            var isOver = today > open.DueOn;
            MailKind? kind =
                isOver ? (open.IsInquiry ? null : MailKind.CorrectionOverdue)
                : JapaneseDate.On(open.AskedAt) == today ? null
                : open.IsInquiry ? MailKind.InquiryDueSoon
                : MailKind.CorrectionDueSoon;
            written += kind is { } due && await RemindAsync(due, open, now, ct) ? 1 : 0;
        }

        return written;
    }

    async Task<List<Open>> OpenAsync(DateOnly soon, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var cases = db.Applications.AsNoTracking().Where(a => a.EndedAt == null);
        var corrections = await cases
            .SelectMany(
                a => a.Corrections.Where(c => c.ClosedAt == null && c.DueOn <= soon),
                (a, c) => new Open(a.Id, c.Id, c.DueOn, c.RequestedAt, false)
            )
            .ToListAsync(ct);
        var inquiries = await cases
            .SelectMany(
                a => a.Inquiries.Where(i => i.ClosedAt == null && i.DueOn <= soon),
                (a, i) => new Open(a.Id, i.Id, i.DueOn, i.AskedAt, true)
            )
            .ToListAsync(ct);
        return [.. corrections, .. inquiries];
    }

    async Task<bool> RemindAsync(MailKind kind, Open open, DateTime now, CancellationToken ct)
    {
        var key = $"{kind}:{open.Id:N}:{open.DueOn:yyyyMMdd}";
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.DoOnceAsync(
            key,
            now,
            async () =>
            {
                var application = await db.Applications.AsNoTracking().SingleAsync(a => a.Id == open.Application, ct);
                await db.PostAsync(
                    Receivers.WritersOf(db, application),
                    kind,
                    key,
                    open.Application,
                    new(application.Number, application.ServiceName, open.DueOn),
                    now,
                    ct
                );
            },
            ct
        );
    }
}

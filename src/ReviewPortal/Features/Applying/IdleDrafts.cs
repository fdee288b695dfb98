using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Time;
using ReviewPortal.Mail;

namespace ReviewPortal.Features.Applying;

/// <summary>The section <c>Drafts</c> of the settings: days since the last change.</summary>
public sealed class DraftSettings
{
    /// <summary>When the writers are reminded of a draft.</summary>
    public int RemindAfterDays { get; set; } = 60;

    /// <summary>When a draft is removed.</summary>
    public int DeleteAfterDays { get; set; } = 180;

    /// <summary>How long before its removal the writers are warned.</summary>
    public int WarnDaysBefore { get; set; } = 14;

    /// <summary>Reads the section.</summary>
    /// <exception cref="SettingsFault">Drafts could go without a reminder or a warning.</exception>
    public static DraftSettings From(IConfiguration settings)
    {
        var drafts = SettingsFault.Read<DraftSettings>(settings, "Drafts");
        return
            drafts is { RemindAfterDays: >= 1, WarnDaysBefore: >= 1, DeleteAfterDays: <= 10_000 }
            && drafts.RemindAfterDays < drafts.DeleteAfterDays
            && drafts.WarnDaysBefore < drafts.DeleteAfterDays
            ? drafts
            : throw new SettingsFault(
                "The settings Drafts:RemindAfterDays and Drafts:WarnDaysBefore must be at least 1 and below Drafts:DeleteAfterDays, which can be up to 10000."
            );
    }
}

/// <summary>
/// Removes what belongs to a draft and stands elsewhere, in the transaction that removes the draft. Whoever keeps such things registers one.
/// </summary>
public sealed record DraftRemoval(Func<PortalDb, ApplicationId, CancellationToken, Task> RemoveAsync);

/// <summary>
/// Drafts that nobody touches: a reminder, a warning, removal. Each happens once for one stretch of idleness; a change of the draft begins a new
/// one. A draft is removed only when its warning is old enough, so that a portal that was out of service gives notice first.
/// </summary>
public sealed class IdleDrafts(
    IDbContextFactory<PortalDb> databases,
    IOptions<DraftSettings> settings,
    IEnumerable<DraftRemoval> removals,
    Wording words,
    TimeProvider time
)
{
    DraftSettings Days => settings.Value;

    /// <returns>How many drafts were reminded of, warned about or removed.</returns>
    public async Task<int> RunAsync(CancellationToken ct = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var idleSince = now.AddDays(-Math.Min(Days.RemindAfterDays, Days.DeleteAfterDays - Days.WarnDaysBefore));
        await using var reading = await databases.CreateDbContextAsync(ct);
        var idle = await reading
            .Applications.AsNoTracking()
            .Where(a => a.State == ApplicationState.Draft && a.DraftSavedAt <= idleSince)
            .OrderBy(a => a.DraftSavedAt)
            .Select(a => a.Id)
            .ToListAsync(ct);
        var done = 0;
        foreach (var id in idle)
        {
            done += await LookAtAsync(id, now, ct) ? 1 : 0;
        }

        return done;
    }

    async Task<bool> LookAtAsync(ApplicationId id, DateTime now, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Applications.SingleOrDefaultAsync(a => a.Id == id && a.State == ApplicationState.Draft, ct) is not { } draft)
        {
            return false;
        }

        // A change of the draft changes the key, and what was said about the stretch before counts no more.
        string Key(MailKind kind) => $"{kind}:{id.Value:N}:{draft.DraftRevision}";
        var days = (now - draft.DraftSavedAt).TotalDays;
        if (days < Days.DeleteAfterDays - Days.WarnDaysBefore)
        {
            return days >= Days.RemindAfterDays
                && await WriteAsync(db, MailKind.DraftReminder, draft, Key(MailKind.DraftReminder), now, null, ct);
        }

        var warning = Key(MailKind.DraftDeletion);
        var warned = await db.DoneOnce.Where(once => once.Key == warning).Select(once => (DateTime?)once.At).SingleOrDefaultAsync(ct);
        if (warned is null)
        {
            var due = Later(draft.DraftSavedAt.AddDays(Days.DeleteAfterDays), now.AddDays(Days.WarnDaysBefore));
            return await WriteAsync(db, MailKind.DraftDeletion, draft, warning, now, JapaneseDate.On(due), ct);
        }

        return now >= Later(draft.DraftSavedAt.AddDays(Days.DeleteAfterDays), warned.Value.AddDays(Days.WarnDaysBefore))
            && await RemoveAsync(db, draft, now, ct);
    }

    async Task<bool> WriteAsync(
        PortalDb db,
        MailKind kind,
        Application draft,
        string key,
        DateTime now,
        DateOnly? removedOn,
        CancellationToken ct
    ) =>
        await db.DoOnceAsync(
            key,
            now,
            async () =>
            {
                MailData data = new(
                    Service: draft.ServiceName,
                    Day: removedOn ?? JapaneseDate.On(draft.DraftSavedAt),
                    Count: (int)(now - draft.DraftSavedAt).TotalDays
                );
                await db.PostAsync(Receivers.WritersOf(db, draft), kind, key, draft.Id, data, now, ct);
            },
            ct
        );

    // The draft's revision is a concurrency token: whoever types a letter in this moment keeps the draft.
    async Task<bool> RemoveAsync(PortalDb db, Application draft, DateTime now, CancellationToken ct)
    {
        draft.Expire(new(new(Guid.Empty), words["timeline.portal"], new HashSet<Domain.People.Role>(), now));
        foreach (var removal in removals)
        {
            await removal.RemoveAsync(db, draft.Id, ct);
        }

        db.Applications.Remove(draft);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (Stale)
        {
            return false;
        }
    }

    static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}

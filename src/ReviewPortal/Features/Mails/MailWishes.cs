using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;
using ReviewPortal.Mail;

namespace ReviewPortal.Features.Mails;

/// <summary>How a person wants to be written to.</summary>
/// <param name="Choices">The kinds that the person's side gets and may do without.</param>
public sealed record Wishes(string Language, IReadOnlyDictionary<MailKind, MailChoice> Choices);

/// <summary>A person's own choice of mails.</summary>
public sealed class MailWishes(IDbContextFactory<PortalDb> databases, CurrentUser user, Secrets secrets)
{
    public async Task<Wishes> FindAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var language = await db.Users.Where(u => u.Id == act.By.Value).Select(u => u.Language).SingleAsync(ct);
        var kept = await db
            .MailPreferences.AsNoTracking()
            .Where(p => p.UserId == act.By.Value)
            .ToDictionaryAsync(p => p.Kind, p => p.Choice, ct);
        return new(language, Offered(act).ToDictionary(kind => kind, kind => kept.GetValueOrDefault(kind)));
    }

    /// <summary>Keeps the choices; kinds that cannot be chosen are left as they are.</summary>
    public async Task SaveAsync(Wishes wishes, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var person = await db.Users.SingleAsync(u => u.Id == act.By.Value, ct);
        if (Wording.Languages.Any(language => language.Code == wishes.Language))
        {
            person.Language = wishes.Language;
        }

        foreach (var (kind, choice) in wishes.Choices.Where(wish => Offered(act).Contains(wish.Key) && Enum.IsDefined(wish.Value)))
        {
            await SetAsync(db, act.By, kind, choice, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Does what the link in a mail says. Twice is once.</summary>
    /// <returns>False when the link is not ours or has expired.</returns>
    public async Task<bool> UnsubscribeAsync(string? secret, CancellationToken ct = default)
    {
        if (secrets.ReadUnsubscribe(secret) is not var (person, kind) || !MailKinds.Of(kind).IsOptional)
        {
            return false;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Users.AnyAsync(u => u.Id == person.Value, ct))
        {
            await SetAsync(db, person, kind, MailChoice.Off, ct);
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (Stale)
            {
                // The same link, confirmed in the same moment.
            }
        }

        return true;
    }

    /// <summary>The kind that a link in a mail is about; null when it is not ours or has expired.</summary>
    public MailKind? KindOf(string? secret) => secrets.ReadUnsubscribe(secret)?.Kind;

    static IEnumerable<MailKind> Offered(Act act) =>
        MailKinds.All.Where(kind => kind.IsOptional && kind.IsForApplicants != act.IsOfficial).Select(kind => kind.Kind);

    static async Task SetAsync(PortalDb db, UserId person, MailKind kind, MailChoice choice, CancellationToken ct)
    {
        var kept = await db.MailPreferences.SingleOrDefaultAsync(p => p.UserId == person.Value && p.Kind == kind, ct);
        if (kept is not null)
        {
            kept.Choice = choice;
        }
        else if (choice != MailChoice.Each)
        {
            db.MailPreferences.Add(
                new()
                {
                    UserId = person.Value,
                    Kind = kind,
                    Choice = choice,
                }
            );
        }
    }
}

using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Mail;

/// <summary>To whom a mail goes: an account, or an address without one.</summary>
public sealed record Receiver(UserId? Person, string? Address, string Language);

/// <summary>Finds who is told, at the moment at which something happens. Closed accounts are told nothing.</summary>
/// <param name="db">The context in which it is being saved.</param>
/// <param name="row">What happens.</param>
/// <param name="application">The application that it is about.</param>
/// <param name="invitation">The invitation that it is about.</param>
public sealed class Receivers(PortalDb db, EventRow row, Application? application, Invitation? invitation, CancellationToken ct)
{
    /// <summary>Whether a due day is over as it happens.</summary>
    public bool IsPast(DateOnly dueOn) => JapaneseDate.On(row.At) > dueOn;

    /// <summary>Whether the person does it: what somebody does is no news to them.</summary>
    public bool IsBy(UserId person) => row.By == person;

    /// <summary>The person who did it.</summary>
    public Task<IReadOnlyList<Receiver>> WhoActedAsync() => PersonAsync(row.By);

    public Task<IReadOnlyList<Receiver>> PersonAsync(UserId person) => FindAsync(People.Where(user => user.Id == person.Value));

    public Task<IReadOnlyList<Receiver>> PeopleAsync(IEnumerable<UserId> people)
    {
        Guid[] ids = [.. people.Select(person => person.Value)];
        return ids.Length == 0 ? Task.FromResult<IReadOnlyList<Receiver>>([]) : FindAsync(People.Where(user => ids.Contains(user.Id)));
    }

    /// <summary>Those of the applicant who may write: representatives, contributors, and guests of this application who may.</summary>
    public async Task<IReadOnlyList<Receiver>> WritersAsync() => application is null ? [] : await FindAsync(WritersOf(db, application));

    public static IQueryable<PortalUser> WritersOf(PortalDb db, Application application)
    {
        var id = application.Id;
        return db
            .Users.AsNoTracking()
            .Where(user => !user.IsClosed && user.OrganizationId == application.Organization)
            .Where(user =>
                user.Grants.Any(grant => grant.Role == Role.Representative || grant.Role == Role.Contributor)
                || user.Guest.Any(grant => grant.Application == id && grant.Role == Role.Contributor)
            );
    }

    /// <summary>The assigned reviewer; while there is none, those who check the form. Nobody of a draft.</summary>
    public async Task<IReadOnlyList<Receiver>> InChargeAsync()
    {
        if (application?.ArrivedAt is null)
        {
            return [];
        }

        return application.AssignedTo is { } reviewer ? await PersonAsync(reviewer) : await OthersWithAsync(Role.Intake);
    }

    /// <summary>Whoever is in charge, and the official who asked what was answered.</summary>
    public async Task<IReadOnlyList<Receiver>> InChargeAndAsync(Func<Application, UserId?> whoAsked)
    {
        var inCharge = await InChargeAsync();
        IEnumerable<Receiver> all =
            application is not null && whoAsked(application) is { } asker
                ? inCharge.UnionBy(await PeopleAsync([asker]), to => to.Person)
                : inCharge;
        // Nobody is told of the own answer.
        return [.. all.Where(to => to.Person is not { } person || !IsBy(person))];
    }

    /// <summary>Whoever is in charge; and where the form check has to be signed anew, those who check the form.</summary>
    public async Task<IReadOnlyList<Receiver>> ThoseWhoCheckAgainAsync()
    {
        var inCharge = await InChargeAsync();
        return application is { FormCheck: not null } && application.Unsigned(ReviewPart.Form).Count > 0
            ? [.. inCharge.UnionBy(await OthersWithAsync(Role.Intake), to => to.Person)]
            : inCharge;
    }

    /// <summary>Whoever drafted the last recommendation, and the assigned reviewer.</summary>
    public async Task<IReadOnlyList<Receiver>> DrafterAndInChargeAsync()
    {
        UserId?[] both = [await DrafterAsync(), application?.AssignedTo];
        var found = await PeopleAsync(both.OfType<UserId>().Where(person => !IsBy(person)));
        return found.Count > 0 ? found : await InChargeAsync();
    }

    /// <summary>Whoever drafted the last recommendation, where somebody else acts.</summary>
    public async Task<IReadOnlyList<Receiver>> OtherDrafterAsync() =>
        await DrafterAsync() is { } drafter && !IsBy(drafter) ? await PersonAsync(drafter) : [];

    // The recommendation itself is gone by now.
    async Task<UserId?> DrafterAsync() =>
        (
            await db
                .Events.AsNoTracking()
                .Where(e => e.Stream == row.Stream && e.Kind == nameof(ApplicationRecommended))
                .OrderByDescending(e => e.Sequence)
                .FirstOrDefaultAsync(ct)
        )?.By;

    public Task<IReadOnlyList<Receiver>> ReviewersOfAsync(Ministry ministry) => FindAsync(ReviewersOf(db, ministry));

    public static IQueryable<PortalUser> ReviewersOf(PortalDb db, Ministry ministry) =>
        db
            .Users.AsNoTracking()
            .Where(user => !user.IsClosed && user.Ministry == ministry && user.Grants.Any(grant => grant.Role == Role.Reviewer));

    /// <summary>Those of them who have not switched that mail off; in a digest it comes, too.</summary>
    public static IQueryable<PortalUser> Wanting(PortalDb db, IQueryable<PortalUser> people, MailKind kind) =>
        people.Where(user => !db.MailPreferences.Any(p => p.UserId == user.Id && p.Kind == kind && p.Choice == MailChoice.Off));

    /// <summary>Everybody with that role but the one who did it.</summary>
    public Task<IReadOnlyList<Receiver>> OthersWithAsync(Role role) =>
        FindAsync(People.Where(user => user.Id != row.By.Value && user.Grants.Any(grant => grant.Role == role)));

    /// <summary>The contacts whom the filed plan names, without those who are told of the same thing by their account.</summary>
    public async Task<IReadOnlyList<Receiver>> ContactsAsync(IReadOnlyList<Receiver> told)
    {
        if (application?.LatestVersion is not { } version)
        {
            return [];
        }

        Guid[] people = [.. told.Select(to => to.Person).OfType<UserId>().Select(person => person.Value)];
        var known = await db.Users.Where(user => people.Contains(user.Id)).Select(user => user.Email).ToListAsync(ct);
        return
        [
            .. PlanContacts
                .Of(version.Plan)
                .Where(address => !known.Contains(address, StringComparer.OrdinalIgnoreCase))
                .Select(address => new Receiver(null, address, Wording.Languages[0].Code)),
        ];
    }

    public Task<IReadOnlyList<Receiver>> InvitedAsync() =>
        Task.FromResult<IReadOnlyList<Receiver>>(invitation is null ? [] : [new(null, invitation.Email, Language.Now)]);

    /// <summary>The expert from outside; experts are asked in Japanese.</summary>
    public Task<IReadOnlyList<Receiver>> ExpertAsync(Guid invited) =>
        Task.FromResult<IReadOnlyList<Receiver>>(
            application?.Experts.SingleOrDefault(expert => expert.Id == invited) is { } found ? [new(null, found.Email, "ja")] : []
        );

    IQueryable<PortalUser> People => db.Users.AsNoTracking().Where(user => !user.IsClosed);

    async Task<IReadOnlyList<Receiver>> FindAsync(IQueryable<PortalUser> users) =>
        [
            .. (await users.OrderBy(user => user.Id).Select(user => new { user.Id, user.Language }).ToListAsync(ct)).Select(
                user => new Receiver(new(user.Id), null, user.Language)
            ),
        ];
}

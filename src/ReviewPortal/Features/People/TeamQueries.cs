using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Features.People;

/// <summary>Somebody of the team.</summary>
/// <param name="Guest">The applications to which alone the person was asked; empty for members of the organisation.</param>
/// <param name="Held">Of how many cases under way the person is in charge.</param>
public sealed record TeamMember(UserId Id, string Name, string Email, Role Role, IReadOnlyList<GuestOf> Guest, bool IsMe, int Held);

/// <summary>One application that a guest sees.</summary>
public sealed record GuestOf(ApplicationId Application, string? Number, string Service, Role Role);

/// <summary>An invitation that was not accepted yet. Its secret is nowhere.</summary>
public sealed record OpenInvitation(
    Guid Id,
    string Email,
    Role Role,
    ApplicationId? Application,
    string? Number,
    string? Service,
    string InvitedBy,
    DateTime InvitedAt,
    DateTime ExpiresAt,
    bool HasExpired
);

/// <summary>What happened to the team.</summary>
/// <param name="Whom">The address that was invited, where the event is about an invitation and names nobody itself.</param>
public sealed record TeamEvent(DateTime At, string By, Event What, string? Whom);

public sealed record Team(
    string Organization,
    Page<TeamMember> Members,
    Page<OpenInvitation> Invitations,
    IReadOnlyList<TeamEvent> History,
    bool MayManage
);

/// <summary>The people of one application.</summary>
/// <param name="Holder">The person in charge; null in a draft.</param>
/// <param name="Members">Everybody who sees it.</param>
public sealed record ApplicationTeam(
    ApplicationId Id,
    string? Number,
    string Service,
    string? Holder,
    Page<TeamMember> Members,
    Page<OpenInvitation> Invitations,
    bool MayManage,
    bool MayHandOver,
    bool MayInvite
);

/// <summary>The people of an applicant's organisation, for them.</summary>
public sealed class TeamQueries(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    /// <summary>So many of the last changes are shown.</summary>
    const int Recent = 50;

    /// <exception cref="NotFound">The person belongs to no organisation, or to single applications of one only.</exception>
    public async Task<Team> FindAsync(TeamFilter? filter = null, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (act.Organization is not { } id || act.Guest is not null || act.Roles.Count == 0)
        {
            throw new NotFound();
        }

        var name = await db.Organizations.Where(o => o.Id == id).Select(o => o.Name).SingleAsync(ct);
        return new(
            name,
            await MembersAsync(db, id, act, filter ?? new(), null, ct),
            await InvitationsAsync(db, id, act, filter ?? new(), null, ct),
            await HistoryAsync(db, id, ct),
            MayManage(act)
        );
    }

    /// <exception cref="NotFound">Not there, or not theirs.</exception>
    public async Task<ApplicationTeam> OfApplicationAsync(ApplicationId id, TeamFilter? filter = null, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var application =
            await db
                .Applications.AsNoTracking()
                .VisibleTo(act)
                .Where(a => a.Organization == act.Organization)
                .SingleOrDefaultAsync(a => a.Id == id, ct)
            ?? throw new NotFound();
        return new(
            id,
            application.Number,
            application.ServiceName,
            application.HeldByName,
            await MembersAsync(db, application.Organization, act, filter ?? new(), id, ct),
            MayManage(act) ? await InvitationsAsync(db, application.Organization, act, filter ?? new(), id, ct) : new([], 0, 1, 1),
            MayManage(act),
            application.OpenTo(act).Contains(ApplicationAction.HandOver),
            MayManage(act) && !application.State.IsFinal()
        );
    }

    static bool MayManage(Act act) => act.Is(Role.Representative) && act.Guest is null;

    // Those who see the application, if one is given.
    static async Task<Page<TeamMember>> MembersAsync(
        PortalDb db,
        OrganizationId organization,
        Act act,
        TeamFilter filter,
        ApplicationId? one,
        CancellationToken ct
    )
    {
        var page = await filter
            .Of(
                db.Users.AsNoTracking()
                    .Where(u => u.OrganizationId == organization && !u.IsClosed)
                    .Where(u => u.Grants.Count > 0 || u.Guest.Any(grant => one == null || grant.Application == one))
            )
            .Include(u => u.Grants)
            .Include(u => u.Guest)
            .ToPageAsync(filter.Page, filter.Size, ct);
        ApplicationId[] about = [.. page.Items.SelectMany(p => p.Guest).Select(grant => grant.Application).Distinct()];
        var names = await db
            .Applications.Where(a => about.Contains(a.Id))
            .Select(a => new
            {
                a.Id,
                a.Number,
                a.ServiceName,
            })
            .ToDictionaryAsync(a => a.Id, ct);
        UserId?[] shown = [.. page.Items.Select(p => (UserId?)p.Key)];
        var held = await db
            .Applications.Where(a => a.Organization == organization && a.ArrivedAt != null && a.EndedAt == null)
            .Where(a => shown.Contains(a.HeldBy))
            .GroupBy(a => a.HeldBy!.Value)
            .Select(cases => new { Person = cases.Key, Count = cases.Count() })
            .ToDictionaryAsync(one => one.Person, one => one.Count, ct);
        return page.Of(p => new TeamMember(
            p.Key,
            p.DisplayName,
            p.Email ?? "",
            p.Grants.Count > 0 ? p.Grants.Min(grant => grant.Role) : p.Guest.Min(grant => grant.Role),
            p.Grants.Count > 0
                ? []
                :
                [
                    .. p.Guest.Select(grant => new GuestOf(
                        grant.Application,
                        names[grant.Application].Number,
                        names[grant.Application].ServiceName,
                        grant.Role
                    )),
                ],
            p.Key == act.By,
            held.GetValueOrDefault(p.Key)
        ));
    }

    static async Task<Page<OpenInvitation>> InvitationsAsync(
        PortalDb db,
        OrganizationId organization,
        Act act,
        TeamFilter filter,
        ApplicationId? application,
        CancellationToken ct
    )
    {
        var page = await filter
            .Of(
                db.Invitations.AsNoTracking()
                    .Where(i => i.Organization == organization && i.State == InvitationState.Open)
                    .Where(i => application == null || i.Application == application)
            )
            .ToPageAsync(filter.InvitationPage, filter.Size, ct);
        ApplicationId[] about = [.. page.Items.Select(i => i.Application).OfType<ApplicationId>().Distinct()];
        var names = await db
            .Applications.Where(a => about.Contains(a.Id))
            .Select(a => new
            {
                a.Id,
                a.Number,
                a.ServiceName,
            })
            .ToDictionaryAsync(a => a.Id, ct);
        return page.Of(i => new OpenInvitation(
            i.Id,
            i.Email,
            i.Role,
            i.Application,
            i.Application is { } id ? names.GetValueOrDefault(id)?.Number : null,
            i.Application is { } service ? names.GetValueOrDefault(service)?.ServiceName : null,
            i.InvitedByName,
            i.InvitedAt,
            i.ExpiresAt,
            !i.IsOpenAt(act.At)
        ));
    }

    static async Task<IReadOnlyList<TeamEvent>> HistoryAsync(PortalDb db, OrganizationId organization, CancellationToken ct)
    {
        var invitations = db.Invitations.Where(i => i.Organization == organization).Select(i => i.Id);
        var rows = await db
            .Events.AsNoTracking()
            .Where(row => row.Stream == organization.Value || invitations.Contains(row.Stream))
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .Take(Recent)
            .ToListAsync(ct);
        Guid[] streams = [.. rows.Select(row => row.Stream).Distinct()];
        var addresses = await db.Invitations.Where(i => streams.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Email, ct);
        return
        [
            .. rows.Select(row => (row, what: row.Read()))
                .Where(e => e.what is not null)
                .Select(e => new TeamEvent(
                    e.row.At,
                    e.row.ByName,
                    e.what!,
                    e.what is InvitationAccepted ? null : addresses.GetValueOrDefault(e.row.Stream)
                )),
        ];
    }
}

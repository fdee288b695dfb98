using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;
using ReviewPortal.Features.Account;
using ReviewPortal.Features.Applying;
using ReviewPortal.Mail;

namespace ReviewPortal.Features.People;

/// <summary>Who belongs to an applicant's organisation: asked by mail, joined once, changed at once.</summary>
public partial class TheTeam
{
    const string Password = "a long pass phrase";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Grows_by_a_link_that_works_once()
    {
        await using var portal = await MailPortal.OpenAsync();
        await InviteAsync(portal, "hanako@example.jp", Role.Contributor);
        var secret = await SecretAsync(portal);

        Assert.Equal("デモ健康ノート株式会社", (await LookAsync(portal, secret))!.Organization);
        var user = await JoinAsync(portal, secret, "見本 花子");

        var team = await TeamAsync(portal);
        var member = Assert.Single(team.Members.Items, m => m.Name == "見本 花子");
        Assert.Equal((Role.Contributor, "hanako@example.jp"), (member.Role, member.Email));
        Assert.Empty(team.Invitations.Items);
        Assert.Contains(team.History, e => e.What is InvitationAccepted accepted && accepted.Person == user.Key);
        Assert.Null(await LookAsync(portal, secret));
        Assert.Equal("invitation-gone", await RefusalAsync(() => JoinAsync(portal, secret, "別人")));
    }

    [Fact]
    public async Task Keeps_no_secret_anywhere_but_in_the_mail()
    {
        await using var portal = await MailPortal.OpenAsync();
        await InviteAsync(portal, "hanako@example.jp", Role.Viewer);
        var secret = await SecretAsync(portal);

        await using var db = await portal.Services.NewDbAsync();
        var kept = System.Text.Json.JsonSerializer.Serialize(
            new
            {
                Rows = await db.Outbox.AsNoTracking().ToListAsync(Cancel),
                Events = await db.Events.AsNoTracking().ToListAsync(Cancel),
                Invitations = await db.Invitations.AsNoTracking().ToListAsync(Cancel),
                Tokens = await db.InvitationTokens.AsNoTracking().ToListAsync(Cancel),
                Shown = await TeamAsync(portal),
            }
        );
        Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        Assert.Contains(Secrets.Hash(secret), kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_one_of_two_join_who_use_the_same_link_at_once()
    {
        await using var portal = await MailPortal.OpenAsync();
        await InviteAsync(portal, "hanako@example.jp", Role.Viewer);
        var secret = await SecretAsync(portal);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(i =>
                    Task.Run(async () => await Record.ExceptionAsync((Func<Task>)(() => JoinAsync(portal, secret, $"見本 {i}"))), Cancel)
                )
        );

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Single((await TeamAsync(portal)).Members.Items, m => m.Email == "hanako@example.jp");
    }

    [Fact]
    public async Task Takes_nobody_in_by_an_invitation_that_expired_or_was_withdrawn_or_sent_again()
    {
        await using var portal = await MailPortal.OpenAsync();
        await InviteAsync(portal, "a@example.jp", Role.Viewer);
        var expired = await SecretAsync(portal);
        portal.Clock.MoveDays(7.1);
        await InviteAsync(portal, "b@example.jp", Role.Viewer);
        var withdrawn = await SecretAsync(portal);
        var open = (await TeamAsync(portal)).Invitations.Items.Single(i => i.Email == "b@example.jp");
        await ServeAsync(portal, service => service.WithdrawAsync(open.Id, Cancel));
        await InviteAsync(portal, "c@example.jp", Role.Viewer);
        var before = await SecretAsync(portal);
        open = (await TeamAsync(portal)).Invitations.Items.Single(i => i.Email == "c@example.jp");
        await ServeAsync(portal, service => service.RenewAsync(open.Id, Cancel));
        var after = await SecretAsync(portal);

        foreach (var dead in new[] { expired, withdrawn, before, "", "nothing" })
        {
            Assert.Null(await LookAsync(portal, dead));
            Assert.Equal("invitation-gone", await RefusalAsync(() => JoinAsync(portal, dead, "だれか")));
        }

        Assert.NotNull(await LookAsync(portal, after));
    }

    [Fact]
    public async Task Has_guests_who_see_one_application_and_nothing_else()
    {
        await using var portal = await MailPortal.OpenAsync();
        var one = await portal.DraftAsync();
        var other = await portal.DraftAsync();
        await InviteAsync(portal, "guest@demo.example", Role.Contributor, one);
        await JoinAsync(portal, await SecretAsync(portal), "客 一人");

        var seen = await portal.Services.AsAsync<ApplyingQueries, Page<MyApplicationRow>>("guest", q => q.ListAsync(new(), Cancel));
        Assert.Equal([one], seen.Items.Select(row => row.Id));
        await portal.Services.AsAsync<ApplyingService>(
            "guest",
            s => s.EditAsync(one, "service.url", draft => draft.Set("service.url", "https://example.jp/"), ct: Cancel)
        );
        await Assert.ThrowsAsync<NotFound>(() =>
            portal.Services.AsAsync<ApplyingService>(
                "guest",
                s => s.EditAsync(other, "service.url", draft => draft.Set("service.url", "https://example.jp/"), ct: Cancel)
            )
        );
        await Assert.ThrowsAsync<NotFound>(() =>
            portal.Services.AsAsync<ApplyingQueries, object>("guest", async q => await q.FindAsync(other, Cancel))
        );
        await Assert.ThrowsAsync<NotFound>(() =>
            portal.Services.AsAsync<TeamQueries, object>("guest", async q => await q.FindAsync(ct: Cancel))
        );
        Assert.Equal(
            "guest-opens",
            await RefusalAsync(() => portal.Services.AsAsync<ApplyingService>("guest", s => s.OpenAsync(ct: Cancel)))
        );
        Assert.Equal(
            "not-allowed",
            await RefusalAsync(() => portal.Services.AsAsync<ApplyingService>("guest", s => s.SubmitAsync(one, Cancel)))
        );
        Assert.Equal(
            "not-allowed",
            await RefusalAsync(() =>
                portal.Services.AsAsync<TeamService>("guest", s => s.InviteAsync("x@example.jp", Role.Viewer, one, Cancel))
            )
        );
    }

    [Fact]
    public async Task Gives_a_guest_in_each_application_the_role_that_holds_there()
    {
        await using var portal = await MailPortal.OpenAsync();
        var written = await portal.DraftAsync();
        var read = await portal.DraftAsync();
        await InviteAsync(portal, "guest@demo.example", Role.Contributor, written);
        var guest = await JoinAsync(portal, await SecretAsync(portal), "客 一人");
        await InviteAsync(portal, "guest@demo.example", Role.Viewer, read);
        await WithAsync(portal, async (Joining joining) => await joining.JoinAsync(await SecretAsync(portal), guest.Id, Cancel));

        await EditAsync(written);
        Assert.Equal("not-allowed", await RefusalAsync(() => EditAsync(read)));

        Task EditAsync(ApplicationId id) =>
            portal.Services.AsAsync<ApplyingService>(
                "guest",
                s => s.EditAsync(id, "service.url", d => d.Set("service.url", "https://a.jp/"), ct: Cancel)
            );
    }

    [Fact]
    public async Task Loses_a_member_at_once()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.DraftAsync();
        await InviteAsync(portal, "hanako@demo.example", Role.Contributor);
        var hanako = await JoinAsync(portal, await SecretAsync(portal), "見本 花子");
        await EditAsync();

        await ServeAsync(portal, service => service.RemoveAsync(hanako.Key, Cancel));

        await Assert.ThrowsAsync<NotFound>(EditAsync);
        await using var db = await portal.Services.NewDbAsync();
        var gone = await db.Users.AsNoTracking().Include(u => u.Grants).SingleAsync(u => u.Id == hanako.Id, Cancel);
        Assert.Empty(gone.Grants);
        Assert.Null(gone.OrganizationId);
        Assert.NotEqual(hanako.SecurityStamp, gone.SecurityStamp);
        Assert.Contains((await TeamAsync(portal)).History, e => e.What is MemberRemoved);

        Task EditAsync() =>
            portal.Services.AsAsync<ApplyingService>(
                "hanako",
                s => s.EditAsync(id, "service.url", d => d.Set("service.url", "https://a.jp/"), ct: Cancel)
            );
    }

    [Fact]
    public async Task Always_keeps_a_representative_even_when_two_remove_each_other()
    {
        AtOnce saves = new();
        await using var portal = await MailPortal.OpenAsync(also: services =>
            services.ConfigureDbContext<SqlitePortalDb>(options => options.AddInterceptors(saves))
        );
        var rep = await IdAsync(portal, "rep@demo.example");
        Assert.Equal("last-representative", await RefusalAsync(() => ServeAsync(portal, s => s.RemoveAsync(rep, Cancel))));
        Assert.Equal("last-representative", await RefusalAsync(() => ServeAsync(portal, s => s.ChangeRoleAsync(rep, Role.Viewer, Cancel))));

        await InviteAsync(portal, "second@demo.example", Role.Representative);
        var second = await JoinAsync(portal, await SecretAsync(portal), "代表 二人");
        saves.Expect(2);
        await Task.WhenAll(
            Task.Run(
                async () =>
                    await Record.ExceptionAsync(() => portal.Services.AsAsync<TeamService>("rep", s => s.RemoveAsync(second.Key, Cancel))),
                Cancel
            ),
            Task.Run(
                async () =>
                    await Record.ExceptionAsync(() => portal.Services.AsAsync<TeamService>("second", s => s.RemoveAsync(rep, Cancel))),
                Cancel
            )
        );

        await using var db = await portal.Services.NewDbAsync();
        var organization = await db.Organizations.SingleAsync(o => o.Name == "デモ健康ノート株式会社", Cancel);
        Assert.Single(
            await db.Users.Include(u => u.Grants).Where(u => u.OrganizationId == organization.Id && u.Grants.Count > 0).ToListAsync(Cancel)
        );
    }

    [Fact]
    public async Task Invites_only_by_a_representative_into_the_own_organisation_and_nobody_twice()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.DraftAsync();
        await InviteAsync(portal, "hanako@example.jp", Role.Viewer);

        Assert.Equal("already-invited", await RefusalAsync(() => InviteAsync(portal, "Hanako@Example.jp ", Role.Viewer)));
        Assert.Equal("already-member", await RefusalAsync(() => InviteAsync(portal, "REP@demo.example", Role.Viewer)));
        Assert.Equal("invite-address", await RefusalAsync(() => InviteAsync(portal, "a@b", Role.Viewer)));
        Assert.Equal("invite-address", await RefusalAsync(() => InviteAsync(portal, "a@example.jp\r\nBcc: b@example.jp", Role.Viewer)));
        Assert.Equal("invite-role", await RefusalAsync(() => InviteAsync(portal, "a@example.jp", Role.Decider)));
        Assert.Equal("invite-role", await RefusalAsync(() => InviteAsync(portal, "a@example.jp", Role.Representative, id)));
        Assert.Equal(
            "not-allowed",
            await RefusalAsync(() =>
                portal.Services.AsAsync<TeamService>("lead", s => s.InviteAsync("a@example.jp", Role.Viewer, ct: Cancel))
            )
        );
        await Assert.ThrowsAsync<NotFound>(() =>
            portal.Services.AsAsync<TeamService>("rep2", s => s.InviteAsync("a@example.jp", Role.Viewer, id, Cancel))
        );
        var open = (await TeamAsync(portal)).Invitations.Items.Single();
        await Assert.ThrowsAsync<NotFound>(() => portal.Services.AsAsync<TeamService>("rep2", s => s.WithdrawAsync(open.Id, Cancel)));
        Assert.Single(await portal.RowsAsync(MailKind.Invitation));
    }

    [Fact]
    public async Task Takes_in_neither_officials_nor_members_of_another_company()
    {
        await using var portal = await MailPortal.OpenAsync();
        await InviteAsync(portal, "hanako@example.jp", Role.Viewer);
        var secret = await SecretAsync(portal);

        foreach (var (person, code) in new[] { ("lead", "join-official"), ("rep2", "join-other") })
        {
            var id = await IdAsync(portal, $"{person}@demo.example");
            Assert.Equal(
                code,
                await RefusalAsync(() => WithAsync(portal, (Joining joining) => joining.JoinAsync(secret, id.Value, Cancel)))
            );
        }

        Assert.NotNull(await LookAsync(portal, secret));
    }

    [Fact]
    public async Task Hands_a_filed_application_over_to_a_colleague_and_to_nobody_else()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.FiledAsync();
        var draft = await portal.DraftAsync();
        await InviteAsync(portal, "hanako@demo.example", Role.Contributor);
        await JoinAsync(portal, await SecretAsync(portal), "見本 花子");
        var version = await portal.Portal.VersionAsync(id);

        foreach (var address in new[] { "nobody@example.jp", "rep2@demo.example", "lead@demo.example", "" })
        {
            Assert.Equal("handover-unknown", await RefusalAsync(() => ServeAsync(portal, s => s.HandOverAsync(id, address, Cancel))));
        }

        Assert.Equal(version, await portal.Portal.VersionAsync(id));
        Assert.Equal("not-now", await RefusalAsync(() => ServeAsync(portal, s => s.HandOverAsync(draft, "hanako@demo.example", Cancel))));
        Assert.Equal(
            "not-allowed",
            await RefusalAsync(() =>
                portal.Services.AsAsync<TeamService>("hanako", s => s.HandOverAsync(id, "hanako@demo.example", Cancel))
            )
        );

        await ServeAsync(portal, s => s.HandOverAsync(id, "Hanako@demo.example", Cancel));

        var team = await portal.Services.AsAsync<TeamQueries, ApplicationTeam>("hanako", q => q.OfApplicationAsync(id, ct: Cancel));
        Assert.Equal("見本 花子", team.Holder);
        await portal.SendAsync();
        Assert.Contains(
            portal.Server.Messages,
            m => m.Subject!.Contains("引継ぎ", StringComparison.Ordinal) && m.To.ToString().Contains("hanako", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Is_read_page_by_page_as_the_address_says()
    {
        await using var portal = await MailPortal.OpenAsync();
        var one = await portal.DraftAsync();
        var other = await portal.DraftAsync();
        await InviteAsync(portal, "guest@demo.example", Role.Viewer, one);
        await JoinAsync(portal, await SecretAsync(portal), "客 一人");
        await InviteAsync(portal, "hanako@demo.example", Role.Contributor);
        await JoinAsync(portal, await SecretAsync(portal), "見本 花子");
        await InviteAsync(portal, "a@example.jp", Role.Viewer);
        portal.Clock.MoveDays(0.1);
        await InviteAsync(portal, "b@example.jp", Role.Contributor);
        portal.Clock.MoveDays(0.1);
        await InviteAsync(portal, "c@example.jp", Role.Contributor, one);

        Assert.Equal(["出母 一郎", "見本 花子", "客 一人"], await NamesAsync(new()));
        Assert.Equal(["客 一人", "見本 花子", "出母 一郎"], await NamesAsync(new(Descending: true)));
        Assert.Equal(["guest@demo.example", "hanako@demo.example", "rep@demo.example"], await AddressesAsync(new(Sort: TeamSort.Email)));
        Assert.Equal(["見本 花子"], await NamesAsync(new("花子")));
        Assert.Equal(["見本 花子"], await NamesAsync(new("ＨＡＮＡＫＯ")));
        Assert.Equal(["客 一人"], await NamesAsync(new(Standing: TeamStanding.Guest)));
        Assert.Equal(["見本 花子"], await NamesAsync(new(Standing: TeamStanding.Contributor)));
        Assert.Equal(["見本 花子"], await NamesAsync(new(Page: 2, Size: 1)));
        Assert.Equal(["客 一人"], await NamesAsync(new(Page: 9, Size: 1)));
        Assert.Equal(3, (await FindAsync(new(Page: 2, Size: 1))).Members.Total);

        Assert.Equal(["c@example.jp", "b@example.jp", "a@example.jp"], await InvitedAsync(new()));
        Assert.Equal(["b@example.jp"], await InvitedAsync(new(Standing: TeamStanding.Contributor)));
        Assert.Equal(["c@example.jp"], await InvitedAsync(new(Standing: TeamStanding.Guest)));
        Assert.Equal(["a@example.jp"], await InvitedAsync(new("A@EXAMPLE")));
        Assert.Equal(["b@example.jp"], await InvitedAsync(new(Size: 1, InvitationPage: 2)));

        Assert.Equal(3, (await OfAsync(one)).Members.Total);
        Assert.Equal(["出母 一郎", "見本 花子"], (await OfAsync(other)).Members.Items.Select(member => member.Name));
        Assert.Equal("c@example.jp", Assert.Single((await OfAsync(one)).Invitations.Items).Email);

        Task<Team> FindAsync(TeamFilter filter) => portal.Services.AsAsync<TeamQueries, Team>("rep", q => q.FindAsync(filter, Cancel));
        Task<ApplicationTeam> OfAsync(ApplicationId id) =>
            portal.Services.AsAsync<TeamQueries, ApplicationTeam>("rep", q => q.OfApplicationAsync(id, ct: Cancel));
        async Task<IEnumerable<string>> NamesAsync(TeamFilter filter) =>
            (await FindAsync(filter)).Members.Items.Select(member => member.Name);
        async Task<IEnumerable<string>> AddressesAsync(TeamFilter filter) =>
            (await FindAsync(filter)).Members.Items.Select(member => member.Email);
        async Task<IEnumerable<string>> InvitedAsync(TeamFilter filter) =>
            (await FindAsync(filter)).Invitations.Items.Select(invitation => invitation.Email);
    }

    [Fact]
    public async Task Passes_on_what_a_member_was_in_charge_of_to_whoever_removes_them()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.FiledAsync();
        await InviteAsync(portal, "hanako@demo.example", Role.Contributor);
        var hanako = await JoinAsync(portal, await SecretAsync(portal), "見本 花子");
        await ServeAsync(portal, s => s.HandOverAsync(id, "hanako@demo.example", Cancel));
        Assert.Equal(1, (await TeamAsync(portal)).Members.Items.Single(member => member.Id == hanako.Key).Held);

        await ServeAsync(portal, s => s.RemoveAsync(hanako.Key, Cancel));

        var team = await portal.Services.AsAsync<TeamQueries, ApplicationTeam>("rep", q => q.OfApplicationAsync(id, ct: Cancel));
        Assert.Equal("出母 一郎", team.Holder);
    }

    static Task InviteAsync(MailPortal portal, string email, Role role, ApplicationId? one = null) =>
        ServeAsync(portal, service => service.InviteAsync(email, role, one, Cancel));

    static Task ServeAsync(MailPortal portal, Func<TeamService, Task> use) => portal.Services.AsAsync("rep", use);

    static Task<Team> TeamAsync(MailPortal portal) => portal.Services.AsAsync<TeamQueries, Team>("rep", q => q.FindAsync(ct: Cancel));

    /// <summary>What the last mail carries in its link.</summary>
    static async Task<string> SecretAsync(MailPortal portal)
    {
        await portal.SendAsync();
        return Uri.UnescapeDataString(
            portal.Server.Messages.Select(mail => Secret().Match(mail.TextBody!)).Last(match => match.Success).Groups[1].Value
        );
    }

    static Task<InvitationView?> LookAsync(MailPortal portal, string secret) =>
        WithAsync(portal, (Joining joining) => joining.FindAsync(secret, Cancel));

    static async Task<PortalUser> JoinAsync(MailPortal portal, string secret, string name)
    {
        var (user, result) = await WithAsync(portal, (Joining joining) => joining.MakeAccountAsync(secret, name, Password, Cancel));
        return user ?? throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
    }

    static async Task<T> WithAsync<TService, T>(MailPortal portal, Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    static Task WithAsync<TService>(MailPortal portal, Func<TService, Task> use)
        where TService : notnull =>
        WithAsync<TService, bool>(
            portal,
            async service =>
            {
                await use(service);
                return true;
            }
        );

    static async Task<UserId> IdAsync(MailPortal portal, string email)
    {
        await using var db = await portal.Services.NewDbAsync();
        return new(await db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync(Cancel));
    }

    static async Task<string> RefusalAsync(Func<Task> attempt) => (await Assert.ThrowsAsync<RuleBroken>(attempt)).Code;

    [GeneratedRegex(@"from-mail\?to=[^&\s]+&t=(\S+)")]
    private static partial Regex Secret();
}

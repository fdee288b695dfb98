using Microsoft.EntityFrameworkCore;
using ReviewPortal.Domain.People;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Mails;
using ReviewPortal.Features.People;
using ReviewPortal.Mail;

namespace ReviewPortal.Data;

/// <content>Teams, rights and mails.</content>
public sealed partial class Journey
{
    async Task PeopleAsync(ApplicationId issued)
    {
        var filed = await portal.DraftAsync();
        await DoAsync<ApplyingService>("rep", nameof(ApplyingService.SubmitAsync), s => s.SubmitAsync(filed));
        await DoAsync<TeamService>("rep", nameof(TeamService.InviteAsync), s => s.InviteAsync("a@example.jp", Role.Viewer));
        await DoAsync<TeamService>("rep", nameof(TeamService.InviteAsync), s => s.InviteAsync("b@example.jp", Role.Viewer, filed));
        var team = await AskAsync<TeamQueries, Team>("rep", nameof(TeamQueries.FindAsync), q => q.FindAsync());
        await AskAsync<TeamQueries, object>("rep", nameof(TeamQueries.OfApplicationAsync), async q => await q.OfApplicationAsync(issued));
        await DoAsync<TeamService>("rep", nameof(TeamService.RenewAsync), s => s.RenewAsync(team.Invitations.Items[0].Id));
        await DoAsync<TeamService>("rep", nameof(TeamService.WithdrawAsync), s => s.WithdrawAsync(team.Invitations.Items[0].Id));
        var (colleague, another) = (await MemberAsync("colleague"), await MemberAsync("another"));
        await DoAsync<TeamService>("rep", nameof(TeamService.ChangeRoleAsync), s => s.ChangeRoleAsync(colleague, Role.Contributor));
        await DoAsync<TeamService>("rep", nameof(TeamService.HandOverAsync), s => s.HandOverAsync(filed, "colleague@demo.example"));
        await DoAsync<TeamService>("rep", nameof(TeamService.RemoveAsync), s => s.RemoveAsync(another));

        await portal.OfficialAsync("newcomer", Role.Legal);
        var officials = await AskAsync<RightsService, Page<OfficialRow>>(
            "rights",
            nameof(RightsService.ListAsync),
            s => s.ListAsync("newcomer", 1, 50)
        );
        var newcomer = officials.Items.Single().Id;
        await DoAsync<RightsService>("rights", nameof(RightsService.GrantAsync), s => s.GrantAsync(newcomer, Role.Auditor));
        await DoAsync<RightsService>("rights", nameof(RightsService.RevokeAsync), s => s.RevokeAsync(newcomer, Role.Legal));
        await DoAsync<RightsService>("rights", nameof(RightsService.CloseAsync), s => s.CloseAsync(newcomer));
    }

    async Task MailsAsync()
    {
        var wishes = await AskAsync<MailWishes, Wishes>("rep", nameof(MailWishes.FindAsync), w => w.FindAsync());
        await DoAsync<MailWishes>(
            "rep",
            nameof(MailWishes.SaveAsync),
            w => w.SaveAsync(wishes with { Choices = wishes.Choices.ToDictionary(c => c.Key, _ => MailChoice.Digest) })
        );
        await AskAsync<MailWishes, bool>("rep", nameof(MailWishes.UnsubscribeAsync), w => w.UnsubscribeAsync("no secret"));
        await AskAsync<Outbox, int>("admin", nameof(Outbox.SendDueAsync), o => o.SendDueAsync());
        await AskAsync<OpinionReminders, int>("admin", nameof(OpinionReminders.RunAsync), o => o.RunAsync());
        await AskAsync<ApplicantReminders, int>("admin", nameof(ApplicantReminders.RunAsync), o => o.RunAsync());
        await AskAsync<Digests, int>("admin", nameof(Digests.RunAsync), o => o.RunAsync());
        await AskAsync<IdleDrafts, int>("admin", nameof(IdleDrafts.RunAsync), o => o.RunAsync());
        var rows = await AskAsync<OutboxDesk, Page<OutboxRow>>("admin", nameof(OutboxDesk.ListAsync), d => d.ListAsync(null, 1, 50));
        await AskAsync<OutboxDesk, object>("admin", nameof(OutboxDesk.ListAsync), async d => await d.ListAsync(MailState.Sent, 1, 50));
        await AskAsync<OutboxDesk, object>("admin", nameof(OutboxDesk.CountAsync), async d => await d.CountAsync());
        await using (var db = await portal.Services.NewDbAsync())
        {
            (await db.Outbox.SingleAsync(m => m.Id == rows.Items[0].Id)).State = MailState.GaveUp;
            await db.SaveChangesAsync();
        }

        await DoAsync<OutboxDesk>("admin", nameof(OutboxDesk.RetryAsync), d => d.RetryAsync(rows.Items[0].Id));
    }

    async Task<UserId> MemberAsync(string name)
    {
        await portal.OfficialAsync(name, Role.Viewer);
        await using var db = await portal.Services.NewDbAsync();
        var member = await db.Users.SingleAsync(u => u.Email == $"{name}@demo.example");
        (member.Ministry, member.OrganizationId) = (null, (await db.Users.SingleAsync(u => u.Email == "rep@demo.example")).OrganizationId);
        await db.SaveChangesAsync();
        return member.Key;
    }
}

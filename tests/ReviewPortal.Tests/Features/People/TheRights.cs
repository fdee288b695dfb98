using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Features.People;

public class TheRights
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_an_official_are_given_and_taken_with_a_record_and_hold_at_once()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var survey = await IdAsync(portal, "auditor");

        await portal.Services.AsAsync<RightsService>("rights", s => s.GrantAsync(survey, Role.Lead, Cancel));
        Assert.Equal("role-held", await RefusalAsync(portal, s => s.GrantAsync(survey, Role.Lead, Cancel)));
        await portal.Services.AsAsync<RightsService>("rights", s => s.RevokeAsync(survey, Role.Auditor, Cancel));
        await portal.Services.AsAsync<RightsService>("rights", s => s.RevokeAsync(survey, Role.Lead, Cancel));

        await using var db = await portal.Services.NewDbAsync();
        Assert.Equal(
            [nameof(RoleGranted), nameof(RoleRevoked), nameof(RoleRevoked)],
            await db.Events.Where(e => e.Stream == survey.Value).OrderBy(e => e.Sequence).Select(e => e.Kind).ToListAsync(Cancel)
        );
        var seen = await portal.Services.AsAsync<CaseListQueries, CaseList>("auditor", q => q.ListAsync(new(), Cancel));
        Assert.Empty(seen.Page.Items);
    }

    [Fact]
    public async Task Are_changed_by_a_rights_manager_of_the_same_body_and_never_the_own_ones()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var rights = await IdAsync(portal, "rights");
        var lead = await IdAsync(portal, "lead");

        Assert.Equal("own-rights", await RefusalAsync(portal, s => s.GrantAsync(rights, Role.Decider, Cancel)));
        Assert.Equal("own-rights", await RefusalAsync(portal, s => s.CloseAsync(rights, Cancel)));
        Assert.Equal("role-applicant", await RefusalAsync(portal, s => s.GrantAsync(lead, Role.Viewer, Cancel)));
        Assert.Equal("not-allowed", await RefusalAsync(portal, s => s.GrantAsync(rights, Role.Decider, Cancel), "admin"));
        foreach (var other in new[] { "reviewer-mic", "rep" })
        {
            var id = await IdAsync(portal, other);
            await Assert.ThrowsAsync<NotFound>(() => portal.Services.AsAsync<RightsService>("rights", s => s.CloseAsync(id, Cancel)));
        }

        var listed = await portal.Services.AsAsync<RightsService, Page<OfficialRow>>("rights", s => s.ListAsync(null, 1, 50, Cancel));
        Assert.Contains(listed.Items, row => row.Id == lead);
        Assert.DoesNotContain(listed.Items, row => row.Email.StartsWith("re", StringComparison.Ordinal));
    }

    [Fact]
    public async Task End_with_the_account()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var lead = await IdAsync(portal, "lead");

        await portal.Services.AsAsync<RightsService>("rights", s => s.CloseAsync(lead, Cancel));

        var refusal = await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<CaseListQueries, object>("lead", async q => await q.ListAsync(new(), Cancel))
        );
        Assert.Equal("signed-out", refusal.Code);
    }

    static async Task<UserId> IdAsync(TestPortal portal, string name)
    {
        await using var db = await portal.Services.NewDbAsync();
        return new(await db.Users.Where(u => u.Email == $"{name}@demo.example").Select(u => u.Id).SingleAsync(Cancel));
    }

    static async Task<string> RefusalAsync(TestPortal portal, Func<RightsService, Task> use, string person = "rights") =>
        (await Assert.ThrowsAsync<RuleBroken>(() => portal.Services.AsAsync(person, use))).Code;
}

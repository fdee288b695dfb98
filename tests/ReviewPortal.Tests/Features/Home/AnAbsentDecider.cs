using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Messages;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Features.Home;

/// <summary>Who looks after an absent decider's work: what that covers, and what stands in the record.</summary>
public sealed class AnAbsentDecider
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;
    static DateOnly Today => JapaneseDate.On(DateTime.UtcNow);

    [Fact]
    public async Task Leaves_nothing_to_who_does_not_decide()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => ArrangeAsync(portal, "決裁 明", "審査 厚夫"));

        Assert.Equal("delegation-decider", refused.Code);
        Assert.Contains(
            "審査 厚夫",
            string.Format(null, new Wording()["refusal.delegation-decider", [.. refused.Details]]),
            StringComparison.Ordinal
        );
        var list = await ListAsync(portal);
        Assert.Empty(list.Delegations);
        Assert.True(list.IsOfNoUse(Id(list, "決裁 明"), Id(list, "審査 厚夫")));
    }

    [Fact]
    public async Task Who_reviews_too_leaves_the_cases_and_it_is_said_that_deciding_is_not_among_them()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await GrantAsync(portal, "decider", Role.Reviewer);

        await ArrangeAsync(portal, "決裁 明", "審査 厚夫");

        var list = await ListAsync(portal);
        var one = Assert.Single(list.Delegations);
        Assert.True(list.IsWithoutDeciding(one.Absent, new(one.StandIn)));
        Assert.False(list.IsWithoutDeciding(new(one.StandIn), one.Absent));
        Assert.False(list.IsOfNoUse(one.Absent, new(one.StandIn)));
    }

    [Fact]
    public async Task Is_named_beside_who_decides_in_the_record_and_not_to_the_applicant()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await Talking.InReviewAsync(portal);
        await portal.ReviewAsync(id);
        var version = (await portal.Services.AsAsync<CaseQueries, Case>("lead", q => q.FindAsync(id, Cancel))).Application.LatestVersion!;
        Proposal proposal = new(DecisionOutcome.Accepted, version.UseType, "要旨", [], []);
        await portal.Services.AsAsync<ReviewService>(
            "lead",
            async s => await s.RecommendAsync(id, await portal.VersionAsync(id), proposal, Cancel)
        );
        await portal.OfficialAsync("second", Role.Decider);
        await ArrangeAsync(portal, "決裁 明", "second");

        await portal.Services.AsAsync<DecisionService>("second", async s => await s.DecideAsync(id, await portal.VersionAsync(id), Cancel));

        var shown = await portal.Services.AsAsync<CaseQueries, Case>("lead", q => q.FindAsync(id, Cancel));
        Assert.Equal(("second", "決裁 明"), Act.NamesOf(shown.Application.Decision!.ByName));
        Assert.Equal(("second", "決裁 明"), Act.NamesOf(shown.Timeline.Single(e => e.What is ApplicationDecided).By));
        await portal.Services.AsAsync<DecisionService>("lead", async s => await s.IssueAsync(id, await portal.VersionAsync(id), Cancel));
        var mine = await portal.Services.AsAsync<ApplyingQueries, MyApplication>("rep", q => q.FindAsync(id, Cancel));
        var told = System.Text.Json.JsonSerializer.Serialize(mine, JsonValue.Options);
        Assert.DoesNotContain("second", told, StringComparison.Ordinal);
        Assert.DoesNotContain("決裁 明", told, StringComparison.Ordinal);
    }

    static UserId Id(DelegationList list, string name) => list.Colleagues.Single(one => one.Name == name).Id;

    static Task<DelegationList> ListAsync(TestPortal portal) =>
        portal.Services.AsAsync<DelegationService, DelegationList>("lead", s => s.ListAsync(Cancel));

    static async Task ArrangeAsync(TestPortal portal, string absent, string standIn)
    {
        var list = await ListAsync(portal);
        var (away, there) = (Id(list, absent), Id(list, standIn));
        await portal.Services.AsAsync<DelegationService>("lead", s => s.ArrangeAsync(away, there, Today, Today, Cancel));
    }

    static async Task GrantAsync(TestPortal portal, string name, Role role)
    {
        await using var db = await portal.Services.NewDbAsync();
        var user = await db.Users.Include(u => u.Grants).SingleAsync(u => u.Email == $"{name}@demo.example", Cancel);
        user.Grants.Add(new() { UserId = user.Id, Role = role });
        await db.SaveChangesAsync(Cancel);
    }
}

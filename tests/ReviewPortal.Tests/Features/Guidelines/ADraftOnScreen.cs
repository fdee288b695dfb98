using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Data;
using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Features.Guidelines;

public sealed class A_draft_on_screen : PortalTest, IAsyncLifetime
{
    static readonly RuleSet shipped = RuleSets.InForce(new(2026, 9, 1));

    TestPortal portal = default!;
    PortalRuleSetId id;

    static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal = await TestPortal.OnAsync(Providers.Sqlite);
        id = await portal.Services.AsAsync<RuleSetService, PortalRuleSetId>(
            "legal",
            s => s.CopyAsync($"{shipped.Id}@{shipped.Revision}", Cancel)
        );
        Services.AddSingleton(TimeProvider.System);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await portal.DisposeAsync();
    }

    [Fact]
    public async Task Says_what_is_different_where_a_rule_comes_to_the_same_but_weighs_more()
    {
        var at = shipped.Rules.ToList().FindIndex(rule => rule.Id == "CO-04");
        var rule = RuleSetJson.Write(shipped)["rules"]![at]!.DeepClone().AsObject();
        rule["severity"] = nameof(Severity.Block);
        await EditAsync(new(PartChange.Changed, "rules", at, rule));

        var shown = await ShowAsync<ExamplesTab>((tab, view) => tab.Add(t => t.View, view));

        Assert.All(
            shown.FindAll("details li"),
            line =>
            {
                Assert.Contains(Words.Of(Severity.Warn), line.TextContent, StringComparison.Ordinal);
                Assert.Contains(Words.Of(Severity.Block), line.TextContent, StringComparison.Ordinal);
            }
        );
        Assert.NotEmpty(shown.FindAll("details li"));
    }

    [Fact]
    public async Task Shows_combinations_without_a_type_in_words_and_that_they_forbid_publishing()
    {
        await EditAsync(new(PartChange.Removed, "types", shipped.Types.Count - 1));
        var run = await portal.Services.AsAsync<RunService, Guid>("legal", s => s.StartAsync(id, RunKind.Check, Cancel));
        await portal.Services.GetRequiredService<RuleSetRunner>().EndedAsync(run);

        var shown = await ShowAsync<CheckTab>((tab, view) => tab.Add(t => t.View, view));

        shown.WaitForAssertion(() => Assert.Contains(Words["RecipientKind.User"], shown.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("RetrievedData", shown.Markup, StringComparison.Ordinal);
        Assert.Contains(Words["check.forbids"], shown.Markup, StringComparison.Ordinal);
        Assert.Contains("10", shown.Find(".gaps-shown").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_place_of_a_problem_in_words()
    {
        var at = shipped.Rules.ToList().FindIndex(rule => rule.Id == "CO-01");
        var rule = RuleSetJson.Write(shipped)["rules"]![at]!.DeepClone().AsObject();
        rule["id"] = "CO,01";
        await EditAsync(new(PartChange.Changed, "rules", at, rule));

        var shown = await ShowAsync<ContentsTab>((tab, view) => tab.Add(t => t.View, view));

        var line = shown.FindAll(".notice li").First();
        Assert.Contains(Words["rule-sets.part.rules"], line.TextContent, StringComparison.Ordinal);
        Assert.Contains(Words["guide.member.id"], line.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("rules[", line.TextContent, StringComparison.Ordinal);
        // What refers to it is a flag and a route: they are called by what they give.
        Assert.DoesNotContain($"{Flag.Purchase}", shown.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Route.Consultation}", shown.Markup, StringComparison.Ordinal);
    }

    async Task EditAsync(PartEdit edit)
    {
        await using var db = await portal.Services.NewDbAsync();
        var seen = await db.RuleSets.Where(set => set.Id == id).Select(set => set.Version).SingleAsync(Cancel);
        await portal.Services.AsAsync<RuleSetService>("legal", s => s.EditAsync(id, seen, edit, Cancel));
    }

    async Task<IRenderedComponent<T>> ShowAsync<T>(Action<ComponentParameterCollectionBuilder<T>, RuleSetView> parameters)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        var scope = portal.Services.CreateAsyncScope();
        await using var db = await portal.Services.NewDbAsync();
        var legal = await db.Users.Where(user => user.Email == "legal@demo.example").Select(user => user.Id).SingleAsync(Cancel);
        (
            (SignedIn)scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Components.Authorization.AuthenticationStateProvider>()
        ).Id = legal;
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<RuleSetQueries>());
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<RuleSetService>());
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<RunService>());
        var view = await scope.ServiceProvider.GetRequiredService<RuleSetQueries>().FindAsync(id, Cancel);
        return Render<T>(builder => parameters(builder, view));
    }
}

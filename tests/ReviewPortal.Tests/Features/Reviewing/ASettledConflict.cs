using Bunit;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>Conditions of two ministries that cannot both be met: what the settlement keeps goes into the draft, and everybody reads why.</summary>
public sealed class ASettledConflict : PanelTest
{
    const string Short = "保存期間を1年とする";
    const string Long = "保存期間を5年とする";
    const string How = "本人の利益を優先し、1年とする。";

    static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Puts_into_the_draft_only_what_it_keeps_with_the_settlement_beside_it()
    {
        var sides = await MarkedAsync();
        await SettleAsync([sides[0]]);

        var page = await ConditionalAsync();

        Assert.Equal([Short, "窓口を設ける"], Texts(page));
        Assert.Contains(How, page.Find("#case-conditions").TextContent, StringComparison.Ordinal);
        Assert.Contains("主査 公一", page.Find("#case-conditions").TextContent, StringComparison.Ordinal);
        Assert.Contains(Words["conflict.kept"], page.Find("fieldset.plan-entry").TextContent, StringComparison.Ordinal);
        // What was set aside is still there to be taken, as what it is.
        var aside = page.FindAll(".proposal-list li").Single(item => item.TextContent.Contains(Long, StringComparison.Ordinal));
        Assert.Contains(Words["conflict.aside"], aside.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Puts_in_both_marked_where_nobody_said_what_stays()
    {
        await MarkedAsync();
        await SettleAsync(null);

        var page = await ConditionalAsync();

        Assert.Equal([Short, Long, "窓口を設ける"], Texts(page));
        Assert.Equal(
            [true, true, false],
            page.FindAll("fieldset.plan-entry")
                .Select(entry => entry.TextContent.Contains(Words["conflict.untold"], StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Is_read_by_the_decider()
    {
        var sides = await MarkedAsync();
        await SettleAsync([sides[0]]);
        await Portal.ReviewAsync(Id);
        var seen = await Portal.VersionAsync(Id);
        Proposal proposal = new(DecisionOutcome.AcceptedWithConditions, UseType.SelfUse, "要旨", [new(Short, "本人のため")], []);
        await Portal.Services.AsAsync<ReviewService>("lead", s => s.RecommendAsync(Id, seen, proposal, Cancel));

        var shown = await Portal.Services.AsAsync<CaseQueries, Case>("decider", q => q.FindAsync(Id, Cancel));
        var told = Render<DecisionPanel>(p => p.Add(one => one.Case, shown)).Find(".opinion-conflict").TextContent;

        Assert.All(
            [Short, Long, "期間が異なる", How, "主査 公一", Words["conflict.kept"], Words["conflict.aside"]],
            text => Assert.Contains(text, told, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Says_in_its_dialog_what_stays()
    {
        var sides = await MarkedAsync();
        var shown = await CaseAsync();
        var panel = Render<ConflictsPanel>(p => p.Add(one => one.Case, shown));
        _ = panel.FindAll("button").Single(button => button.TextContent == Words["conflict.settle"]).ClickAsync(new());
        Dialog.WaitForElement(".mud-dialog textarea").Change(How);
        var choices = Dialog.FindAll(".mud-dialog input[type=checkbox]");
        Assert.All(choices, choice => Assert.True(choice.HasAttribute("checked")));

        Dialog
            .FindAll(".mud-dialog label.check")
            .Single(one => one.TextContent.Contains(Long, StringComparison.Ordinal))
            .QuerySelector("input")!
            .Change(false);
        await Dialog.FindAll("button").Single(button => button.TextContent == Words["conflict.settle"]).ClickAsync(new());

        panel.WaitForAssertion(() => Assert.Equal(How, CaseAsync().Result.Application.Conflicts.Single().Settlement));
        Assert.Equal([sides[0]], (await CaseAsync()).Application.Conflicts.Single().Keeps!);
    }

    [Fact]
    public async Task Is_hinted_at_where_two_ministries_give_conditions_and_holds_nothing_up()
    {
        await AnsweredAsync();
        await Portal.ReviewAsync(Id);
        var shown = await CaseAsync();
        Assert.Empty(shown.Application.OpenPoints());

        Assert.Contains(
            Words["conflict.hint-subject", "保存期間"],
            Render<OpinionsPanel>(p => p.Add(one => one.Case, shown)).Markup,
            StringComparison.Ordinal
        );
        Assert.Contains(Words["conflict.hint-subject", "保存期間"], (await ConditionalAsync()).Markup, StringComparison.Ordinal);
    }

    static List<string?> Texts(IRenderedComponent<RecommendPage> page) =>
        [
            .. Enumerable
                .Range(0, page.FindAll("fieldset.plan-entry").Count)
                .Select(i => page.Find($"#case-conditions-{i}-text").GetAttribute("value")),
        ];

    async Task AnsweredAsync()
    {
        var seen = await Portal.VersionAsync(Id);
        var due = JapaneseDate.On(DateTime.UtcNow).AddDays(20);
        await Portal.Services.AsAsync<ReviewService>(
            "lead",
            s => s.RequestOpinionsAsync(Id, seen, [Ministry.Mhlw, Ministry.Meti], "ご意見を", due, Cancel)
        );
        await Portal.Services.AsAsync<ReviewService>(
            "reviewer-mhlw",
            s => s.GiveOpinionAsync(Id, Stance.Conditional, "条件", [Short], Cancel)
        );
        await Portal.Services.AsAsync<ReviewService>(
            "reviewer-meti",
            s => s.GiveOpinionAsync(Id, Stance.Conditional, "条件", [Long, "窓口を設ける"], Cancel)
        );
    }

    async Task<ConditionRef[]> MarkedAsync()
    {
        await AnsweredAsync();
        var asked = (await CaseAsync()).Application.Consultations;
        ConditionRef[] sides =
        [
            new(asked.Single(c => c.Ministry == Ministry.Mhlw).Id, 0),
            new(asked.Single(c => c.Ministry == Ministry.Meti).Id, 0),
        ];
        await Portal.Services.AsAsync<OpinionService>("lead", s => s.MarkConflictAsync(Id, sides, "期間が異なる", Cancel));
        return sides;
    }

    async Task SettleAsync(IReadOnlyCollection<ConditionRef>? keeps)
    {
        var conflict = (await CaseAsync()).Application.Conflicts.Single().Id;
        await Portal.Services.AsAsync<OpinionService>("lead", s => s.SettleConflictAsync(Id, conflict, How, keeps, Cancel));
    }

    async Task<IRenderedComponent<RecommendPage>> ConditionalAsync()
    {
        var page = Render<RecommendPage>(p => p.Add(one => one.Id, Id.Value));
        var at = Array.IndexOf(Enum.GetValues<DecisionOutcome>(), DecisionOutcome.AcceptedWithConditions);
        await page.FindAll("input[name=outcome]")[at].ChangeAsync(new() { Value = true });
        return page;
    }
}

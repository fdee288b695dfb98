using Bunit;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Features.Reviewing;

/// <summary>The notice is read before it goes out, by those who decide and those who lead the case.</summary>
public sealed class TheLetterToBe : PanelTest
{
    [Fact]
    public async Task Is_what_goes_out_but_for_its_number_and_nobody_elses_to_read()
    {
        Assert.Equal("not-now", (await Assert.ThrowsAsync<RuleBroken>(() => ReadAsync("lead"))).Code);
        await Portal.ReviewAsync(Id);
        Proposal proposal = new(DecisionOutcome.Accepted, UseType.SelfUse, "要旨", [], [], DespiteReason: "確認した");
        await SeenAsync<ReviewService>("lead", (s, seen) => s.RecommendAsync(Id, seen, proposal));
        Assert.Contains(Words["decision.draft-letter"], await PanelAsync(), StringComparison.Ordinal);
        await SeenAsync<DecisionService>("decider", (s, seen) => s.DecideAsync(Id, seen));

        var draft = await ReadAsync("decider");
        await Assert.ThrowsAsync<NotFound>(() => ReadAsync("rep"));
        await Assert.ThrowsAsync<NotFound>(() => ReadAsync("reviewer-meti"));

        await SeenAsync<DecisionService>("lead", (s, seen) => s.IssueAsync(Id, seen));
        var issued = (await CaseAsync()).Application.Notice!.Letter;
        Assert.Equal("", draft.Number);
        Assert.NotEqual("", issued.Number);
        Assert.Equal((issued.Subject, string.Join('\n', issued.Body)), (draft.Subject, string.Join('\n', draft.Body)));
        Assert.DoesNotContain(Words["decision.draft-letter"], await PanelAsync(), StringComparison.Ordinal);
    }

    Task<Letter> ReadAsync(string person) => Portal.Services.AsAsync<DecisionService, Letter>(person, s => s.DraftLetterAsync(Id));

    async Task<string> PanelAsync()
    {
        var shown = await CaseAsync();
        var panel = Render<DecisionPanel>(parameters => parameters.Add(p => p.Case, shown));
        return panel.Markup;
    }

    async Task SeenAsync<TService>(string person, Func<TService, int, Task> act)
        where TService : notnull
    {
        var seen = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<TService>(person, s => act(s, seen));
    }
}

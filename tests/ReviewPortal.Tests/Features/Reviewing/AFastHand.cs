using Bunit;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Features.Reviewing;

/// <summary>A person who judges while the judgement before is still being stored.</summary>
public sealed class AFastHand : PanelTest
{
    protected override void Configure(IServiceCollection services) =>
        services.ConfigureDbContext<SqlitePortalDb>(options => options.AddInterceptors(new SlowSaves()));

    [Fact]
    public async Task Keeps_every_one_of_judgements_that_are_made_faster_than_they_are_stored()
    {
        var shown = await CaseAsync();
        var panel = Render<SubstancePanel>(p => p.Add(one => one.Case, shown));

        await panel.InvokeAsync(() =>
        {
            for (var item = 0; item < 11; item++)
            {
                _ = panel.FindAll(".judgements > li")[item].QuerySelector("input")!.ChangeAsync(true);
            }

            _ = panel.Find("#judge-substance-rv-01-note").ChangeAsync("続けて書いた理由");
        });

        panel.WaitForAssertion(() => Assert.Equal(11, Judged().Count(one => one.Verdict == Verdict.Met)));
        panel.WaitForAssertion(() => Assert.Equal("続けて書いた理由", Judged().Single(one => one.Item == "RV-01").Note));

        List<Judgement> Judged() => [.. CaseAsync().Result.Application.Judgements.Where(one => one.Part == ReviewPart.Substance)];
    }

    /// <summary>Lets everything else come in between before it saves, as a database across a network does.</summary>
    sealed class SlowSaves : SaveChangesInterceptor
    {
        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            await Task.Yield();
            return result;
        }
    }
}

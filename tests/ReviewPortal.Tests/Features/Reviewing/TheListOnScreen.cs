using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Features.Reviewing;

public sealed class TheListOnScreen : PortalTest
{
    static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public void Shows_the_columns_that_are_chosen_and_the_address_holds_them()
    {
        CaseFilter? shown = null;
        var menu = Render<CaseColumns>(parameters =>
            parameters.Add(c => c.Filter, new CaseFilter("健診", Page: 4)).Add(c => c.Show, filter => shown = filter)
        );
        var decided = menu.FindAll("label.check")
            .Single(label => label.TextContent.Contains(Words.Of(CaseColumn.Decided), StringComparison.Ordinal));

        decided.QuerySelector("input")!.Change(true);

        Assert.Contains(CaseColumn.Decided, shown!.Shown);
        Assert.Contains(CaseColumn.Organization, shown.Shown);
        Assert.Equal(shown, CaseFilter.Read(shown.Query));
        menu.Render(parameters => parameters.Add(c => c.Filter, shown));
        menu.FindAll("label.check input")[0].Change(false);
        Assert.DoesNotContain(CaseColumn.Organization, shown.Shown);
    }

    [Fact]
    public void Can_have_no_more_columns_than_number_and_service()
    {
        var filter = Enum.GetValues<CaseColumn>().Aggregate(new CaseFilter(), (all, column) => all.With(column, false));

        Assert.Empty(filter.Shown);
        Assert.Empty(CaseFilter.Read(filter.Query).Shown);
    }

    [Fact]
    public async Task A_bulk_action_asks_for_what_it_needs_and_shows_how_each_case_went()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await portal.Services.AsAsync<DeskService>("lead", s => s.KeepLabelAsync(null, "急ぎ", "Red", isRetired: false));
        List<BulkItem> items;
        IReadOnlyList<CaseLabel> labels = [];
        await using (var db = await portal.Services.NewDbAsync())
        {
            items = await db
                .CaseRows.OrderBy(r => r.No)
                .Select(r => new BulkItem(r.Application, r.Number, r.ServiceName))
                .ToListAsync(Cancel);
            labels = await db.CaseLabels.ToListAsync(Cancel);
        }

        await portal.Services.AsAsync<DeskService>(
            "lead",
            desk => portal.Services.AsAsync<ReviewService>("lead", reviews => ShowAsync(desk, reviews))
        );

        await using var after = await portal.Services.NewDbAsync();
        // The first one has ended, and says so.
        Assert.Equal(items.Count - 1, await after.CaseRows.CountAsync(r => r.Labels == 1, Cancel));

        async Task ShowAsync(DeskService desk, ReviewService reviews)
        {
            Services.AddSingleton(desk);
            Services.AddSingleton(reviews);
            Services.AddSingleton(TimeProvider.System);
            Services.AddSingleton(Options.Create(new ReviewSettings()));
            Render<MudPopoverProvider>();
            var screen = Render<MudDialogProvider>();
            DialogParameters parameters = new() { ["Items"] = (IReadOnlyList<BulkItem>)items, ["Labels"] = labels };
            await screen.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<BulkDialog>(null, parameters));
            screen.WaitForElement("#bulk-action").Change(nameof(BulkDialog.BulkAction.PutLabel));
            screen.FindAll("button").Single(button => button.TextContent == Words["bulk.run"]).Click();
            Assert.Contains(Words["bulk.choose-label"], screen.Find(".error-summary").TextContent, StringComparison.Ordinal);

            screen.Find("#bulk-label").Change("0");
            screen.FindAll("button").Single(button => button.TextContent == Words["bulk.run"]).Click();

            screen.WaitForAssertion(
                () => Assert.Contains(Words["bulk.ended", items.Count, items.Count, 1], screen.Markup, StringComparison.Ordinal),
                TimeSpan.FromSeconds(30)
            );
            Assert.Contains(items[0].Number, screen.Find(".bulk-results").TextContent, StringComparison.Ordinal);
        }
    }
}

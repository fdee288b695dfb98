using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Applying;

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
        Assert.Contains(CaseColumn.State, shown.Shown);
        Assert.Equal(shown, CaseFilter.Read(shown.Query));
        menu.Render(parameters => parameters.Add(c => c.Filter, shown));
        menu.FindAll("label.check input")[0].Change(false);
        Assert.DoesNotContain(CaseColumn.State, shown.Shown);
    }

    [Fact]
    public void Can_be_sorted_where_its_rows_are_cards()
    {
        CaseFilter? shown = null;
        var choice = Render<CaseSortChoice>(parameters =>
            parameters.Add(c => c.Filter, new CaseFilter("健診", Page: 4)).Add(c => c.Show, filter => shown = filter)
        );
        // Each order has its name, and the present one is chosen.
        Assert.Equal(2 * Enum.GetValues<CaseSort>().Length, choice.FindAll("option").Select(one => one.TextContent).Distinct().Count());
        Assert.Equal(nameof(CaseSort.Arrived), choice.Find("option[selected]").GetAttribute("value"));

        choice.Find("select").Change("-Due");

        Assert.Equal(new CaseFilter("健診", Sort: CaseSort.Due, Descending: true), shown);
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
            var screen = await OpenAsync(desk, reviews, items, labels);
            screen.WaitForElement("#bulk-action").Change(nameof(BulkDialog.BulkAction.PutLabel));
            screen.FindAll("button").Single(button => button.TextContent == Words["bulk.run"]).Click();
            Assert.Contains(Words["bulk.choose-label"], screen.Find(".error-summary").TextContent, StringComparison.Ordinal);

            screen.Find("#bulk-label").Change("0");
            screen.FindAll("button").Single(button => button.TextContent == Words["bulk.run"]).Click();

            screen.WaitForAssertion(
                () => Assert.Contains(Words["bulk.some-done", items.Count - 1, 1], screen.Markup, StringComparison.Ordinal),
                TimeSpan.FromSeconds(30)
            );
            Assert.Contains(items[0].Number, screen.Find(".bulk-results").TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bulk_actions_are_those_that_a_role_has_in_any_state()
    {
        Assert.Empty(BulkDialog.OpenTo(Of(Role.Auditor)));
        Assert.Equal([BulkDialog.BulkAction.PutLabel, BulkDialog.BulkAction.TakeLabel], BulkDialog.OpenTo(Of(Role.Decider)));
        Assert.Equal(Enum.GetValues<BulkDialog.BulkAction>(), BulkDialog.OpenTo(Of(Role.Lead)));

        static Act Of(Role role) => new(new(Guid.NewGuid()), "", new HashSet<Role> { role }, DateTime.UtcNow);
    }

    [Fact]
    public async Task A_bulk_assignment_names_those_who_have_the_cases_now()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        BulkItem[] items = [new(ApplicationId.New(), "R8-0901", "甲", "審査 総子"), new(ApplicationId.New(), "R8-0902", "乙")];
        await portal.Services.AsAsync<DeskService>(
            "lead",
            desk =>
                portal.Services.AsAsync<ReviewService>(
                    "lead",
                    async reviews =>
                    {
                        var screen = await OpenAsync(desk, reviews, items, []);
                        var notice = screen.WaitForElement(".notice").TextContent;
                        Assert.Contains(Words["bulk.held", 1], notice, StringComparison.Ordinal);
                        Assert.Contains("R8-0901", notice, StringComparison.Ordinal);
                        Assert.DoesNotContain("R8-0902", notice, StringComparison.Ordinal);

                        // Without a label there is nothing to choose from, but the way to where they are made.
                        screen.Find("#bulk-action").Change(nameof(BulkDialog.BulkAction.PutLabel));
                        Assert.NotNull(screen.Find($"a[href='{Links.Labels()}']"));
                        Assert.True(
                            screen.FindAll("button").Single(button => button.TextContent == Words["bulk.run"]).HasAttribute("disabled")
                        );
                    }
                )
        );
    }

    [Fact]
    public async Task A_bulk_reminder_says_how_many_mails_it_is_before_it_sends_any_and_is_no_success_where_nothing_was_done()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var open = await Messages.Talking.InReviewAsync(portal);
        var ended = await Messages.Talking.InReviewAsync(portal);
        var today = JapaneseDate.On(DateTime.UtcNow);
        await portal.Services.AsAsync<ReviewService>(
            "lead",
            async s => await s.InquireAsync(open, await portal.VersionAsync(open), "保存期間は", today.AddDays(5), ct: Cancel)
        );
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.WithdrawAsync(ended, "取りやめ"));
        List<BulkItem> items = [new(open, "R8-0101", "一"), new(ended, "R8-0102", "二")];

        await portal.Services.AsAsync<DeskService>(
            "lead",
            desk => portal.Services.AsAsync<ReviewService>("lead", reviews => RemindAsync(desk, reviews))
        );

        async Task RemindAsync(DeskService desk, ReviewService reviews)
        {
            var screen = await OpenAsync(desk, reviews, items, []);
            screen.WaitForElement("#bulk-action").Change(nameof(BulkDialog.BulkAction.Remind));
            Press("bulk.run");
            screen.WaitForAssertion(() => Assert.Contains(Words["bulk.remind-run"], screen.Markup, StringComparison.Ordinal));
            Assert.Empty(await RemindersAsync());

            Press("bulk.remind-run");

            screen.WaitForAssertion(() => Assert.Contains(Words["bulk.some-done", 1, 1], screen.Markup, StringComparison.Ordinal));
            Assert.Single(await RemindersAsync());
            // It had ended before anybody opened this dialog.
            var failed = screen.Find(".bulk-results").TextContent;
            Assert.Contains("この案件は終わっています", failed, StringComparison.Ordinal);
            Assert.DoesNotContain("画面を開いたあと", failed, StringComparison.Ordinal);
            Press("shell.close");

            await screen.InvokeAsync(() => ShowAsync([items[1]], []));
            screen.WaitForElement("#bulk-action").Change(nameof(BulkDialog.BulkAction.Ask));
            screen.Find("#bulk-ministries input").Change(true);
            Press("bulk.run");
            screen.WaitForElement(".notice-error");
            Assert.Contains(Words["bulk.none-done", 0, 1], screen.Markup, StringComparison.Ordinal);
            Assert.Empty(screen.FindAll(".bulk-progress-success"));

            void Press(string word) => screen.FindAll("button").Single(button => button.TextContent == Words[word]).Click();
        }

        async Task<IReadOnlyList<string>> RemindersAsync()
        {
            await using var db = await portal.Services.NewDbAsync();
            return await db
                .Events.Where(e => e.Stream == open.Value && e.Kind == nameof(InquiryReminded))
                .Select(e => e.Kind)
                .ToListAsync(Cancel);
        }
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_at_its_field_wherever_it_comes_from()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await portal.Services.AsAsync<CaseListQueries>(
            "lead",
            queries =>
            {
                Services.AddSingleton(queries);
                CaseFilter? shown = null;
                var tooLong = new string('健', 3000);
                var fault = Words["form.too-long", CaseFilter.TextMaxLength];
                var form = Render<CaseFilterForm>(p =>
                    p.Add(one => one.Filter, new CaseFilter()).Add(one => one.Show, filter => shown = filter).Add(one => one.Labels, [])
                );
                form.Find("#cases-q").Change(tooLong);
                form.Find("form").Submit();

                Assert.Null(shown);
                Assert.Contains(fault, form.Markup, StringComparison.Ordinal);

                form.Render(p => p.Add(one => one.Filter, new CaseFilter("健診")));
                Assert.DoesNotContain(fault, form.Markup, StringComparison.Ordinal);
                form.Render(p => p.Add(one => one.Filter, new CaseFilter(tooLong)));
                Assert.Contains(fault, form.Markup, StringComparison.Ordinal);
                return Task.CompletedTask;
            }
        );
    }

    async Task<IRenderedComponent<MudDialogProvider>> OpenAsync(
        DeskService desk,
        ReviewService reviews,
        IReadOnlyList<BulkItem> items,
        IReadOnlyList<CaseLabel> labels
    )
    {
        Services.AddSingleton(desk);
        Services.AddSingleton(reviews);
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(Options.Create(new ReviewSettings()));
        Render<MudPopoverProvider>();
        var screen = Render<MudDialogProvider>();
        await screen.InvokeAsync(() => ShowAsync(items, labels));
        return screen;
    }

    Task ShowAsync(IReadOnlyList<BulkItem> items, IReadOnlyList<CaseLabel> labels) =>
        Services
            .GetRequiredService<IDialogService>()
            .ShowAsync<BulkDialog>(null, new DialogParameters { ["Items"] = items, ["Labels"] = labels });
}

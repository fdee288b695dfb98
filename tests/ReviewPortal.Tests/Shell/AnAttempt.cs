using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ReviewPortal.Domain;

namespace ReviewPortal.Shell;

public sealed class AnAttempt : PortalTest
{
    Attempt Attempt => Services.GetRequiredService<Attempt>();

    IEnumerable<string?> Confirmed => Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(snackbar => snackbar.Message);

    [Fact]
    public async Task That_succeeds_is_confirmed()
    {
        Assert.True(await Attempt.RunAsync(() => Task.CompletedTask, "提出しました。"));

        Assert.Equal("提出しました。", Attempt.Done);
        Assert.Equal(["提出しました。"], Confirmed);
        Assert.Null(Attempt.Problem);
    }

    [Fact]
    public async Task That_is_refused_says_why()
    {
        Assert.False(await Attempt.RunAsync(() => throw new RuleBroken("signed-out"), "提出しました。"));

        Assert.Equal(Words["refusal.signed-out"], Attempt.Problem);
        Assert.False(Attempt.CanReload);
        Assert.Empty(Confirmed);
    }

    [Fact]
    public async Task That_a_dialog_makes_is_refused_there_and_not_on_the_page_as_well()
    {
        var page = Render<AttemptNotice>();
        var dialog = Render<AttemptNotice>();

        await Attempt.RunAsync(() => throw new RuleBroken("signed-out"));

        Assert.Contains(Words["refusal.signed-out"], dialog.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(Words["refusal.signed-out"], page.Markup, StringComparison.Ordinal);
        dialog.Instance.Dispose();
        // It went with the dialog.
        Assert.Null(Attempt.Problem);
        await Attempt.RunAsync(() => throw new RuleBroken("signed-out"));
        Assert.Contains(Words["refusal.signed-out"], page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_comes_second_says_who_was_first_and_offers_to_read_again()
    {
        await Attempt.RunAsync(() => throw new Stale("佐藤 美咲", new(2026, 3, 5, 5, 3, 0, DateTimeKind.Utc), "Decided"));

        Assert.Contains("佐藤 美咲", Attempt.Problem);
        Assert.True(Attempt.CanReload);
    }

    [Fact]
    public async Task At_something_that_is_not_there_says_so()
    {
        await Attempt.RunAsync(() => throw new NotFound());

        Assert.Equal(Words["problem.not-there"], Attempt.Problem);
    }

    [Fact]
    public async Task That_fails_unexpectedly_goes_on_to_the_error_boundary_and_leaves_the_page_usable()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Attempt.RunAsync(() => throw new InvalidOperationException()));

        Assert.False(Attempt.Busy);
        Assert.Null(Attempt.Problem);
    }

    [Fact]
    public async Task Runs_once_however_often_it_is_clicked()
    {
        var running = new TaskCompletionSource();
        var runs = 0;
        Task Act()
        {
            runs++;
            return running.Task;
        }

        var first = Attempt.RunAsync(Act);
        Assert.True(Attempt.Busy);
        Assert.False(await Attempt.RunAsync(Act));
        running.SetResult();

        Assert.True(await first);
        Assert.Equal(1, runs);
        Assert.False(Attempt.Busy);
    }

    [Fact]
    public async Task Reads_the_page_anew_in_the_pages_own_way()
    {
        var reads = 0;
        Task Read()
        {
            reads++;
            return Task.CompletedTask;
        }

        await Attempt.RunAsync(() => throw new Stale(), reload: Read);
        await Attempt.ReloadAsync();

        Assert.Equal(1, reads);
        Assert.Null(Attempt.Problem);
    }

    [Fact]
    public async Task That_fails_takes_the_focus_to_its_notice_each_time()
    {
        var notice = Render<AttemptNotice>();
        await notice.InvokeAsync(() => Attempt.RunAsync(() => throw new RuleBroken("signed-out")));
        notice.WaitForAssertion(() => JSInterop.VerifyFocusAsyncInvoke());
        Assert.Equal("-1", notice.Find(".notice").GetAttribute("tabindex"));

        await notice.InvokeAsync(() => Attempt.RunAsync(() => throw new RuleBroken("signed-out")));
        notice.WaitForAssertion(() => JSInterop.VerifyFocusAsyncInvoke(2));
        await notice.InvokeAsync(() => Attempt.Say("別のこと"));
        JSInterop.VerifyFocusAsyncInvoke(2);
    }

    [Fact]
    public async Task That_fails_in_a_dialog_leaves_the_focus_in_the_dialog()
    {
        var page = Render<AttemptNotice>();
        var dialog = Render<AttemptNotice>();

        await dialog.InvokeAsync(() => Attempt.RunAsync(() => throw new RuleBroken("signed-out")));

        // One of the two notices, and not the page's behind the dialog, which does not even say it.
        dialog.WaitForAssertion(() => JSInterop.VerifyFocusAsyncInvoke(1));
        Assert.Empty(page.Markup.Trim());
        dialog.Instance.Dispose();
        await page.InvokeAsync(() => Attempt.RunAsync(() => throw new RuleBroken("signed-out")));
        page.WaitForAssertion(() => JSInterop.VerifyFocusAsyncInvoke(2));
    }

    [Fact]
    public async Task Shows_its_problem_until_it_is_closed()
    {
        var notice = Render<AttemptNotice>();
        Assert.Empty(notice.Markup.Trim());

        await notice.InvokeAsync(() => Attempt.RunAsync(() => throw new Stale()));
        Assert.Equal("alert", notice.Find(".notice").GetAttribute("role"));
        Assert.Contains(Words["stale.unknown"], notice.Markup);
        Assert.Contains(Words["problem.reload"], notice.Markup);

        notice.FindAll("button").Single(button => button.TextContent == Words["shell.close"]).Click();
        Assert.Empty(notice.Markup.Trim());
    }

    [Fact]
    public async Task Draws_the_page_anew_that_reads_itself_anew()
    {
        var page = Render<PageThatReads>();
        var notice = Render<AttemptNotice>();
        await page.InvokeAsync(page.Instance.ComeSecondAsync);

        notice.FindAll("button").Single(button => button.TextContent == Words["problem.reload"]).Click();

        page.WaitForAssertion(() => Assert.Equal("read 1", page.Markup));
    }

    sealed class PageThatReads(Attempt attempt) : ComponentBase
    {
        int times;

        public Task ComeSecondAsync() => attempt.RunAsync(() => throw new Stale(), reload: ReadAsync);

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"read {times}");

        Task ReadAsync()
        {
            times++;
            return Task.CompletedTask;
        }
    }
}

using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ReviewPortal.Shell;

public sealed class AConfirmation : PortalTest
{
    readonly IRenderedComponent<MudDialogProvider> screen;

    public AConfirmation()
    {
        Render<MudPopoverProvider>();
        screen = Render<MudDialogProvider>();
    }

    IDialogService Dialogs => Services.GetRequiredService<IDialogService>();

    void Press(string text) => screen.FindAll("button").Single(button => button.TextContent.Trim() == text).Click();

    [Fact]
    public async Task Is_yes_when_the_verb_is_pressed()
    {
        var answer = screen.InvokeAsync(() => Dialogs.ConfirmAsync("取り下げますか", "元には戻せません。", "取り下げる", danger: true));

        Assert.Equal("取り下げますか", screen.Find("h2").TextContent);
        Press("取り下げる");

        Assert.True(await answer);
    }

    [Fact]
    public async Task Is_no_when_the_person_stops()
    {
        var answer = screen.InvokeAsync(() => Dialogs.ConfirmAsync("取り下げますか", "元には戻せません。", "取り下げる"));
        Press("やめる");

        Assert.False(await answer);
    }

    [Fact]
    public async Task Wants_a_reason_before_it_goes_on()
    {
        var answer = screen.InvokeAsync(() => Dialogs.AskReasonAsync("取り消しますか", "記録に残ります。", "取り消す", "理由"));
        Press("取り消す");
        Assert.Contains("＊" + Words["form.write-reason"], screen.Markup);
        Assert.False(answer.IsCompleted);

        screen.Find("textarea").Change(" 宛先の誤り ");
        // What was missing is there.
        Assert.DoesNotContain(Words["form.write-reason"], screen.Markup, StringComparison.Ordinal);
        Press("取り消す");

        Assert.Equal("宛先の誤り", await answer);
    }

    [Fact]
    public async Task Is_asked_once_when_its_button_is_pressed_twice()
    {
        var first = screen.InvokeAsync(() => Dialogs.ConfirmAsync("送りますか", "元には戻せません。", "送る"));
        var second = await screen.InvokeAsync(() => Dialogs.ConfirmAsync("送りますか", "元には戻せません。", "送る"));

        Assert.False(second);
        Press("送る");
        Assert.True(await first);
        var again = screen.InvokeAsync(() => Dialogs.ConfirmAsync("送りますか", "元には戻せません。", "送る"));
        Press("やめる");
        Assert.False(await again);
    }
}

using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ReviewPortal.Shell;

public sealed class AnUnsavedGuard : PortalTest
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    readonly IRenderedComponent<MudDialogProvider> screen;
    readonly IRenderedComponent<UnsavedGuard> guard;
    bool hasChanges;

    public AnUnsavedGuard()
    {
        Render<MudPopoverProvider>();
        screen = Render<MudDialogProvider>();
        guard = Render<UnsavedGuard>(p => p.Add(one => one.HasChanges, () => hasChanges));
    }

    NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    bool IsAt(string path) => Navigation.Uri.EndsWith(path, StringComparison.Ordinal);

    void Leave() => _ = guard.InvokeAsync(() => Navigation.NavigateTo("/cases"));

    void Press(string text)
    {
        screen.WaitForState(() => screen.FindAll("button").Any(IsMeant), Patience);
        screen.FindAll("button").Single(IsMeant).Click();

        bool IsMeant(AngleSharp.Dom.IElement button) => button.TextContent.Trim() == text;
    }

    [Fact]
    public void Lets_go_who_has_nothing_to_lose()
    {
        Leave();

        Assert.True(IsAt("/cases"));
    }

    [Fact]
    public void Stays_when_the_person_stops()
    {
        hasChanges = true;
        Leave();
        screen.WaitForState(() => screen.Markup.Contains(Words["unsaved.title"], StringComparison.Ordinal), Patience);
        Press(Words["shell.cancel"]);

        Assert.False(IsAt("/cases"));
    }

    [Fact]
    public void Goes_when_the_person_says_so()
    {
        hasChanges = true;
        Leave();
        Press(Words["unsaved.leave"]);

        // Nothing on the screen tells of it: the address does.
        Assert.True(SpinWait.SpinUntil(() => IsAt("/cases"), Patience));
    }

    [Fact]
    public void Has_the_browser_ask_before_the_page_itself_goes()
    {
        Assert.False(guard.FindComponent<NavigationLock>().Instance.ConfirmExternalNavigation);
        hasChanges = true;
        guard.Render();

        Assert.True(guard.FindComponent<NavigationLock>().Instance.ConfirmExternalNavigation);
    }
}

using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain.People;
using ReviewPortal.Shell;

namespace ReviewPortal.Features.People;

public sealed class TheTeamOnScreen : PortalTest
{
    static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Theory, InlineData(true), InlineData(false)]
    public async Task Is_no_link_for_whom_it_is_not_there(bool guest)
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await using var scope = portal.Services.CreateAsyncScope();
        var id = await portal.DraftAsync(documents: false);
        await SignInAsync(portal, scope.ServiceProvider, guest);

        var (menu, people) = (Render<MainMenu>(), Render<ApplicationPeoplePage>(page => page.Add(one => one.Id, id.Value)));

        people.WaitForElement("h1", TimeSpan.FromSeconds(30));
        Assert.Single(menu.FindAll($"a[href='{Links.Applications()}']"));
        Assert.Equal(guest ? 0 : 1, menu.FindAll($"a[href='{Links.Team()}']").Count);
        Assert.Equal(guest ? 0 : 1, people.FindAll($"a[href='{Links.Team()}']").Count);
    }

    [Fact]
    public async Task Records_whom_somebody_invited()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await using var scope = portal.Services.CreateAsyncScope();
        await portal.Services.AsAsync<TeamService>("rep", s => s.InviteAsync("hanako@example.jp", Role.Viewer, null, Cancel));
        await SignInAsync(portal, scope.ServiceProvider, guest: false);

        var page = Render<TeamPage>();

        page.WaitForElement(".timeline", TimeSpan.FromSeconds(30));
        Assert.Contains(
            $"{Words["event.PersonInvited", Role.Viewer]}（hanako@example.jp）",
            page.Find(".timeline").TextContent,
            StringComparison.Ordinal
        );
    }

    // With the portal's own policies.
    async Task SignInAsync(TestPortal portal, IServiceProvider services, bool guest)
    {
        await using var db = await portal.Services.NewDbAsync();
        var rep = (SignedIn)services.GetRequiredService<AuthenticationStateProvider>();
        rep.Id = await db.Users.Where(user => user.Email == "rep@demo.example").Select(user => user.Id).SingleAsync(Cancel);
        List<Claim> claims = [new(ClaimTypes.Name, "rep"), new(ClaimTypes.Role, nameof(Role.Contributor))];
        if (guest)
        {
            claims.Add(new(PortalClaims.Guest, "true"));
        }

        Services.AddFallbackServiceProvider(services);
        Services.AddSingleton(services.GetRequiredService<IAuthorizationService>());
        Services.AddSingleton(services.GetRequiredService<IAuthorizationPolicyProvider>());
        Services.AddSingleton<AuthenticationStateProvider>(new Known(new(new ClaimsIdentity(claims, authenticationType: "test"))));
        Services.AddCascadingAuthenticationState();
        Services.AddSingleton(TimeProvider.System);
        Render<MudPopoverProvider>();
    }

    sealed class Known(ClaimsPrincipal person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(person));
    }
}

using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Features.Applying;

/// <summary>The second click comes when the first one is done and the page has not changed yet: it leads to the draft that is there.</summary>
public sealed class ADoubleClick : PortalTest
{
    static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public Task Opens_one_new_draft() => OpensOneAsync<MyApplicationsPage>("mine.new");

    [Fact]
    public Task Opens_one_draft_with_the_answers_of_a_link() =>
        OpensOneAsync<NewFromPage>("new-from.open", at: "/applications/new?service.name=a");

    [Fact]
    public Task Opens_one_draft_with_the_answers_of_a_filed_application() =>
        OpensOneAsync<MyApplicationPage>("mine.copy", id => page => page.Add(one => one.Id, id.Value));

    [Fact]
    public Task Opens_one_draft_with_the_answers_of_a_file() =>
        OpensOneAsync<ImportPage>(
            "import.take",
            ready: page =>
                page.FindComponent<InputFile>()
                    .UploadFiles(InputFileContent.CreateFromText("""{"format":"1","service":{"name":"二度押し"}}""", "plan.json"))
        );

    async Task OpensOneAsync<TPage>(
        string button,
        Func<ApplicationId, Action<ComponentParameterCollectionBuilder<TPage>>>? with = null,
        Action<IRenderedComponent<TPage>>? ready = null,
        string at = "/"
    )
        where TPage : IComponent
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await using var scope = portal.Services.CreateAsyncScope();
        await using var db = await portal.Services.NewDbAsync();
        var rep = (SignedIn)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        rep.Id = await db.Users.Where(user => user.Email == "rep@demo.example").Select(user => user.Id).SingleAsync(Cancel);
        Services.AddFallbackServiceProvider(scope.ServiceProvider);
        Services.AddSingleton(TimeProvider.System);
        AddAuthorization().SetAuthorized("rep").SetPolicies(Policies.OpenPlans, Policies.WritePlans, Policies.ReadOwnApplications);
        Render<MudPopoverProvider>();
        var issued = await db.Applications.Where(a => a.State == ApplicationState.Issued).Select(a => a.Id).FirstAsync(Cancel);
        var before = await db.Applications.Select(a => a.Id).ToListAsync(Cancel);
        Services.GetRequiredService<NavigationManager>().NavigateTo(at);
        var page = Render<TPage>(parameters => with?.Invoke(issued)(parameters));
        ready?.Invoke(page);
        page.WaitForAssertion(() => Assert.Single(page.FindAll("button"), IsMeant), TimeSpan.FromSeconds(30));

        for (var click = 0; click < 2; click++)
        {
            await page.FindAll("button").Single(IsMeant).ClickAsync(new());
        }

        var draft = Assert.Single(await db.Applications.Select(a => a.Id).Where(id => !before.Contains(id)).ToListAsync(Cancel));
        Assert.All(
            Services.GetRequiredService<BunitNavigationManager>().History.Take(2),
            step => Assert.Equal(Links.Plan(draft), step.Uri)
        );

        // A page that reads its address may have forgotten the link's answers by the second click; the draft is the same all the same.
        bool IsMeant(AngleSharp.Dom.IElement one) => one.TextContent == Words[button] || one.TextContent == Words["mine.new"];
    }
}

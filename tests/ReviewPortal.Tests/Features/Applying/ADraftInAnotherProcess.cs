using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Features.Applying;

/// <summary>What another process of the portal changes is told to the open pages of this one.</summary>
public class ADraftInAnotherProcess
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_told_to_a_page_in_the_language_of_that_page()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var signals = portal.Services.GetRequiredService<DraftSignals>();
        var id = await portal.DraftAsync();
        var usual = CultureInfo.CurrentUICulture;
        List<string> heard = [];
        CultureInfo.CurrentUICulture = new("en");
        using var listening = signals.Listen(id, new(), () => heard.Add(CultureInfo.CurrentUICulture.Name));

        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        await signals.LookAsync(Cancel);
        CultureInfo.CurrentUICulture = new("ja");
        signals.Tell(id, new());
        CultureInfo.CurrentUICulture = usual;

        Assert.Equal(["en", "en"], heard);
    }

    [Fact]
    public async Task Is_found_by_a_look_and_told_once()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var signals = portal.Services.GetRequiredService<DraftSignals>();
        var (id, other) = (await portal.DraftAsync(), await portal.DraftAsync());
        var heard = 0;
        using var listening = signals.Listen(id, new(), () => heard++);

        // The page may have been read before the first look.
        Assert.Equal(1, await HeardAsync());
        Assert.Equal(0, await HeardAsync());

        await ElsewhereAsync(other);
        Assert.Equal(0, await HeardAsync());
        await ElsewhereAsync(id);
        Assert.Equal(1, await HeardAsync());
        Assert.Equal(0, await HeardAsync());

        // What this process changes is told at once, and not again.
        await portal.Services.AsAsync<ApplyingService>(
            "rep",
            s => s.EditAsync(id, "service.url", draft => draft.Set("service.url", "https://here.example/"), ct: Cancel)
        );
        Assert.Equal(1, heard);
        heard = 0;
        Assert.Equal(0, await HeardAsync());

        async Task<int> HeardAsync()
        {
            heard = 0;
            await signals.LookAsync(Cancel);
            return heard;
        }

        async Task ElsewhereAsync(ApplicationId draft)
        {
            await using var db = await portal.Services.NewDbAsync();
            var application = await db.Applications.SingleAsync(a => a.Id == draft, Cancel);
            Act act = new(
                new(Guid.NewGuid()),
                "出母 二郎",
                new HashSet<Role> { Role.Contributor },
                DateTime.UtcNow,
                application.Organization
            );
            application.Edit("service.name", plan => plan.Set("service.name", "別の窓の名称"), act);
            await db.SaveChangesAsync(Cancel);
        }
    }
}

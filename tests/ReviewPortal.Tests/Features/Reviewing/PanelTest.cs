using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Features.Applying;

namespace ReviewPortal.Features.Reviewing;

/// <summary>Panels of the case page, with the real services of one official on a real database behind them.</summary>
public abstract class PanelTest : PortalTest, IAsyncLifetime
{
    AsyncServiceScope scope;

    protected TestPortal Portal { get; private set; } = null!;
    protected ApplicationId Id { get; private set; }
    protected IRenderedComponent<MudDialogProvider> Dialog { get; private set; } = null!;

    /// <summary>Who looks at the panel.</summary>
    protected virtual string Person => "lead";

    /// <summary>Which of the demonstration's plans the case is about.</summary>
    protected virtual string Plan => "vaccination";

    /// <summary>What a class changes of the services behind the panels.</summary>
    protected virtual void Configure(IServiceCollection services) { }

    public virtual async ValueTask InitializeAsync()
    {
        Portal = await TestPortal.OnAsync(Providers.Sqlite, Configure);
        Id = await Portal.DraftAsync(Plan);
        await Portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(Id));
        foreach (var item in ReviewItems.OfForm)
        {
            await Portal.Services.AsAsync<JudgementService>("lead", s => s.JudgeAsync(Id, ReviewPart.Form, item, Verdict.Met, "確認", 0));
        }

        var seen = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<ReviewService>("lead", s => s.AcceptFormCheckAsync(Id, seen, ""));
        scope = Portal.Services.CreateAsyncScope();
        await using (var db = await Portal.Services.NewDbAsync())
        {
            var email = $"{Person}@demo.example";
            var signedIn = (SignedIn)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
            signedIn.Id = await db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync();
        }

        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<JudgementService>());
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<ReviewService>());
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<OpinionService>());
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<DecisionService>());
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<DeskService>());
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<CorrectionTexts>());
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<CaseQueries>());
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<Access.OwnTexts>());
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<RecommendationService>());
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<ConditionLibrary>());
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<LetterStanding>());
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<Access.CaseSignals>());
        Services.AddScoped<Access.OwnPresence>();
        Services.AddSingleton(TimeProvider.System);
        Services.AddOptions<ReviewSettings>();
        Render<MudPopoverProvider>();
        Dialog = Render<MudDialogProvider>();
    }

    protected Task<Case> CaseAsync() => scope.ServiceProvider.GetRequiredService<CaseQueries>().FindAsync(Id);

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await scope.DisposeAsync();
        await Portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using MudBlazor;
using MudBlazor.Services;
using ReviewPortal.Access;
using ReviewPortal.Api;
using ReviewPortal.Data;
using ReviewPortal.Documents;
using ReviewPortal.Features.Account;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Experts;
using ReviewPortal.Features.Files;
using ReviewPortal.Features.Guidelines;
using ReviewPortal.Features.Home;
using ReviewPortal.Features.Letters;
using ReviewPortal.Features.Mails;
using ReviewPortal.Features.Messages;
using ReviewPortal.Features.People;
using ReviewPortal.Features.Register;
using ReviewPortal.Features.Reviewing;
using ReviewPortal.Features.Statistics;
using ReviewPortal.Mail;
using ReviewPortal.Shell;

namespace ReviewPortal;

/// <summary>Every registration of ours, on one screen.</summary>
public static class Services
{
    public static IServiceCollection AddPortal(this IServiceCollection services, IConfiguration settings, string dataFolder)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddPortalDb(settings, dataFolder);
        services
            .AddDataProtection()
            .SetApplicationName("ReviewPortal")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(dataFolder, "keys")));

        services
            .AddRazorComponents()
            .AddInteractiveServerComponents()
            // A text that is too long has to arrive, so that it can be refused at its field: six bytes for each Japanese character, and room.
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 1024 * 1024);
        services.AddShell();

        services.AddSignIn();
        services.AddDocuments(settings);
        services.AddMail(settings, dataFolder);
        services.AddFeatures(settings);
        services.AddFiles(settings, dataFolder);
        return services;
    }

    static void AddShell(this IServiceCollection services)
    {
        services.AddSingleton<Wording>();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.PreventDuplicates = false;
        });
        services.AddTransient<MudLocalizer, MudWords>();
        services.AddScoped<Attempt>();
        services.AddExceptionHandler<ErrorInRequest>();
    }

    static void AddFeatures(this IServiceCollection services, IConfiguration settings)
    {
        ReviewSettings.From(settings);
        services.Configure<ReviewSettings>(settings.GetSection("Review"));
        services.Configure<LetterSettings>(settings.GetSection("Letters"));
        services
            .AddOptions<LetterSettings>()
            .PostConfigure<IOptions<MailSettings>>(
                (letters, mail) =>
                {
                    letters.PortalAddress = string.IsNullOrEmpty(letters.PortalAddress)
                        ? mail.Value.PortalAddress ?? ""
                        : letters.PortalAddress;
                }
            );
        services.AddMemoryCache(cache => cache.SizeLimit = 64);
        services.AddRateLimiter(limits =>
        {
            limits.OnRejected = async (rejected, ct) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                await Results.Problem(statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
            };
            limits.AddPolicy(RegisterEndpoints.PrintLimit, PerAddress);
            limits.AddPolicy(GuidelineEndpoints.PrintLimit, PerAddress);
            limits.AddPolicy(CheckSheetEndpoints.PrintLimit, PerAddress);
            limits.AddPolicy(PublicApi.AssessLimit, PerAddress);
        });
        services.AddOpenApi(ApiDescription.Set);
        services.AddSingleton<RuleBooks>();
        services.AddSingleton<CaseSignals>();
        services.AddSingleton(
            new Round("Cases of open pages", CaseSignals.LookEvery, (all, ct) => all.GetRequiredService<CaseSignals>().LookAsync(ct))
        );
        services.AddScoped<MessageService>().AddScoped<MessageQueries>();
        services.AddScoped<ApplicationChanges>().AddScoped<ApplicationFiles>().AddScoped<TalkFiles>().AddScoped<OwnTexts>();
        services.AddScoped<ApplyingService>().AddScoped<ApplyingQueries>().AddScoped<DraftQueries>();
        services.AddSingleton(ShippedTerms.All).AddSingleton<DraftSignals>();
        services.AddSingleton(
            new Round("Drafts of open pages", DraftSignals.LookEvery, (all, ct) => all.GetRequiredService<DraftSignals>().LookAsync(ct))
        );
        services.AddScoped<ReviewService>().AddScoped<DecisionService>().AddScoped<CaseQueries>();
        services.AddScoped<CaseListQueries>().AddScoped<ICaseHeads>(s => s.GetRequiredService<CaseListQueries>()).AddScoped<DeskService>();
        services.AddScoped<JudgementService>().AddScoped<OpinionService>().AddScoped<CorrectionTexts>();
        services.AddScoped<RecommendationService>().AddScoped<ConditionLibrary>().AddScoped<LetterStanding>();
        services.AddScoped<PeriodService>().AddScoped<PrecedentQueries>().AddScoped<StatisticsQueries>();
        services.AddScoped<LetterService>().AddSingleton<LetterPrints>();
        services.AddSingleton<ISaveChangesInterceptor, LettersFromEvents>();
        services.AddScoped<ExpertDoor>();
        services.AddSingleton<RuleSetRunner>();
        services.AddScoped<RuleSetService>().AddScoped<RuleSetQueries>().AddScoped<RunService>().AddScoped<AgreementQueries>();
        services.AddScoped<RegisterQueries>();
        services.AddScoped<HomeQueries>().AddScoped<DelegationService>();
        services.AddSingleton<CaseRowsUpkeep>().AddHostedService(all => all.GetRequiredService<CaseRowsUpkeep>());
        services.AddSingleton(new Round("Due days of cases whose clock stands", Rounds.Often, CaseRows.MoveDueDaysAsync));
        services.AddSingleton<CasePresence>().AddScoped<OwnPresence>();
        services.AddScoped<CircuitHandler>(circuit => circuit.GetRequiredService<OwnPresence>());
        services.AddScoped<TeamService>().AddScoped<TeamQueries>().AddScoped<RightsService>();
        services.AddScoped<MailWishes>().AddScoped<OutboxDesk>().AddSingleton<MailFolder>();
        DraftSettings.From(settings);
        services.Configure<DraftSettings>(settings.GetSection("Drafts"));
        services.AddSingleton<IdleDrafts>();
        services.AddSingleton(ReceiptMail.Source);
        services.AddSingleton(new Round("Idle drafts", Rounds.Often, (all, ct) => all.GetRequiredService<IdleDrafts>().RunAsync(ct)));
        services.AddScoped<StoredPlans>();
    }

    // Sixty a minute for each address, for what costs more than a page.
    static RateLimitPartition<System.Net.IPAddress?> PerAddress(HttpContext request) =>
        RateLimitPartition.GetFixedWindowLimiter(
            request.Connection.RemoteIpAddress,
            _ => new() { PermitLimit = PublicApi.MostAMinute, Window = TimeSpan.FromMinutes(1) }
        );

    static void AddSignIn(this IServiceCollection services)
    {
        services.AddCascadingAuthenticationState();
        services.AddAuthorization(Policies.Add);
        services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = IdentityConstants.ApplicationScheme;
                options.DefaultSignInScheme = IdentityConstants.ExternalScheme;
            })
            .AddIdentityCookies();
        services
            .AddIdentityCore<PortalUser>(options =>
            {
                IdentityVersion.Set(options);
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 12;
                // Length protects; rules of composition only make passwords harder to remember.
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 10;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<PortalDb>()
            .AddSignInManager<PortalSignIn>()
            .AddClaimsPrincipalFactory<PortalClaims>()
            .AddDefaultTokenProviders();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        services.ConfigureApplicationCookie(SignInCookie.Set);
        services.AddScoped<AuthenticationStateProvider, Revalidation>();
        services.AddScoped<CurrentUser>().AddScoped<Profiles>();
        services.AddScoped<DemoAccounts>();
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = TimeSpan.FromHours(1));
        services.AddScoped<AccountMails>().AddScoped<Joining>();
    }
}

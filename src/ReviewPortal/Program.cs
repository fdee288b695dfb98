using ReviewPortal;
using ReviewPortal.Access;
using ReviewPortal.Api;
using ReviewPortal.Commands;
using ReviewPortal.Features.Account;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Files;
using ReviewPortal.Features.Guidelines;
using ReviewPortal.Features.Letters;
using ReviewPortal.Features.Mails;
using ReviewPortal.Features.Register;
using ReviewPortal.Features.Reviewing;
using ReviewPortal.Features.Statistics;
using ReviewPortal.Shell;

return await Startup.GuardAsync(async () =>
{
    if (args is ["assess", .. var plan])
    {
        return AssessCommand.Run(plan, await Startup.RuleBookAsync(), Console.Out, Console.Error, TimeProvider.System);
    }

    var builder = WebApplication.CreateBuilder(Startup.Options(args));
    if (args is not ["admin" or "seed" or "rows", ..])
    {
        Startup.RequireFreeAddress(builder.Configuration);
    }

    builder.WebHost.UseStaticWebAssets();
    builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
    builder.Services.AddPortal(builder.Configuration, Startup.DataFolder(builder.Configuration));

    var app = builder.Build();
    await Startup.PrepareAsync(app);
    if (args is ["admin", .. var admin])
    {
        return await AdminCommand.RunAsync(admin, app.Services, Console.Out, Console.Error);
    }

    if (args is ["seed" or "rows", ..])
    {
        return await SeedCommand.RunAsync(args, app.Services, Console.Out, Console.Error);
    }

    app.UseShell();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseKnownApplications();
    app.UseRateLimiter();
    app.UseAntiforgery();
    app.MapStaticAssets().AllowAnonymous();
    app.MapPages();
    app.MapAccount();
    app.MapMails();
    app.MapLetters();
    app.MapPlanFiles();
    app.MapFiles();
    app.MapCheckSheets();
    app.MapCaseExport();
    app.MapStatistics();
    app.MapRegister();
    app.MapGuidelines();
    app.MapApi();
    app.MapShell();
    await app.RunAsync();
    return 0;
});

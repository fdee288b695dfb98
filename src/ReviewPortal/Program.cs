using Microsoft.EntityFrameworkCore;
using ReviewPortal;
using ReviewPortal.Data;
using ReviewPortal.Features.Account;
using ReviewPortal.Shell;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
var dataFolder = Path.GetFullPath(builder.Configuration["Portal:DataFolder"] ?? "data");
Directory.CreateDirectory(dataFolder);
builder.Services.AddPortal(builder.Configuration, dataFolder);

var app = builder.Build();
await using (var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync())
{
    await db.Database.EnsureCreatedAsync();
}

app.UseShell();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets().AllowAnonymous();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode(circuits => circuits.ContentSecurityFrameAncestorsPolicy = null);
app.MapAccount();
app.MapShell();
await app.RunAsync();

using Microsoft.EntityFrameworkCore;
using ReviewPortal;
using ReviewPortal.Data;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
var dataFolder = Path.GetFullPath(builder.Configuration["Portal:DataFolder"] ?? "data");
Directory.CreateDirectory(dataFolder);
builder.Services.AddPortal(builder.Configuration, dataFolder);

var app = builder.Build();
await using (var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync())
{
    await db.Database.EnsureCreatedAsync();
}

app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets().AllowAnonymous();
await app.RunAsync();

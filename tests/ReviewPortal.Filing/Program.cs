using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using ReviewPortal;
using ReviewPortal.Data;
using ReviewPortal.Features.Applying;

// Files one plan after another with the portal's own services, several at once, and writes each number that it was told, until somebody ends
// it. A test ends it by force, again and again, and looks at what is left.
// Argument: the data folder, with the demonstration in its database.

const int AtOnce = 4;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "ReviewPortal", EnvironmentName = "Testing" });
builder.Configuration.AddInMemoryCollection([new("Database", "Sqlite"), new("ConnectionStrings:Portal", "")]);
builder.Logging.ClearProviders();
builder.Services.AddPortal(builder.Configuration, args[0]);
builder.Services.AddSignedIn();
var services = builder.Build().Services;

await using var text = typeof(ApplyingService).Assembly.GetManifestResourceStream("Demo/vaccination.json")!;
using StreamReader reader = new(text);
var answers = (await reader.ReadToEndAsync()).Replace("デモ接種歴ノート", "途中で切れる提出", StringComparison.Ordinal);

await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(FileAsync)));

async Task FileAsync()
{
    while (true)
    {
        var id = await services.AsAsync<ApplyingService, ApplicationId>("rep", service => service.OpenAsync(answers));
        await services.DocumentsAsync(id);
        Console.WriteLine(await services.AsAsync<ApplyingService, string>("rep", service => service.SubmitAsync(id)));
    }
}

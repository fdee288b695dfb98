using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReviewPortal.Data;
using ReviewPortal.Data.Seed;
using ReviewPortal.Documents;
using ReviewPortal.Domain.Register;
using ReviewPortal.Features.Register;

namespace ReviewPortal.Benchmarks;

/// <summary>What everybody may ask for: a page of the register, and its report as PDF. SQLite, the shipped register, a browser kept warm.</summary>
[MemoryDiagnoser]
public class Register
{
    static readonly DateOnly Day = new(2026, 2, 28);

    string folder = "";
    WebApplication app = default!;
    RegisterQueries queries = default!;
    PortalDocuments documents = default!;
    OperatorSnapshot snapshot = default!;

    [GlobalSetup]
    public async Task PrepareAsync()
    {
        folder = Directory.CreateTempSubdirectory("portal-").FullName;
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = "ReviewPortal", ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Logging.ClearProviders();
        builder.Services.AddPortal(builder.Configuration, folder);
        app = builder.Build();
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync())
        {
            await db.PrepareAsync();
            await db.LoadRegisterAsync();
        }

        queries = new(app.Services.GetRequiredService<IDbContextFactory<PortalDb>>());
        documents = app.Services.GetRequiredService<PortalDocuments>();
        snapshot = await queries.AsOfAsync(Day);
        await documents.PrintAsync(snapshot);
    }

    [Benchmark(Description = "read a page of the register as of a day")]
    public Task<RegisterView> Find() => queries.FindAsync(new(Day, "健康"));

    [Benchmark(Description = "print the operator breakdown (3 pages of PDF)")]
    public Task<PrintedDocument> Print() => documents.PrintAsync(snapshot);

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}

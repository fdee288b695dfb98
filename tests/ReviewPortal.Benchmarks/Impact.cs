using System.Diagnostics;
using System.Security.Claims;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReviewPortal.Data;
using ReviewPortal.Data.Seed;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Features.Guidelines;

namespace ReviewPortal.Benchmarks;

/// <summary>
/// What a draft of the rules would change for all plans that were filed, read from SQLite. One of three has a function outside the types,
/// and for one of a hundred something changes. The most memory that was in use is written beside it.
/// </summary>
[WarmupCount(1), IterationCount(3), InvocationCount(1)]
public class Impact
{
    string folder = "";
    WebApplication app = default!;
    RuleSet draft = default!;

    [Params(10_000, 100_000)]
    public int Filed { get; set; }

    [GlobalSetup]
    public async Task PrepareAsync()
    {
        folder = Directory.CreateTempSubdirectory("portal-").FullName;
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = "ReviewPortal", ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Logging.ClearProviders();
        builder.Services.AddPortal(builder.Configuration, folder);
        builder.Services.AddScoped<AuthenticationStateProvider, TheLead>();
        app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        await using var db = await NewDbAsync();
        await db.PrepareAsync();
        await db.LoadRegisterAsync();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<PortalUser>>();
        await new DemoSeed(db, hasher, TimeProvider.System, new()).LoadAsync("a long pass phrase");
        await FileAsync(db);
        draft = Plans.Rules with
        {
            // Nobody has to let go as easily as to consent any more.
            Rules = [.. Plans.Rules.Rules.Select(rule => rule.Id == "GL-321" ? rule with { Condition = new Condition.All([]) } : rule)],
        };
        TheLead.Id = await db.Users.Where(user => user.Email == "lead@demo.example").Select(user => user.Id).SingleAsync();
    }

    [Benchmark(Description = "impact of a draft on all filed plans")]
    public async Task<int> FindAsync()
    {
        using Process process = Process.GetCurrentProcess();
        var most = 0L;
        await using var scope = app.Services.CreateAsyncScope();
        var found = 0;
        // Filing so many at once has taken memory of its own: what counts is what going through them adds.
        var (before, all) = (Environment.WorkingSet, 0L);
        Progress<PlansDone> progress = new(_ =>
            (most, all) = (Math.Max(most, GC.GetTotalMemory(false)), Math.Max(all, Environment.WorkingSet))
        );
        var cpu = process.TotalProcessorTime;
        await foreach (
            var impact in scope.ServiceProvider.GetRequiredService<StoredPlans>().ImpactAsync(Plans.Rules, draft, Plans.Day, progress)
        )
        {
            found += impact.Kinds.Count;
        }

        process.Refresh();
        await Console.Out.WriteLineAsync(
            $"// {Filed} plans: {found} impacts, at most {most / 1024 / 1024} MB managed and {all / 1024 / 1024} MB in all, {before / 1024 / 1024} MB before, {(process.TotalProcessorTime - cpu).TotalSeconds:F1} s of processor time"
        );
        return found;
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    // Copies of one application of the demonstration, each with its own number and one of the plans.
    async Task FileAsync(PortalDb db)
    {
        var from = await db.Applications.Where(a => a.ArrivedAt != null && a.Decision == null).Select(a => a.Id).FirstAsync();
        var erring = Plans.Inside with { Compliance = Plans.Inside.Compliance! with { WithdrawalAsEasyAsConsent = false } };
        var plan =
            $"CASE WHEN i % 100 = 1 THEN {Quoted(erring)} WHEN i % 3 = 0 THEN {Quoted(Plans.Outside)} ELSE {Quoted(Plans.Inside)} END";
        const string id = "printf('%08X-0000-7000-8000-%012X', i, i)";
        var source = from.Value.ToString().ToUpperInvariant();
        await CopyAsync(db, "Applications", $"\"Id\" = '{source}'", new() { ["Id"] = id, ["Number"] = "printf('Z%07d', i)" });
        await CopyAsync(
            db,
            "PlanVersions",
            $"\"ApplicationId\" = '{source}' AND s.\"Number\" = 1",
            new() { ["ApplicationId"] = id, ["Plan"] = plan }
        );
    }

    async Task CopyAsync(PortalDb db, string table, string where, Dictionary<string, string> changed)
    {
        var columns = await db.Database.SqlQuery<string>($"SELECT name AS Value FROM pragma_table_info({table})").ToListAsync();
        var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
        var values = string.Join(", ", columns.Select(column => changed.GetValueOrDefault(column, $"s.\"{column}\"")));
#pragma warning disable EF1003 // Put together of this program's own tables, columns and plans.
        await db.Database.ExecuteSqlRawAsync(
            $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Filed}) "
                + $"INSERT INTO \"{table}\" ({names}) SELECT {values} FROM n, \"{table}\" AS s WHERE s.{where}"
                    .Replace("{", "{{", StringComparison.Ordinal)
                    .Replace("}", "}}", StringComparison.Ordinal)
        );
#pragma warning restore EF1003
    }

    static string Quoted(UsePlan plan) => $"'{PlanJson.Write(plan).Replace("'", "''", StringComparison.Ordinal)}'";

    Task<PortalDb> NewDbAsync() => app.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();

    /// <summary>A person who may read every case.</summary>
    sealed class TheLead : AuthenticationStateProvider
    {
        public static Guid Id { get; set; }

        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult<AuthenticationState>(
                new(new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, Id.ToString())], authenticationType: "benchmark")))
            );
    }
}

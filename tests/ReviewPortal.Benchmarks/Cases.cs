using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReviewPortal.Data;
using ReviewPortal.Data.Seed;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Features.Home;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Benchmarks;

/// <summary>
/// The officials' list and one case with very many applications: percentiles of single calls, beside the same question as SQL written by hand
/// on the same file in the same run. <c>dotnet dev.cs bench cases [--applications N] [--data FOLDER]</c>; a folder that is full already is not
/// seeded again.
/// </summary>
public static class Cases
{
    const int Calls = 200;

    /// <summary>Filters as officials use them: two conditions, a text, an order; common ones and rare ones.</summary>
    static readonly CaseFilter[] Lists =
    [
        new("健診", ApplicationState.Issued, Route: Route.Standard, Sort: CaseSort.Due),
        new("歯科", ApplicationState.Issued, UseType.SelfUse, Sort: CaseSort.Changed, Descending: true),
        new("健診結果", ApplicationState.Issued, Route: Route.Conditional, Sort: CaseSort.Arrived, Descending: true),
        new("母子手帳", ApplicationState.InReview, UseType.OutsideTypes, Sort: CaseSort.Due),
        new("折れ線", Type: UseType.InformationProvision, Route: Route.Standard, Sort: CaseSort.Service),
        new("特定健診", ApplicationState.InReview, Route: Route.Standard, Sort: CaseSort.Due),
        new("整理番号12345", Open: true, Route: Route.Standard, Sort: CaseSort.Due),
    ];

    public static async Task RunAsync(string[] args)
    {
        var count = int.Parse(Option(args, "--applications") ?? "100000", System.Globalization.CultureInfo.InvariantCulture);
        var given = Option(args, "--data");
        var folder = given is not null ? Directory.CreateDirectory(given).FullName : Directory.CreateTempSubdirectory("portal-").FullName;
        await using (var app = Build(folder))
        {
            await PrepareAsync(app, count);
            await MeasureAsync(app, folder);
        }

        SqliteConnection.ClearAllPools();
        if (given is null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static WebApplication Build(string folder)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = "ReviewPortal", ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Logging.ClearProviders();
        builder.Services.AddPortal(builder.Configuration, folder);
        builder.Services.AddScoped<AuthenticationStateProvider, Official>();
        return builder.Build();
    }

    static async Task PrepareAsync(WebApplication app, int count)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        await db.PrepareAsync();
        if (await db.CaseRows.CountAsync() >= count)
        {
            return;
        }

        var clock = Stopwatch.StartNew();
        MassSeed seed = new(
            db,
            TimeProvider.System,
            app.Services.GetRequiredService<IOptions<LetterSettings>>().Value,
            app.Services.GetRequiredService<IOptions<ReviewSettings>>().Value
        );
        await seed.RunAsync(count);
        Console.WriteLine($"seeding {count} applications: {clock.Elapsed.TotalSeconds:0.0} s");
    }

    static async Task MeasureAsync(WebApplication app, string folder)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        Official.Id = await db.Users.Where(u => u.DisplayName == "架空 主査").Select(u => u.Id).SingleAsync();
        var list = scope.ServiceProvider.GetRequiredService<CaseListQueries>();
        await using SqliteConnection hand = new($"Data Source={Path.Combine(folder, "portal.db")}");
        await hand.OpenAsync();
        Console.WriteLine($"{"question", -70} {"rows", 7} {"p50", 8} {"p95", 8} {"SQL p95", 8} {"ratio", 6}");
        foreach (var filter in Lists)
        {
            var total = (await list.ListAsync(filter)).Page.Total;
            List<double> service = [],
                byHand = [];
            for (var i = 0; i < Calls; i++)
            {
                // In turns, so that both meet the same machine.
                service.Add(await TimeAsync(() => list.ListAsync(filter)));
                byHand.Add(await TimeAsync(() => ByHandAsync(hand, filter)));
            }

            var (p95, sql) = (Percentile(service, 0.95), Percentile(byHand, 0.95));
            Console.WriteLine(
                $"{filter.Query, -70} {total, 7} {Percentile(service, 0.5), 8:0.0} {p95, 8:0.0} {sql, 8:0.0} {p95 / sql, 6:0.0}"
            );
        }

        var ids = await db.CaseRows.OrderBy(r => r.ServiceKey).Take(Calls).Select(r => r.Application).ToListAsync();
        var cases = scope.ServiceProvider.GetRequiredService<CaseQueries>();
        await cases.FindAsync(ids[0]);
        List<double> opened = [];
        foreach (var id in ids)
        {
            opened.Add(await TimeAsync(() => cases.FindAsync(id)));
        }

        var precedents = scope.ServiceProvider.GetRequiredService<PrecedentQueries>();
        await precedents.FindAsync(ids[0]);
        List<double> compared = [];
        foreach (var id in ids)
        {
            compared.Add(await TimeAsync(() => precedents.FindAsync(id)));
        }

        var decided = await db.DecidedPlans.CountAsync();
        var sets = await db.DecidedPlans.Select(d => d.Features).Distinct().CountAsync();
        Console.WriteLine(
            $"precedents among {decided} decided plans ({sets} sets of features): p50 {Percentile(compared, 0.5):0.0} ms, p95 {Percentile(compared, 0.95):0.0} ms"
        );
        Console.WriteLine($"opening a case: p50 {Percentile(opened, 0.5):0.0} ms, p95 {Percentile(opened, 0.95):0.0} ms");
        await MeasureDesksAsync(scope.ServiceProvider, db);
    }

    /// <summary>What each of the officials finds after signing in.</summary>
    static async Task MeasureDesksAsync(IServiceProvider services, PortalDb db)
    {
        var desks = services.GetRequiredService<HomeQueries>();
        foreach (var name in new[] { "架空 主査", "架空 受付", "架空 審査01", "架空 決裁" })
        {
            Official.Id = await db.Users.Where(u => u.DisplayName == name).Select(u => u.Id).SingleAsync();
            var desk = (await desks.FindAsync()).Desk!;
            List<double> read = [];
            for (var i = 0; i < Calls / 4; i++)
            {
                read.Add(await TimeAsync(() => desks.FindAsync()));
            }

            Console.WriteLine(
                $"desk of {name} ({desk.ToDo.Total} to do, {desk.Waiting.Total} waiting): p50 {Percentile(read, 0.5):0.0} ms, p95 {Percentile(read, 0.95):0.0} ms"
            );
        }
    }

    /// <summary>The same page and total, as somebody who knows the tables would ask for them.</summary>
    static async Task ByHandAsync(SqliteConnection hand, CaseFilter filter)
    {
        await using var command = hand.CreateCommand();
        List<string> conditions = [];
        Add("State", (int?)filter.State);
        Add("UseType", (int?)filter.Type);
        Add("Route", (int?)filter.Route);
        if (filter.Open)
        {
            conditions.Add("EndedAt IS NULL");
        }

        var word = SearchText.Fold(filter.Text);
        // Written, or chosen: the marks are numbers of our own making, and may stand in the text.
        var chosen = $"No IN (SELECT No FROM SearchGrams WHERE Gram IN ({string.Join(',', ChoiceWords.Meant(word))}))";
        command.Parameters.AddWithValue("@gram", SearchGrams.Pair(word[0], word[1]));
        var written = "No IN (SELECT No FROM SearchGrams WHERE Gram = @gram)";
        if (word.Length > 2)
        {
            command.Parameters.AddWithValue("@last", SearchGrams.Pair(word[^2], word[^1]));
            command.Parameters.AddWithValue("@word", word);
            written += " AND No IN (SELECT No FROM SearchGrams WHERE Gram = @last)";
            written += " AND (SELECT instr(Text, @word) FROM CaseTexts t WHERE t.No = r.No) > 0";
        }

        conditions.Add(ChoiceWords.Meant(word).Length == 0 ? written : $"({chosen} OR ({written}))");

        var where = string.Join(" AND ", conditions);
        var order = filter.Sort switch
        {
            CaseSort.Due => "DueOn",
            CaseSort.Changed => "ChangedAt",
            CaseSort.Service => "ServiceKey",
            _ => "ArrivedAt",
        };
        var way = filter.Descending ? "DESC" : "ASC";
        command.CommandText =
            $"SELECT *, (SELECT count(*) FROM CaseRows r WHERE {where}) FROM CaseRows r WHERE {where} ORDER BY {order} {way}, No {way} LIMIT 50";
        await using var reader = await command.ExecuteReaderAsync();
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync())
        {
            reader.GetValues(values);
        }

        void Add(string column, int? value)
        {
            if (value is not null)
            {
                command.Parameters.AddWithValue($"@{column}", value);
                conditions.Add($"{column} = @{column}");
            }
        }
    }

    static async Task<double> TimeAsync(Func<Task> what)
    {
        var start = Stopwatch.GetTimestamp();
        await what();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    static double Percentile(List<double> times, double share) => times.Order().ElementAt((int)Math.Ceiling(times.Count * share) - 1);

    static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

    /// <summary>The lead of the seeded data.</summary>
    sealed class Official : AuthenticationStateProvider
    {
        public static Guid Id { get; set; }

        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(
                new AuthenticationState(
                    new(
                        new System.Security.Claims.ClaimsIdentity(
                            [new(System.Security.Claims.ClaimTypes.NameIdentifier, Id.ToString())],
                            authenticationType: "benchmark"
                        )
                    )
                )
            );
    }
}

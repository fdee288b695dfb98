using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Access;
using ReviewPortal.Domain.People;
using ReviewPortal.House;

namespace ReviewPortal.Data;

/// <summary>Every query runs on SQLite in other tests; here each is translated for SQL Server too, and read by its parser.</summary>
public class TheQueries
{
    [Fact]
    public async Task Of_every_service_are_understood_by_SQL_Server()
    {
        QueryRecorder recorder = new();
        await using var portal = await TestPortal.OnAsync(
            Providers.Sqlite,
            services => services.ConfigureDbContext<SqlitePortalDb>(options => options.AddInterceptors(recorder))
        );
        Journey journey = new(portal);

        await journey.LookRoundAsync(await journey.WalkAsync());

        Assert.Equal(Asking().Order(StringComparer.Ordinal), journey.Called.Order(StringComparer.Ordinal));
        Understood(recorder, atLeast: 60);
    }

    [Fact]
    public async Task Of_the_program_and_of_requests_are_understood_by_SQL_Server()
    {
        await using RecordedProgram program = new();
        await program.InitializeAsync();
        using var visitor = await program.SignedInAsync(Role.Lead);
        foreach (
            var path in new[]
            {
                $"/applications/{Guid.NewGuid()}/letter.pdf",
                "/register?asOf=2026-02-28",
                "/account/login",
                "/account/two-factor",
            }
        )
        {
            using var answer = await visitor.OpenAsync(path);
            Assert.True((int)answer.StatusCode < 500, path);
        }

        Understood(program.Recorder, atLeast: 10);
    }

    [Fact]
    public void Would_be_caught_if_only_SQLite_understood_them()
    {
        QueryRecorder recorder = new();
        using var db = Open.Sqlite("Data Source=:memory:", recorder);
        db.Database.OpenConnection(); // A database in memory lives as long as its connection.
        db.Database.EnsureCreated();
        _ = db.Applications.Where(a => EF.Functions.Glob(a.ServiceName, "A*")).Select(a => a.Id).ToList();
        _ = db.Events.Count(row => row.Sequence > 3);
        using SqlServerTranslation server = new();

        Assert.Throws<InvalidOperationException>(() => server.Translate(recorder.Queries.First()));
        Assert.Contains("SELECT COUNT(*)", server.Translate(recorder.Queries.Last())[0], StringComparison.Ordinal);
        Assert.NotEmpty(TSql.FaultsIn("SELECT [a] FROM [Events] LIMIT 3"));
    }

    static void Understood(QueryRecorder recorder, int atLeast)
    {
        using SqlServerTranslation server = new();
        Assert.True(recorder.Queries.Count >= atLeast, $"Only {recorder.Queries.Count} queries were seen.");
        List<string> faults = [];
        foreach (var query in recorder.Queries)
        {
            try
            {
                faults.AddRange(server.Translate(query).SelectMany(TSql.FaultsIn));
            }
            catch (InvalidOperationException fault)
            {
                faults.Add(fault.Message);
            }
        }

        Assert.Empty(faults);
    }

    /// <summary>Every public method of a class that asks the database, or changes it.</summary>
    static IEnumerable<string> Asking() =>
        from type in typeof(Links).Assembly.GetTypes()
        where type.IsClass && type != typeof(ApplicationChanges)
        where
            type.GetConstructors()
                .SelectMany(made => made.GetParameters())
                .Any(p => p.ParameterType == typeof(IDbContextFactory<PortalDb>) || p.ParameterType == typeof(ApplicationChanges))
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where
            method.ReturnType.IsAssignableTo(typeof(Task))
            || (method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
        select $"{type.Name}.{method.Name}";

    sealed class RecordedProgram : RealProgram
    {
        public QueryRecorder Recorder { get; } = new();

        protected override string Environment => "Development";

        protected override void Configure(IServiceCollection services) =>
            services.ConfigureDbContext<SqlitePortalDb>(options => options.AddInterceptors(Recorder));
    }
}

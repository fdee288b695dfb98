using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReviewPortal.Data.Seed;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Data;

/// <summary>The portal's own services on a new database with the demonstration in it, without serving.</summary>
public sealed class TestPortal : IAsyncDisposable
{
    /// <summary>Holds the connection string of a SQL Server on which databases may be made and dropped.</summary>
    public const string ServerVariable = "PORTAL_TEST_SQLSERVER";

    readonly string folder = Directory.CreateTempSubdirectory("portal-").FullName;
    readonly WebApplication app;

    TestPortal(string database, Action<IServiceCollection> also)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = "ReviewPortal", EnvironmentName = "Testing" }
        );
        builder.Configuration.AddInMemoryCollection([new("Database", database), new("ConnectionStrings:Portal", Connection(database))]);
        builder.Logging.ClearProviders();
        builder.Services.AddPortal(builder.Configuration, folder);
        builder.Services.AddSignedIn();
        builder.Services.Configure<Mail.MailSettings>(mail => mail.Folder = Path.Combine(folder, "mail"));
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1); // Nobody signs in here.
        also(builder.Services);
        app = builder.Build();
    }

    public IServiceProvider Services => app.Services;

    /// <summary>Where the database lies, if it is a file.</summary>
    public string DataFolder => folder;

    /// <param name="database">A name of <see cref="Providers"/>. SQL Server without a server skips the test.</param>
    /// <param name="also">Adds to the registrations.</param>
    public static async Task<TestPortal> OnAsync(string database, Action<IServiceCollection>? also = null)
    {
        Assert.SkipWhen(
            database == Providers.SqlServer && Server is null,
            $"No SQL Server: the environment variable {ServerVariable} holds no connection string."
        );
        TestPortal portal = new(database, also ?? (_ => { }));
        await using var db = await portal.Services.NewDbAsync();
        await db.PrepareAsync();
        await db.LoadRegisterAsync();
        await using var scope = portal.Services.CreateAsyncScope();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<PortalUser>>();
        var letters = portal.Services.GetRequiredService<IOptions<LetterSettings>>().Value;
        await new DemoSeed(db, hasher, TimeProvider.System, letters).LoadAsync("a long pass phrase");
        return portal;
    }

    static string? Server => Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } connection ? connection : null;

    /// <summary>A draft of the demonstration's company, with the answers of one of its plans.</summary>
    /// <param name="plan">The plan's name.</param>
    /// <param name="documents">True attaches what the plan needs, so that it can be filed.</param>
    public async Task<ApplicationId> DraftAsync(string plan = "vaccination", bool documents = true)
    {
        await using var text = typeof(DemoSeed).Assembly.GetManifestResourceStream($"Demo/{plan}.json")!;
        using StreamReader reader = new(text);
        var answers = await reader.ReadToEndAsync();
        var id = await Services.AsAsync<ApplyingService, ApplicationId>("rep", service => service.OpenAsync(answers));
        if (documents)
        {
            await Services.DocumentsAsync(id);
        }

        return id;
    }

    /// <summary>The version that a page would show now.</summary>
    public async Task<int> VersionAsync(ApplicationId id)
    {
        await using var db = await Services.NewDbAsync();
        return await db.Applications.Where(a => a.Id == id).Select(a => a.Version).SingleAsync();
    }

    /// <summary>Takes over what the machine found in the form check, and signs it.</summary>
    public async Task CheckFormAsync(ApplicationId id, string person = "intake")
    {
        await Services.AsAsync<JudgementService>(person, async s => await s.AdoptAsync(id, await VersionAsync(id)));
        await Services.AsAsync<ReviewService>(person, async s => await s.AcceptFormCheckAsync(id, await VersionAsync(id), ""));
    }

    /// <summary>Judges everything in the substance review, and signs it.</summary>
    /// <param name="person">Who has the case, or leads.</param>
    public async Task ReviewAsync(ApplicationId id, string person = "lead")
    {
        await using var db = await Services.NewDbAsync();
        var application = await db.Applications.Include(a => a.Versions).SingleAsync(a => a.Id == id);
        foreach (var item in ReviewItems.OfSubstance(ReviewItems.RulesOf(application.LatestVersion!)))
        {
            var seen = application.JudgementOf(ReviewPart.Substance, item)?.Revision ?? 0;
            await Services.AsAsync<JudgementService>(
                person,
                s => s.JudgeAsync(id, ReviewPart.Substance, item, Verdict.Met, "確かめた", seen)
            );
        }

        var version = await VersionAsync(id);
        await Services.AsAsync<JudgementService>(person, s => s.SignSubstanceAsync(id, version, ""));
    }

    /// <summary>One more official of the demonstration.</summary>
    public async Task OfficialAsync(string name, Role role)
    {
        await using var db = await Services.NewDbAsync();
        db.Users.Add(
            new PortalUser
            {
                Id = Guid.CreateVersion7(),
                UserName = name,
                NormalizedUserName = name.ToUpperInvariant(),
                Email = $"{name}@demo.example",
                NormalizedEmail = $"{name}@demo.example".ToUpperInvariant(),
                DisplayName = name,
                Ministry = Ministry.DigitalAgency,
                IsDemo = true,
                Grants = { new RoleGrant { Role = role } },
            }
        );
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await using (var db = await Services.NewDbAsync())
        {
            await db.Database.EnsureDeletedAsync();
        }

        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    // SQLite takes its file in the data folder; on a server each test has a database of its own.
    static string Connection(string database) =>
        database == Providers.SqlServer
            ? new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(Server!)
            {
                InitialCatalog = $"portal_test_{Guid.NewGuid():N}",
            }.ToString()
            : "";
}

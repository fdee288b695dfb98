using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain.People;
using ReviewPortal.Features.Account;
using ReviewPortal.Features.Mails;
using ReviewPortal.Shell;

namespace ReviewPortal;

/// <summary>The portal's own services and pipeline on a port of this machine, with a new SQLite database; without browser and without static files.</summary>
public sealed class RunningPortal : IAsyncLifetime
{
    public const string Password = "a long pass phrase";

    readonly string folder = Directory.CreateTempSubdirectory("portal-").FullName;
    readonly LinesOfLog log = new();
    WebApplication app = default!;

    public Uri Address => new(app.Urls.First());

    /// <summary>What was logged as an error, newest last.</summary>
    public IReadOnlyCollection<string> Errors => log.Errors;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = "ReviewPortal", EnvironmentName = "Testing" }
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddPortal(builder.Configuration, folder);
        app = builder.Build();
        app.UseShell();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseKnownApplications();
        app.UseAntiforgery();
        app.MapGet("/fails", void () => throw new InvalidOperationException("on purpose")).RequireAuthorization(Policies.Public);
        app.MapPages();
        app.MapAccount();
        app.MapMails();
        app.MapShell();
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync())
        {
            await db.Database.EnsureCreatedAsync();
        }

        await app.StartAsync();
    }

    /// <summary>Makes an account with the common password.</summary>
    public async Task<string> AccountAsync(Role role, Action<PortalUser>? set = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var email = $"{Guid.NewGuid():N}@example.jp";
        var user = new PortalUser
        {
            UserName = email,
            Email = email,
            DisplayName = "佐藤 美咲",
            Grants = { new RoleGrant { Role = role } },
        };
        set?.Invoke(user);
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>().CreateAsync(user, Password);
        Assert.True(made.Succeeded, string.Join(", ", made.Errors.Select(error => error.Description)));
        return email;
    }

    /// <summary>Does something with the services that a request would have.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>A visitor with an own cookie jar, who is not led on to other addresses.</summary>
    public Visitor Visitor() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }, Address);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    sealed class LinesOfLog : ILoggerProvider
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Errors { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Lines(Errors);

        public void Dispose() { }

        sealed class Lines(System.Collections.Concurrent.ConcurrentQueue<string> errors) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

            public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> text)
            {
                if (IsEnabled(level))
                {
                    errors.Enqueue(text(state, exception));
                }
            }
        }
    }
}

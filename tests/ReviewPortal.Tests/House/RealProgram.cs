using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReviewPortal.Data;
using ReviewPortal.Domain.People;

namespace ReviewPortal.House;

/// <summary>Program.cs itself, started in this process on a free port with an empty data folder: what it maps is what the portal serves.</summary>
public class RealProgram : IAsyncLifetime, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    public const string Password = "a long pass phrase";

    // Other tests build hosts at the same time; only the one that is built in the program's own flow is meant.
    static readonly AsyncLocal<RealProgram?> Starting = new();

    readonly string folder = Directory.CreateTempSubdirectory("portal-").FullName;
    readonly TaskCompletionSource<IHost> built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task<int> program = default!;

    /// <summary>In Development there is a demonstration in the database.</summary>
    protected virtual string Environment => "Testing";

    /// <summary>Adds to what the program registers, before it is built.</summary>
    protected virtual void Configure(IServiceCollection services) { }

    IHost Host => built.Task.Result;

    public IServiceProvider Services => Host.Services;

    public string DataFolder => folder;

    public async ValueTask InitializeAsync()
    {
        using var listening = DiagnosticListener.AllListeners.Subscribe(this);
        string[] args =
        [
            "--urls=http://127.0.0.1:0",
            $"--environment={Environment}",
            "--applicationName=ReviewPortal",
            $"--Portal:DataFolder={folder}",
            "--Logging:LogLevel:Default=Error",
        ];
        program = Task.Factory.StartNew(
            () =>
            {
                Starting.Value = this;
                return (int)typeof(App).Assembly.EntryPoint!.Invoke(null, [args])!;
            },
            TaskCreationOptions.LongRunning
        );
        await Task.WhenAny(built.Task, program);
        TaskCompletionSource started = new();
        if (built.Task.IsCompleted)
        {
            Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
            await Task.WhenAny(started.Task, program);
        }

        Assert.True(started.Task.IsCompleted, "The program ended before it served.");
    }

    ICollection<string> Addresses =>
        Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(Addresses.First());

    /// <summary>A visitor with an own cookie jar, who is not led on to other addresses.</summary>
    public Visitor Visitor() => new(new HttpClientHandler { AllowAutoRedirect = false }, Address);

    /// <summary>A visitor who has signed in with an account that holds just this role.</summary>
    public async Task<Visitor> SignedInAsync(Role role)
    {
        await using var scope = Services.CreateAsyncScope();
        var email = $"{Guid.NewGuid():N}@example.jp";
        var user = new PortalUser
        {
            UserName = email,
            Email = email,
            DisplayName = "佐藤 美咲",
            Grants = { new RoleGrant { Role = role } },
        };
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>().CreateAsync(user, Password);
        Assert.True(made.Succeeded);
        var visitor = Visitor();
        await visitor.SendAsync(Links.SignIn(), "sign-in", ("Email", email), ("Password", Password));
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Equal(0, await program);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
        {
            value.Subscribe(this);
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (Starting.Value != this)
        {
            return;
        }

        if (value is { Key: "HostBuilding", Value: IHostBuilder builder })
        {
            builder.ConfigureServices(Configure);
        }
        else if (value is { Key: "HostBuilt", Value: IHost host })
        {
            built.TrySetResult(host);
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }

    void IObserver<DiagnosticListener>.OnError(Exception error) { }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }
}

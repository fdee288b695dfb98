using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Data.Seed;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Features.Account;

namespace ReviewPortal;

/// <summary>From settings to a program that can serve; what cannot be used is said in one sentence.</summary>
public static class Startup
{
    const string SettingsFile = "appsettings.json";

    /// <summary>Runs the program; a fault of settings or surroundings becomes one sentence on the error stream and exit code 1.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> program)
    {
        try
        {
            return await program();
        }
        catch (SettingsFault fault)
        {
            return Say(fault.Message);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            return Say($"The address is already in use by another program: {fault.Message} Choose another with --urls.");
        }
        // The configuration reader says with these that a settings file is not JSON; the innermost message has the line.
        catch (InvalidDataException fault)
        {
            return Say($"{SettingsFile} cannot be read: {fault.GetBaseException().Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>The settings file belongs to the program, not to the folder from which it is started.</summary>
    /// <exception cref="SettingsFault">The file is not there.</exception>
    public static WebApplicationOptions Options(string[] args)
    {
        var root = AppContext.BaseDirectory;
        return File.Exists(Path.Combine(root, SettingsFile))
            ? new() { Args = args, ContentRootPath = root }
            : throw new SettingsFault($"The settings file {Path.Combine(root, SettingsFile)} is missing.");
    }

    /// <summary>Looks at the addresses before anything is made: a second program on the same port shall leave nothing behind.</summary>
    /// <exception cref="SettingsFault">Another program listens there, or the setting is no address.</exception>
    public static void RequireFreeAddress(IConfiguration settings)
    {
        foreach (var url in (settings["urls"] ?? "http://localhost:5000").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                var address = BindingAddress.Parse(url.Trim());
                using var listener = new TcpListener(
                    IPAddress.TryParse(address.Host, out var ip) ? ip
                        : address.Host == "localhost" ? IPAddress.Loopback
                        : IPAddress.Any,
                    address.Port
                );
                listener.Start();
            }
            catch (FormatException)
            {
                throw new SettingsFault($"The setting --urls is not an address: {url}.");
            }
            catch (SocketException fault)
            {
                throw new SettingsFault($"The portal cannot listen at {url} ({fault.Message}): choose another address with --urls.");
            }
        }
    }

    /// <summary>The folder for the database, keys and everything else that is kept.</summary>
    /// <exception cref="SettingsFault">It cannot be made or written to.</exception>
    public static string DataFolder(IConfiguration settings)
    {
        var folder = settings["Portal:DataFolder"] is { Length: > 0 } named
            ? Path.GetFullPath(named)
            : throw new SettingsFault("The setting Portal:DataFolder is missing.");
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return folder;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SettingsFault($"The data folder {folder} cannot be written to (setting Portal:DataFolder): {fault.Message}", fault);
        }
    }

    /// <summary>The rule sets for a command that runs without serving: also those of this portal, where its database is there.</summary>
    /// <exception cref="SettingsFault">The database is there and cannot be read.</exception>
    public static async Task<RuleBook> RuleBookAsync()
    {
        var settings = WebApplication.CreateBuilder(Options([])).Configuration;
        var folder = Path.GetFullPath(settings["Portal:DataFolder"] ?? ".");
        await using var services = new ServiceCollection().AddPortalDb(settings, folder).BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        try
        {
            return await db.Database.CanConnectAsync() ? await RuleBooks.ReadAsync(db) : RuleBook.Shipped;
        }
        catch (DbException fault)
        {
            throw new SettingsFault(
                $"The portal's own rule sets cannot be read from its database (start the portal once, or choose another Portal:DataFolder): {fault.Message.ReplaceLineEndings(" ")}",
                fault
            );
        }
    }

    /// <summary>Makes or migrates the database, loads the register and, in Development, the demonstration.</summary>
    public static async Task PrepareAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        await db.PrepareAsync();
        await db.LoadRegisterAsync();
        if (app.Environment.IsDevelopment())
        {
            var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<PortalUser>>();
            var letters = scope.ServiceProvider.GetRequiredService<IOptions<LetterSettings>>().Value;
            await new DemoSeed(db, hasher, app.Services.GetRequiredService<TimeProvider>(), letters).LoadAsync(DemoAccounts.Password);
        }
    }

    static int Say(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}

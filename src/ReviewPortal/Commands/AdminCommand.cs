using Microsoft.AspNetCore.Identity;
using ReviewPortal.Data;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Commands;

/// <summary>
/// <c>ReviewPortal admin create --email ADDRESS --name NAME</c>: makes the first account, a system administrator who may also give rights.
/// The password is read from the environment variable <c>PORTAL_ADMIN_PASSWORD</c> or from the standard input, so that it stands in no list
/// of processes.
/// </summary>
public static class AdminCommand
{
    const string Usage =
        "Usage: ReviewPortal admin create --email ADDRESS --name NAME (the password is read from PORTAL_ADMIN_PASSWORD or from the standard input)";

    /// <returns>0 made, 2 unusable arguments or refused, each with its reason on the error stream.</returns>
    public static async Task<int> RunAsync(string[] args, IServiceProvider services, TextWriter output, TextWriter error)
    {
        if (args is not ["create", .. var rest] || Option(rest, "--email") is not { } email || Option(rest, "--name") is not { } name)
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        var password = Environment.GetEnvironmentVariable("PORTAL_ADMIN_PASSWORD") ?? await ReadPasswordAsync(error);
        if (string.IsNullOrEmpty(password))
        {
            await error.WriteLineAsync("No password was given.");
            return 2;
        }

        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = new PortalUser
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            DisplayName = name,
            Ministry = Ministry.DigitalAgency,
        };
        user.Grants.AddRange(
            new[] { Role.SystemAdmin, Role.RightsManager }.Select(role => new RoleGrant { UserId = user.Id, Role = role })
        );
        var made = await users.CreateAsync(user, password);
        if (!made.Succeeded)
        {
            await error.WriteLineAsync(string.Join(" ", made.Errors.Select(fault => fault.Description)));
            return 2;
        }

        await output.WriteLineAsync($"The account {email} was made; it may administer the system and give rights.");
        return 0;
    }

    static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length && args[at + 1].Length > 0 ? args[at + 1] : null;

    static async Task<string?> ReadPasswordAsync(TextWriter error)
    {
        if (!Console.IsInputRedirected)
        {
            await error.WriteAsync("Password: ");
        }

        return await Console.In.ReadLineAsync();
    }
}

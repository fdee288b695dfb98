using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ReviewPortal.Data;

/// <summary>The person of a scope, where there is neither a request nor a circuit. Nobody until it is said who.</summary>
public sealed class SignedIn : AuthenticationStateProvider
{
    public Guid? Id { get; set; }

    public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
        Task.FromResult(
            new AuthenticationState(
                new(
                    Id is { } id
                        ? new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id.ToString())], authenticationType: "test")
                        : new ClaimsIdentity()
                )
            )
        );
}

static class Acting
{
    /// <summary>Lets <see cref="SignedIn"/> say who acts.</summary>
    public static void AddSignedIn(this IServiceCollection services) => services.AddScoped<AuthenticationStateProvider, SignedIn>();

    /// <summary>Does something with a service, in a scope of its own, as a person of the demonstration.</summary>
    /// <param name="person">The name before <c>@demo.example</c>.</param>
    public static async Task<T> AsAsync<TService, T>(this IServiceProvider services, string person, Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        await using (var db = await services.NewDbAsync())
        {
            var email = $"{person}@demo.example";
            ((SignedIn)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>()).Id = await db
                .Users.Where(user => user.Email == email)
                .Select(user => user.Id)
                .SingleAsync();
        }

        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public static Task AsAsync<TService>(this IServiceProvider services, string person, Func<TService, Task> use)
        where TService : notnull =>
        services.AsAsync<TService, bool>(
            person,
            async service =>
            {
                await use(service);
                return true;
            }
        );

    public static Task<PortalDb> NewDbAsync(this IServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
}

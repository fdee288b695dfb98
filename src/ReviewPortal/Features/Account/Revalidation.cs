using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using ReviewPortal.Data;

namespace ReviewPortal.Features.Account;

/// <summary>
/// Who is signed in, for pages and circuits. A circuit makes no requests, so it asks by itself once a minute whether the account is
/// still open and its password and second step are unchanged; if not, the person is signed out of the circuit.
/// </summary>
public sealed class Revalidation(ILoggerFactory logs, IServiceScopeFactory scopes) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        // A fresh scope: the circuit's own has seen the account before and would answer from memory.
        await using var scope = scopes.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<PortalUser>>();
        return await signIn.ValidateSecurityStampAsync(authenticationState.User) is not null;
    }
}

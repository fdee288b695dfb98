using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace ReviewPortal.Data;

/// <summary>The person of a scope, where there is neither a request nor a circuit.</summary>
public sealed class SignedIn : AuthenticationStateProvider
{
    public Guid Id { get; set; }

    public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
        Task.FromResult(
            new AuthenticationState(new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, Id.ToString())], authenticationType: "test")))
        );
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ReviewPortal.Data;

namespace ReviewPortal.Features.Account;

/// <summary>Signing in by e-mail address; a closed account is refused at every step, also one with a cookie from before.</summary>
public sealed class PortalSignIn(
    UserManager<PortalUser> users,
    IHttpContextAccessor context,
    IUserClaimsPrincipalFactory<PortalUser> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<PortalUser>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<PortalUser> confirmation
) : SignInManager<PortalUser>(users, context, claims, options, log, schemes, confirmation)
{
    static readonly PortalUser Nobody = new();

    public override async Task<bool> CanSignInAsync(PortalUser user) => !user.IsClosed && await base.CanSignInAsync(user);

    public override async Task<bool> ValidateSecurityStampAsync(PortalUser? user, string? securityStamp) =>
        user is { IsClosed: false } && await base.ValidateSecurityStampAsync(user, securityStamp);

    /// <inheritdoc />
    /// <param name="userName">The e-mail address.</param>
    public override async Task<SignInResult> PasswordSignInAsync(string userName, string password, bool isPersistent, bool lockoutOnFailure)
    {
        if (await UserManager.FindByEmailAsync(userName) is { } user)
        {
            return await PasswordSignInAsync(user, password, isPersistent, lockoutOnFailure);
        }

        // The same work as for a known address: the time of the answer shall not tell who has an account.
        UserManager.PasswordHasher.HashPassword(Nobody, password);
        return SignInResult.Failed;
    }
}

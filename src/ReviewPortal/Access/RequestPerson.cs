using Microsoft.AspNetCore.Components.Authorization;

namespace ReviewPortal.Access;

/// <summary>Lets services that ask <see cref="CurrentUser"/> serve a plain request as they serve a circuit.</summary>
public static class RequestPerson
{
    /// <summary>An endpoint filter: whoever sent the request is the person of its scope.</summary>
    public static ValueTask<object?> ActsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext;
        if (
            request.RequestServices.GetRequiredService<AuthenticationStateProvider>()
            is IHostEnvironmentAuthenticationStateProvider provider
        )
        {
            provider.SetAuthenticationState(Task.FromResult(new AuthenticationState(request.User)));
        }

        return next(context);
    }
}

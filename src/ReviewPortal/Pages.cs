using Microsoft.AspNetCore.Authorization;

namespace ReviewPortal;

/// <summary>The portal's pages as endpoints.</summary>
public static class Pages
{
    /// <summary>The pages. Each states its own policy; the connection of a circuit is open to everybody, because the self-check lives in one too.</summary>
    public static void MapPages(this WebApplication app) =>
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(circuits => circuits.ContentSecurityFrameAncestorsPolicy = null)
            .Add(endpoint =>
            {
                if (
                    endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } address }
                    && address.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal)
                )
                {
                    endpoint.Metadata.Add(new AllowAnonymousAttribute());
                }
            });
}

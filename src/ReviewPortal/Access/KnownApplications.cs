using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;

namespace ReviewPortal.Access;

/// <summary>
/// An address of an application that is not there, or not the person's to see, answers 404 as any unknown address does. Its page lives in a
/// circuit, and once that has begun it is too late to say so.
/// </summary>
public static class KnownApplications
{
    static readonly string[] Places = ["cases/{Id:guid}", "applications/{Id:guid}"];

    /// <summary>To be called once it is known who asks, and that the page is for such a person.</summary>
    public static IApplicationBuilder UseKnownApplications(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                if (Named(context) is { } id && !await IsThereAsync(id, context))
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return;
                }

                await next(context);
            }
        );

    static ApplicationId? Named(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } endpoint
        && endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
        && Array.Exists(Places, place => pattern.TrimStart('/').StartsWith(place, StringComparison.Ordinal))
        && Guid.TryParse(context.GetRouteValue("Id")?.ToString(), out var id)
            ? new(id)
            : null;

    static async Task<bool> IsThereAsync(ApplicationId id, HttpContext context)
    {
        var services = context.RequestServices;
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(context.RequestAborted);
        try
        {
            var act = await CurrentUser.ActAsync(db, context.User, services.GetRequiredService<TimeProvider>(), context.RequestAborted);
            return await db.Applications.VisibleTo(act).AnyAsync(a => a.Id == id, context.RequestAborted);
        }
        catch (RuleBroken)
        {
            // Signed out meanwhile: the page itself leads to where one signs in.
            return true;
        }
    }
}

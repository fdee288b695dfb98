using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace ReviewPortal.Shell;

/// <summary>The address that the person sees in the browser.</summary>
public static class Here
{
    /// <summary>Path and query, local, without the part after <c>#</c>.</summary>
    /// <param name="request">The request of a static page; null in a circuit. When a page for an error is shown in place of another, the other's address counts.</param>
    public static string Of(NavigationManager navigation, HttpContext? request)
    {
        if (request?.Features.Get<IStatusCodeReExecuteFeature>() is { } instead)
        {
            return instead.OriginalPath + instead.OriginalQueryString;
        }

        return request?.Features.Get<IExceptionHandlerPathFeature>() is { Path: { } failed }
            ? failed
            : "/" + navigation.ToBaseRelativePath(navigation.Uri).Split('#')[0];
    }
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.Diagnostics;

namespace ReviewPortal.Shell;

/// <summary>A short number for an unexpected error, the same on the screen and in the log, easy to read out on the telephone.</summary>
public static class Reference
{
    // Without letters and digits that are taken for one another (0 O, 1 I L …).
    public static string New() => $"{Part()}-{Part()}";

    static string Part() => RandomNumberGenerator.GetString("23456789ABCDEFGHJKMNPQRSTUVWXYZ", 4);
}

/// <summary>Gives an error in a request its reference, and logs both together.</summary>
public sealed partial class ErrorInRequest(ILogger<ErrorInRequest> log) : IExceptionHandler
{
    const string Item = "portal:reference";

    /// <summary>The reference of the error that the present request ended in; null when there was none.</summary>
    public static string? ReferenceOf(HttpContext request) => request.Items[Item] as string;

    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var reference = Reference.New();
        httpContext.Items[Item] = reference;
        Failed(exception, reference, httpContext.Request.Method, httpContext.Request.Path);
        return ValueTask.FromResult(false); // The page for it is shown by the error handler that called.
    }

    [LoggerMessage(LogLevel.Error, "Error {Reference} in {Method} {Path}")]
    partial void Failed(Exception exception, string reference, string method, string path);
}

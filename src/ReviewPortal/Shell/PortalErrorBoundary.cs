using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using ReviewPortal.Domain;

namespace ReviewPortal.Shell;

/// <summary>
/// Catches what a page throws. A refusal or a thing that is not there is explained; anything else shows a reference that the log has
/// too. It starts again when the address changes (the layout gives it the address as key).
/// </summary>
public sealed partial class PortalErrorBoundary : ErrorBoundaryBase
{
    string? reference;

    [Inject]
    ILoggerFactory Logs { get; set; } = default!;

    protected override Task OnErrorAsync(Exception exception)
    {
        if (exception is not (RuleBroken or Stale or NotFound))
        {
            reference = Reference.New();
            Failed(Logs.CreateLogger<PortalErrorBoundary>(), exception, reference);
        }

        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<PageFailure>(1);
        builder.AddComponentParameter(2, nameof(PageFailure.Exception), CurrentException);
        builder.AddComponentParameter(3, nameof(PageFailure.Reference), reference);
        builder.CloseComponent();
    }

    [LoggerMessage(LogLevel.Error, "Error {Reference} in a page")]
    static partial void Failed(ILogger log, Exception exception, string reference);
}

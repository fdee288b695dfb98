using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ReviewPortal.Documents;

/// <summary>Renders a Razor component to a whole HTML document, outside of any page.</summary>
public sealed class DocumentRenderer(IServiceProvider services, ILoggerFactory logs)
{
    /// <param name="parameters">The component's parameters by name.</param>
    /// <returns>HTML with its styles inside; it loads nothing.</returns>
    public async Task<string> RenderAsync<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        await using var scope = services.CreateAsyncScope();
        await using HtmlRenderer renderer = new(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString()
        );
    }
}

using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReviewPortal.Domain;

namespace ReviewPortal.Shell;

public sealed class APageThatFails : PortalTest
{
    readonly List<string> log = [];

    public APageThatFails() => Services.AddLogging(logging => logging.AddProvider(new Lines(log)));

    IRenderedComponent<PortalErrorBoundary> Show(Exception failure) =>
        Render<PortalErrorBoundary>(p => p.AddChildContent<Fails>(page => page.Add(x => x.With, failure)));

    [Fact]
    public void Shows_a_reference_that_the_log_has_too_and_nothing_of_the_inside()
    {
        var page = Show(new InvalidOperationException("a secret of the inside"));

        var reference = page.Find(".reference").TextContent;
        Assert.Contains(log, line => line.Contains(reference, StringComparison.Ordinal));
        Assert.DoesNotContain("a secret", page.Markup);
    }

    [Fact]
    public void Explains_what_is_not_there_without_calling_it_an_error()
    {
        var page = Show(new NotFound());

        Assert.Equal(Words["not-found.title"], page.Find("h1").TextContent);
        Assert.Empty(page.FindAll(".reference"));
        Assert.Empty(log);
    }

    [Fact]
    public void Explains_a_refusal() => Assert.Contains(Words["refusal.signed-out"], Show(new RuleBroken("signed-out")).Markup);

    sealed class Fails : ComponentBase
    {
        [Parameter]
        public Exception With { get; set; } = default!;

        protected override void OnParametersSet() => throw With;
    }

    sealed class Lines(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> text)
        {
            if (IsEnabled(level))
            {
                lines.Add(text(state, exception));
            }
        }

        public void Dispose() { }
    }
}

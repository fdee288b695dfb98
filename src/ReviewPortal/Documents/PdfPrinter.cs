using Microsoft.Extensions.Options;

namespace ReviewPortal.Documents;

/// <summary>
/// Prints HTML as an accessible PDF (tagged, with language, outline and metadata). Everything that knows of a browser lies behind this type:
/// another engine replaces it and nothing else. See docs/decisions/0001-pdf-engine.md.
/// </summary>
public sealed partial class PdfPrinter : IAsyncDisposable
{
    readonly PdfOptions options;
    readonly TimeProvider time;
    readonly ILogger<PdfPrinter> log;
    readonly SemaphoreSlim turns;
    readonly SemaphoreSlim starting = new(1);
    WarmBrowser? browser;
    bool disposed;

    /// <exception cref="SettingsFault">A setting is out of range.</exception>
    public PdfPrinter(IOptions<PdfOptions> options, TimeProvider time, ILogger<PdfPrinter> log)
    {
        this.options = options.Value;
        this.time = time;
        this.log = log;
        if (this.options is not { AtOnce: >= 1, TimeLimitSeconds: >= 1 })
        {
            throw new SettingsFault("The settings Pdf:AtOnce and Pdf:TimeLimitSeconds must be whole numbers of at least 1.");
        }

        turns = new(this.options.AtOnce);
    }

    /// <summary>Id of the browser's process; null while none runs.</summary>
    public int? ProcessId => browser is { IsAlive: true } running ? running.ProcessId : null;

    /// <summary>Prints a document. Scripts in it do not run, and nothing outside of it is loaded.</summary>
    /// <param name="html">A whole document, with its styles inside.</param>
    /// <param name="title">The document's title, as readers show it.</param>
    /// <param name="cancel">Also ends the wait for one's turn.</param>
    /// <param name="language">Of the document, in two letters.</param>
    /// <returns>The PDF.</returns>
    /// <exception cref="PdfUnavailable">This machine has no browser that could print.</exception>
    /// <exception cref="PdfFailed">It took longer than <see cref="PdfOptions.TimeLimitSeconds"/>, or the browser could not do it.</exception>
    public async Task<byte[]> PrintAsync(string html, string title, CancellationToken cancel = default, string language = "ja")
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        await turns.WaitAsync(cancel);
        try
        {
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(options.TimeLimitSeconds), time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
            try
            {
                return PdfMetadata.Add(await TryTwiceAsync(html, title, either.Token), title, language);
            }
            catch (OperationCanceledException fault) when (!cancel.IsCancellationRequested)
            {
                throw new PdfFailed(
                    $"\"{title}\" was not printed within {options.TimeLimitSeconds} seconds (setting Pdf:TimeLimitSeconds).",
                    fault
                );
            }
            catch (Exception fault) when (fault is BrowserGone or BrowserRefused)
            {
                throw new PdfFailed($"\"{title}\" was not printed: {fault.Message}", fault);
            }
        }
        finally
        {
            turns.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await starting.WaitAsync();
        try
        {
            disposed = true;
            if (browser is not null)
            {
                await browser.DisposeAsync();
            }
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>A browser that dies may have died of something else; a document that kills it twice is at fault itself.</summary>
    async Task<byte[]> TryTwiceAsync(string html, string title, CancellationToken cancel)
    {
        try
        {
            return await (await RunningAsync(cancel)).PrintAsync(html, title, cancel);
        }
        catch (BrowserGone fault)
        {
            LogGone(log, fault.Message);
            return await (await RunningAsync(cancel)).PrintAsync(html, title, cancel);
        }
    }

    async Task<WarmBrowser> RunningAsync(CancellationToken cancel)
    {
        await starting.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (browser is { IsAlive: false })
            {
                await browser.DisposeAsync();
                browser = null;
            }

            return browser ??= await WarmBrowser.StartAsync(
                BrowserPath.Find(options.Browser, Environment.GetEnvironmentVariable("PATH")),
                cancel
            );
        }
        finally
        {
            starting.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The browser that prints PDFs went away ({Why}); the document is tried once more.")]
    static partial void LogGone(ILogger logger, string why);
}

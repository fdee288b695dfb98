using System.Diagnostics;
using System.Text.Json;

namespace ReviewPortal.Documents;

/// <summary>One headless browser that is kept running, with a folder of its own that is deleted after it.</summary>
sealed class WarmBrowser : IAsyncDisposable
{
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    const string Announcement = "DevTools listening on ";

    /// <summary>Bytes of the PDF that are fetched at a time.</summary>
    const int ChunkBytes = 1024 * 1024;

    static readonly string[] Flags =
    [
        "--headless",
        "--remote-debugging-port=0",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-extensions",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--metrics-recording-only",
        "--mute-audio",
        // No name and no address can be reached, whatever asks: the second lock beside the refusal of every request.
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "about:blank",
    ];

    readonly Process process;
    readonly string folder;
    readonly DevTools tools;

    WarmBrowser(Process process, string folder, DevTools tools, int processId)
    {
        this.process = process;
        this.folder = folder;
        this.tools = tools;
        ProcessId = processId;
    }

    /// <summary>The browser's own process; the one that was started may be a shell script around it.</summary>
    public int ProcessId { get; }

    /// <summary>False from the moment that the connection to it is lost.</summary>
    public bool IsAlive => tools.IsAlive;

    /// <param name="cancel">Ends the attempt, and the program that was started.</param>
    /// <exception cref="PdfFailed">The program did not become ready.</exception>
    public static async Task<WarmBrowser> StartAsync(string program, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("portal-pdf-").FullName;
        Process process = new()
        {
            StartInfo = new(program) { RedirectStandardError = true, RedirectStandardOutput = true },
        };
        foreach (var flag in Flags.Prepend($"--user-data-dir={folder}"))
        {
            process.StartInfo.ArgumentList.Add(flag);
        }

        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess)
        {
            // Chromium refuses to start its sandbox for root (as in many containers). The page runs no script and reaches no
            // network, but the sandbox is worth having: run the portal as an ordinary user.
            process.StartInfo.ArgumentList.Insert(0, "--no-sandbox");
        }

        TaskCompletionSource<Uri> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        List<string> said = [];
        process.ErrorDataReceived += (_, line) => Hear(line.Data, said, ready);
        process.OutputDataReceived += (_, _) => { };
        DevTools? tools = null;
        try
        {
            process.Start();
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            tools = await DevTools.ConnectAsync(await ready.Task.WaitAsync(cancel), cancel);
            var processes = (await tools.SendAsync("SystemInfo.getProcessInfo", new { }, null, cancel)).GetProperty("processInfo");
            var own = processes.EnumerateArray().First(entry => Text(entry, "type") == "browser");
            return new(process, folder, tools, own.GetProperty("id").GetInt32());
        }
        catch (Exception fault)
        {
            if (tools is not null)
            {
                await tools.DisposeAsync();
            }

            await EndAsync(process, folder);
            throw fault is OperationCanceledException or PdfFailed
                ? fault
                : new PdfFailed($"{program} could not be started: {fault.Message}", fault);
        }
    }

    /// <summary>Prints one page in a context of its own, which is thrown away after it.</summary>
    /// <exception cref="BrowserGone">The browser died on the way.</exception>
    public async Task<byte[]> PrintAsync(string html, string title, CancellationToken cancel)
    {
        string? context = null;
        string? session = null;
        try
        {
            context = Text(await Do("Target.createBrowserContext", new { disposeOnDetach = true }), "browserContextId");
            var target = Text(await Do("Target.createTarget", new { url = "about:blank", browserContextId = context }), "targetId");
            session = Text(await Do("Target.attachToTarget", new { targetId = target, flatten = true }), "sessionId");
            await LoadAsync(session, html, title, cancel);
            return await ReadPdfAsync(session, cancel);
        }
        finally
        {
            if (session is not null)
            {
                tools.StopListening(session);
            }

            await ForgetAsync(context);
        }

        Task<JsonElement> Do(string method, object parameters) => tools.SendAsync(method, parameters, null, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsAlive)
        {
            using CancellationTokenSource patience = new(Farewell);
            try
            {
                await tools.SendAsync("Browser.close", new { }, null, patience.Token);
                await process.WaitForExitAsync(patience.Token);
            }
            catch (Exception fault) when (fault is OperationCanceledException or BrowserGone or BrowserRefused)
            {
                // It is ended below.
            }
        }

        End();
        await tools.DisposeAsync();
        await EndAsync(process, folder);
    }

    /// <summary>Ends the browser at once, with its helpers.</summary>
    void End()
    {
        if (!tools.IsAlive)
        {
            return; // It is gone, and its number may be another's by now.
        }

        try
        {
            using var own = Process.GetProcessById(ProcessId);
            own.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            // It ended by itself in the meantime.
        }
    }

    async Task LoadAsync(string session, string html, string title, CancellationToken cancel)
    {
        TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var awaited = false;
        tools.Listen(
            session,
            (method, parameters) =>
            {
                if (method == "Fetch.requestPaused")
                {
                    _ = RefuseAsync(session, Text(parameters, "requestId"), cancel);
                }
                else if (method == "Page.loadEventFired" && Volatile.Read(ref awaited))
                {
                    loaded.TrySetResult();
                }
            }
        );
        await Do("Page.enable", new { });
        await Do("Emulation.setScriptExecutionDisabled", new { value = true });
        await Do("Network.enable", new { });
        await Do(
            "Network.emulateNetworkConditions",
            new
            {
                offline = true,
                latency = 0,
                downloadThroughput = 0,
                uploadThroughput = 0,
            }
        );
        await Do("Fetch.enable", new { patterns = new[] { new { urlPattern = "*" } } });
        var tree = await tools.SendAsync("Page.getFrameTree", new { }, session, cancel);
        var frame = Text(tree.GetProperty("frameTree").GetProperty("frame"), "id");
        Volatile.Write(ref awaited, true);
        await Do("Page.setDocumentContent", new { frameId = frame, html });
        await loaded.Task.WaitAsync(cancel);
        // The page's own scripts are off; what is evaluated here is ours. Fonts inside the document load after it.
        await Do(
            "Runtime.evaluate",
            new
            {
                expression = $"document.title = {JsonSerializer.Serialize(title)}; document.fonts.ready.then(() => 1)",
                awaitPromise = true,
            }
        );

        Task Do(string method, object parameters) => tools.SendAsync(method, parameters, session, cancel);
    }

    async Task<byte[]> ReadPdfAsync(string session, CancellationToken cancel)
    {
        var printed = await tools.SendAsync(
            "Page.printToPDF",
            new
            {
                transferMode = "ReturnAsStream",
                preferCSSPageSize = true,
                printBackground = true,
                generateTaggedPDF = true,
                generateDocumentOutline = true,
            },
            session,
            cancel
        );
        var handle = Text(printed, "stream");
        using MemoryStream pdf = new();
        bool more;
        do
        {
            var chunk = await tools.SendAsync("IO.read", new { handle, size = ChunkBytes }, session, cancel);
            pdf.Write(
                chunk.GetProperty("base64Encoded").GetBoolean()
                    ? chunk.GetProperty("data").GetBytesFromBase64()
                    : throw new PdfFailed("The browser gave a PDF as text.")
            );
            more = !chunk.GetProperty("eof").GetBoolean();
        } while (more);

        await tools.SendAsync("IO.close", new { handle }, session, cancel);
        return pdf.ToArray();
    }

    /// <summary>Refuses what the document asked of the network. The page may be gone before the refusal arrives, which is as good.</summary>
    async Task RefuseAsync(string session, string request, CancellationToken cancel)
    {
        try
        {
            await tools.SendAsync("Fetch.failRequest", new { requestId = request, errorReason = "BlockedByClient" }, session, cancel);
        }
        catch (Exception fault) when (fault is OperationCanceledException or BrowserGone or BrowserRefused) { }
    }

    /// <summary>Throws the page away, also one that hangs. A browser that does not even answer to that is ended.</summary>
    async Task ForgetAsync(string? context)
    {
        using CancellationTokenSource patience = new(Farewell);
        try
        {
            var (method, parameters) = context is null
                ? ("Browser.getVersion", new { })
                : ("Target.disposeBrowserContext", (object)new { browserContextId = context });
            await tools.SendAsync(method, parameters, null, patience.Token);
        }
        catch (OperationCanceledException)
        {
            End();
        }
        catch (Exception fault) when (fault is BrowserGone or BrowserRefused) { }
    }

    static void Hear(string? line, List<string> said, TaskCompletionSource<Uri> ready)
    {
        if (ready.Task.IsCompleted)
        {
            return; // Still read, so that the browser never waits for a full pipe.
        }

        if (line is null)
        {
            ready.TrySetException(new PdfFailed($"The browser ended before it was ready. It said: {string.Join(" / ", said.TakeLast(5))}"));
        }
        else if (line.StartsWith(Announcement, StringComparison.Ordinal))
        {
            ready.TrySetResult(new(line[Announcement.Length..].Trim()));
        }
        else
        {
            said.Add(line);
        }
    }

    static async Task EndAsync(Process process, string folder)
    {
        if (Kill(process))
        {
            await process.WaitForExitAsync();
        }

        process.Dispose();
        await DeleteAsync(folder);
    }

    /// <returns>False when it never started, or is forgotten already.</returns>
    static bool Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The browser's helpers may hold files of the folder for a moment longer than the browser itself.</summary>
    static async Task DeleteAsync(string folder)
    {
        for (var tries = 1; Directory.Exists(folder); tries++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                if (tries == 20)
                {
                    return; // A stray folder among the temporary ones is no reason to fail a document.
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}

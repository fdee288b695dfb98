using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace ReviewPortal.Documents;

/// <summary>The browser, or the page that was at work in it, is gone.</summary>
sealed class BrowserGone(string what) : Exception(what);

/// <summary>The browser answered that it could not do what it was told.</summary>
sealed class BrowserRefused(string method, string answer) : Exception($"{method}: {answer}");

/// <summary>A connection to a browser's DevTools protocol: numbered commands, their answers, and events, over one web socket.</summary>
sealed class DevTools : IAsyncDisposable
{
    const int BufferBytes = 64 * 1024;

    readonly ClientWebSocket socket = new();
    readonly SemaphoreSlim sending = new(1);
    readonly CancellationTokenSource ending = new();
    readonly ConcurrentDictionary<int, (string? Session, TaskCompletionSource<JsonElement> Answer)> waiting = [];
    readonly ConcurrentDictionary<string, Action<string, JsonElement>> listeners = [];
    Task receiving = Task.CompletedTask;
    int last;
    volatile bool gone;

    DevTools() { }

    /// <summary>False from the moment that the connection is lost.</summary>
    public bool IsAlive => !gone;

    public static async Task<DevTools> ConnectAsync(Uri address, CancellationToken cancel)
    {
        DevTools tools = new();
        try
        {
            await tools.socket.ConnectAsync(address, cancel);
        }
        catch
        {
            await tools.DisposeAsync();
            throw;
        }

        tools.receiving = tools.ReceiveAsync();
        return tools;
    }

    /// <summary>Hears the events of a session until it is told to stop. Called on the receiving loop: it must be short and must not wait.</summary>
    public void Listen(string session, Action<string, JsonElement> heard) => listeners[session] = heard;

    public void StopListening(string session) => listeners.TryRemove(session, out _);

    /// <summary>Sends a command and gives its result.</summary>
    /// <exception cref="BrowserGone">The browser or the page went away before it answered.</exception>
    /// <exception cref="BrowserRefused">The browser answered with an error.</exception>
    public async Task<JsonElement> SendAsync(string method, object parameters, string? session, CancellationToken cancel)
    {
        var id = Interlocked.Increment(ref last);
        TaskCompletionSource<JsonElement> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = (session, answer);
        try
        {
            var message = JsonSerializer.SerializeToUtf8Bytes(
                session is null
                    ? new
                    {
                        id,
                        method,
                        @params = parameters,
                    }
                    : (object)
                        new
                        {
                            id,
                            method,
                            @params = parameters,
                            sessionId = session,
                        }
            );
            // A cancelled send would break off the whole connection, and with it the work of others: only the wait is cancelled.
            await WriteAsync(message).WaitAsync(cancel);
            var result = await answer.Task.WaitAsync(cancel);
            return result.TryGetProperty("error", out var error)
                ? throw new BrowserRefused(method, error.GetRawText())
                : result.GetProperty("result");
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        socket.Abort();
        await receiving;
        socket.Dispose();
    }

    async Task WriteAsync(ReadOnlyMemory<byte> message)
    {
        try
        {
            await sending.WaitAsync(ending.Token);
            try
            {
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, ending.Token);
            }
            finally
            {
                sending.Release();
            }
        }
        catch (Exception fault) when (IsEndOfConnection(fault))
        {
            throw new BrowserGone("The browser's connection was lost while a command was sent.");
        }

        // The answer may have been given up between the entry in the table and here.
        if (gone)
        {
            throw new BrowserGone("The browser's connection is lost.");
        }
    }

    async Task ReceiveAsync()
    {
        ArrayBufferWriter<byte> message = new(BufferBytes);
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(message.GetMemory(BufferBytes), ending.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                message.Advance(part.Count);
                if (part.EndOfMessage)
                {
                    using var document = JsonDocument.Parse(message.WrittenMemory);
                    Dispatch(document.RootElement);
                    message.ResetWrittenCount();
                }
            }
        }
        catch (Exception fault) when (IsEndOfConnection(fault))
        {
            // Told to everybody below.
        }
        finally
        {
            gone = true;
            GiveUp(_ => true, "The browser's connection was lost.");
        }
    }

    void Dispatch(JsonElement message)
    {
        if (message.TryGetProperty("id", out var id))
        {
            if (waiting.TryGetValue(id.GetInt32(), out var entry))
            {
                entry.Answer.TrySetResult(message.Clone());
            }

            return;
        }

        var method = message.GetProperty("method").GetString()!;
        var session = message.TryGetProperty("sessionId", out var named) ? named.GetString() : null;
        if (method == "Inspector.targetCrashed")
        {
            GiveUp(waits => waits == session, "The page crashed.");
        }
        else if (method == "Target.detachedFromTarget")
        {
            var detached = message.GetProperty("params").GetProperty("sessionId").GetString();
            GiveUp(waits => waits == detached, "The page was closed.");
        }
        else if (session is not null && listeners.TryGetValue(session, out var heard))
        {
            heard(method, message.GetProperty("params").Clone());
        }
    }

    void GiveUp(Func<string?, bool> which, string why)
    {
        foreach (var (session, answer) in waiting.Values)
        {
            if (which(session))
            {
                answer.TrySetException(new BrowserGone(why));
            }
        }
    }

    static bool IsEndOfConnection(Exception fault) =>
        fault is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException;
}

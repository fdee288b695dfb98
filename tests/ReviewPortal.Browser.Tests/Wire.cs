using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ReviewPortal;

/// <summary>The network between a browser and a portal, as one that can be cut and mended.</summary>
public sealed class Wire : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource ending = new();
    readonly ConcurrentDictionary<Socket, byte> ends = [];
    readonly Uri portal;
    readonly Task accepting;
    volatile bool isCut;

    public Wire(Uri portal)
    {
        this.portal = portal;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where the portal is reached through this wire.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    /// <summary>Nothing goes through any more, in no direction; connections break and new ones are refused.</summary>
    public void Cut()
    {
        isCut = true;
        foreach (var end in ends.Keys)
        {
            end.Dispose();
        }
    }

    public void Mend() => isCut = false;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        Cut();
        listener.Dispose();
        await accepting;
        ending.Dispose();
    }

    async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                _ = CarryAsync(await listener.AcceptSocketAsync(ending.Token));
            }
            catch (Exception gone) when (gone is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Ended, or a caller that has already hung up.
            }
        }
    }

    async Task CarryAsync(Socket browser)
    {
        using var there = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (browser)
        {
            ends[browser] = ends[there] = 0;
            try
            {
                if (isCut)
                {
                    return;
                }

                await there.ConnectAsync(portal.Host, portal.Port, ending.Token);
                await using NetworkStream here = new(browser);
                await using NetworkStream beyond = new(there);
                await Task.WhenAny(here.CopyToAsync(beyond, ending.Token), beyond.CopyToAsync(here, ending.Token));
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // Cut.
            }
            finally
            {
                ends.TryRemove(browser, out _);
                ends.TryRemove(there, out _);
            }
        }
    }
}

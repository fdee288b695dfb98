using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace ReviewPortal.Features.Files;

/// <summary>A small server that speaks clamd's protocol on a real socket, and answers as the test says.</summary>
sealed class FakeClamd : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource ending = new();
    readonly List<byte[]> heard = [];
    readonly Task serving;

    public FakeClamd()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>What it answers to the next content; null closes the connection without a word.</summary>
    public Func<byte[], string?> Answer { get; set; } = _ => "stream: OK";

    /// <summary>Stops listening after so many bytes, as clamd does past its limit.</summary>
    public int Limit { get; set; } = int.MaxValue;

    /// <summary>SHA-256 of each content that it was sent.</summary>
    public IReadOnlyList<string> Heard => [.. heard.Select(content => Convert.ToHexStringLower(SHA256.HashData(content)))];

    async Task ServeAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(ending.Token);
                await TalkAsync(client.GetStream());
            }
            catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException or EndOfStreamException)
            {
                // The other side went away, or the test is over.
            }
        }
    }

    async Task TalkAsync(NetworkStream stream)
    {
        var command = new byte[10];
        await stream.ReadExactlyAsync(command, ending.Token);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
        using MemoryStream content = new();
        var head = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(head, ending.Token);
            var piece = new byte[BinaryPrimitives.ReadInt32BigEndian(head)];
            if (piece.Length == 0)
            {
                break;
            }

            await stream.ReadExactlyAsync(piece, ending.Token);
            content.Write(piece);
            if (content.Length > Limit)
            {
                await stream.WriteAsync("INSTREAM size limit exceeded. ERROR\0"u8.ToArray(), ending.Token);
                return;
            }
        }

        heard.Add(content.ToArray());
        if (Answer(content.ToArray()) is { } answer)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\0"), ending.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await serving;
        ending.Dispose();
    }
}

using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace ReviewPortal.Features.Files;

/// <summary>What clamd said of a content.</summary>
/// <param name="Found">The name of what it found; null when nothing was found.</param>
public readonly record struct ScanAnswer(string? Found);

/// <summary>The scanner could not be reached, or gave no verdict.</summary>
public sealed class ScanFailed(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Speaks the protocol of ClamAV's daemon: INSTREAM over a socket.</summary>
public sealed class Clamd(IOptions<FileSettings> settings)
{
    const int LongestAnswer = 4096;

    /// <summary>Sends a content and reads the verdict.</summary>
    /// <param name="write">Writes the content, piece by piece.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ScanFailed">No verdict.</exception>
    public async Task<ScanAnswer> ScanAsync(Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(settings.Value.ScanSeconds));
        try
        {
            using var socket = await ConnectAsync(limit.Token);
            await using NetworkStream stream = new(socket, ownsSocket: false);
            await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), limit.Token);
            try
            {
                await using Pieces pieces = new(stream);
                await write(pieces, limit.Token);
                await stream.WriteAsync(new byte[4], limit.Token);
            }
            catch (IOException)
            {
                // It stops listening when it has heard enough, e.g. past its size limit; its answer says why.
            }

            return Read(await AnswerAsync(stream, limit.Token));
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            throw new ScanFailed(fault.Message, fault);
        }
        catch (OperationCanceledException fault) when (!ct.IsCancellationRequested)
        {
            throw new ScanFailed("It did not answer in time.", fault);
        }
    }

    async Task<Socket> ConnectAsync(CancellationToken ct)
    {
        const string unix = "unix:";
        var address = settings.Value.Clamd;
        Socket socket = address.StartsWith(unix, StringComparison.Ordinal)
            ? new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.StartsWith(unix, StringComparison.Ordinal))
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address[unix.Length..]), ct);
            }
            else
            {
                await socket.ConnectAsync(settings.Value.Host()!, ct);
            }

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static async Task<string> AnswerAsync(Stream stream, CancellationToken ct)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        while (length < answer.Length && await stream.ReadAsync(answer.AsMemory(length), ct) is > 0 and var read)
        {
            length += read;
            if (answer.AsSpan(0, length).Contains((byte)0))
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n', ' ');
    }

    // "stream: OK" or "stream: NAME FOUND"; everything else is no verdict, and no verdict is not clean.
    static ScanAnswer Read(string answer)
    {
        const string before = "stream: ";
        const string found = " FOUND";
        return answer == "stream: OK" ? new(null)
            : answer.StartsWith(before, StringComparison.Ordinal)
            && answer.EndsWith(found, StringComparison.Ordinal)
            && answer.Length > before.Length + found.Length
                ? new(answer[before.Length..^found.Length])
            : throw new ScanFailed(answer.Length == 0 ? "It closed the connection without an answer." : answer);
    }

    /// <summary>Each piece that is written goes out with its length before it.</summary>
    sealed class Pieces(Stream inner) : Stream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.Length == 0)
            {
                return; // A length of nothing is the end.
            }

            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, buffer.Length);
            await inner.WriteAsync(length, cancellationToken);
            await inner.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

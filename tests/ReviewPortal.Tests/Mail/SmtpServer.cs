using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ReviewPortal.Mail;

/// <summary>How the server behaves to whoever connects.</summary>
enum SmtpMood
{
    Takes,

    /// <summary>Greets with 421 and closes.</summary>
    IsClosed,

    /// <summary>Answers every receiver with 450, for now.</summary>
    RefusesForNow,

    /// <summary>Answers every receiver with 550, for good.</summary>
    RefusesForGood,

    /// <summary>Closes the connection in the middle of a mail.</summary>
    Drops,

    /// <summary>Says nothing any more once the mail is there.</summary>
    Stalls,

    /// <summary>Takes the mail and dies before it says so.</summary>
    TakesAndDies,
}

/// <summary>A mail server on a port of this machine, that can be in a bad mood. It keeps what it took.</summary>
sealed class SmtpServer : IAsyncDisposable
{
    readonly CancellationTokenSource ending = new();
    readonly ConcurrentQueue<string> taken = new();
    readonly ConcurrentBag<Task> talks = [];
    TcpListener listener = new(IPAddress.Loopback, 0);
    Task accepting = Task.CompletedTask;

    public SmtpServer()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync(listener);
    }

    public int Port { get; }

    public SmtpMood Mood { get; set; }

    /// <summary>How many connections there have been.</summary>
    public int Connections => talks.Count;

    /// <summary>The mails that were taken, as they came.</summary>
    public IReadOnlyList<string> Taken => [.. taken];

    public IReadOnlyList<MimeKit.MimeMessage> Messages =>
        [.. taken.Select(text => MimeKit.MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(text))))];

    /// <summary>Nobody listens at the port any more.</summary>
    public void GoDown() => listener.Stop();

    public void ComeBack()
    {
        listener = new(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync(listener);
    }

    async Task AcceptAsync(TcpListener at)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                var client = await at.AcceptTcpClientAsync(ending.Token);
                talks.Add(TalkAsync(client));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using StreamReader reader = new(stream, Encoding.Latin1);
                await using StreamWriter writer = new(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await ConverseAsync(reader, writer);
            }
            catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException) { }
        }
    }

    async Task ConverseAsync(StreamReader reader, StreamWriter writer)
    {
        if (Mood == SmtpMood.IsClosed)
        {
            await writer.WriteLineAsync("421 closed");
            return;
        }

        await writer.WriteLineAsync("220 test ESMTP");
        while (await reader.ReadLineAsync(ending.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-test");
                    await writer.WriteLineAsync("250 8BITMIME");
                    break;
                case "RCPT" when Mood == SmtpMood.RefusesForNow:
                    await writer.WriteLineAsync("450 try later");
                    break;
                case "RCPT" when Mood == SmtpMood.RefusesForGood:
                    await writer.WriteLineAsync("550 nobody of that name");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    if (!await TakeAsync(reader))
                    {
                        return;
                    }

                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 yes");
                    break;
            }
        }
    }

    /// <returns>False when the talk ends here.</returns>
    async Task<bool> TakeAsync(StreamReader reader)
    {
        StringBuilder mail = new();
        while (await reader.ReadLineAsync(ending.Token) is { } line)
        {
            if (Mood == SmtpMood.Drops)
            {
                return false;
            }

            if (line == ".")
            {
                break;
            }

            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        if (Mood == SmtpMood.Stalls)
        {
            await Task.Delay(Timeout.Infinite, ending.Token);
        }

        taken.Enqueue(mail.ToString());
        return Mood != SmtpMood.TakesAndDies;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(talks);
        ending.Dispose();
    }
}

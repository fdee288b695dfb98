using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace ReviewPortal.Mail;

/// <summary>The mail server cannot be reached, or does not talk to us. It says nothing about the mail.</summary>
public sealed class MailUnreachable(string message, Exception inner) : Exception(message, inner);

/// <summary>The server answered about this very mail and will not have it, now or ever.</summary>
/// <param name="isFinal">True for a 5xx answer: trying again unchanged will hardly help.</param>
public sealed class MailRefused(string message, bool isFinal, Exception inner) : Exception(message, inner)
{
    public bool IsFinal { get; } = isFinal;
}

/// <summary>Where mails go: over SMTP, or into a folder.</summary>
public sealed class MailTransport(IOptions<MailSettings> settings)
{
    MailSettings Settings => settings.Value;

    bool HasHost => !string.IsNullOrEmpty(Settings.Host);

    /// <summary>False where mails can only wait: no server and no folder is set.</summary>
    public bool IsThere => HasHost || !string.IsNullOrEmpty(Settings.Folder);

    /// <summary>Sends one message.</summary>
    /// <exception cref="MailUnreachable">The server is not there, too slow, or ended the talk.</exception>
    /// <exception cref="MailRefused">It does not take this mail.</exception>
    public async Task SendAsync(MimeMessage message, CancellationToken ct)
    {
        if (!HasHost)
        {
            await KeepAsync(message, ct);
            return;
        }

        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(Settings.TimeLimitSeconds));
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await TalkAsync(message, both.Token);
        }
        catch (OperationCanceledException slow) when (!ct.IsCancellationRequested)
        {
            throw new MailUnreachable($"The mail server did not finish within {Settings.TimeLimitSeconds} seconds.", slow);
        }
        catch (SmtpCommandException refusal)
            when (refusal.ErrorCode != SmtpErrorCode.UnexpectedStatusCode || (int)refusal.StatusCode >= 500)
        {
            throw new MailRefused($"{(int)refusal.StatusCode} {refusal.Message}", (int)refusal.StatusCode >= 500, refusal);
        }
        catch (Exception fault)
            when (fault
                    is IOException
                        or System.Net.Sockets.SocketException
                        or ProtocolException
                        or CommandException
                        or AuthenticationException
                        or SslHandshakeException
                        or NotSupportedException
                        or ServiceNotConnectedException
            )
        {
            throw new MailUnreachable(fault.Message, fault);
        }
    }

    async Task TalkAsync(MimeMessage message, CancellationToken ct)
    {
        using SmtpClient client = new();
        try
        {
            await client.ConnectAsync(Settings.Host!, Settings.Port, Security, ct);
            if (!string.IsNullOrEmpty(Settings.User))
            {
                await client.AuthenticateAsync(Settings.User, Settings.Password ?? "", ct);
            }
        }
        catch (SmtpCommandException notNow)
        {
            // A greeting of 421 or 554 is about the server's state, not about the mail.
            throw new MailUnreachable(notNow.Message, notNow);
        }

        await client.SendAsync(message, ct);
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception fault) when (fault is IOException or ProtocolException or CommandException or OperationCanceledException)
        {
            // It has taken the mail; how it says goodbye does not matter.
        }
    }

    SecureSocketOptions Security =>
        Settings.Tls switch
        {
            MailTls.Tls => SecureSocketOptions.SslOnConnect,
            MailTls.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };

    // Named by its Message-ID, so that the same mail written twice is one file.
    async Task KeepAsync(MimeMessage message, CancellationToken ct)
    {
        Directory.CreateDirectory(Settings.Folder!);
        var path = Path.Combine(Settings.Folder!, $"{message.MessageId!.Split('@')[0]}.eml");
        await using var file = File.Create(path);
        await message.WriteToAsync(file, ct);
    }
}

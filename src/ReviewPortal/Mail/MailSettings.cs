using MimeKit;

namespace ReviewPortal.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailTls
{
    /// <summary>Begins plainly and must change to TLS.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>None: for a server on the same machine only.</summary>
    None,
}

/// <summary>The section <c>Mail</c> of the settings. Without a host, mails wait in the outbox; in Development they go into a folder.</summary>
public sealed class MailSettings
{
    public const string Section = "Mail";

    public string? Host { get; set; }
    public int Port { get; set; } = 587;
    public MailTls Tls { get; set; } = MailTls.StartTls;
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "portal@localhost";

    /// <summary>The sender's name; the portal's own when empty.</summary>
    public string? FromName { get; set; }

    /// <summary>Where the portal is reached from outside, e.g. <c>https://portal.example.go.jp</c>: links in mails begin with it.</summary>
    public string? PortalAddress { get; set; }

    /// <summary>Mails are written into this folder as .eml instead of being sent.</summary>
    public string? Folder { get; set; }

    /// <summary>Seconds between two looks at the outbox.</summary>
    public int PollSeconds { get; set; } = 5;

    /// <summary>Longest time for one mail, connecting included; much shorter than <see cref="LeaseSeconds"/>.</summary>
    public int TimeLimitSeconds { get; set; } = 60;

    /// <summary>How long a mail belongs to the instance that sends it.</summary>
    public int LeaseSeconds { get; set; } = 300;

    /// <summary>After so many attempts a mail is given up, visibly; with the growing delays that is about two days.</summary>
    public int MaxTries { get; set; } = 20;

    /// <summary>The hour of the day in Japan at which digests go out.</summary>
    public int DigestHour { get; set; } = 7;

    /// <summary>How many business days before its due day a ministry is reminded of a request.</summary>
    public int RemindDaysBefore { get; set; } = 3;

    /// <summary>How many business days before its due day an applicant is reminded of a correction, or of an inquiry.</summary>
    public int RemindApplicantDaysBefore { get; set; } = 3;

    /// <exception cref="SettingsFault">Something cannot work.</exception>
    public void Check()
    {
        Require(MailboxAddress.TryParse(From, out _), $"The setting Mail:From is not an address: {From}.");
        Require(Port is > 0 and < 65536, $"The setting Mail:Port is not a port: {Port}.");
        Require(
            PollSeconds > 0 && TimeLimitSeconds > 0 && MaxTries > 0,
            "Mail:PollSeconds, Mail:TimeLimitSeconds and Mail:MaxTries must be above 0."
        );
        Require(
            LeaseSeconds >= 2 * TimeLimitSeconds,
            "Mail:LeaseSeconds must be at least twice Mail:TimeLimitSeconds, so that no mail is sent by two."
        );
        Require(
            RemindDaysBefore >= 0 && RemindApplicantDaysBefore >= 0,
            "Mail:RemindDaysBefore and Mail:RemindApplicantDaysBefore cannot be below 0."
        );
        Require(DigestHour is >= 0 and < 24, $"The setting Mail:DigestHour is not an hour: {DigestHour}.");
        Require(
            PortalAddress is null or "" || (Uri.TryCreate(PortalAddress, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"),
            $"The setting Mail:PortalAddress is not an address: {PortalAddress}."
        );
        Require(
            string.IsNullOrEmpty(Host) || !string.IsNullOrEmpty(PortalAddress),
            "Mail:Host needs the setting Mail:PortalAddress, or the links in mails would lead nowhere."
        );
    }

    static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new SettingsFault(sentence);
        }
    }
}

using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using MimeKit;
using ReviewPortal.Mail;

namespace ReviewPortal.Features.Mails;

/// <summary>A mail that a demonstration wrote into its folder.</summary>
/// <param name="Links">The portal's own addresses in it, as local ones.</param>
public sealed record KeptMail(
    string File,
    DateTime At,
    string To,
    string Subject,
    string Html,
    IReadOnlyList<string> Links,
    IReadOnlyList<string> Attachments
);

/// <summary>The mails of a demonstration. They hold live links, so they are shown in Development only.</summary>
public sealed partial class MailFolder(IOptions<MailSettings> settings, IHostEnvironment environment)
{
    /// <summary>Older ones are not listed.</summary>
    const int Most = 200;

    public bool IsOpen => environment.IsDevelopment() && !string.IsNullOrEmpty(settings.Value.Folder);

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<KeptMail>> ListAsync(CancellationToken ct = default)
    {
        if (!IsOpen || !Directory.Exists(settings.Value.Folder))
        {
            return [];
        }

        List<KeptMail> found = [];
        // Their names are ids that grow with time.
        foreach (var path in Directory.EnumerateFiles(settings.Value.Folder, "*.eml").OrderDescending(StringComparer.Ordinal).Take(Most))
        {
            try
            {
                found.Add(Read(Path.GetFileName(path), await MimeMessage.LoadAsync(path, ct)));
            }
            catch (Exception fault) when (fault is IOException or FormatException)
            {
                // Being written at this moment; it is there the next time.
            }
        }

        return found;
    }

    KeptMail Read(string file, MimeMessage mail) =>
        new(
            file,
            mail.Date.UtcDateTime,
            string.Join(", ", mail.To.Mailboxes.Select(to => to.Address)),
            mail.Subject ?? "",
            mail.HtmlBody ?? "",
            [
                .. Address()
                    .Matches(mail.TextBody ?? "")
                    .Select(match => match.Value)
                    .Where(address => address.StartsWith(Portal, StringComparison.Ordinal))
                    .Select(address => address[Portal.Length..])
                    .Distinct(),
            ],
            [.. mail.Attachments.OfType<MimePart>().Select(part => part.FileName ?? "")]
        );

    string Portal => (settings.Value.PortalAddress ?? "").TrimEnd('/');

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();
}

using System.Net;
using System.Text;
using ReviewPortal.Data;

namespace ReviewPortal.Mail;

/// <summary>A mail in words: the same in plain text and in HTML.</summary>
/// <param name="Subject">One line, without a person's data.</param>
public sealed record MailText(string Subject, string Plain, string Html)
{
    /// <summary>Puts a mail into words, in its language.</summary>
    /// <param name="link">Where the button leads, a whole address.</param>
    /// <param name="unsubscribe">Where the receiver can do without this kind; null where that is not possible.</param>
    /// <param name="lines">The entries of a digest: text and address.</param>
    public static MailText Write(
        Wording words,
        OutgoingMail mail,
        string link,
        string? unsubscribe,
        IReadOnlyList<(string Text, string Link)> lines
    ) =>
        Language.In(
            mail.Language,
            () =>
            {
                var subject = OneLine(Filled(words, mail, "subject"));
                string[] paragraphs = Filled(words, mail, "text").Split('\n', StringSplitOptions.RemoveEmptyEntries);
                var button = words[$"mail.{mail.Kind}.button"];
                string[] foot =
                [
                    words["mail.automatic"],
                    .. unsubscribe is null ? Array.Empty<string>() : [$"{words["mail.unsubscribe"]} {unsubscribe}"],
                ];
                return new MailText(
                    subject,
                    InPlain(paragraphs, lines, button, link, foot, words["shell.product"]),
                    InHtml(words, mail.Language, subject, paragraphs, lines, button, link, unsubscribe)
                );
            }
        );

    /// <summary>One line for the digest.</summary>
    public static string Line(Wording words, OutgoingMail mail, string language) =>
        Language.In(language, () => OneLine(Filled(words, mail, "subject")));

    static string Filled(Wording words, OutgoingMail mail, string part)
    {
        var data = mail.Data;
        var key = $"mail.{mail.Kind}.{part}";
        // Of a resubmission that changed nothing no number is told.
        return words[
            data.Count == 0 && words.Find($"{key}-unchanged") is not null ? $"{key}-unchanged" : key,
            data.Number ?? words["mail.no-number"],
            string.IsNullOrWhiteSpace(data.Service) ? words["mine.unnamed"] : data.Service,
            data.Day ?? default(object)!,
            data.Count ?? 0,
            data.Ministry ?? default(object)!,
            data.Name ?? "",
            data.Role ?? default(object)!,
            data.NewAddress ?? ""
        ];
    }

    // What people have written must not begin a new line of the head of a mail.
    static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim() is { Length: > 180 } longer
            ? longer[..180]
            : string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();

    static string InPlain(
        string[] paragraphs,
        IReadOnlyList<(string Text, string Link)> lines,
        string button,
        string link,
        string[] foot,
        string product
    )
    {
        StringBuilder text = new();
        text.AppendJoin("\n\n", paragraphs).Append("\n\n");
        foreach (var line in lines)
        {
            text.Append($"- {line.Text}\n  {line.Link}\n");
        }

        text.Append(lines.Count > 0 ? "\n" : "").Append($"{button}\n{link}\n\n-- \n{product}\n").AppendJoin("\n", foot).Append('\n');
        return text.ToString();
    }

    // Tables and styles in place: mail programs know little else. No picture and nothing from elsewhere is loaded.
    static string InHtml(
        Wording words,
        string language,
        string subject,
        string[] paragraphs,
        IReadOnlyList<(string Text, string Link)> lines,
        string button,
        string link,
        string? unsubscribe
    )
    {
        const string font = "font-family:'Noto Sans JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif;";
        StringBuilder html = new();
        html.Append(
            $"<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
        );
        html.Append($"<title>{E(subject)}</title></head><body style=\"margin:0;background:#f8f8fb;{font}\">");
        html.Append(
            "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"><tr><td align=\"center\" style=\"padding:24px 12px\">"
        );
        html.Append(
            "<table role=\"presentation\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:600px;width:100%;background:#ffffff;border:1px solid #e6e6e6;border-radius:8px\">"
        );
        html.Append(
            $"<tr><td style=\"padding:20px 32px;border-bottom:4px solid #0017c1;font-weight:bold;color:#1a1a1a\">{E(words["shell.product"])}</td></tr>"
        );
        html.Append(
            $"<tr><td style=\"padding:28px 32px;color:#1a1a1a;font-size:16px;line-height:1.75\"><h1 style=\"margin:0 0 20px;font-size:20px;line-height:1.5\">{E(subject)}</h1>"
        );
        foreach (var paragraph in paragraphs)
        {
            html.Append($"<p style=\"margin:0 0 16px\">{E(paragraph)}</p>");
        }

        if (lines.Count > 0)
        {
            html.Append("<ul style=\"margin:0 0 16px;padding-left:20px\">");
            foreach (var line in lines)
            {
                html.Append($"<li style=\"margin:0 0 8px\"><a href=\"{E(line.Link)}\" style=\"color:#0017c1\">{E(line.Text)}</a></li>");
            }

            html.Append("</ul>");
        }

        html.Append(
            $"<p style=\"margin:24px 0\"><a href=\"{E(link)}\" style=\"display:inline-block;background:#0017c1;color:#ffffff;text-decoration:none;font-weight:bold;padding:12px 24px;border-radius:8px\">{E(button)}</a></p>"
        );
        html.Append(
            $"<p style=\"margin:0;font-size:14px;color:#595959\">{E(words["mail.link-text"])}<br><span style=\"word-break:break-all\">{E(link)}</span></p></td></tr>"
        );
        html.Append(
            $"<tr><td style=\"padding:16px 32px;border-top:1px solid #e6e6e6;font-size:14px;line-height:1.75;color:#595959\">{E(words["mail.automatic"])}"
        );
        if (unsubscribe is not null)
        {
            html.Append($"<br><a href=\"{E(unsubscribe)}\" style=\"color:#595959\">{E(words["mail.unsubscribe-short"])}</a>");
        }

        return html.Append("</td></tr></table></td></tr></table></body></html>").ToString();
    }

    static string E(string text) => WebUtility.HtmlEncode(text);
}

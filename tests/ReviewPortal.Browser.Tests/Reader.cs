using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ReviewPortal;

/// <summary>Reads all that a person can fetch: follows the links of pages, and opens papers and tables.</summary>
public static partial class Reader
{
    // More than one case of the demonstration has; a page that makes up new links for ever would be noticed here.
    const int Most = 100;

    /// <param name="visitor">Signed in.</param>
    /// <param name="follows">Which links are followed; forms, assets and the ways out never are.</param>
    /// <param name="starts">Addresses to begin with.</param>
    /// <returns>What each address gave, as text without spaces and in one width.</returns>
    public static async Task<Dictionary<string, string>> ReadAsync(Visitor visitor, Func<string, bool> follows, params string[] starts)
    {
        Dictionary<string, string> read = [];
        HashSet<string> known = [.. starts];
        Queue<string> next = new(known);
        while (next.TryDequeue(out var address))
        {
            Assert.True(read.Count < Most, $"There is no end of links; the last was {address}.");
            var answer = await visitor.Page.APIRequest.GetAsync(address);
            var type = answer.Headers.GetValueOrDefault("content-type", "");
            var (text, links) = await TextAsync(answer, type);
            if (text.Contains("blazor.web.js", StringComparison.Ordinal))
            {
                // What such a page shows comes over the circuit alone.
                await visitor.Page.GotoAsync(address);
                await visitor.Page.Locator("h1").First.WaitForAsync();
                var shown = WebUtility.HtmlDecode(await visitor.Page.ContentAsync());
                (text, links) = (text + shown, LinksIn(shown));
            }

            read[address] = Squeeze(text);
            foreach (var link in links.Where(link => follows(link) && !Leaves().IsMatch(link) && known.Add(link)))
            {
                next.Enqueue(link);
            }
        }

        return read;
    }

    public static string Squeeze(string text) => Space().Replace(text.Normalize(NormalizationForm.FormKC), "");

    static async Task<(string Text, IEnumerable<string> Links)> TextAsync(IAPIResponse answer, string type)
    {
        var bytes = await answer.BodyAsync();
        if (type.StartsWith("application/pdf", StringComparison.Ordinal) && bytes.Length > 0)
        {
            using var paper = Paper.Open(bytes);
            return (paper.Text, []);
        }

        if (bytes.AsSpan().StartsWith("PK"u8))
        {
            using ZipArchive archive = new(new MemoryStream(bytes));
            StringBuilder parts = new();
            foreach (var part in archive.Entries)
            {
                using StreamReader reader = new(await part.OpenAsync());
                parts.Append(WebUtility.HtmlDecode(await reader.ReadToEndAsync()));
            }

            return (parts.ToString(), []);
        }

        var text = WebUtility.HtmlDecode(Encoding.UTF8.GetString(bytes));
        // Programs' texts can write a letter by its number.
        var told = Numbered().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
        return (
            told,
            type.StartsWith("text/html", StringComparison.Ordinal) ? Link().Matches(text).Select(match => match.Groups[1].Value) : []
        );
    }

    static IEnumerable<string> LinksIn(string html) => Link().Matches(html).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\s")]
    private static partial Regex Space();

    [GeneratedRegex("<a\\b[^>]*?href=\"(/[^\"#]*)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})")]
    private static partial Regex Numbered();

    // Signing out, changing the language, what is public, and the applicant's own files.
    [GeneratedRegex("^/(account/|language/|from-mail|criteria|register|_)|/files/")]
    private static partial Regex Leaves();
}

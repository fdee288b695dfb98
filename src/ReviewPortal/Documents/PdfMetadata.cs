using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace ReviewPortal.Documents;

/// <summary>
/// Adds to a PDF the XMP metadata that PDF/UA-1 (ISO 14289-1, 5) asks for and that Chromium leaves out: title, language, conformance.
/// It is an incremental update (ISO 32000-1, 7.5.6): the file stays as it is and a new catalogue is put behind it.
/// </summary>
static partial class PdfMetadata
{
    /// <param name="pdf">A PDF with a cross-reference table, as Chromium writes it.</param>
    /// <param name="title">The document's title.</param>
    /// <param name="language">Two letters.</param>
    /// <exception cref="PdfFailed">The PDF is built otherwise.</exception>
    public static byte[] Add(byte[] pdf, string title, string language = "ja")
    {
        // Latin-1 maps each byte to one character, so that places in the text are places in the file.
        var text = Encoding.Latin1.GetString(pdf);
        var table = Number(Only(LastTable().Match(text), "startxref"), 1);
        var trailer = Only(Trailer().Match(text, table), "trailer").Groups[1].Value;
        var root = Number(Only(Root().Match(trailer), "/Root"), 1);
        var size = Number(Only(Size().Match(trailer), "/Size"), 1);
        var catalog = Only(Object(root).Match(text, PlaceOf(root, text, table)), "the catalogue").Groups[1].Value;

        using MemoryStream updated = new(pdf.Length + 4096);
        updated.Write(pdf);
        Write(updated, "\n");
        var metadataAt = updated.Position;
        var packet = Encoding.UTF8.GetBytes(Packet(title, language));
        Write(updated, $"{size} 0 obj\n<</Type /Metadata /Subtype /XML /Length {packet.Length}>>\nstream\n");
        updated.Write(packet);
        Write(updated, "\nendstream\nendobj\n");
        var catalogAt = updated.Position;
        Write(updated, $"{root} 0 obj\n{Reference().Replace(catalog, "")}\n/Metadata {size} 0 R>>\nendobj\n");
        var updateAt = updated.Position;
        Write(updated, $"xref\n{root} 1\n{catalogAt:D10} 00000 n \n{size} 1\n{metadataAt:D10} 00000 n \n");
        var kept = Size().Replace(Previous().Replace(trailer, ""), $"/Size {size + 1}");
        Write(updated, $"trailer\n<<{kept}\n/Prev {table}>>\nstartxref\n{updateAt}\n%%EOF\n");
        return updated.ToArray();
    }

    static string Packet(string title, string language) =>
        $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(title)}</rdf:li></rdf:Alt></dc:title>
            <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
            <pdfuaid:part>1</pdfuaid:part>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """;

    /// <summary>Where an object begins, looked up in the cross-reference table at the given place.</summary>
    static int PlaceOf(int wanted, string text, int table)
    {
        var at = table + "xref".Length;
        while (Section().Match(text, at) is { Success: true } section)
        {
            var (first, count) = (Number(section, 1), Number(section, 2));
            at = section.Index + section.Length;
            if (wanted >= first && wanted < first + count)
            {
                return int.Parse(text.AsSpan(at + ((wanted - first) * EntryLength), 10), CultureInfo.InvariantCulture);
            }

            at += count * EntryLength;
        }

        throw new PdfFailed($"The PDF's table of objects does not list object {wanted}.");
    }

    /// <summary>Each line of the table is exactly so long (ISO 32000-1, 7.5.4).</summary>
    const int EntryLength = 20;

    static Match Only(Match match, string what) =>
        match.Success ? match : throw new PdfFailed($"The PDF is built unexpectedly: {what} was not found.");

    static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    static void Write(MemoryStream stream, string ascii) => stream.Write(Encoding.ASCII.GetBytes(ascii));

    static Regex Object(int number) => new($@"\G\s*{number} 0 obj\s*(<<.*?)>>\s*endobj", RegexOptions.Singleline);

    [GeneratedRegex(@"startxref\s+(\d+)\s+%%EOF\s*\z", RegexOptions.RightToLeft)]
    private static partial Regex LastTable();

    [GeneratedRegex(@"trailer\s*<<(.*?)>>\s*startxref", RegexOptions.Singleline)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"\G\s*(\d+) (\d+)\s*\n")]
    private static partial Regex Section();

    [GeneratedRegex(@"/Root (\d+) 0 R")]
    private static partial Regex Root();

    [GeneratedRegex(@"/Size (\d+)")]
    private static partial Regex Size();

    [GeneratedRegex(@"\s*/Prev \d+")]
    private static partial Regex Previous();

    [GeneratedRegex(@"\s*/Metadata \d+ 0 R")]
    private static partial Regex Reference();
}

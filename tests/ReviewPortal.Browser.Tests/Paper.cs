using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace ReviewPortal;

/// <summary>A downloaded PDF, read back.</summary>
public sealed partial class Paper : IDisposable
{
    readonly byte[] bytes;
    readonly PdfDocument pdf;

    Paper(byte[] bytes) => (this.bytes, pdf) = (bytes, PdfDocument.Open(bytes));

    public static Paper Open(string path) => new(File.ReadAllBytes(path));

    public static Paper Open(byte[] bytes) => new(bytes);

    /// <summary>The text of all pages in the order in which it is written, without spaces and in one width.</summary>
    public string Text => Squeeze(string.Concat(pdf.GetPages().SelectMany(page => page.Letters).Select(letter => letter.Value)));

    public IReadOnlyList<string> Pages =>
        [.. pdf.GetPages().Select(page => Squeeze(string.Concat(page.Letters.Select(letter => letter.Value))))];

    public void HoldsInOrder(params IEnumerable<string> parts)
    {
        var text = Text;
        var at = -1;
        foreach (var part in parts)
        {
            var next = text.IndexOf(Squeeze(part), at + 1, StringComparison.Ordinal);
            Assert.True(next > at, $"「{part}」 is not there, or not in its place, in: {text}");
            at = next;
        }
    }

    /// <summary>Tagged, in Japanese, with a title that readers show.</summary>
    public void ShouldBeAccessible(string title)
    {
        var catalog = pdf.Structure.Catalog.CatalogDictionary;
        Assert.True(Get<DictionaryToken>(catalog, "MarkInfo").TryGet(NameToken.Create("Marked"), out BooleanToken marked) && marked.Data);
        Assert.NotNull(Get<DictionaryToken>(catalog, "StructTreeRoot"));
        Assert.Equal("ja", Get<StringToken>(catalog, "Lang").Data);
        Assert.True(
            Get<DictionaryToken>(catalog, "ViewerPreferences").TryGet(NameToken.Create("DisplayDocTitle"), out BooleanToken shown)
                && shown.Data
        );
        Assert.Equal(title, pdf.Information.Title);
    }

    public void ShouldCarryItsFonts()
    {
        var fonts = FontDescriptor().Matches(Encoding.Latin1.GetString(bytes));
        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Matches(@"/FontFile[23]? \d+ 0 R", font.Value));
    }

    public void Dispose() => pdf.Dispose();

    static string Squeeze(string text) => Reader.Squeeze(text);

    T Get<T>(DictionaryToken dictionary, string name)
        where T : class, IToken
    {
        Assert.True(dictionary.TryGet(NameToken.Create(name), out var token), $"/{name} is missing.");
        return token as T ?? Assert.IsType<T>(pdf.Structure.GetObject(((IndirectReferenceToken)token!).Data).Data);
    }

    [GeneratedRegex("/Type /FontDescriptor.*?>>", RegexOptions.Singleline)]
    private static partial Regex FontDescriptor();
}

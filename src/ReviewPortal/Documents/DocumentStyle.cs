using System.Globalization;
using System.Text;

namespace ReviewPortal.Documents;

/// <summary>The styles of printed documents. They stand inside each document: a document loads nothing.</summary>
static class DocumentStyle
{
    /// <summary>The style sheet <c>Documents/document.css</c>, shipped inside the program.</summary>
    public static string Text { get; } = Read();

    /// <summary>Texts in the margins of the pages, which CSS takes only from a style sheet.</summary>
    public static string Margins(string? runningTitle, string? mark)
    {
        StringBuilder css = new();
        if (runningTitle is not null)
        {
            css.Append(
                CultureInfo.InvariantCulture,
                $"@page {{ @top-left {{ content: {Quote(runningTitle)}; }} }}\n@page :first {{ @top-left {{ content: none; }} }}\n"
            );
        }

        if (mark is not null)
        {
            css.Append(CultureInfo.InvariantCulture, $"@page {{ @top-center {{ content: {Quote(mark)}; }} }}\n");
        }

        return css.ToString();
    }

    /// <summary>A CSS string. Every ASCII character but letters and digits is escaped, so that no text can end the string or the style element.</summary>
    static string Quote(string text)
    {
        StringBuilder css = new("\"");
        foreach (var letter in text)
        {
            _ =
                letter > 127 || char.IsAsciiLetterOrDigit(letter)
                    ? css.Append(letter)
                    : css.Append(CultureInfo.InvariantCulture, $"\\{(int)letter:x} ");
        }

        return css.Append('"').ToString();
    }

    static string Read()
    {
        using var stream =
            typeof(DocumentStyle).Assembly.GetManifestResourceStream("Documents/document.css")
            ?? throw new InvalidOperationException("Documents/document.css is not inside the program.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}

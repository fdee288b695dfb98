using System.Text;
using System.Text.RegularExpressions;
using ReviewPortal.Domain;

namespace ReviewPortal.Features.Files;

enum PdfWordKind
{
    Name,
    Keyword,

    /// <summary>Strings, numbers and brackets: nothing in them names an action.</summary>
    Other,
}

readonly record struct PdfWord(PdfWordKind Kind, string Text);

/// <summary>The words of a PDF, one after the other, out of a buffer of fixed size.</summary>
/// <param name="source">Is read once, from where it stands.</param>
/// <param name="aside">Is told the names that stand in data, remarks and texts.</param>
sealed partial class PdfWords(Stream source, Action<string> aside)
{
    // A text is shorter; what goes on for longer has no end, so that the rest of the file would pass for text.
    const int LongestText = 1024 * 1024;

    // A name may have 127 bytes; a longer word is none of those that are looked for.
    const int Longest = 127;

    readonly byte[] buffer = new byte[16 * 1024];
    int at;
    int filled;
    long read;
    StringBuilder? passing;

    /// <summary>The next word; null at the end.</summary>
    public PdfWord? Next()
    {
        while (true)
        {
            switch (Take())
            {
                case < 0:
                    return null;
                case '%':
                    SkipLine();
                    break;
                case '(':
                    SkipText();
                    return new(PdfWordKind.Other, "(");
                case '/':
                    return new(PdfWordKind.Name, Name());
                case var letter when IsRegular(letter):
                    return Word((char)letter);
                case var sign when !IsSpace(sign):
                    return new(PdfWordKind.Other, ((char)sign).ToString());
            }
        }
    }

    /// <summary>True when this sign comes next, after spaces.</summary>
    public bool IsNext(char sign)
    {
        while (Peek() is var next and >= 0)
        {
            if (!IsSpace(next))
            {
                return next == sign;
            }

            at++;
        }

        return false;
    }

    /// <summary>Where the data of a stream begins: after the line end behind its keyword.</summary>
    public long AfterLineEnd()
    {
        if (Peek() == '\r')
        {
            at++;
        }

        if (Peek() == '\n')
        {
            at++;
        }

        return read - filled + at;
    }

    /// <summary>Goes on behind <c>endstream</c>, or to the end where there is none. Names on the way are told.</summary>
    public void SkipStream()
    {
        PdfMark end = new("endstream");
        while (Aside() is var sign and >= 0)
        {
            if (end.Meets(sign))
            {
                return;
            }
        }
    }

    string Name()
    {
        var name = new StringBuilder();
        while (Peek() is var next and >= 0 && IsRegular(next) && name.Length <= Longest)
        {
            at++;
            name.Append((char)next);
        }

        return Unescaped(name.ToString());
    }

    // #61 stands for the letter of that number.
    static string Unescaped(string name) =>
        name.Contains('#', StringComparison.Ordinal)
            ? Escape().Replace(name, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString())
            : name;

    PdfWord Word(char first)
    {
        var word = new StringBuilder().Append(first);
        while (Peek() is var next and >= 0 && IsRegular(next))
        {
            at++;
            if (word.Length <= Longest)
            {
                word.Append((char)next);
            }

            // The keyword of a stream can be followed by anything, also by what looks like a letter.
            if (word.Length == 6 && word.Equals("stream"))
            {
                break;
            }
        }

        return char.IsAsciiLetter(first) ? new(PdfWordKind.Keyword, word.ToString()) : new(PdfWordKind.Other, word.ToString());
    }

    void SkipLine()
    {
        while (Peek() is >= 0 and not ('\r' or '\n'))
        {
            Aside();
        }
    }

    void SkipText()
    {
        PdfMark end = new("endobj");
        var depth = 1;
        for (var length = 0; depth > 0; length++)
        {
            var sign = Aside();
            if (sign < 0)
            {
                return;
            }

            // A text that swallows the end of its object was left open to hide what follows.
            if (end.Meets(sign) || length > LongestText)
            {
                throw new RuleBroken("pdf-hidden");
            }

            depth += sign switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (sign == '\\')
            {
                Aside();
            }
        }
    }

    // One sign of what is no word here. A name that begins in it is told once it has ended.
    int Aside()
    {
        var sign = Take();
        if (passing is not null && (sign < 0 || !IsRegular(sign) || passing.Length > Longest))
        {
            aside(Unescaped(passing.ToString()));
            passing = null;
        }

        if (sign == '/')
        {
            passing = new();
        }
        else
        {
            passing?.Append((char)sign);
        }

        return sign;
    }

    int Take()
    {
        var next = Peek();
        at++;
        return next;
    }

    int Peek()
    {
        if (at >= filled)
        {
            filled = source.Read(buffer, 0, buffer.Length);
            read += filled;
            at = 0;
        }

        return at < filled ? buffer[at] : -1;
    }

    static bool IsSpace(int sign) => sign is 0 or 9 or 10 or 12 or 13 or 32;

    static bool IsRegular(int sign) => !IsSpace(sign) && sign is not ('(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%');

    [GeneratedRegex("#([0-9A-Fa-f]{2})")]
    private static partial Regex Escape();
}

/// <summary>Notices a word in what is read sign by sign, however the signs before it look.</summary>
sealed class PdfMark(string word)
{
    string seen = "";

    /// <summary>True when the word ends with this sign.</summary>
    public bool Meets(int sign)
    {
        if (seen.Length == 0 && sign != word[0])
        {
            return false;
        }

        seen += (char)sign;
        while (!word.StartsWith(seen, StringComparison.Ordinal))
        {
            seen = seen[1..];
        }

        return seen.Length == word.Length;
    }
}

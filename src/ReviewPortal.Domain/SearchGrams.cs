using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ReviewPortal.Domain;

/// <summary>
/// The pairs of neighbouring characters in folded texts. A word of two characters is found by one pair exactly; a longer one has to have all
/// of its pairs, and is then looked for in the text itself. Japanese has words of two and even of one character, and no spaces between them.
/// </summary>
public static class SearchGrams
{
    /// <summary>Ends each text, so that no pair spans two of them, and so that a last character begins a pair too.</summary>
    public const char End = '\n';

    /// <summary>The texts as one, folded, each with <see cref="End"/>; empty ones are left out.</summary>
    public static string Join(IEnumerable<string> texts) =>
        string.Concat(texts.Select(SearchText.Fold).Where(text => text.Length > 0).Select(text => text + End));

    /// <summary>Every pair of the joined text, once.</summary>
    public static HashSet<int> Of(string joined)
    {
        HashSet<int> pairs = [];
        for (var i = 0; i + 1 < joined.Length; i++)
        {
            if (joined[i] != End && !IsEndOfMark(joined[i]))
            {
                pairs.Add(Pair(joined[i], joined[i + 1]));
            }
        }

        return pairs;
    }

    /// <summary>
    /// Two characters for private use, which no fold changes, for something that is found by its name and is no text: 22 bits of the name's
    /// digest, the same for ever.
    /// </summary>
    public static string Mark(string name)
    {
        var bits = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return new([(char)(0xF000 + (bits >> 12 & 0x3FF)), (char)(0xE000 + (bits & 0xFFF))]);
    }

    // What stands behind a mark belongs to something else.
    static bool IsEndOfMark(char c) => c is >= '\uE000' and <= '\uEFFF';

    /// <summary>Two UTF-16 code units in one number; all pairs that begin with the same unit lie side by side.</summary>
    public static int Pair(char first, char second) => unchecked((int)(((uint)first << 16) | second));

    /// <summary>The words of what was typed, folded; between words stands a space of any kind.</summary>
    public static IReadOnlyList<string> Words(string? typed) =>
        [
            .. (typed ?? "")
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(SearchText.Fold)
                .Where(word => word.Length > 0)
                .Distinct()
                .Take(5),
        ];
}

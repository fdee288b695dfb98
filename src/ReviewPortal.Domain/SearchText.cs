using System.Globalization;
using System.Text;

namespace ReviewPortal.Domain;

/// <summary>The key under which a text is found however it was typed. Only for searching: it is never shown and never stored in place of the text.</summary>
public static class SearchText
{
    /// <summary>Variant forms found in names, each with the form that people type. Short and checked by hand; a stranger's name is never altered by it.</summary>
    static readonly Dictionary<int, char> Variants = Pairs(
        "髙高﨑崎濵浜濱浜邉辺邊辺齋斉齊斉斎斉𠮷吉德徳舘館嶋島澤沢廣広國国櫻桜瀧滝惠恵榮栄眞真曾曽槇槙藥薬醫医"
    );

    const string SmallKana = "ぁぃぅぇぉっゃゅょゎゕゖ";
    const string LargeKana = "あいうえおつやゆよわかけ";

    /// <summary>Marks that lengthen, join or span, in all the shapes in which keyboards give them.</summary>
    const string Dashes = "-~\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\u301C\u3030\u30FC";

    /// <summary>
    /// Folds width, case, kana, small kana, long-vowel marks, dashes, spaces, common variant kanji, 検診/健診 and the short forms of 株式会社 and 有限会社.
    /// Folding twice gives what folding once gives. Null gives the empty key.
    /// </summary>
    public static string Fold(string? text)
    {
        var key = FoldOnce(text ?? "");

        // What was removed may have stood between a letter and its mark, which now join: rare, and settled by another pass.
        for (var next = FoldOnce(key); next != key; next = FoldOnce(key))
        {
            key = next;
        }

        return key;
    }

    static string FoldOnce(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant().EnumerateRunes())
        {
            if (!IsDropped(rune))
            {
                key.Append(FoldRune(rune));
            }
        }

        return key.Replace("検診", "健診").Replace("(株)", "株式会社").Replace("(有)", "有限会社").ToString();
    }

    static string FoldRune(Rune rune)
    {
        if (Variants.TryGetValue(rune.Value, out var common))
        {
            return common.ToString();
        }

        var hiragana = rune.Value is (>= 'ァ' and <= 'ヶ') or 'ヽ' or 'ヾ' ? new Rune(rune.Value - ('ァ' - 'ぁ')) : rune;
        var small = hiragana.IsBmp ? SmallKana.IndexOf((char)hiragana.Value) : -1;
        return small < 0 ? hiragana.ToString() : LargeKana[small].ToString();
    }

    static bool IsDropped(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || (rune.IsBmp && Dashes.Contains((char)rune.Value))
        || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) // variation selectors
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control;

    /// <summary>Half a surrogate pair cannot be normalised; it becomes U+FFFD.</summary>
    static string WellFormed(string text)
    {
        var well = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            well.Append(rune);
        }

        return well.ToString();
    }

    static Dictionary<int, char> Pairs(string pairs)
    {
        Rune[] runes = [.. pairs.EnumerateRunes()];
        return runes.Chunk(2).ToDictionary(pair => pair[0].Value, pair => (char)pair[1].Value);
    }
}

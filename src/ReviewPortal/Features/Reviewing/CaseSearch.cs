using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Features.Reviewing;

/// <summary>What the pairs of the searchable texts are asked for.</summary>
static class CaseSearch
{
    // A long word is looked for by some of its pairs, and then in the text itself: more pairs would cost more than they leave out.
    // The middle comes first: where two words meet (健診・結果) is a pair that fewer cases have than either word.
    const int PairsOfAWord = 3;

    /// <summary>Cases in whose latest submission the answer was chosen.</summary>
    /// <param name="key">Of a <see cref="PlanChoice"/>; what names none does not restrict.</param>
    public static IQueryable<CaseRow> Choosing(this IQueryable<CaseRow> rows, string? key, PortalDb db)
    {
        if (PlanChoices.Find(key) is not { Mark: var mark })
        {
            return rows;
        }

        var pair = SearchGrams.Pair(mark[0], mark[1]);
        return rows.Where(r => db.SearchGrams.Any(g => g.Gram == pair && g.No == r.No));
    }

    /// <summary>Cases that the text finds: by their number, or by words that all have to occur.</summary>
    /// <param name="rows">What is looked through.</param>
    /// <param name="text">As it was typed.</param>
    /// <param name="db">Where the rows are from.</param>
    /// <param name="areFew">The rows are a small part of all: each is looked up, instead of collecting all that a word finds first.</param>
    public static IQueryable<CaseRow> Saying(this IQueryable<CaseRow> rows, string? text, PortalDb db, bool areFew)
    {
        if (ApplicationNumber.TryParse(text, out var no))
        {
            return rows.Where(r => r.No == no);
        }

        if (ApplicationNumber.MayMean(text, out var meant))
        {
            var saying = db.CaseRows.Having(text, db, areFew: false).Select(r => r.No);
            return rows.Where(r => r.No == meant || saying.Contains(r.No));
        }

        return rows.Having(text, db, areFew);
    }

    // A word occurs where it was written, or where an answer was chosen that is called so.
    static IQueryable<CaseRow> Having(this IQueryable<CaseRow> rows, string? text, PortalDb db, bool areFew)
    {
        foreach (var word in SearchGrams.Words(text))
        {
            var marks = ChoiceWords.Meant(word);
            rows = word.Length == 1 ? rows.HavingOne(word[0], marks, db) : rows.HavingWord(word, marks, db, areFew);
        }

        return rows;
    }

    static IQueryable<CaseRow> HavingOne(this IQueryable<CaseRow> rows, char letter, int[] marks, PortalDb db)
    {
        var (from, to) = (SearchGrams.Pair(letter, '\0'), SearchGrams.Pair(letter, '\uFFFF'));
        var written = db.SearchGrams.Where(g => g.Gram >= from && g.Gram <= to).Select(g => g.No);
        var either = marks.Length == 0 ? written : written.Concat(db.SearchGrams.Where(g => marks.Contains(g.Gram)).Select(g => g.No));
        return rows.Where(r => either.Contains(r.No));
    }

    // The rows of the first pair and of the marks are collected once; what is left of them is looked up, which is less than a second collection.
    static IQueryable<CaseRow> HavingWord(this IQueryable<CaseRow> rows, string word, int[] marks, PortalDb db, bool areFew)
    {
        int[] pairs = [.. Pairs(word)];
        int[] either = [pairs[0], .. marks];
        rows = areFew
            ? rows.Where(r => db.SearchGrams.Any(g => either.Contains(g.Gram) && g.No == r.No))
            : rows.Where(r => db.SearchGrams.Where(g => either.Contains(g.Gram)).Select(g => g.No).Contains(r.No));
        if (word.Length == 2)
        {
            return rows;
        }

        IQueryable<CaseText> written = db.CaseTexts;
        foreach (var pair in pairs[1..])
        {
            written = written.Where(t => db.SearchGrams.Any(g => g.Gram == pair && g.No == t.No));
        }

        written = written.Where(t => t.Text.Contains(word));
        return marks.Length == 0
            ? rows.Where(r => written.Any(t => t.No == r.No))
            : rows.Where(r => db.SearchGrams.Any(g => marks.Contains(g.Gram) && g.No == r.No) || written.Any(t => t.No == r.No));
    }

    static IEnumerable<int> Pairs(string word)
    {
        var last = word.Length - 2;
        int[] places = [.. new[] { last / 2, 0, last }.Distinct().Take(PairsOfAWord)];
        return places.Select(at => SearchGrams.Pair(word[at], word[at + 1])).Distinct();
    }
}

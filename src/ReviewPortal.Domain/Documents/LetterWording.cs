using System.Text.RegularExpressions;

namespace ReviewPortal.Domain.Documents;

/// <summary>What kind of letter it is; each has a template of its own.</summary>
public enum LetterKind
{
    /// <summary>到達確認</summary>
    Receipt,

    /// <summary>補正依頼</summary>
    Correction,

    /// <summary>照会</summary>
    Inquiry,

    /// <summary>審査期間延長</summary>
    Extension,

    /// <summary>承諾</summary>
    Accepted,

    /// <summary>条件付承諾</summary>
    AcceptedWithConditions,

    /// <summary>不承諾</summary>
    Refused,

    /// <summary>変更承諾</summary>
    AmendmentAccepted,

    /// <summary>停止</summary>
    Suspended,

    /// <summary>取消</summary>
    Revoked,

    /// <summary>終了受付</summary>
    EndReceived,
}

/// <summary>What a letter is filled with: kept with the letter, so that the same wording and the same data print the same content.</summary>
/// <param name="Values">A text for each variable of a line.</param>
/// <param name="Lists">Items for each variable that stands alone in a line.</param>
public sealed record LetterData(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, IReadOnlyList<LetterItem>> Lists);

/// <summary>
/// The wording of a kind of letter, with variables in braces. In the items, a line begins with <c>1</c>, <c>(1)</c> or <c>ア</c> and is counted by
/// its place; a list variable alone in a line stands for items one level below the line before it.
/// </summary>
/// <param name="Subject">件名</param>
/// <param name="Body">本文, a paragraph a line; one whose variables are all empty is left out.</param>
/// <param name="Items">記, an item a line; an item of which only an empty list is left is left out with it.</param>
public sealed partial record LetterWording(string Subject, string Body, string Items)
{
    public const int LongestSubject = 200;
    public const int LongestText = 8000;

    /// <summary>The variables that are not known to the kind, in their order; a list that does not stand alone in an item is none.</summary>
    public IReadOnlyList<string> UnknownTo(LetterKind kind) => TemplateText.Unknown(Sentences(kind), LetterVariables.Of(kind));

    /// <summary>The variables without which a letter of the kind would not say what it must, and which are not there.</summary>
    public IReadOnlyList<string> LackedBy(LetterKind kind)
    {
        HashSet<string> there =
        [
            .. TemplateText.Variables(Sentences(kind)),
            .. Lines(Items).Select(line => ListIn(line, kind)).OfType<string>(),
        ];
        return [.. LetterVariables.RequiredOf(kind).Where(name => !there.Contains(name))];
    }

    /// <summary>The lines with a brace that belongs to no variable.</summary>
    public IReadOnlyList<string> StrayBraces => TemplateText.StrayBraces($"{Subject}\n{Body}\n{Items}");

    /// <summary>Lines of the items that are none, e.g. an <c>ア</c> without a <c>(1)</c> above it; with their numbers from 1.</summary>
    public IReadOnlyList<int> BadLines(LetterKind kind)
    {
        List<int> bad = [];
        var above = -1;
        foreach (var (index, line) in Lines(Items).Index())
        {
            if (ListIn(line, kind) is not null)
            {
                // A list may be two levels deep itself, and no letter has more than three.
                if (above is -1 or > 0)
                {
                    bad.Add(index + 1);
                }

                continue;
            }

            var level = LevelOf(line);
            if (level < 0 || level > above + 1)
            {
                bad.Add(index + 1);
            }
            else
            {
                above = level;
            }
        }

        return bad;
    }

    /// <summary>The letter's own text, filled.</summary>
    public (string Subject, IReadOnlyList<string> Body, IReadOnlyList<LetterItem> Items) Fill(LetterKind kind, LetterData data) =>
        (TemplateText.Fill(Subject, data.Values), [.. Lines(Body).SelectMany(line => Paragraph(line, data))], Nest(kind, data));

    static IEnumerable<string> Paragraph(string line, LetterData data)
    {
        var names = TemplateText.Variables(line);
        var isEmpty = names.Count > 0 && names.All(name => data.Values.TryGetValue(name, out var value) && value.Length == 0);
        // A value of several lines is several paragraphs.
        return isEmpty ? [] : Lines(TemplateText.Fill(line, data.Values));
    }

    List<LetterItem> Nest(LetterKind kind, LetterData data)
    {
        List<(int Level, string Text, IReadOnlyList<LetterItem> List, bool IsList)> rows =
        [
            .. Lines(Items)
                .Select(line =>
                    ListIn(line, kind) is { } name
                        ? (-1, "", data.Lists.GetValueOrDefault(name, []), true)
                        : (LevelOf(line), TemplateText.Fill(Marker().Replace(line, ""), data.Values), [], false)
                ),
        ];
        var at = 0;
        return Take(0);

        List<LetterItem> Take(int level)
        {
            List<LetterItem> taken = [];
            while (at < rows.Count && !rows[at].IsList && rows[at].Level >= level)
            {
                var text = rows[at++].Text;
                List<LetterItem> below = [];
                var hasList = false;
                while (at < rows.Count && (rows[at].IsList || rows[at].Level > level))
                {
                    if (rows[at].IsList)
                    {
                        hasList = true;
                        below.AddRange(rows[at++].List);
                    }
                    else
                    {
                        below.AddRange(Take(level + 1));
                    }
                }

                if (below.Count > 0 || !hasList)
                {
                    taken.Add(new(text, below));
                }
            }

            return taken;
        }
    }

    string Sentences(LetterKind kind) =>
        string.Join('\n', Lines(Items).Where(line => ListIn(line, kind) is null).Prepend(Body).Prepend(Subject));

    static string? ListIn(string line, LetterKind kind) =>
        TemplateText.Variables(line) is [var name] && line.Trim() == $"{{{name}}}" && LetterVariables.ListsOf(kind).Contains(name)
            ? name
            : null;

    static int LevelOf(string line) =>
        Marker().Match(line) is not { Success: true } marker ? -1
        : marker.Groups["first"].Success ? 0
        : marker.Groups["second"].Success ? 1
        : 2;

    static IReadOnlyList<string> Lines(string text) =>
        text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^(?:(?<first>[1１])|(?<second>[(（][1１][)）])|(?<third>ア))[\s　]+")]
    private static partial Regex Marker();
}

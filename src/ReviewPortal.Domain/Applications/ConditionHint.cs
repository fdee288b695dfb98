namespace ReviewPortal.Domain.Applications;

/// <summary>
/// 条件の見比べ: conditions of different ministries that an official should look at together. It says nothing of whether they contradict each
/// other, and holds nothing up.
/// </summary>
/// <param name="Between">Conditions of two ministries or more.</param>
/// <param name="Subject">The words that both have, where they are about the same; null where that cannot be told.</param>
public sealed record ConditionHint(IReadOnlyList<ConditionRef> Between, string? Subject)
{
    // As many characters in common are a thing's name and no chance: 保存期間, GL-301.
    const int Least = 4;

    // What is longer than a condition is compared as far as this.
    const int Most = 400;

    /// <summary>Pairs with something in common first; then all others at once. Those that somebody has marked as a conflict are left out.</summary>
    public static IReadOnlyList<ConditionHint> Of(IReadOnlyList<Consultation> consultations, IReadOnlyList<OpinionConflict> marked)
    {
        var heard = OpinionConflict.Heard(consultations).OrderBy(one => one.Ministry).ToList();
        var pairs = (
            from one in heard
            from other in heard
            where one.Ministry < other.Ministry
            from a in Enumerable.Range(0, one.Conditions.Count)
            from b in Enumerable.Range(0, other.Conditions.Count)
            let sides = (ConditionRef[])[new(one.Id, a), new(other.Id, b)]
            where !marked.Any(conflict => sides.All(conflict.IsAbout))
            select new ConditionHint(sides, InCommon(one.Conditions[a], other.Conditions[b]))
        ).ToList();
        var told = pairs.Where(pair => pair.Subject is not null).ToList();
        // What somebody has looked at already, or what stands there with its subject, is not named again for nothing.
        var rest = pairs
            .Where(pair =>
                pair.Subject is null
                && !pair.Between.Any(side =>
                    marked.Any(conflict => conflict.IsAbout(side)) || told.Exists(one => one.Between.Contains(side))
                )
            )
            .ToList();
        return rest.Count == 0 ? told : [.. told, new([.. rest.SelectMany(pair => pair.Between).Distinct()], null)];
    }

    /// <summary>The longest run of characters that name things and that both texts have.</summary>
    static string? InCommon(string one, string other)
    {
        var (a, b) = (one[..Math.Min(one.Length, Most)], other[..Math.Min(other.Length, Most)]);
        var (longest, end) = (0, 0);
        var before = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            var now = new int[b.Length + 1];
            for (var j = 1; j <= b.Length; j++)
            {
                now[j] = a[i - 1] == b[j - 1] && Names(a[i - 1]) ? before[j - 1] + 1 : 0;
                if (now[j] > longest)
                {
                    (longest, end) = (now[j], i);
                }
            }

            before = now;
        }

        return longest >= Least ? a[(end - longest)..end] : null;
    }

    // Kanji, katakana, letters and digits; hiragana binds words.
    static bool Names(char c) => c is '-' or 'ー' || (char.IsLetterOrDigit(c) && c is not (>= 'ぁ' and <= 'ゟ'));
}

using System.Collections.Concurrent;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>Every rule set that counts: those that the program brings along and those that the portal has published, by day of force.</summary>
public sealed class RuleBook
{
    readonly RuleSet[] sets;
    readonly ConcurrentDictionary<RuleSetRef, string> digests = [];

    /// <param name="published">The portal's own sets, the one that was published first in front.</param>
    public RuleBook(IEnumerable<RuleSet> published) =>
        // The sort is stable: of two sets from the same day the one that was published later comes later, and so is the one in force.
        sets = [.. RuleSets.Shipped.Concat(published).OrderBy(set => set.From)];

    /// <summary>The shipped sets alone.</summary>
    public static RuleBook Shipped { get; } = new([]);

    /// <summary>By first day of force, the oldest first.</summary>
    public IReadOnlyList<RuleSet> All => sets;

    /// <summary>The set in force on the day; before the first one, the first.</summary>
    public RuleSet InForce(DateOnly day) =>
        sets.LastOrDefault(set => set.From <= day && (set.Until is not { } until || day <= until)) ?? sets[0];

    /// <summary>The sets that come into force after the day, the next one first.</summary>
    public IReadOnlyList<RuleSet> ComingAfter(DateOnly day) => [.. sets.Where(set => set.From > day)];

    /// <summary>The last day on which the set is in force; null while no end is known.</summary>
    public DateOnly? LastDayOf(RuleSet set)
    {
        var next = sets.SkipWhile(one => !ReferenceEquals(one, set)).Skip(1).FirstOrDefault();
        DateOnly?[] ends = [set.Until, next?.From.AddDays(-1)];
        return ends.Min();
    }

    /// <summary>
    /// True where the first or the last day is taken and not known: of an edition that names itself by its month, the day is to be confirmed.
    /// </summary>
    public bool IsForceOpen(RuleSet set) =>
        IsDayOpen(set) || (LastDayOf(set) is { } last && Array.Exists(sets, next => next.From == last.AddDays(1) && IsDayOpen(next)));

    static bool IsDayOpen(RuleSet set) => set.Citation is { Confirmed: false, Edition: { } edition } && edition.EndsWith('月');

    /// <summary>The set of exactly this id and revision; null when there is none.</summary>
    public RuleSet? Find(string id, int revision) => sets.LastOrDefault(set => set.Id == id && set.Revision == revision);

    /// <summary>The set that a text names: <c>ID@REVISION</c>, or <c>ID</c> for the newest revision that is in force by the day.</summary>
    /// <param name="day">A revision that begins later is taken only where there is no other.</param>
    public RuleSet? Find(string reference, DateOnly day) =>
        RuleSetRef.TryParse(reference, out var exact)
            ? Find(exact.Id, exact.Revision)
            : sets.LastOrDefault(set => set.Id == reference && set.From <= day) ?? sets.FirstOrDefault(set => set.Id == reference);

    /// <summary>The next revision of an id that nothing published has.</summary>
    public int NextRevision(string id) => 1 + sets.Where(set => set.Id == id).Select(set => set.Revision).DefaultIfEmpty().Max();

    /// <summary>The digest of one of these sets; computed once.</summary>
    public string DigestOf(RuleSet set) => digests.GetOrAdd(new(set.Id, set.Revision), _ => set.Digest);
}

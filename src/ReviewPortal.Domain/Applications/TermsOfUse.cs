namespace ReviewPortal.Domain.Applications;

/// <summary>利用規約: one wording of the terms under which plans are filed.</summary>
/// <param name="Id">E.g. <c>2026-04</c>; what a filing keeps.</param>
/// <param name="From">First day of force.</param>
/// <param name="Ja">The Japanese wording, a paragraph a line.</param>
/// <param name="En">A reading aid in English; the Japanese wording counts.</param>
/// <param name="Confirmed">False is shown as 要確認: a draft that the ministries have not adopted.</param>
public sealed record Terms(string Id, DateOnly From, string Ja, string En, bool Confirmed);

/// <summary>Every wording there ever was; exactly one is in force on a day.</summary>
public sealed class TermsOfUse(IEnumerable<Terms> all)
{
    readonly Terms[] all = [.. all.OrderBy(terms => terms.From)];

    /// <summary>Those in force on the day; before the first, the first.</summary>
    public Terms InForce(DateOnly day) => all.LastOrDefault(terms => terms.From <= day) ?? all[0];

    /// <summary>Those with the id; null when there never were such.</summary>
    public Terms? Find(string id) => Array.Find(all, terms => terms.Id == id);
}

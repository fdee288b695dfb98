using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Features.Reviewing;

/// <summary>What a correction asks for where a rule is not met, in the officials' own words.</summary>
public sealed record KeptText(string Rule, string? Text, int Version, string ByName, DateTime At);

/// <summary>定型文: reads and changes what officials keep for corrections, one text for each rule.</summary>
public sealed class CorrectionTexts(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    /// <summary>Every rule for which something was ever kept, by the rule's id.</summary>
    public async Task<IReadOnlyDictionary<string, KeptText>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        return !act.IsOfficial
            ? new Dictionary<string, KeptText>()
            : await db
                .CorrectionTexts.AsNoTracking()
                .Select(text => new KeptText(text.Rule, text.Text, text.Version, text.ChangedByName, text.ChangedAt))
                .ToDictionaryAsync(text => text.Rule, ct);
    }

    /// <summary>Keeps a text for a rule.</summary>
    /// <param name="seen">The version that the page showed; 0 where there was none.</param>
    public Task KeepAsync(string rule, string text, int seen, CancellationToken ct = default) =>
        ChangeAsync(
            rule,
            seen,
            (kept, act, db) =>
            {
                if (kept is null)
                {
                    db.CorrectionTexts.Add(CorrectionText.Write(rule, text, act));
                }
                else
                {
                    kept.Change(text, act);
                }
            },
            ct
        );

    /// <summary>Goes back to the rule's own words.</summary>
    public Task DropAsync(string rule, int seen, CancellationToken ct = default) =>
        ChangeAsync(rule, seen, (kept, act, _) => (kept ?? throw new RuleBroken("text-none")).Drop(act), ct);

    async Task ChangeAsync(string rule, int seen, Action<CorrectionText?, Act, PortalDb> change, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var kept = await db.CorrectionTexts.SingleOrDefaultAsync(text => text.Rule == rule, ct);
        if ((kept?.Version ?? 0) != seen)
        {
            throw new Stale(kept!.ChangedByName, kept.ChangedAt, nameof(CorrectionTextKept));
        }

        change(kept, act, db);
        await db.SaveChangesAsync(ct);
    }
}

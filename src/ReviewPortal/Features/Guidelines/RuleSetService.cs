using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Guidelines;

/// <summary>Everything that is changed about rule sets. Each change takes the version that the page showed.</summary>
public sealed class RuleSetService(IDbContextFactory<PortalDb> databases, CurrentUser user, RuleBooks books)
{
    /// <summary>Copies a shipped or published set to a new draft.</summary>
    /// <param name="reference"><c>ID@REVISION</c></param>
    /// <exception cref="NotFound">There is no such set.</exception>
    public async Task<PortalRuleSetId> CopyAsync(string reference, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var book = await books.NowAsync(ct);
        var origin = book.Find(reference, JapaneseDate.On(act.At)) ?? throw new NotFound();
        // A copy of what is being shown is part of the showing.
        var demo = await db.Users.AnyAsync(person => person.Id == act.By.Value && person.IsDemo, ct);
        var copy = PortalRuleSet.Copy(PortalRuleSetId.New(), origin, book.NextRevision(origin.Id), demo, act);
        db.RuleSets.Add(copy);
        await db.SaveChangesAsync(ct);
        return copy.Id;
    }

    public Task EditAsync(PortalRuleSetId id, int seen, PartEdit edit, CancellationToken ct = default) =>
        ChangeAsync(id, seen, (set, act) => set.Edit(edit, act), ct);

    public Task DiscardAsync(PortalRuleSetId id, int seen, string reason, CancellationToken ct = default) =>
        ChangeAsync(id, seen, (set, act) => set.Discard(reason, act), ct);

    /// <summary>Publishes the draft; from its day of force on everything is judged by it.</summary>
    public async Task PublishAsync(PortalRuleSetId id, int seen, DateOnly from, CancellationToken ct = default)
    {
        // Asked of the database and not of what is kept: another instance may have published a moment ago.
        await using var db = await databases.CreateDbContextAsync(ct);
        var book = await RuleBooks.ReadAsync(db, ct);
        await ChangeAsync(id, seen, (set, act) => set.Publish(from, book.NextRevision(set.SetId), act, ct), ct);
        books.Forget();
    }

    async Task ChangeAsync(PortalRuleSetId id, int seen, Action<PortalRuleSet, Act> change, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var set = await db.RuleSets.VisibleTo(act).SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFound();
        if (set.Version != seen)
        {
            throw await WhoWasFirstAsync(db, id, ct);
        }

        // Looking for what forbids publishing takes a while; the circuit goes on meanwhile.
        await Task.Run(() => change(set, act), ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (Stale)
        {
            throw await WhoWasFirstAsync(db, id, ct);
        }
    }

    static async Task<Stale> WhoWasFirstAsync(PortalDb db, PortalRuleSetId id, CancellationToken ct)
    {
        var last = await db
            .Events.AsNoTracking()
            .Where(row => row.Stream == id.Value)
            .OrderByDescending(row => row.Sequence)
            .FirstAsync(ct);
        return new(last.ByName, last.At, last.Kind);
    }
}

using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Features.Reviewing;

/// <summary>条件集: reads and changes the conditions that officials keep ready.</summary>
public sealed class ConditionLibrary(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    /// <summary>Every condition, those that are no longer offered too, by title.</summary>
    public async Task<IReadOnlyList<ConditionTemplate>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        return act.IsOfficial
            ?
            [
                .. (await db.ConditionTemplates.AsNoTracking().ToListAsync(ct))
                    .OrderBy(template => template.IsRetired)
                    .ThenBy(template => template.Wording.Title, StringComparer.Ordinal),
            ]
            : [];
    }

    public async Task WriteAsync(ConditionWording wording, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        db.ConditionTemplates.Add(ConditionTemplate.Write(wording, await user.ActAsync(db, ct)));
        await db.SaveChangesAsync(ct);
    }

    /// <param name="seen">The version that the page showed.</param>
    public Task ChangeAsync(Guid id, int seen, ConditionWording wording, CancellationToken ct = default) =>
        RunAsync(id, seen, (template, act) => template.Change(wording, act), ct);

    /// <param name="seen">The version that the page showed.</param>
    public Task RetireAsync(Guid id, int seen, CancellationToken ct = default) =>
        RunAsync(id, seen, (template, act) => template.Retire(act), ct);

    /// <param name="seen">The version that the page showed.</param>
    public Task RestoreAsync(Guid id, int seen, CancellationToken ct = default) =>
        RunAsync(id, seen, (template, act) => template.Restore(act), ct);

    async Task RunAsync(Guid id, int seen, Action<ConditionTemplate, Act> change, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var template = await db.ConditionTemplates.SingleOrDefaultAsync(one => one.Id == id, ct) ?? throw new NotFound();
        if (template.Version != seen)
        {
            throw new Stale(template.ChangedByName, template.ChangedAt, nameof(ConditionTemplateKept));
        }

        change(template, act);
        await db.SaveChangesAsync(ct);
    }
}

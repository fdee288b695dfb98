using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Access;

/// <summary>A person's own text that has not been sent.</summary>
/// <param name="Person">Whose it is.</param>
/// <param name="Text">Null where nothing is kept.</param>
/// <param name="SavedAt">UTC; null where nothing is kept.</param>
public sealed record TypedText(UserId Person, string? Text, DateTime? SavedAt);

/// <summary>What became of a text that was to be kept.</summary>
/// <param name="SavedAt">When it was kept, UTC; null when nothing is kept.</param>
/// <param name="Other">What another window of the same person has kept meanwhile: it stands, and the new text is not kept yet.</param>
public sealed record KeptOwnText(DateTime? SavedAt, string? Other = null);

/// <summary>Keeps what a person types until it is sent, so that a reload, a lost connection or a colleague who was faster takes nothing away.</summary>
public sealed class OwnTexts(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    // More tabs of one person than this do not keep the same text in the same moment.
    const int Tries = 5;

    /// <exception cref="NotFound">The application is not there, or not the person's to see.</exception>
    public async Task<TypedText> FindAsync(ApplicationId id, TextPlace place, Guid about = default, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await VisibleAsync(db, id, ct);
        var kept = await Of(db, act, id, place, about).AsNoTracking().SingleOrDefaultAsync(ct);
        return new(act.By, kept?.Text, kept?.SavedAt);
    }

    /// <summary>Keeps the text in place of the one before; a blank one takes it away. What the window has not seen is not written over.</summary>
    /// <param name="seen">What the window last knew to be kept; null for nothing.</param>
    /// <exception cref="NotFound">The application is not there, or not the person's to see.</exception>
    public async Task<KeptOwnText> KeepAsync(
        ApplicationId id,
        TextPlace place,
        Guid about,
        string? text,
        string? seen,
        CancellationToken ct = default
    )
    {
        var fit = Fit(text);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var act = await VisibleAsync(db, id, ct);
            var kept = await Of(db, act, id, place, about).SingleOrDefaultAsync(ct);
            if (kept is not null && kept.Text != Fit(seen) && kept.Text != fit)
            {
                return new(null, kept.Text);
            }

            DateTime? at = string.IsNullOrWhiteSpace(fit) ? null : act.At;
            if (at is null)
            {
                db.OwnTexts.RemoveRange(kept is null ? [] : [kept]);
            }
            else
            {
                if (kept is null)
                {
                    kept = new()
                    {
                        Application = id,
                        Person = act.By,
                        Place = place,
                        About = about,
                    };
                    db.OwnTexts.Add(kept);
                }

                kept.Text = fit!;
                kept.SavedAt = act.At;
            }

            try
            {
                await db.SaveChangesAsync(ct);
                return new(at);
            }
            catch (Stale) when (attempt < Tries)
            {
                // Another tab of the same person kept it, or sent it, in this moment.
            }
        }
    }

    internal static string? Fit(string? text) => text?.Length > OwnText.TextMaxLength ? text[..OwnText.TextMaxLength] : text;

    internal static IQueryable<OwnText> Of(PortalDb db, Act act, ApplicationId id, TextPlace place, Guid about) =>
        db.OwnTexts.Where(text => text.Application == id && text.Person == act.By && text.Place == place && text.About == about);

    async Task<Act> VisibleAsync(PortalDb db, ApplicationId id, CancellationToken ct)
    {
        var act = await user.ActAsync(db, ct);
        return await db.Applications.VisibleTo(act).AnyAsync(a => a.Id == id, ct) ? act : throw new NotFound();
    }
}

/// <summary>Taking away what is sent, in the transaction that sends it.</summary>
public static class SentTexts
{
    /// <summary>Removes the person's own text with the next save, unless another window of the same person has kept another one meanwhile.</summary>
    /// <param name="sent">What is sent.</param>
    public static async Task SentAsync(
        this PortalDb db,
        Act act,
        ApplicationId id,
        TextPlace place,
        string sent,
        Guid about = default,
        CancellationToken ct = default
    )
    {
        var kept = await OwnTexts.Of(db, act, id, place, about).SingleOrDefaultAsync(ct);
        if (kept is not null && OwnTexts.Fit(sent)?.Trim() == kept.Text.Trim())
        {
            db.OwnTexts.Remove(kept);
        }
    }

    /// <summary>As <see cref="SentAsync"/>, for a text that is sent line by line; with none of them what was kept goes, too.</summary>
    public static async Task SentLinesAsync(
        this PortalDb db,
        Act act,
        ApplicationId id,
        TextPlace place,
        IReadOnlyList<string> lines,
        Guid about = default,
        CancellationToken ct = default
    )
    {
        const StringSplitOptions Split = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var kept = await OwnTexts.Of(db, act, id, place, about).SingleOrDefaultAsync(ct);
        if (kept is not null && (lines.Count == 0 || kept.Text.Split('\n', Split).SequenceEqual(lines.Select(line => line.Trim()))))
        {
            db.OwnTexts.Remove(kept);
        }
    }

    /// <summary>
    /// As <see cref="SentAsync"/>, for what consists of several texts: each that is sent goes, and what holds them together goes with the last.
    /// </summary>
    public static async Task SentPartsAsync(
        this PortalDb db,
        Act act,
        ApplicationId id,
        TextPlace place,
        IReadOnlyCollection<string> sent,
        CancellationToken ct = default
    )
    {
        var kept = await db.OwnTexts.Where(text => text.Application == id && text.Person == act.By && text.Place == place).ToListAsync(ct);
        var texts = sent.Select(text => OwnTexts.Fit(text)?.Trim()).ToHashSet();
        var left = kept.Where(text => text.About != Guid.Empty && !texts.Contains(text.Text.Trim())).ToList();
        db.OwnTexts.RemoveRange(kept.Where(text => text.About == Guid.Empty ? left.Count == 0 : !left.Contains(text)));
    }
}

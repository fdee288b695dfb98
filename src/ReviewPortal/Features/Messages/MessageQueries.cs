using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Messages;

/// <summary>One message or note as a person reads it.</summary>
/// <param name="By">Who wrote it; null where the reader is told only that it was the office.</param>
/// <param name="From">Whose side wrote it.</param>
/// <param name="IsNew">The person has not seen it before.</param>
/// <param name="IsForMe">A note that addresses the person.</param>
/// <param name="IsForLead">A note that is kept from the ministries.</param>
public sealed record Line(
    Guid Id,
    DateTime At,
    string? By,
    Holder From,
    string Text,
    bool IsNew,
    bool IsForMe = false,
    bool IsForLead = false
);

/// <summary>What was said about one application.</summary>
/// <param name="ServiceName">The service, as the list calls it.</param>
/// <param name="Lines">Oldest first; the latest <see cref="MessageQueries.Most"/>.</param>
/// <param name="Earlier">How many older ones are not shown.</param>
/// <param name="MayWrite">Whether the person can add to it now.</param>
/// <param name="MayKeep">Whether the person can keep a note from the ministries.</param>
/// <param name="Values">What fills in the variables of a text block; empty for applicants.</param>
/// <param name="Counts">What else there is of the case; null for applicants.</param>
public sealed record Talk(
    ApplicationId Id,
    string? Number,
    string ServiceName,
    IReadOnlyList<Line> Lines,
    int Earlier,
    bool MayWrite,
    bool MayKeep,
    IReadOnlyDictionary<string, string> Values,
    CaseCounts? Counts
)
{
    /// <summary>The instant of the newest line.</summary>
    public DateTime? Newest => Lines.Count > 0 ? Lines[^1].At : null;
}

/// <summary>A text that officials keep.</summary>
public sealed record Block(Guid Id, int Version, string Title, string Text, string ChangedBy, DateTime ChangedAt);

/// <summary>Reads messages, notes and kept texts.</summary>
public sealed class MessageQueries(IDbContextFactory<PortalDb> databases, CurrentUser user, IOptions<ReviewSettings> review, Wording words)
{
    public const int Most = 200;

    static readonly Role[] ReadingRoles = [.. Enum.GetValues<Role>().Where(role => role.ReadsSubmitted())];
    static readonly Role[] LeadingRoles = [.. ReadingRoles.Where(role => role.SeesKept())];

    /// <summary>The messages between the two sides.</summary>
    /// <exception cref="NotFound">Not there, or not the person's to see; a draft has none.</exception>
    public async Task<Talk> MessagesAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var application = await FiledAsync(db, id, act, ct);
        var mine = act.IsOfficial ? Holder.Government : Holder.Applicant;
        var seen = await SeenAsync(db, id, act, ct);
        var found = db.Messages.AsNoTracking().Where(message => message.Application == id);
        var total = await found.CountAsync(ct);
        var rows = await found.OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(Most).ToListAsync(ct);
        rows.Reverse();
        var namesOffice = act.IsOfficial || review.Value.ShowOfficialNames;
        return new(
            id,
            application.Number,
            application.ServiceName,
            [
                .. rows.Select(row => new Line(
                    row.Id,
                    row.At,
                    row.From == Holder.Applicant || namesOffice ? row.ByName : null,
                    row.From,
                    row.Text,
                    row.From != mine && row.At > (seen?.Messages ?? default)
                )),
            ],
            total - rows.Count,
            application.OpenTo(act).Contains(ApplicationAction.SendMessage),
            false,
            act.IsOfficial ? await ValuesAsync(db, application, act, ct) : new Dictionary<string, string>(),
            act.IsOfficial ? await CountsAsync(db, application, seen, act, ct) : null
        );
    }

    /// <summary>The notes among officials.</summary>
    /// <exception cref="NotFound">Not there, or the person is no official who reads cases.</exception>
    public async Task<Talk> NotesAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (!act.IsOfficial)
        {
            throw new NotFound();
        }

        var application = await FiledAsync(db, id, act, ct);
        var seen = await SeenAsync(db, id, act, ct);
        var leads = application.IsLedBy(act);
        var found = db.InternalNotes.AsNoTracking().Where(note => note.Application == id).ReadableBy(act, leads);
        var total = await found.CountAsync(ct);
        var rows = await found.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(Most).ToListAsync(ct);
        rows.Reverse();
        return new(
            id,
            application.Number,
            application.ServiceName,
            [
                .. rows.Select(row => new Line(
                    row.Id,
                    row.At,
                    row.ByName,
                    Holder.Government,
                    row.Text,
                    row.By != act.By && row.At > (seen?.Notes ?? default),
                    row.Mentions.Any(mention => mention.Person == act.By),
                    row.IsForLead
                )),
            ],
            total - rows.Count,
            application.OpenTo(act).Contains(ApplicationAction.WriteNote),
            leads,
            new Dictionary<string, string>(),
            await CountsAsync(db, application, seen, act, ct)
        );
    }

    /// <summary>Names of those who may read cases, to be addressed in a note.</summary>
    /// <param name="ledCase">The case that a note for those who lead is about: only they read that; null for any other note.</param>
    public async Task<IReadOnlyList<string>> ReaderNamesAsync(ApplicationId? ledCase = null, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var assigned = ledCase is null
            ? null
            : await db.Applications.VisibleTo(act).Where(a => a.Id == ledCase).Select(a => a.AssignedTo).SingleOrDefaultAsync(ct);
        return act.Roles.Any(role => role.ReadsSubmitted())
            ? await Readers(db, assigned, ledCase is not null).Select(u => u.DisplayName).Distinct().OrderBy(name => name).ToListAsync(ct)
            : [];
    }

    /// <summary>The kept texts by title; none for people who do not write to applicants.</summary>
    public async Task<IReadOnlyList<Block>> BlocksAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        return TextBlock.MayKeep(act)
            ? await db
                .TextBlocks.AsNoTracking()
                .Where(block => !block.IsRemoved)
                .OrderBy(block => block.Title)
                .ThenBy(block => block.Id)
                .Select(block => new Block(block.Id, block.Version, block.Title, block.Text, block.ChangedByName, block.ChangedAt))
                .ToListAsync(ct)
            : [];
    }

    internal static IQueryable<PortalUser> Readers(PortalDb db, UserId? assigned = null, bool onlyLeading = false)
    {
        var roles = onlyLeading ? LeadingRoles : ReadingRoles;
        var leader = assigned?.Value;
        return db.Users.AsNoTracking().Where(u => !u.IsClosed && (u.Id == leader || u.Grants.Any(grant => roles.Contains(grant.Role))));
    }

    static async Task<Application> FiledAsync(PortalDb db, ApplicationId id, Act act, CancellationToken ct)
    {
        var application = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Include(a => a.Versions)
            .Include(a => a.Corrections)
            .Include(a => a.Consultations)
            .Include(a => a.Inquiries)
            .AsSplitQuery()
            .SingleOrDefaultAsync(a => a.Id == id && a.ArrivedAt != null, ct);
        return application ?? throw new NotFound();
    }

    static Task<ReadingMark?> SeenAsync(PortalDb db, ApplicationId id, Act act, CancellationToken ct) =>
        db.ReadingMarks.AsNoTracking().SingleOrDefaultAsync(mark => mark.Application == id && mark.Reader == act.By, ct);

    static async Task<CaseCounts> CountsAsync(PortalDb db, Application application, ReadingMark? seen, Act act, CancellationToken ct)
    {
        var (messages, notes) = (seen?.Messages ?? default, seen?.Notes ?? default);
        return CaseCounts.Of(
            application,
            ReviewItems.RulesOf(application.LatestVersion!),
            CaseCounts.ChangesOf(application, act).Count,
            await db.Messages.CountAsync(m => m.Application == application.Id && m.From == Holder.Applicant && m.At > messages, ct),
            await db
                .InternalNotes.Where(note => note.Application == application.Id && note.By != act.By && note.At > notes)
                .ReadableBy(act, application.IsLedBy(act))
                .CountAsync(ct)
        );
    }

    async Task<IReadOnlyDictionary<string, string>> ValuesAsync(PortalDb db, Application application, Act act, CancellationToken ct)
    {
        var organization = await db
            .Organizations.AsNoTracking()
            .Where(o => o.Id == application.Organization)
            .Select(o => o.Name)
            .SingleAsync(ct);
        var values = new Dictionary<string, string>
        {
            ["number"] = application.Number ?? "",
            ["service"] = application.ServiceName,
            ["organization"] = organization,
            ["today"] = words.FormalDate(JapaneseDate.On(act.At)),
        };
        DateOnly[] due =
        [
            .. application.Corrections.Where(c => c.IsOpen).Select(c => c.DueOn),
            .. application.Inquiries.Where(i => i.IsOpen).Select(i => i.DueOn),
        ];
        // Without anything that is due the variable stays in the text, to be written by hand.
        if (due.Length > 0)
        {
            values["due"] = words.FormalDate(due.Min());
        }

        return values;
    }
}

/// <summary>Which notes a person may read.</summary>
static class NoteVisibility
{
    /// <param name="notes">Notes of one case.</param>
    /// <param name="act">Who reads; of an official who reads cases.</param>
    /// <param name="leads">Whether the person leads that case.</param>
    public static IQueryable<InternalNote> ReadableBy(this IQueryable<InternalNote> notes, Act act, bool leads) =>
        notes.Where(note => leads || !note.IsForLead || note.By == act.By);
}

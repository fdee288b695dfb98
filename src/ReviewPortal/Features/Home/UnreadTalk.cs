using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Home;

/// <summary>What was written to the person and has not been read.</summary>
static class UnreadTalk
{
    public static async Task<IReadOnlyList<HomeTask>> FindAsync(PortalDb db, Act act, CancellationToken ct) =>
        [.. await MessagesAsync(db, act, ct), .. act.IsOfficial ? await MentionsAsync(db, act, ct) : []];

    // Messages wait for those who can answer them; whoever only reads the case finds them marked in the list.
    static async Task<IReadOnlyList<HomeTask>> MessagesAsync(PortalDb db, Act act, CancellationToken ct)
    {
        var other = act.IsOfficial ? Holder.Applicant : Holder.Government;
        var found = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Where(a => a.ArrivedAt != null && a.EndedAt == null)
            .Where(a =>
                db.Messages.Any(m =>
                    m.Application == a.Id
                    && m.From == other
                    && !db.ReadingMarks.Any(mark => mark.Application == a.Id && mark.Reader == act.By && mark.Messages >= m.At)
                )
            )
            .Include(a => a.Inquiries)
            .OrderBy(a => a.ChangedAt)
            .ThenBy(a => a.Id)
            .Take(HomeQueries.Most)
            .Select(a => new { Application = a, Since = db.Messages.Where(m => m.Application == a.Id && m.From == other).Max(m => m.At) })
            .ToListAsync(ct);
        return
        [
            .. found
                .Where(t => t.Application.OpenTo(act).Contains(ApplicationAction.SendMessage))
                .Select(t => new HomeTask(
                    TaskKind.ReadMessages,
                    t.Application.Id,
                    t.Application.Number,
                    t.Application.ServiceName,
                    t.Since
                )),
        ];
    }

    // However often a person is named in a case, it is one thing to look at.
    static async Task<IReadOnlyList<HomeTask>> MentionsAsync(PortalDb db, Act act, CancellationToken ct)
    {
        var found = await (
            // From the few notes that name the person, not from the cases.
            from note in db.InternalNotes.AsNoTracking().SelectMany(n => n.Mentions.Where(m => m.Person == act.By), (n, _) => n)
            where !db.ReadingMarks.Any(mark => mark.Application == note.Application && mark.Reader == act.By && mark.Notes >= note.At)
            join a in db.Applications.VisibleTo(act) on note.Application equals a.Id
            orderby note.At
            select new HomeTask(TaskKind.ReadNotes, a.Id, a.Number, a.ServiceName, note.At)
        )
            .Take(HomeQueries.Most)
            .ToListAsync(ct);
        return [.. found.DistinctBy(task => task.Id)];
    }
}

using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>What stands beside a case and is no part of it.</summary>
/// <param name="UnreadMessages">Messages of the applicant that the person has not seen.</param>
/// <param name="UnreadNotes">Notes of other officials that the person has not seen.</param>
/// <param name="Related">Where the answers were copied from and to; drafts are the applicant's alone.</param>
public sealed record CaseSide(int UnreadMessages, int UnreadNotes, IReadOnlyList<RelatedCase> Related)
{
    // One question to the database for both counts: the page of a case has a budget.
    internal static async Task<CaseSide> FindAsync(PortalDb db, Application application, Act act, CancellationToken ct)
    {
        var id = application.Id;
        var leads = application.IsLedBy(act);
        var unread = await db
            .Applications.AsNoTracking()
            .Where(a => a.Id == id)
            .Select(a => new
            {
                Messages = db.Messages.Count(m =>
                    m.Application == a.Id
                    && m.From == Holder.Applicant
                    && !db.ReadingMarks.Any(mark => mark.Application == a.Id && mark.Reader == act.By && mark.Messages >= m.At)
                ),
                Notes = db.InternalNotes.Count(n =>
                    n.Application == a.Id
                    && n.By != act.By
                    && (leads || !n.IsForLead)
                    && !db.ReadingMarks.Any(mark => mark.Application == a.Id && mark.Reader == act.By && mark.Notes >= n.At)
                ),
            })
            .SingleAsync(ct);
        return new(
            unread.Messages,
            unread.Notes,
            await db
                .Applications.AsNoTracking()
                .VisibleTo(act)
                .Where(a => a.Id == application.CopiedFrom || a.CopiedFrom == id)
                .OrderBy(a => a.ArrivedAt)
                .Select(a => new RelatedCase(a.Id, a.Number!, a.Id == application.CopiedFrom))
                .ToListAsync(ct)
        );
    }
}

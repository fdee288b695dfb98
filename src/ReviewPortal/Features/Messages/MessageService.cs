using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Features.Messages;

/// <summary>Messages, notes, how far each person has read them, and the texts that officials keep.</summary>
public sealed class MessageService(IDbContextFactory<PortalDb> databases, CurrentUser user, ApplicationChanges changes)
{
    /// <summary>Writes to the other side.</summary>
    /// <param name="id">About which case.</param>
    /// <param name="text">What.</param>
    /// <param name="files">What the person has taken for it.</param>
    /// <param name="ct">Cancels.</param>
    public Task SendAsync(ApplicationId id, string text, IReadOnlyCollection<Guid>? files = null, CancellationToken ct = default) =>
        changes.RunAsync(
            id,
            seen: null,
            async (application, act, db) =>
            {
                db.Messages.Add(Message.Write(application, text, act, await db.TakenAsync(files, ct)));
                await db.SentAsync(act, id, TextPlace.Message, text, ct: ct);
            },
            ct
        );

    /// <summary>Writes a note among officials; who is named with @ is addressed, if that person may read the case.</summary>
    /// <param name="id">About which case.</param>
    /// <param name="text">What.</param>
    /// <param name="forLead">Keeps it from the ministries.</param>
    /// <param name="ct">Cancels.</param>
    public Task NoteAsync(ApplicationId id, string text, bool forLead = false, CancellationToken ct = default) =>
        changes.RunAsync(
            id,
            seen: null,
            async (application, act, db) =>
            {
                var readers = await MessageQueries
                    .Readers(db, forLead ? application.AssignedTo : null, forLead)
                    .Select(u => new { u.Id, u.DisplayName })
                    .ToListAsync(ct);
                var note = InternalNote.Write(application, text, readers.Select(u => (new UserId(u.Id), u.DisplayName)), act, forLead);
                if (forLead)
                {
                    // Whoever may not read it is not told of it: that is said to the writer, who counted on it.
                    var others = await MessageQueries.Readers(db).Select(u => new { u.Id, u.DisplayName }).ToListAsync(ct);
                    var named = InternalNote.MentionedIn(text, others.Select(u => (new UserId(u.Id), u.DisplayName)));
                    string[] unheard =
                    [
                        .. others
                            .Where(u => named.Contains(new(u.Id)))
                            .Select(u => u.DisplayName)
                            .Except(readers.Select(u => u.DisplayName)),
                    ];
                    if (unheard.Length > 0)
                    {
                        throw new RuleBroken(InternalNote.Unheard, string.Join("、", unheard));
                    }
                }

                db.InternalNotes.Add(note);
                await db.SentAsync(act, id, TextPlace.Note, text, ct: ct);
            },
            ct
        );

    /// <summary>Remembers that the person has seen everything up to these instants; earlier ones take nothing back.</summary>
    /// <param name="id">Which case.</param>
    /// <param name="messages">The newest message on the page, UTC.</param>
    /// <param name="notes">The newest note on the page, UTC.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="NotFound">Not there, or not the person's to see.</exception>
    public async Task MarkReadAsync(ApplicationId id, DateTime? messages, DateTime? notes, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (!await db.Applications.VisibleTo(act).AnyAsync(a => a.Id == id, ct))
        {
            throw new NotFound();
        }

        // Each step is one statement that changes nothing where another page of the person, here or in another process, was faster.
        var marks = db.ReadingMarks.Where(m => m.Application == id && m.Reader == act.By);
        if (!await marks.AnyAsync(ct))
        {
            await db.AddOnceAsync(new ReadingMark { Application = id, Reader = act.By }, ct);
        }

        if (messages is { } message)
        {
            await marks.Where(m => m.Messages < message).ExecuteUpdateAsync(mark => mark.SetProperty(m => m.Messages, message), ct);
        }

        if (notes is { } note && act.IsOfficial)
        {
            await marks.Where(m => m.Notes < note).ExecuteUpdateAsync(mark => mark.SetProperty(m => m.Notes, note), ct);
        }
    }

    /// <summary>Keeps a new text, or changes one.</summary>
    /// <param name="id">Which; null for a new one.</param>
    /// <param name="seen">The version that the page showed.</param>
    public Task SaveBlockAsync(Guid? id, int seen, string title, string text, CancellationToken ct = default) =>
        ChangeBlockAsync(id, seen, (block, act) => block.Change(title, text, act), act => TextBlock.Write(title, text, act), ct);

    public Task RemoveBlockAsync(Guid id, int seen, CancellationToken ct = default) =>
        ChangeBlockAsync(id, seen, (block, act) => block.Remove(act), _ => throw new NotFound(), ct);

    async Task ChangeBlockAsync(Guid? id, int seen, Action<TextBlock, Act> change, Func<Act, TextBlock> make, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (id is null)
        {
            db.TextBlocks.Add(make(act));
        }
        else
        {
            var block = await db.TextBlocks.SingleOrDefaultAsync(b => b.Id == id && !b.IsRemoved, ct) ?? throw new NotFound();
            if (block.Version != seen)
            {
                throw new Stale(block.ChangedByName, block.ChangedAt, nameof(TextBlockSaved));
            }

            change(block, act);
        }

        await db.SaveChangesAsync(ct);
    }
}

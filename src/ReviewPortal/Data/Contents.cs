using Microsoft.EntityFrameworkCore;
using ReviewPortal.Domain.Files;

namespace ReviewPortal.Data;

/// <summary>The content of files, stored once however often it is attached, and found by its digest.</summary>
public sealed class Content
{
    /// <summary>SHA-256, hexadecimal.</summary>
    public string Digest { get; init; } = "";
    public FileType Type { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }
    public ScanState Scan { get; set; }

    /// <summary>What the scanner called what it found.</summary>
    public string? Found { get; set; }
    public DateTime? ScannedAt { get; set; }
    public int ScanTries { get; set; }

    /// <summary>When the scanner is asked (again).</summary>
    public DateTime ScanDue { get; set; }

    /// <summary>When it was last received. What nobody points to goes only some time after.</summary>
    public DateTime ReceivedAt { get; set; }
}

/// <summary>A piece of a content; small enough that no file ever stands in memory as a whole.</summary>
public sealed class ContentChunk
{
    /// <summary>Bytes of every piece but the last. Below the size from which the runtime keeps large objects apart.</summary>
    public const int Size = 64 * 1024;

    public string Digest { get; init; } = "";
    public int Index { get; init; }
    public byte[] Bytes { get; init; } = [];
}

/// <summary>閲覧の記録: somebody has downloaded or looked at a file.</summary>
public sealed class FileRead
{
    public Guid Id { get; init; }
    public ApplicationId Application { get; init; }

    /// <summary>The document, or the file that went with a message.</summary>
    public Guid Attachment { get; init; }
    public Domain.People.UserId By { get; init; }
    public string ByName { get; init; } = "";
    public bool ByOfficial { get; init; }
    public DateTime At { get; init; }

    /// <summary>Shown in the browser rather than downloaded.</summary>
    public bool IsPreview { get; init; }

    /// <summary>The content had not been scanned; the person was warned and went on.</summary>
    public bool WasWarned { get; init; }
}

public static class Contents
{
    // Pieces are read and written some at a time: few round trips, little memory.
    const int AtOnce = 8;

    /// <summary>Stores a content in one transaction, unless it is there; then it is marked as received anew.</summary>
    /// <param name="db">A context of its own: it is emptied on the way.</param>
    /// <param name="content">What it is.</param>
    /// <param name="bytes">Read from where it stands to its end.</param>
    /// <param name="ct">Cancels; nothing is stored then.</param>
    public static async Task StoreAsync(this PortalDb db, Content content, Stream bytes, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Contents.SingleOrDefaultAsync(stored => stored.Digest == content.Digest, ct) is { } there)
        {
            there.ReceivedAt = content.ReceivedAt;
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return;
        }

        db.Contents.Add(content);
        var buffer = new byte[ContentChunk.Size];
        for (var index = 0; ; index++)
        {
            var read = await bytes.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
            if (read > 0)
            {
                db.ContentChunks.Add(
                    new()
                    {
                        Digest = content.Digest,
                        Index = index,
                        Bytes = buffer[..read],
                    }
                );
            }

            if (read < buffer.Length || index % AtOnce == AtOnce - 1)
            {
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
            }

            if (read < buffer.Length)
            {
                break;
            }
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>Writes a content piece by piece, some at a time, so that a slow reader holds no lock.</summary>
    public static async Task CopyAsync(this IDbContextFactory<PortalDb> databases, string digest, Stream to, CancellationToken ct)
    {
        for (var first = 0; ; first += AtOnce)
        {
            List<byte[]> pieces;
            await using (var db = await databases.CreateDbContextAsync(ct))
            {
                var last = first + AtOnce;
                pieces = await db
                    .ContentChunks.AsNoTracking()
                    .Where(chunk => chunk.Digest == digest && chunk.Index >= first && chunk.Index < last)
                    .OrderBy(chunk => chunk.Index)
                    .Select(chunk => chunk.Bytes)
                    .ToListAsync(ct);
            }

            foreach (var piece in pieces)
            {
                await to.WriteAsync(piece, ct);
            }

            if (pieces.Count < AtOnce)
            {
                return;
            }
        }
    }

    /// <summary>Removes contents to which no document and no file of a message points that could still be had.</summary>
    /// <param name="receivedBefore">Spares what has only just been received and is about to be attached.</param>
    /// <param name="digest">Only this one; all when null.</param>
    /// <returns>How many went.</returns>
    public static async Task<int> RemoveOrphansAsync(this PortalDb db, DateTime receivedBefore, string? digest, CancellationToken ct)
    {
        var orphans = db.Contents.Where(content =>
            content.ReceivedAt < receivedBefore
            && (digest == null || content.Digest == digest)
            && !db.Attachments.Any(file => file.Digest == content.Digest && file.Redaction == null)
            && !db.TalkFiles.Any(file => file.Digest == content.Digest && file.Redaction == null)
        );
        // The pieces go with their content (cascade).
        return await orphans.ExecuteDeleteAsync(ct);
    }
}

using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Documents;

namespace ReviewPortal.Features.Letters;

/// <summary>Prints a letter once, and gives out the same file ever after: its digest is what a copy is compared with.</summary>
public sealed class LetterPrints(IDbContextFactory<PortalDb> databases, PortalDocuments documents, TimeProvider time) : IDisposable
{
    // The mail that carries a letter and the page that shows it ask for it at the same moment: the second waits for what the first prints.
    readonly SemaphoreSlim first = new(1);

    public void Dispose() => first.Dispose();

    /// <param name="letter">The id of a letter that went out.</param>
    /// <exception cref="PdfUnavailable">This machine has no browser that could print.</exception>
    public async Task<PrintedDocument?> FileAsync(Guid letter, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var issued = await db.IssuedLetters.AsNoTracking().SingleOrDefaultAsync(one => one.Id == letter, ct);
        if (issued is null)
        {
            return null;
        }

        var name = PortalDocuments.NameOf(issued.Letter);
        await first.WaitAsync(ct);
        try
        {
            return await KeptAsync(db, issued, name, ct);
        }
        finally
        {
            first.Release();
        }
    }

    async Task<PrintedDocument> KeptAsync(PortalDb db, Domain.Documents.IssuedLetter issued, string name, CancellationToken ct)
    {
        var letter = issued.Id;
        if (await db.LetterFiles.AsNoTracking().SingleOrDefaultAsync(file => file.Letter == letter, ct) is { } kept)
        {
            return new(kept.Content, name);
        }

        var printed = await documents.PrintAsync(issued.Letter, ct);
        db.LetterFiles.Add(
            new()
            {
                Letter = letter,
                Content = printed.Content,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(printed.Content)),
                PrintedAt = time.GetUtcNow().UtcDateTime,
            }
        );
        try
        {
            await db.SaveChangesAsync(ct);
            return printed;
        }
        catch (Domain.Stale)
        {
            // Two programs on one database at once: the one that was first printed what both get.
            db.ChangeTracker.Clear();
            return new((await db.LetterFiles.AsNoTracking().SingleAsync(file => file.Letter == letter, ct)).Content, name);
        }
    }
}

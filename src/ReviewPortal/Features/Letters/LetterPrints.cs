using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Documents;
using ReviewPortal.Domain.Documents;

namespace ReviewPortal.Features.Letters;

/// <summary>Prints a letter once, and gives out the same file ever after: its digest is what a copy is compared with.</summary>
public sealed class LetterPrints(IDbContextFactory<PortalDb> databases, PortalDocuments documents, Wording words, TimeProvider time)
    : IDisposable
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

        // What is kept never waits for what is being printed.
        if (await KeptAsync(db, issued, ct) is { } kept)
        {
            return kept;
        }

        await first.WaitAsync(ct);
        try
        {
            return await KeptAsync(db, issued, ct) ?? await PrintAsync(db, issued, ct);
        }
        finally
        {
            first.Release();
        }
    }

    async Task<PrintedDocument?> KeptAsync(PortalDb db, IssuedLetter issued, CancellationToken ct) =>
        await db.LetterFiles.AsNoTracking().SingleOrDefaultAsync(file => file.Letter == issued.Id, ct) is { } kept
            ? new(kept.Content, NameOf(issued))
            : null;

    // Whoever keeps letters of several kinds and cases in one folder tells them apart.
    string NameOf(IssuedLetter issued) => PortalDocuments.NameOf(words.Of(issued.Kind), issued.Letter);

    async Task<PrintedDocument> PrintAsync(PortalDb db, IssuedLetter issued, CancellationToken ct)
    {
        var printed = await documents.PrintAsync(issued.Letter, ct);
        db.LetterFiles.Add(
            new()
            {
                Letter = issued.Id,
                Content = printed.Content,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(printed.Content)),
                PrintedAt = time.GetUtcNow().UtcDateTime,
            }
        );
        try
        {
            await db.SaveChangesAsync(ct);
            return printed with { FileName = NameOf(issued) };
        }
        catch (Domain.Stale)
        {
            // Two programs on one database at once: the one that was first printed what both get.
            db.ChangeTracker.Clear();
            return await KeptAsync(db, issued, ct) ?? throw new InvalidOperationException($"The print of letter {issued.Id} is gone.");
        }
    }
}

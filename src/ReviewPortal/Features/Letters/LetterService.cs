using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Letters;

/// <summary>What anybody may know of a letter of which they have the address.</summary>
/// <param name="FileDigest">SHA-256 of the file as it was handed out; null while nobody has asked for it.</param>
public sealed record VerifiedLetter(
    string Number,
    LetterKind Kind,
    DateOnly Date,
    bool Stands,
    DateTime? RevokedAt,
    string Digest,
    string? FileDigest,
    bool IsDemo
);

/// <summary>Templates of letters, the legal character of decisions, and whether a letter stands.</summary>
public sealed class LetterService(IDbContextFactory<PortalDb> databases, CurrentUser user, IOptions<LetterSettings> letters)
{
    /// <summary>The template of each kind; one that nobody has touched has no version.</summary>
    public async Task<IReadOnlyList<LetterTemplate>> TemplatesAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await KeeperAsync(db, ct);
        var kept = await db.LetterTemplates.AsNoTracking().ToListAsync(ct);
        return [.. Enum.GetValues<LetterKind>().Select(kind => kept.Find(one => one.Kind == kind) ?? LetterTemplate.Of(kind, act))];
    }

    /// <param name="seen">The version that the page showed; 0 where nobody had touched it.</param>
    public Task WriteAsync(LetterKind kind, int seen, LetterWording wording, CancellationToken ct = default) =>
        ChangeAsync(kind, seen, (template, act) => template.Write(wording, act), ct);

    /// <param name="seen">The version that the page showed.</param>
    public Task PublishAsync(LetterKind kind, int seen, CancellationToken ct = default) =>
        ChangeAsync(kind, seen, (template, act) => template.Publish(act), ct);

    /// <param name="seen">The version that the page showed.</param>
    public Task DiscardAsync(LetterKind kind, int seen, CancellationToken ct = default) =>
        ChangeAsync(kind, seen, (template, act) => template.Discard(act), ct);

    /// <summary>The wording as a letter, with invented values or with those of a case.</summary>
    /// <param name="number">The number of a case; null for invented values.</param>
    /// <exception cref="NotFound">There is no such case, or it is not the person's to see.</exception>
    public async Task<Letter> PreviewAsync(LetterKind kind, LetterWording wording, string? number, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await KeeperAsync(db, ct);
        var day = JapaneseDate.On(act.At);
        if (string.IsNullOrWhiteSpace(number))
        {
            var sample = LetterWriter.Sample(kind, day);
            var company = Organization.Business(
                sample.Values[LetterVariables.Organization],
                CorporateNumber.Parse("8990000000001"),
                isDemo: true
            );
            return LetterWriter.Write(kind, wording, sample, new(company, null, letters.Value.Sender, "", day), isDemo: true);
        }

        // However it is typed, as in the list.
        var id = ApplicationNumber.TryParse(number, out var order)
            ? await db.CaseRows.VisibleTo(act).Where(r => r.No == order).Select(r => (ApplicationId?)r.Application).SingleOrDefaultAsync(ct)
            : null;
        var application = await db.LoadAsync(id ?? throw new NotFound(), act, ct);
        var organization = await db.Organizations.AsNoTracking().SingleAsync(o => o.Id == application.Organization, ct);
        var teaching = (await db.LegalCharacterAsync(ct)).TeachingOf(kind);
        // What the case itself does not have yet is shown with invented values, so that the whole wording can be seen.
        var own = application.Recommendation is null
            ? new(LetterWriter.Common(application, organization), new Dictionary<string, IReadOnlyList<LetterItem>>())
            : LetterWriter.Decision(application, organization, teaching, day);
        LetterHead head = new(organization, await db.RepresentativeOfAsync(application, ct), letters.Value.Sender, "", day);
        return LetterWriter.Write(kind, wording, LetterWriter.Over(LetterWriter.Sample(kind, day), own), head, application.IsDemo);
    }

    public async Task<LegalCharacter> CharacterAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await KeeperAsync(db, ct);
        return await db.LegalCharacterAsync(ct);
    }

    /// <param name="seen">The version that the page showed; 0 where nothing was signed.</param>
    public async Task SettleAsync(int seen, Disposition disposition, string teaching, string reason, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var character = await db.LegalCharacters.SingleOrDefaultAsync(ct);
        if ((character?.Version ?? 0) != seen)
        {
            throw new Stale(character!.SignedByName, character.SignedAt, nameof(DispositionSettled));
        }

        if (character is null)
        {
            character = LegalCharacter.Unsettled();
            db.LegalCharacters.Add(character);
        }

        character.Settle(disposition, teaching, reason, act);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>What is told to anybody; null when there is no such letter.</summary>
    public async Task<VerifiedLetter?> VerifyAsync(Guid letter, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var issued = await db.IssuedLetters.AsNoTracking().SingleOrDefaultAsync(one => one.Id == letter, ct);
        var file = await db.LetterFiles.Where(one => one.Letter == letter).Select(one => one.Sha256).SingleOrDefaultAsync(ct);
        return issued is null
            ? null
            : new(issued.Number, issued.Kind, issued.Date, issued.Stands, issued.RevokedAt, issued.Digest, file, issued.Letter.IsDemo);
    }

    async Task ChangeAsync(LetterKind kind, int seen, Action<LetterTemplate, Act> change, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var template = await db.LetterTemplates.SingleOrDefaultAsync(one => one.Kind == kind, ct);
        if ((template?.Version ?? 0) != seen)
        {
            throw new Stale(template?.ChangedByName, template?.ChangedAt, nameof(LetterTemplateDrafted));
        }

        if (template is null)
        {
            template = LetterTemplate.Of(kind, act);
            db.LetterTemplates.Add(template);
        }

        change(template, act);
        await db.SaveChangesAsync(ct);
    }

    async Task<Act> KeeperAsync(PortalDb db, CancellationToken ct)
    {
        var act = await user.ActAsync(db, ct);
        return act.Is(Domain.People.Role.Legal) || act.Is(Domain.People.Role.Lead) ? act : throw new NotFound();
    }
}

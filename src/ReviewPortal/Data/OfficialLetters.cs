using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;

namespace ReviewPortal.Data;

/// <summary>What is needed wherever a letter is written.</summary>
public static class OfficialLetters
{
    /// <summary>The series of document numbers, as <see cref="Numbers.NextAsync"/> takes it.</summary>
    public static string Series(NoticeSender sender, DateOnly day) => $"notice:{DecisionNotice.Series(sender, day)}";

    /// <summary>The wording in force for a kind, and its number.</summary>
    public static async Task<(int Number, LetterWording Wording)> WordingAsync(this PortalDb db, LetterKind kind, CancellationToken ct) =>
        await db.LetterTemplates.AsNoTracking().SingleOrDefaultAsync(template => template.Kind == kind, ct) is { } template
            ? template.InForce
            : (0, ShippedLetters.Of(kind));

    /// <summary>What legal affairs have settled; unsettled where nothing was signed.</summary>
    public static async Task<LegalCharacter> LegalCharacterAsync(this PortalDb db, CancellationToken ct) =>
        await db.LegalCharacters.AsNoTracking().SingleOrDefaultAsync(ct) ?? LegalCharacter.Unsettled();

    /// <summary>Title and name of the person who filed the latest submission; null when they are not known.</summary>
    public static async Task<string?> RepresentativeOfAsync(this PortalDb db, Application application, CancellationToken ct)
    {
        var by = application.LatestVersion!.SubmittedBy.Value;
        return await db.Users.FindAsync([by], ct) is { } user ? $"{user.JobTitle}　{user.DisplayName}".Trim() : null;
    }

    /// <summary>A letter in lists.</summary>
    public static Expression<Func<IssuedLetter, LetterLine>> Line { get; } =
        letter => new(letter.Id, letter.Kind, letter.Number, letter.Date, letter.RevokedAt == null, letter.Version);

    /// <summary>The letters about an application, the latest first.</summary>
    public static async Task<IReadOnlyList<LetterLine>> LettersOfAsync(this PortalDb db, ApplicationId id, CancellationToken ct) =>
        await db
            .IssuedLetters.AsNoTracking()
            .Where(letter => letter.Application == id)
            .OrderByDescending(letter => letter.IssuedAt)
            .ThenBy(letter => letter.Id)
            .Select(Line)
            .ToListAsync(ct);
}

using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Domain.Documents;

/// <summary>Who sends notices, as the settings say.</summary>
/// <param name="NumberPrefix">What stands before the year of a document number, e.g. 審査.</param>
/// <param name="SenderLines">発信者, e.g. the office and its head's title.</param>
/// <param name="ContactLines">担当・連絡先.</param>
public sealed record NoticeSender(string NumberPrefix, IReadOnlyList<string> SenderLines, IReadOnlyList<string> ContactLines);

/// <summary>通知書: the letter about a decision, and the numbers of letters.</summary>
public static class DecisionNotice
{
    /// <summary>The series in which the document numbers of a fiscal year are counted.</summary>
    public static string Series(NoticeSender sender, DateOnly day) => $"{sender.NumberPrefix}{JapaneseDate.FiscalYearOfReiwa(day)}";

    /// <summary>文書番号, e.g. 審査8第12号: gap-free within the fiscal year.</summary>
    public static string Number(NoticeSender sender, DateOnly day, int number) => $"{Series(sender, day)}第{number}号";

    /// <summary>The letter about a decided application.</summary>
    /// <param name="application">Decided; everything that the letter states is taken from it.</param>
    /// <param name="organization">The addressee.</param>
    /// <param name="representative">Title and name of the person who filed; null when they are not known.</param>
    /// <param name="sender">The office.</param>
    /// <param name="number">文書番号</param>
    /// <param name="day">The day of issue.</param>
    /// <param name="wording">The template in force; the shipped one when null.</param>
    /// <param name="teaching">教示; nothing is taught unless it is settled that there is something to teach.</param>
    public static Letter Write(
        Application application,
        Organization organization,
        string? representative,
        NoticeSender sender,
        string number,
        DateOnly day,
        LetterWording? wording = null,
        string teaching = ""
    )
    {
        var kind = LetterWriter.KindOf(application.Recommendation!.Proposal.Outcome);
        var version = application.LatestVersion!;
        return LetterWriter.Write(
            kind,
            wording ?? ShippedLetters.Of(kind),
            LetterWriter.Decision(application, organization, teaching, day),
            new(organization, representative, sender, number, day),
            application.IsDemo,
            $"利用企画書（第{version.Number}版）の要約値 SHA-256: {version.Digest}"
        );
    }
}

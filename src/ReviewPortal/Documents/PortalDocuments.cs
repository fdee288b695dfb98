using System.Globalization;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Documents;

/// <summary>A printed document.</summary>
/// <param name="Content">The PDF.</param>
/// <param name="FileName">Under which it is offered; Japanese.</param>
public sealed record PrintedDocument(byte[] Content, string FileName)
{
    public const string MediaType = "application/pdf";
}

/// <summary>The documents that the portal prints. Faults as of <see cref="PdfPrinter.PrintAsync"/>.</summary>
public sealed class PortalDocuments(DocumentRenderer renderer, PdfPrinter printer, TimeProvider time)
{
    /// <summary>運用中事業者内訳 as of the snapshot's day, e.g. <c>運用中事業者内訳_20260228.pdf</c>.</summary>
    public async Task<PrintedDocument> PrintAsync(OperatorSnapshot snapshot, CancellationToken cancel = default)
    {
        const string title = OperatorBreakdownReport.UsualTitle;
        var html = await HtmlAsync(snapshot);
        var pdf = await printer.PrintAsync(html, $"{title}（{Domain.Time.JapaneseDate.Format(snapshot.Day)}現在）", cancel);
        return new(pdf, $"{title}_{snapshot.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.pdf");
    }

    /// <summary>The same report as a page of HTML.</summary>
    public Task<string> HtmlAsync(OperatorSnapshot snapshot) =>
        renderer.RenderAsync<OperatorBreakdownReport>(
            new()
            {
                [nameof(OperatorBreakdownReport.Snapshot)] = snapshot,
                [nameof(OperatorBreakdownReport.PrintedAt)] = time.GetUtcNow().UtcDateTime,
            }
        );

    /// <summary>The criteria of a rule set, e.g. <c>PHR-GL-2025-04_3.pdf</c>.</summary>
    public async Task<PrintedDocument> PrintAsync(CriteriaSheet sheet, CancellationToken cancel = default)
    {
        var html = await renderer.RenderAsync<CriteriaReport>(new() { [nameof(CriteriaReport.Sheet)] = sheet });
        return new(await printer.PrintAsync(html, sheet.Title, cancel, sheet.Language), FileNameOf(sheet.FileName));
    }

    /// <summary>An official letter, named by its number.</summary>
    public async Task<PrintedDocument> PrintAsync(Letter letter, CancellationToken cancel = default)
    {
        var html = await HtmlAsync(letter);
        return new(await printer.PrintAsync(html, letter.Subject, cancel), NameOf(letter));
    }

    /// <summary>The name under which a letter is offered.</summary>
    public static string NameOf(Letter letter) => $"{FileNameOf(letter.Number)}.pdf";

    /// <summary>The name under which a letter of a kind is offered, e.g. <c>到達確認_R8-0012.pdf</c>.</summary>
    public static string NameOf(string kind, Letter letter) => $"{FileNameOf($"{kind}_{letter.Number}")}.pdf";

    /// <summary>The same letter as a page of HTML.</summary>
    public Task<string> HtmlAsync(Letter letter) =>
        renderer.RenderAsync<OfficialLetter>(new() { [nameof(OfficialLetter.Letter)] = letter });

    /// <summary>The check sheet, filled in or not.</summary>
    public async Task<PrintedDocument> PrintAsync(CheckSheetPrint sheet, CancellationToken cancel = default)
    {
        var html = await renderer.RenderAsync<CheckSheetReport>(new() { [nameof(CheckSheetReport.Print)] = sheet });
        return new(await printer.PrintAsync(html, sheet.Sheet.Title.Ja, cancel), $"{FileNameOf(sheet.FileName)}.pdf");
    }

    /// <summary>Without what some system does not take in the name of a file.</summary>
    static string FileNameOf(string number) =>
        string.Concat(number.Select(letter => char.IsControl(letter) || "\\/:*?\"<>|".Contains(letter) ? '_' : letter));
}

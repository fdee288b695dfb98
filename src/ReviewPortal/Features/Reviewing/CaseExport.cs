using System.Globalization;
using System.Security.Claims;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>Exactly the filtered rows as a file, in the order of the list. Rows are written while they are read, however many there are.</summary>
public static class CaseExport
{
    public static void MapCaseExport(this WebApplication app)
    {
        app.MapGet("/cases/export.csv", CsvAsync).RequireAuthorization(Policies.ReadCases);
        app.MapGet("/cases/export.xlsx", SheetAsync).RequireAuthorization(Policies.ReadCases);
    }

    static async Task<IResult> CsvAsync(
        HttpRequest request,
        ClaimsPrincipal person,
        IDbContextFactory<PortalDb> databases,
        TimeProvider time,
        Wording words,
        CancellationToken ct
    )
    {
        var (db, act, labels) = await OpenAsync(databases, person, time, ct);
        return Results.Stream(
            async stream =>
            {
                await using var opened = db;
                // With a byte order mark: spreadsheets take it for UTF-8 only then.
                await using StreamWriter file = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
                await file.WriteLineAsync(string.Join(',', Heads(words).Select(Quoted)));
                await foreach (var listed in CaseListQueries.StreamAsync(db, CaseFilter.Read(request.QueryString.Value), act, ct))
                {
                    await file.WriteLineAsync(string.Join(',', Cells(listed, labels, words).Select(cell => Quoted(Text(cell, words)))));
                }
            },
            "text/csv; charset=utf-8",
            FileName(act, "csv")
        );
    }

    static async Task<IResult> SheetAsync(
        HttpRequest request,
        ClaimsPrincipal person,
        IDbContextFactory<PortalDb> databases,
        TimeProvider time,
        Wording words,
        CancellationToken ct
    )
    {
        var (db, act, labels) = await OpenAsync(databases, person, time, ct);
        await using var opened = db;
        // The format's container is written back and forth, so it goes through a file that vanishes with its last handle.
        FileStream file = new(
            Path.Combine(Path.GetTempPath(), $"portal-export-{Guid.NewGuid():N}"),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 65536,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        try
        {
            using (var book = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook, autoSave: true))
            {
                var rows = CaseListQueries.StreamAsync(db, CaseFilter.Read(request.QueryString.Value), act, ct);
                await CaseSheet.WriteAsync(book, rows, labels, words);
            }

            file.Position = 0;
            return Results.Stream(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", FileName(act, "xlsx"));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    static string Text(object cell, Wording words) =>
        cell switch
        {
            int number => number.ToString(CultureInfo.InvariantCulture),
            DateOnly day => words.Date(day),
            DateTime utc => words.Moment(utc),
            _ => (string)cell,
        };

    static async Task<(PortalDb Db, Act Act, IReadOnlyList<CaseLabel> Labels)> OpenAsync(
        IDbContextFactory<PortalDb> databases,
        ClaimsPrincipal person,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var db = await databases.CreateDbContextAsync(ct);
        try
        {
            var act = await CurrentUser.ActAsync(db, person, time, ct);
            return (db, act, await db.CaseLabels.AsNoTracking().OrderBy(l => l.Number).ToListAsync(ct));
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    internal static IEnumerable<string> Heads(Wording words) =>
        [
            words["list.number"],
            words["list.service"],
            .. Enum.GetValues<CaseColumn>().Select(column => words.Of(column)),
            words["cases.left-days"],
            words["shell.demo-mark"],
        ];

    /// <summary>Texts, numbers, days and moments (UTC).</summary>
    internal static IEnumerable<object> Cells(ListedCase listed, IReadOnlyList<CaseLabel> labels, Wording words)
    {
        var row = listed.Row;
        return
        [
            row.Number,
            row.ServiceName,
            .. Enum.GetValues<CaseColumn>().Select(column => Cell(column, listed, labels, words)),
            row.EndedAt is null ? listed.LeftDays : "",
            row.IsDemo ? words["shell.demo-mark"] : "",
        ];
    }

    // In their own order, as the heads are.
    static object Cell(CaseColumn column, ListedCase listed, IReadOnlyList<CaseLabel> labels, Wording words)
    {
        var row = listed.Row;
        return column switch
        {
            CaseColumn.State => row.Outcome is { } outcome ? $"{words.Of(row.State)} / {words.Of(outcome)}" : words.Of(row.State),
            CaseColumn.Due => row.EndedAt is null ? listed.DueOn : "",
            CaseColumn.Holder => words.Of(row.Holder),
            CaseColumn.Type => words.Of(row.UseType),
            CaseColumn.Organization => row.OrganizationName,
            CaseColumn.Route => words.Of(row.Route),
            CaseColumn.Labels => Named(labels.Where(label => (row.Labels & label.Bit) != 0).Select(label => label.Name)),
            CaseColumn.Flags => Named(Enum.GetValues<Flag>().Where(flag => (row.Flags & (1 << (int)flag)) != 0).Select(words.Of)),
            CaseColumn.Assigned => row.AssignedName ?? "",
            CaseColumn.Asked => Named(
                Enum.GetValues<Ministry>().Where(ministry => (row.Asked & (1 << (int)ministry)) != 0).Select(words.Of)
            ),
            CaseColumn.Arrived => row.ArrivedAt,
            CaseColumn.AnswerDue => row.AnswerDueOn is { } answer ? answer : "",
            CaseColumn.Decided => row.DecidedAt is { } decided ? decided : "",
            CaseColumn.Changed => row.ChangedAt,
            _ => throw new ArgumentOutOfRangeException(nameof(column)),
        };
    }

    static string Named(IEnumerable<string> names) => string.Join(" / ", names);

    /// <summary>A cell of a CSV file. What a spreadsheet would take for a formula is kept from being one by an apostrophe.</summary>
    internal static string Quoted(string cell)
    {
        var safe =
            cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]
            && !int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? "'" + cell
                : cell;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    static string FileName(Act act, string ending) =>
        $"cases-{JapaneseDate.On(act.At).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.{ending}";
}

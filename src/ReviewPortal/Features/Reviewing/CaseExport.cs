using System.Globalization;
using System.Security.Claims;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
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
                await WriteAsync(book, rows, labels, words);
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

    /// <summary>The rows as a sheet under the heads of the list.</summary>
    public static async Task WriteAsync(
        SpreadsheetDocument book,
        IAsyncEnumerable<ListedCase> rows,
        IReadOnlyList<CaseLabel> labels,
        Wording words
    )
    {
        var workbook = book.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var sheet = workbook.AddNewPart<WorksheetPart>();
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteElement(
                new SheetViews(
                    new SheetView(
                        new Pane
                        {
                            VerticalSplit = 1,
                            TopLeftCell = "A2",
                            ActivePane = PaneValues.BottomLeft,
                            State = PaneStateValues.Frozen,
                        }
                    )
                    {
                        WorkbookViewId = 0,
                    }
                )
            );
            writer.WriteElement(Widths());
            writer.WriteStartElement(new SheetData());
            Row(writer, Heads(words));
            await foreach (var listed in rows)
            {
                Row(writer, Cells(listed, labels, words));
            }

            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        workbook.Workbook = new(
            new Sheets(
                new Sheet
                {
                    Id = workbook.GetIdOfPart(sheet),
                    SheetId = 1,
                    Name = words["cases.title"],
                }
            )
        );
    }

    const uint Day = 1;
    const uint Moment = 2;

    // What is a day or a number can be sorted and counted as one; every other cell is text: a number of an application or a name never turns
    // into a date or a formula.
    static void Row(OpenXmlWriter writer, IEnumerable<object> cells)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
        {
            writer.WriteElement(
                cell switch
                {
                    int number => Number(number, style: null),
                    DateOnly day => Number(day.ToDateTime(TimeOnly.MinValue).ToOADate(), Day),
                    DateTime utc => Number(JapaneseDate.Local(utc).ToOADate(), Moment),
                    _ => new Cell(new InlineString(new Text(Xml((string)cell)) { Space = SpaceProcessingModeValues.Preserve }))
                    {
                        DataType = CellValues.InlineString,
                    },
                }
            );
        }

        writer.WriteEndElement();
    }

    static Cell Number(double value, uint? style) =>
        new(new CellValue(value.ToString(CultureInfo.InvariantCulture))) { DataType = CellValues.Number, StyleIndex = style };

    static Stylesheet Styles() =>
        new(
            new NumberingFormats(
                new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy/mm/dd" },
                new NumberingFormat { NumberFormatId = 165, FormatCode = "yyyy/mm/dd hh:mm" }
            ),
            new Fonts(new Font()),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })
            ),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(),
                new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
                new CellFormat { NumberFormatId = 165, ApplyNumberFormat = true }
            )
        );

    // Number, service, and wide enough for a moment.
    static Columns Widths() =>
        new(
            new Column
            {
                Min = 1,
                Max = 1,
                Width = 12,
                CustomWidth = true,
            },
            new Column
            {
                Min = 2,
                Max = 2,
                Width = 36,
                CustomWidth = true,
            },
            new Column
            {
                Min = 3,
                Max = 18,
                Width = 20,
                CustomWidth = true,
            }
        );

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

    static IEnumerable<string> Heads(Wording words) =>
        [
            words["list.number"],
            words["list.service"],
            .. Enum.GetValues<CaseColumn>().Select(column => words.Of(column)),
            words["cases.left-days"],
            words["shell.demo-mark"],
        ];

    /// <summary>Texts, numbers, days and moments (UTC).</summary>
    static IEnumerable<object> Cells(ListedCase listed, IReadOnlyList<CaseLabel> labels, Wording words)
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

    // XML has no place for most control characters.
    static string Xml(string text) => string.Concat(text.Where(c => System.Xml.XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));

    static string FileName(Act act, string ending) =>
        $"cases-{JapaneseDate.On(act.At).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.{ending}";
}

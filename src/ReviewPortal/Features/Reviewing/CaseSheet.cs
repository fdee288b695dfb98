using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>Rows of the officials' list as a spreadsheet.</summary>
public static class CaseSheet
{
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
            Row(writer, CaseExport.Heads(words));
            await foreach (var listed in rows)
            {
                Row(writer, CaseExport.Cells(listed, labels, words));
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

    // XML has no place for most control characters.
    static string Xml(string text) => string.Concat(text.Where(c => System.Xml.XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
}

using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ReviewPortal.Features.Applying;

/// <summary>Sheets, rows and cells in the portal's look.</summary>
static class WorkbookPieces
{
    // Places in the style sheet, in the order in which Styles adds them.
    public const uint Plain = 1;
    public const uint Head = 2;
    public const uint Support = 3;

    public static void Add(WorkbookPart book, Sheets sheets, string name, Worksheet content)
    {
        var part = book.AddNewPart<WorksheetPart>();
        part.Worksheet = content;
        var id = (uint)sheets.Count() + 1;
        // Two lists of the same name are told apart by their place.
        var free = sheets.Elements<Sheet>().Any(other => other.Name == name) ? $"{Cut(name, 27)} {id}" : name;
        sheets.Append(
            new Sheet
            {
                Id = book.GetIdOfPart(part),
                SheetId = id,
                Name = free,
            }
        );
    }

    public static Worksheet SheetOf(
        SheetData data,
        DataValidations? checks,
        double[] widths,
        bool hidesFirstColumn,
        bool hidesFirstRow = true
    )
    {
        Columns columns = new();
        foreach (var (i, width) in widths.Index())
        {
            columns.Append(
                new Column
                {
                    Min = (uint)i + 1,
                    Max = (uint)i + 1,
                    Width = width,
                    CustomWidth = true,
                    Hidden = hidesFirstColumn && i == 0,
                    Style = Plain,
                }
            );
        }

        // Headings stay in sight.
        SheetView view = new() { WorkbookViewId = 0 };
        view.Append(
            new Pane
            {
                VerticalSplit = hidesFirstRow ? 2 : 1,
                TopLeftCell = hidesFirstRow ? "A3" : "A2",
                ActivePane = PaneValues.BottomLeft,
                State = PaneStateValues.Frozen,
            }
        );
        Worksheet sheet = new(new SheetViews(view), columns, data);
        if (checks?.HasChildren == true)
        {
            checks.Count = (uint)checks.ChildElements.Count;
            sheet.Append(checks);
        }

        return sheet;
    }

    public static Row HiddenRow(params string?[] keys)
    {
        var row = RowOf(1, Plain, keys);
        row.Hidden = true;
        return row;
    }

    public static Row RowOf(int number, uint style, params string?[] texts)
    {
        Row row = new() { RowIndex = (uint)number };
        foreach (var (i, text) in texts.Index())
        {
            if (text is not null)
            {
                row.Append(CellOf(i + 1, number, text, style));
            }
        }

        return row;
    }

    public static Cell CellOf(int column, int row, string text, uint style) =>
        new(new InlineString(new Text(Escaped(text)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            CellReference = CellName.Of(column, row),
            DataType = CellValues.InlineString,
            StyleIndex = style,
        };

    // What XML cannot hold, and what looks like its escape, is written as _xHHHH_; a draft can hold anything that was typed.
    static string Escaped(string text)
    {
        StringBuilder escaped = new();
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var looksEscaped = text[i] == '_' && i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_';
            if (isPair)
            {
                escaped.Append(text[i]).Append(text[++i]);
            }
            else if (looksEscaped || text[i] == '\r' || !System.Xml.XmlConvert.IsXmlChar(text[i]))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_");
            }
            else
            {
                escaped.Append(text[i]);
            }
        }

        return escaped.ToString();
    }

    public static Stylesheet Styles()
    {
        Alignment wrapped = new() { WrapText = true, Vertical = VerticalAlignmentValues.Top };
        return new(
            new Fonts(
                new Font(new FontSize { Val = 11 }, new FontName { Val = "Yu Gothic" }),
                new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Yu Gothic" }),
                new Font(new FontSize { Val = 9 }, new Color { Rgb = "FF666666" }, new FontName { Val = "Yu Gothic" })
            ),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE8F1FE" }) { PatternType = PatternValues.Solid })
            ),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(),
                // 49 is "text": what is typed stays as it was typed.
                new CellFormat(wrapped.CloneNode(true))
                {
                    NumberFormatId = 49,
                    FontId = 0,
                    ApplyNumberFormat = true,
                    ApplyAlignment = true,
                },
                new CellFormat(wrapped.CloneNode(true))
                {
                    NumberFormatId = 49,
                    FontId = 1,
                    FillId = 2,
                    ApplyFont = true,
                    ApplyFill = true,
                    ApplyAlignment = true,
                },
                new CellFormat(wrapped.CloneNode(true))
                {
                    NumberFormatId = 49,
                    FontId = 2,
                    ApplyFont = true,
                    ApplyAlignment = true,
                }
            )
        );
    }

    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}

/// <summary>Names of cells, as Excel shows them.</summary>
public static class CellName
{
    public static string Of(int column, int row) => string.Create(CultureInfo.InvariantCulture, $"{Column(column)}{row}");

    /// <summary>1 is A, 27 is AA.</summary>
    public static string Column(int number)
    {
        var name = "";
        for (; number > 0; number = (number - 1) / 26)
        {
            name = (char)('A' + ((number - 1) % 26)) + name;
        }

        return name;
    }

    /// <summary>The column's number in a name such as <c>AB12</c>; 0 when it is none.</summary>
    public static int ColumnOf(string cell)
    {
        var number = 0;
        foreach (var letter in cell.TakeWhile(char.IsAsciiLetterUpper).Take(4))
        {
            number = (number * 26) + letter - 'A' + 1;
        }

        return number;
    }
}

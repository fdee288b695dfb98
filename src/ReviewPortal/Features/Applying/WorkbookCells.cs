using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ReviewPortal.Features.Applying;

/// <summary>One cell as it stands in the file.</summary>
/// <param name="Text">What is shown for texts; the bare number for numbers and dates.</param>
/// <param name="IsNumber">It is a number or a date, not a text.</param>
/// <param name="IsError">Its formula failed.</param>
public readonly record struct SheetCell(string Text, bool IsNumber = false, bool IsError = false);

/// <summary>A sheet's cells by row and column, from 1.</summary>
public sealed record SheetCells(string Name, SortedDictionary<int, Dictionary<int, SheetCell>> Rows)
{
    public SheetCell? At(int row, int column) =>
        Rows.TryGetValue(row, out var cells) && cells.TryGetValue(column, out var cell) && (cell.IsError || cell.Text.Trim().Length > 0)
            ? cell
            : null;
}

/// <summary>The file is none that can be read here; the key of the words that say why.</summary>
public sealed class UnreadableFile(string key) : Exception(key)
{
    public string Key { get; } = key;
}

/// <summary>Reads the cells of a workbook that anybody may have made. Nothing is computed, no link is followed, and size has a bound.</summary>
public static partial class WorkbookCells
{
    /// <summary>Of the file as it is uploaded, in bytes.</summary>
    public const int LargestFile = 5 * 1024 * 1024;

    // Of what it unpacks to. A filled template is a few hundred kilobytes.
    const long LargestUnpacked = 32L * 1024 * 1024;
    const int MostParts = 200;
    const int MostCells = 100_000;
    const int LongestCell = 40_000;

    static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = LargestUnpacked,
    };

    /// <exception cref="UnreadableFile"><c>import.not-workbook</c>, <c>import.too-big</c></exception>
    public static IReadOnlyList<SheetCells> Read(byte[] file)
    {
        if (file.Length > LargestFile)
        {
            throw new UnreadableFile("import.too-big");
        }

        try
        {
            Measure(file);
            using MemoryStream stream = new(file, writable: false);
            using var document = SpreadsheetDocument.Open(stream, isEditable: false);
            var book = document.WorkbookPart ?? throw new UnreadableFile("import.not-workbook");
            var shared = SharedTexts(book);
            var left = MostCells;
            var sheets = new List<SheetCells>();
            foreach (var sheet in book.Workbook?.Descendants<Sheet>() ?? [])
            {
                if (sheet.Id?.Value is { } id && book.GetPartById(id) is WorksheetPart part)
                {
                    sheets.Add(new(sheet.Name?.Value ?? "", Cells(part, shared, ref left)));
                }
            }

            return sheets;
        }
        catch (UnreadableFile)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever a broken or hostile file makes the readers throw, the person is told the same.
        catch (Exception)
#pragma warning restore CA1031
        {
            throw new UnreadableFile("import.not-workbook");
        }
    }

    // What a file says of its own size can be a lie: every part is unpacked once, and counted, before anything is kept.
    static void Measure(byte[] file)
    {
        using MemoryStream stream = new(file, writable: false);
        using ZipArchive archive = new(stream, ZipArchiveMode.Read);
        if (archive.Entries.Count > MostParts)
        {
            throw new UnreadableFile("import.too-big");
        }

        var buffer = new byte[64 * 1024];
        var total = 0L;
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            for (int read; (read = content.Read(buffer)) > 0; )
            {
                total += read;
                if (total > LargestUnpacked)
                {
                    throw new UnreadableFile("import.too-big");
                }
            }
        }
    }

    static List<string> SharedTexts(WorkbookPart book)
    {
        List<string> texts = [];
        if (book.SharedStringTablePart is not { } part)
        {
            return texts;
        }

        using var content = part.GetStream(FileMode.Open, FileAccess.Read);
        using var xml = XmlReader.Create(content, Safe);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                texts.Add(TextIn(xml));
            }
        }

        return texts;
    }

    static SortedDictionary<int, Dictionary<int, SheetCell>> Cells(WorksheetPart part, List<string> shared, ref int left)
    {
        SortedDictionary<int, Dictionary<int, SheetCell>> rows = [];
        using var content = part.GetStream(FileMode.Open, FileAccess.Read);
        using var xml = XmlReader.Create(content, Safe);
        var (row, column) = (0, 0);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                row = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : row + 1;
                column = 0;
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                column = CellName.ColumnOf(xml.GetAttribute("r") ?? "") is > 0 and var named ? named : column + 1;
                if (--left < 0)
                {
                    throw new UnreadableFile("import.too-big");
                }

                if (CellIn(xml, shared) is { } cell)
                {
                    rows.TryAdd(row, []);
                    rows[row][column] = cell;
                }
            }
        }

        return rows;
    }

    static SheetCell? CellIn(XmlReader xml, List<string> shared)
    {
        var type = xml.GetAttribute("t");
        if (xml.IsEmptyElement)
        {
            return null;
        }

        var depth = xml.Depth;
        string? value = null;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "v" })
            {
                value = xml.IsEmptyElement ? "" : Bounded(TextOf(xml));
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "is" })
            {
                value = TextIn(xml);
            }
        }

        return (type, value) switch
        {
            (_, null) => null,
            ("s", _) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count
                ? new(shared[at])
                : new("", IsError: true),
            ("e", _) => new(value, IsError: true),
            ("b", _) => new(value == "1" ? "true" : "false"),
            ("inlineStr", _) => new(value),
            ("str" or "d", _) => new(Unescaped(value)),
            _ => new(value, IsNumber: true),
        };
    }

    // A text can be cut into runs of different looks, and can carry its reading in kana, which is no part of it.
    static string TextIn(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var depth = xml.Depth;
        StringBuilder text = new();
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" } && !xml.IsEmptyElement)
            {
                var reading = xml.Depth;
                while (xml.Read() && xml.Depth > reading) { }
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "t", IsEmptyElement: false })
            {
                text.Append(TextOf(xml));
                Bounded(text.Length);
            }
        }

        return Unescaped(text.ToString());
    }

    static string TextOf(XmlReader xml)
    {
        var depth = xml.Depth;
        StringBuilder text = new();
        while (xml.Read() && xml.Depth > depth)
        {
            text.Append(xml.Value);
        }

        return text.ToString();
    }

    static string Bounded(string text)
    {
        Bounded(text.Length);
        return text;
    }

    static void Bounded(int length)
    {
        if (length > LongestCell)
        {
            throw new UnreadableFile("import.too-big");
        }
    }

    static string Unescaped(string text) =>
        text.Contains("_x", StringComparison.Ordinal)
            ? Escape()
                .Replace(
                    text,
                    match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
                )
            : text;

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}

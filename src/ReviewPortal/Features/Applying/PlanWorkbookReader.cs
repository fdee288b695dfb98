using System.Globalization;
using System.Text.Json.Nodes;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Applying;

/// <summary>Something in a file that is not taken over.</summary>
/// <param name="Where">The cell as <c>sheet!B12</c>, or the place in the plan.</param>
/// <param name="Message">What is wrong, in the user's language.</param>
public sealed record ImportFault(string Where, string Message);

/// <summary>What a file holds of a plan.</summary>
/// <param name="Json">What would be taken over, in the wire format: valid answers only. Null when there is none.</param>
/// <param name="Faults">What would be left out, and why.</param>
/// <param name="Answers">How many answers would be taken over.</param>
public sealed record ImportReading(string? Json, IReadOnlyList<ImportFault> Faults, int Answers);

/// <summary>Reads the portal's workbook again, whatever was moved or renamed in it. Every cell that cannot be used is named.</summary>
public sealed class PlanWorkbookReader(Wording words)
{
    readonly PlanDraft draft = PlanDraft.Empty();
    readonly List<ImportFault> faults = [];
    readonly Dictionary<string, string> cells = [];

    // The path of an entry by its list and the numbers that lead to it; and the entries that others stand in.
    readonly Dictionary<string, string> entries = [];
    readonly HashSet<string> wanted = [];

    /// <exception cref="UnreadableFile">No workbook, too big, or without a sheet of a plan.</exception>
    public ImportReading Read(byte[] file)
    {
        var sheets = WorkbookCells.Read(file);
        var lists = sheets.Select(ListOf).OfType<ListSheet>().OrderBy(sheet => sheet.Lists.Count).ToList();
        var single = sheets.Where(sheet => sheet.At(1, 1)?.Text == PlanSheets.Mark).ToList();
        if (single.Count + lists.Count == 0)
        {
            throw new UnreadableFile("import.not-template");
        }

        single.ForEach(ReadSingle);
        lists.ForEach(Want);
        lists.ForEach(ReadList);
        return Checked();
    }

    // What is read cell by cell is judged as a whole by the one reader of plans; its faults lead back to the cells.
    ImportReading Checked()
    {
        var reading = PlanJson.Read(draft.Json);
        foreach (var fault in reading.Faults)
        {
            Fault(cells.GetValueOrDefault(fault.Path) ?? words.Place(fault.Path), words.Of(fault));
        }

        var json = reading.Plan is { } plan ? PlanJson.Write(plan) : null;
        var bad = reading.Faults.Count(fault => cells.ContainsKey(fault.Path));
        return new(cells.Count - bad > 0 ? json : null, faults, cells.Count - bad);
    }

    void ReadSingle(SheetCells sheet)
    {
        var answers = sheet.Rows[1].FirstOrDefault(cell => cell.Value.Text == PlanSheets.Answer).Key;
        foreach (var row in sheet.Rows.Keys.Where(row => row > 2))
        {
            if (answers == 0 || sheet.At(row, answers) is not { } cell)
            {
                continue;
            }

            var where = Where(sheet, answers, row);
            var key = sheet.At(row, 1)?.Text.Trim() ?? "";
            if (Leaf(key) is { } question && !key.Contains('[', StringComparison.Ordinal))
            {
                Answer(question, key, cell, where);
            }
            else
            {
                Fault(where, words["import.no-key"]);
            }
        }
    }

    ListSheet? ListOf(SheetCells sheet)
    {
        if (!sheet.Rows.TryGetValue(1, out var keys))
        {
            return null;
        }

        var numbers = keys.Where(cell => cell.Value.Text.StartsWith('#'))
            .ToDictionary(cell => cell.Value.Text[1..].Trim(), cell => cell.Key, StringComparer.Ordinal);
        var own = numbers.Keys.MaxBy(list => list.Length);
        return own is not null && PlanQuestions.Find(own) is { Kind: AnswerKind.List } list
            ? new(
                sheet,
                [.. PlanSheets.ListsOf(list.Pattern)],
                numbers,
                keys.Where(cell => !cell.Value.Text.StartsWith('#')).ToDictionary(c => c.Key, c => c.Value.Text.Trim())
            )
            : null;
    }

    // An entry in which nothing is answered is one only when something stands inside of it.
    void Want(ListSheet sheet)
    {
        foreach (var row in sheet.Rows.Where(row => sheet.HasAnswers(row) || sheet.SaysNone(row)))
        {
            var numbers = sheet.Numbers(row);
            for (var depth = 1; depth < sheet.Lists.Count; depth++)
            {
                wanted.Add(Key(sheet.Lists[depth - 1], numbers.Take(depth)));
            }
        }
    }

    void ReadList(ListSheet sheet)
    {
        foreach (var row in sheet.Rows)
        {
            var numbers = sheet.Numbers(row);
            var own = Key(sheet.Lists[^1], numbers);
            if (!sheet.HasAnswers(row) && !sheet.SaysNone(row) && !(numbers[^1].Length > 0 && wanted.Contains(own)))
            {
                continue;
            }

            var where = Where(sheet.Cells, sheet.NumberColumn, row);
            if (Parent(sheet, numbers) is not { } list)
            {
                // The cell of the reference that leads nowhere, not that of the entry's own number.
                var wrong = WrongReference(sheet, numbers);
                Fault(
                    Where(sheet.Cells, sheet.ColumnOf(wrong), row),
                    words["import.no-parent", words.Question(sheet.Lists[wrong]), numbers[wrong]]
                );
            }
            else if (sheet.SaysNone(row))
            {
                ReadNone(sheet, row, list, where);
            }
            else if (numbers[^1].Length > 0 && entries.ContainsKey(own))
            {
                Fault(where, words["import.number-twice", numbers[^1]]);
            }
            else if (draft.Count(list) >= PlanJson.MostEntries)
            {
                Fault(where, words["import.too-many", PlanJson.MostEntries]);
            }
            else
            {
                ReadEntry(sheet, row, draft.AddEntry(list), own);
            }
        }
    }

    void ReadNone(ListSheet sheet, int row, string list, string where)
    {
        if (draft.Count(list) > 0 || sheet.HasAnswers(row))
        {
            Fault(where, words["import.none-and-some"]);
        }
        else
        {
            draft.Set(list, new JsonArray());
            cells.TryAdd(list, where);
        }
    }

    void ReadEntry(ListSheet sheet, int row, string entry, string own)
    {
        entries.TryAdd(own, entry);
        foreach (var (column, key) in sheet.Answers)
        {
            if (sheet.Cells.At(row, column) is not { } cell)
            {
                continue;
            }

            var prefix = sheet.Lists[^1] + "[].";
            if (
                Leaf(key) is { } question
                && key.StartsWith(prefix, StringComparison.Ordinal)
                && !key[prefix.Length..].Contains('[', StringComparison.Ordinal)
            )
            {
                Answer(question, PlanPath.Join(entry, key[prefix.Length..]), cell, Where(sheet.Cells, column, row));
            }
            else
            {
                Fault(Where(sheet.Cells, column, row), words["import.no-key"]);
            }
        }
    }

    // The list in which the row's entry belongs; null when an entry on the way is not there.
    string? Parent(ListSheet sheet, IReadOnlyList<string> numbers)
    {
        if (sheet.Lists.Count == 1)
        {
            return sheet.Lists[0];
        }

        var outer = sheet.Lists[^2];
        return entries.TryGetValue(Key(outer, numbers.Take(numbers.Count - 1)), out var entry)
            ? PlanPath.Join(entry, sheet.Lists[^1][(outer.Length + "[].".Length)..])
            : null;
    }

    // The outermost list of which the row names an entry that is not there.
    int WrongReference(ListSheet sheet, IReadOnlyList<string> numbers) =>
        Enumerable
            .Range(0, sheet.Lists.Count - 1)
            .FirstOrDefault(depth => !entries.ContainsKey(Key(sheet.Lists[depth], numbers.Take(depth + 1))), sheet.Lists.Count - 2);

    void Answer(PlanQuestion question, string path, SheetCell cell, string where)
    {
        if (cell.IsError)
        {
            Fault(where, words["import.cell-error"]);
        }
        else if (TextInput.FaultOf(cell.Text) is { } unusable)
        {
            Fault(where, words.Of(unusable));
        }
        else if (cells.ContainsKey(path))
        {
            Fault(where, words["import.twice"]);
        }
        else if (Value(question, cell, where) is { } value)
        {
            draft.Set(path, value);
            cells[path] = where;
        }
    }

    JsonNode? Value(PlanQuestion question, SheetCell cell, string where)
    {
        var text = cell.Text.Trim();
        switch (question.Kind)
        {
            case AnswerKind.YesNo:
                return PlanSheets.YesNo(text) is { } yes ? yes : Fault(where, words["import.yes-no"]);
            case AnswerKind.Choice:
                return PlanSheets.Choice(question, text) ?? Fault(where, words["import.unknown-choice", Short(text)]);
            case AnswerKind.Choices
                when text == PlanSheets.Nothing || (PlanSheets.IsNone(text) && PlanSheets.Choice(question, text) is null):
                return new JsonArray();
            case AnswerKind.Choices:
                var (names, unknown) = PlanSheets.Choices(question, text);
                return unknown is null
                    ? new JsonArray([.. names.Select(name => (JsonNode?)name)])
                    : Fault(where, words["import.unknown-choice", Short(unknown)]);
            case AnswerKind.Date
                when cell.IsNumber
                    && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial)
                    && serial is >= 1 and < 2_958_466:
                return DateOnly.FromDateTime(DateTime.FromOADate(serial)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case AnswerKind.Number
                when cell.IsNumber
                    && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && number == Math.Floor(number)
                    && Math.Abs(number) < int.MaxValue:
                return (int)number;
            default:
                return PlanInput.Read(question, text);
        }
    }

    JsonNode? Fault(string where, string message)
    {
        faults.Add(new(where, message));
        return null;
    }

    static PlanQuestion? Leaf(string key) =>
        PlanQuestions.Find(key) is { Kind: not (AnswerKind.Group or AnswerKind.List) } leaf && leaf.Pattern == key ? leaf : null;

    static string Key(string list, IEnumerable<string> numbers) => $"{list}|{string.Join('/', numbers)}";

    static string Where(SheetCells sheet, int column, int row) => $"{sheet.Name}!{CellName.Of(column, row)}";

    static string Short(string text) => text.Length <= 40 ? text : text[..39] + "…";
}

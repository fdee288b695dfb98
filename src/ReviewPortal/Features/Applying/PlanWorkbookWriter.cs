using System.Globalization;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell.Plans;
using static ReviewPortal.Features.Applying.WorkbookPieces;

namespace ReviewPortal.Features.Applying;

/// <summary>Writes a plan, or an empty one, as a workbook to be filled in. Cells hold text, so that nothing in them is ever computed.</summary>
public sealed class PlanWorkbookWriter(Wording words)
{
    const int LastRow = PlanJson.MostEntries + 2;
    const int LongestPrompt = 255;

    readonly List<(string Label, IReadOnlyList<string> Values)> choices = [];

    /// <param name="json">The answers in the wire format; of a draft also those that are not valid yet.</param>
    public byte[] Write(string json)
    {
        var draft = PlanDraft.Parse(json);
        choices.Clear();
        using MemoryStream stream = new();
        using (var file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            book.Workbook = new Workbook();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheets = book.Workbook.AppendChild(new Sheets());
            foreach (var sheet in PlanSheets.All)
            {
                Add(book, sheets, NameOf(sheet), sheet.List is null ? Single(sheet, draft) : List(sheet, draft));
            }

            Add(book, sheets, words["workbook.choices"], ChoicesSheet());
        }

        return stream.ToArray();
    }

    Worksheet Single(PlanSheet sheet, PlanDraft draft)
    {
        SheetData data = new();
        data.Append(HiddenRow(PlanSheets.Mark, null, PlanSheets.Answer));
        data.Append(RowOf(2, Head, null, words["workbook.question"], words["workbook.answer"], words["workbook.help"]));
        DataValidations checks = new();
        foreach (var (i, question) in sheet.Answers.Index())
        {
            var row = i + 3;
            Row line = new() { RowIndex = (uint)row };
            line.Append(
                CellOf(1, row, question.Pattern, Plain),
                CellOf(2, row, Place(question.Pattern), Head),
                CellOf(3, row, TextOf(question, draft.Get(question.Pattern)), Plain),
                CellOf(4, row, HelpOf(question), Support)
            );
            data.Append(line);
            Check(checks, question, $"C{row}");
        }

        return SheetOf(data, checks, [8, 44, 60, 60], hidesFirstColumn: true);
    }

    Worksheet List(PlanSheet sheet, PlanDraft draft)
    {
        string[] keys = [.. sheet.Lists.Select(PlanSheets.NumberKey), .. sheet.Answers.Select(question => question.Pattern)];
        SheetData data = new();
        data.Append(HiddenRow(keys));
        data.Append(
            RowOf(
                2,
                Head,
                [
                    .. sheet.Lists.Select(list => words["workbook.number", words.Question(list)]),
                    .. sheet.Answers.Select(question => Below(sheet, question)),
                ]
            )
        );
        var row = 3;
        foreach (var (places, isNone) in Places(draft, sheet.Lists, []))
        {
            Row line = new() { RowIndex = (uint)row };
            foreach (var (i, place) in places.Index())
            {
                line.Append(CellOf(i + 1, row, Invariant(place + 1), Plain));
            }

            if (isNone)
            {
                line.Append(CellOf(places.Count + 1, row, words["plan.none"], Plain));
            }
            else
            {
                foreach (var (i, question) in sheet.Answers.Index())
                {
                    line.Append(
                        CellOf(places.Count + i + 1, row, TextOf(question, draft.Get(PlanSheets.At(question.Pattern, places))), Plain)
                    );
                }
            }

            data.Append(line);
            row++;
        }

        DataValidations checks = new();
        foreach (var (i, question) in sheet.Answers.Index())
        {
            var column = CellName.Column(sheet.Lists.Count + i + 1);
            Check(checks, question, $"{column}3:{column}{LastRow}");
        }

        double[] widths = [.. sheet.Lists.Select(_ => 14d), .. sheet.Answers.Select(_ => 28d)];
        return SheetOf(data, checks, widths, hidesFirstColumn: false);
    }

    // Each entry by its places; a list that was said to be empty is one row that says so.
    static IEnumerable<(IReadOnlyList<int> Places, bool IsNone)> Places(
        PlanDraft draft,
        IReadOnlyList<string> lists,
        IReadOnlyList<int> around
    )
    {
        var path = PlanSheets.At(lists[around.Count], around);
        var isOwn = around.Count == lists.Count - 1;
        if (isOwn && draft.Get(path) is JsonArray { Count: 0 })
        {
            return [(around, true)];
        }

        var entries = Enumerable.Range(0, draft.Count(path)).Select(i => (IReadOnlyList<int>)[.. around, i]);
        return isOwn ? entries.Select(places => (places, false)) : entries.SelectMany(places => Places(draft, lists, places));
    }

    string TextOf(PlanQuestion question, JsonNode? value) =>
        (question.Kind, value) switch
        {
            (_, null) => "",
            (AnswerKind.Choices, JsonArray { Count: 0 }) => NoneOf(question),
            (AnswerKind.Choices, JsonArray many) => string.Join('\n', many.Select(one => Label(question, one))),
            (AnswerKind.Choice, _) => Label(question, value),
            (AnswerKind.YesNo, _) when value.GetValueKind() is System.Text.Json.JsonValueKind.True => words["plan.yes"],
            (AnswerKind.YesNo, _) when value.GetValueKind() is System.Text.Json.JsonValueKind.False => words["plan.no"],
            _ => value.ToString(),
        };

    // Where one of the choices is called so itself, none of them is written otherwise.
    string NoneOf(PlanQuestion question) =>
        words.Choices(question).Any(choice => choice.Label == words["plan.none"]) ? PlanSheets.Nothing : words["plan.none"];

    string Label(PlanQuestion question, JsonNode? value) => words.Find($"{question.EnumType!.Name}.{value}") ?? value?.ToString() ?? "";

    string HelpOf(PlanQuestion question) =>
        question.Kind switch
        {
            AnswerKind.Choices => words[
                "workbook.help-choices",
                string.Join(
                    words["plan.and"],
                    [
                        .. words.Choices(question).Select(c => c.Label),
                        .. PlanCompleteness.CanBeNone(question.Pattern) ? [NoneOf(question)] : Array.Empty<string>(),
                    ]
                )
            ],
            AnswerKind.Date => words["workbook.help-date"],
            AnswerKind.Number => words["workbook.help-number"],
            _ => words.Help(question.Pattern) ?? "",
        };

    // Within a list only what lies below it: the list stands in the sheet's name already.
    string Below(PlanSheet sheet, PlanQuestion question) => Place(question.Pattern, sheet.List!.Pattern.Count(c => c == '.') + 1);

    // Where a question lies, without numbers of entries: 機能 › 結果を受け取る者 › 同意.
    string Place(string pattern, int from = 0)
    {
        var steps = pattern.Split('.');
        return string.Join(
            " › ",
            Enumerable.Range(from, steps.Length - from).Select(i => words.Question(string.Join('.', steps[..(i + 1)])))
        );
    }

    void Check(DataValidations checks, PlanQuestion question, string cells)
    {
        DataValidation check = new()
        {
            SequenceOfReferences = new ListValue<StringValue> { InnerText = cells },
            AllowBlank = true,
            ShowInputMessage = true,
            PromptTitle = Cut(words.Question(question.Pattern), 32),
            Prompt = Cut(HelpOf(question), LongestPrompt),
        };
        if (question.Kind is AnswerKind.YesNo or AnswerKind.Choice)
        {
            check.Type = DataValidationValues.List;
            check.ShowErrorMessage = true;
            check.ErrorTitle = Cut(words.Question(question.Pattern), 32);
            check.Error = words["workbook.choose"];
            check.Append(
                new Formula1(question.Kind == AnswerKind.YesNo ? $"\"{words["plan.yes"]},{words["plan.no"]}\"" : Choices(question))
            );
        }
        else
        {
            check.ShowErrorMessage = false;
            if (question.Kind == AnswerKind.Choices)
            {
                _ = Choices(question);
            }
        }

        if (check.Prompt.Value!.Length > 0 || check.Type is not null)
        {
            checks.Append(check);
        }
    }

    // The choices of a question stand in the last sheet, one column for each kind; the cell's list points there.
    string Choices(PlanQuestion question)
    {
        var label = question.EnumType!.Name;
        IReadOnlyList<string> values = [.. words.Choices(question).Select(choice => choice.Label)];
        var at = choices.FindIndex(known => known.Label == label);
        if (at < 0)
        {
            at = choices.Count;
            choices.Add((label, values));
        }

        var column = CellName.Column(at + 1);
        return $"'{words["workbook.choices"]}'!${column}$2:${column}${values.Count + 1}";
    }

    Worksheet ChoicesSheet()
    {
        SheetData data = new();
        var named = choices.Select(choice =>
            words.Question(PlanQuestions.All.First(question => question.EnumType?.Name == choice.Label).Pattern)
        );
        data.Append(RowOf(1, Head, [.. named]));
        for (var i = 0; i < choices.Max(choice => choice.Values.Count); i++)
        {
            data.Append(RowOf(i + 2, Plain, [.. choices.Select(choice => choice.Values.ElementAtOrDefault(i))]));
        }

        return SheetOf(data, null, [.. choices.Select(_ => 28d)], hidesFirstColumn: false, hidesFirstRow: false);
    }

    string NameOf(PlanSheet sheet)
    {
        // Excel allows 31 characters and none of these.
        var name = Place((sheet.List ?? sheet.Part).Pattern).Replace(" › ", words["workbook.sheet-between"], StringComparison.Ordinal);
        return Cut(string.Concat(name.Where(c => !@"\/?*[]:'".Contains(c, StringComparison.Ordinal))), 31);
    }

    static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}

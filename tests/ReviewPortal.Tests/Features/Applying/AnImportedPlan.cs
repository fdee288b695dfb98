using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Applying;

public sealed class AnImportedPlan : PortalTest
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    static IEnumerable<string> Demo =>
        typeof(App)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Demo/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    [Theory, MemberData(nameof(Seeds))]
    public void Comes_out_of_the_template_as_it_went_in_whatever_was_answered(int seed)
    {
        Random random = new(seed);
        var draft = PlanDraft.Parse(Plan(Demo.ElementAt(random.Next(Demo.Count()))));
        for (var i = 0; i < 30; i++)
        {
            Answer(draft, random);
        }

        var plan = PlanJson.Write(PlanJson.Read(draft.Json).Plan!);
        Speak(seed % 2 == 0 ? "ja-JP" : "en-GB");
        var file = new PlanWorkbookWriter(Words).Write(plan);

        var reading = PlanImport.Read(file, Words);

        Assert.Empty(reading.Faults);
        Assert.True(
            JsonNode.DeepEquals(Settled(plan), Settled(reading.Json!)),
            string.Join('\n', PlanDiff.Between(plan, reading.Json!).Select(change => $"{change.Path}: {change.Before} / {change.After}"))
        );
    }

    [Fact]
    public void Template_is_a_workbook_without_a_fault_for_the_format()
    {
        foreach (var json in Demo.Select(Plan).Append(PlanForm.NewDraft))
        {
            using MemoryStream stream = new(new PlanWorkbookWriter(Words).Write(json));
            using var file = SpreadsheetDocument.Open(stream, isEditable: false);
            Assert.Empty(
                new OpenXmlValidator(FileFormatVersions.Office2019)
                    .Validate(file, TestContext.Current.CancellationToken)
                    .Select(fault => $"{fault.Path?.XPath}: {fault.Description}")
            );
        }
    }

    [Fact]
    public void Is_found_again_in_sheets_that_were_moved_and_renamed()
    {
        var plan = Plan("Demo/vaccination.json");
        var file = Changed(
            new PlanWorkbookWriter(Words).Write(plan),
            book =>
            {
                var sheets = book.Workbook!.GetFirstChild<Sheets>()!;
                Sheet[] all = [.. sheets.Elements<Sheet>()];
                sheets.RemoveAllChildren();
                foreach (var (i, sheet) in all.Reverse().Index())
                {
                    sheet.Name = $"写し{i}";
                    sheets.Append(sheet);
                }
            }
        );

        var reading = PlanImport.Read(file, Words);

        Assert.Empty(reading.Faults);
        Assert.True(JsonNode.DeepEquals(Settled(PlanJson.Write(PlanJson.Read(plan).Plan!)), Settled(reading.Json!)));
    }

    [Fact]
    public void Names_the_cell_of_each_answer_that_cannot_be_read_and_takes_over_the_others()
    {
        var file = Changed(
            new PlanWorkbookWriter(Words).Write("""{"service":{"name":"接種歴ノート"}}"""),
            book =>
            {
                var sheet = Sheet(book, "サービス");
                Write(sheet, Row(sheet, "service.plannedStart"), 3, "来年の春");
                Write(sheet, Row(sheet, "service.minors"), 3, "たぶん");
                Write(sheet, Row(sheet, "service.revenue"), 3, "利用者からの料金、寄付");
                Write(sheet, Row(sheet, "service.url"), 3, "ｈｔｔｐｓ://example.jp/");
            }
        );

        var reading = PlanImport.Read(file, Words);

        Assert.Equal(3, reading.Faults.Count);
        Assert.All(reading.Faults, fault => Assert.Matches(@"^.+![A-Z]+\d+$", fault.Where));
        Assert.Contains(
            reading.Faults,
            fault => fault.Message.Contains("寄付", StringComparison.Ordinal) || fault.Message.Contains("利用者", StringComparison.Ordinal)
        );
        var plan = PlanJson.Read(reading.Json!).Plan!;
        Assert.Equal(("接種歴ノート", "https://example.jp/"), (plan.Service!.Name, plan.Service.Url));
        Assert.Null(plan.Service.PlannedStart);
    }

    [Fact]
    public void Says_when_an_entry_belongs_to_none_or_a_number_stands_twice()
    {
        var file = Changed(
            new PlanWorkbookWriter(Words).Write(Plan("Demo/vaccination.json")),
            book =>
            {
                var recipients = SheetWith(book, PlanSheets.NumberKey("functions[].recipients"));
                Write(recipients, 3, 1, "9");
                var functions = SheetWith(book, PlanSheets.NumberKey("functions"), not: PlanSheets.NumberKey("functions[].recipients"));
                Write(functions, 20, 1, "１");
                Write(functions, 20, 2, "二つ目の一番");
            }
        );

        var reading = PlanImport.Read(file, Words);

        Assert.Contains(reading.Faults, fault => fault.Message.Contains('9') && fault.Where.EndsWith("!A3", StringComparison.Ordinal));
        Assert.Contains(reading.Faults, fault => fault.Where.EndsWith("!A20", StringComparison.Ordinal));
    }

    [Fact]
    public void Is_refused_when_it_is_no_plan_too_big_or_made_to_do_harm()
    {
        Assert.Equal("import.empty", Refused([]));
        Assert.Equal("import.not-known", Refused(Encoding.UTF8.GetBytes("MZ\0\0 not a plan")));
        Assert.Equal("import.not-known", Refused([0xD0, 0xCF, 0x11, 0xE0]));
        Assert.Equal("import.not-plan", Refused("[]"u8.ToArray()));
        Assert.Equal("import.not-plan", Refused(Encoding.UTF8.GetBytes(new string('[', 40) + new string(']', 40))));
        Assert.Equal("import.not-workbook", Refused(Zip(("word/document.xml", "<w/>"))));
        Assert.Equal("import.too-big", Refused([.. "PK"u8, .. new byte[WorkbookCells.LargestFile]]));
        Assert.Equal("import.too-big", Refused(Zip(("bomb.bin", new string('0', 60_000_000)))));
        Assert.Equal("import.not-template", Refused(Foreign()));
        var entity = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"b\">]><worksheet>&b;</worksheet>";
        Assert.Equal("import.not-workbook", Refused(Replaced(new PlanWorkbookWriter(Words).Write("{}"), entity)));
    }

    [Fact]
    public void As_JSON_says_what_it_does_not_know_and_takes_over_the_rest()
    {
        var reading = PlanImport.Read(Encoding.UTF8.GetBytes("""﻿{"owner":"x","service":{"name":"名","plannedStart":"来年"}}"""), Words);

        Assert.Equal(2, reading.Faults.Count);
        Assert.Equal("""{"service":{"name":"名"}}""", reading.Json);
    }

    [Theory]
    [InlineData("""{"apis":["MedicalInsurance","Nonsense"]}""", "apis[1]", "plan.apis")]
    [InlineData("""{"service":{"revenue":["Gold"]}}""", "service.revenue[0]", "plan.service.revenue")]
    [InlineData("""{"functions":[{"purchase":{"paths":["Banner"]}}]}""", "functions[0].purchase.paths[0]", "plan.functions.purchase.paths")]
    public void As_JSON_names_the_question_of_a_choice_that_is_none(string json, string path, string question)
    {
        foreach (var (language, before, behind) in new[] { ("ja-JP", "（", "）"), ("en-GB", " (", ")") })
        {
            Speak(language);
            var fault = Assert.Single(PlanImport.Read(Encoding.UTF8.GetBytes(json), Words).Faults);
            Assert.StartsWith(path + before, fault.Where, StringComparison.Ordinal);
            Assert.EndsWith(Words[question] + behind, fault.Where, StringComparison.Ordinal);
            Assert.DoesNotContain("⟦", fault.Where, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Is_none_when_nobody_wrote_into_the_template()
    {
        var reading = PlanImport.Read(new PlanWorkbookWriter(Words).Write(PlanForm.NewDraft), Words);

        Assert.Equal((null, 0), (reading.Json, reading.Answers));
        Assert.Empty(reading.Faults);
        var begun = PlanImport.Read(new PlanWorkbookWriter(Words).Write("""{"filing":{"kind":"Amendment"}}"""), Words);
        Assert.Equal(1, begun.Answers);
    }

    [Fact]
    public void Template_offers_none_where_none_is_an_answer()
    {
        using MemoryStream stream = new(new PlanWorkbookWriter(Words).Write(PlanForm.NewDraft));
        using var file = SpreadsheetDocument.Open(stream, isEditable: false);
        var prompt = file.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<DataValidation>())
            .Single(check => check.PromptTitle == Words["plan.functions.purchase.paths"])
            .Prompt!.Value!;
        Assert.EndsWith(Words["plan.and"] + Words["plan.none"], prompt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"\ud800", TextFault.HalfCharacter)]
    [InlineData(@"\u202e", TextFault.Control)]
    [InlineData(@"\u0000", TextFault.Control)]
    [InlineData(@"\ue000", TextFault.PrivateUse)]
    public void Of_a_text_that_nobody_could_read_is_told_where_it_stands_and_keeps_the_rest(string written, TextFault fault)
    {
        var json = $$$"""{"service":{"name":"名{{{written}}}","summary":"\\ud800 と \ud83d\ude00"}}""";

        var reading = PlanImport.Read(Encoding.UTF8.GetBytes(json), Words);

        var told = Assert.Single(reading.Faults);
        Assert.Contains("service.name", told.Where, StringComparison.Ordinal);
        Assert.Equal(Words.Of(fault), told.Message);
        Assert.Equal("""{"service":{"summary":"\\ud800 と 😀"}}""", reading.Json);
        Assert.Equal(1, reading.Answers);
    }

    [Fact]
    public void In_a_link_keeps_all_entries_of_a_long_list()
    {
        var query = string.Join("&", Enumerable.Range(0, 13).Select(i => $"functions[{i}].name=fn{i}"));

        var plan = PlanJson.Read(Prefill.Read(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery("?" + query))!).Plan!;

        Assert.Equal(Enumerable.Range(0, 13).Select(i => $"fn{i}"), plan.Functions!.Select(function => function.Name));
    }

    [Fact]
    public void In_a_link_is_what_the_form_asks_and_nothing_else()
    {
        var json = Prefill.Read(
            Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(
                "?service.name=%E5%81%A5%E5%BA%B7&service.minors=true&handling.provision=Nonsense&handling.researchOnly=maybe&owner=x&state=Issued"
                    + "&contacts[0].name=x&functions[0].name=A&functions[5].name=gap&apis=MedicalInsurance,Nonsense&a.b..c=1&service=x&functions[].name=y"
            )
        );

        Assert.Equal("""{"service":{"name":"健康","minors":true},"apis":["MedicalInsurance"],"functions":[{"name":"A"}]}""", json);
        Assert.Null(Prefill.Read(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery("?owner=x&state=Issued")));
    }

    string Refused(byte[] file) => Assert.Throws<UnreadableFile>(() => PlanImport.Read(file, Words)).Key;

    static string Plan(string name)
    {
        using StreamReader reader = new(typeof(App).Assembly.GetManifestResourceStream(name)!);
        return PlanJson.Write(PlanJson.Read(reader.ReadToEnd()).Plan!);
    }

    // Changes one answer, adds an entry or empties a list, by chance.
    static void Answer(PlanDraft draft, Random random)
    {
        var question = PlanQuestions.All[random.Next(PlanQuestions.All.Count)];
        List<int> places = [];
        foreach (var list in PlanSheets.ListsOf(question.Pattern).SkipLast(1))
        {
            var count = draft.Count(PlanSheets.At(list, places));
            if (count == 0)
            {
                return;
            }

            places.Add(random.Next(count));
        }

        var path = PlanSheets.At(question.Pattern, places);
        string[] texts = ["一行", "二行の\n文", " _x0041_ と 100%", "=1+1", "👨‍👩‍👧", "なし", "-", "a、b"];
        JsonNode? value = question.Kind switch
        {
            AnswerKind.Text => PlanInput.Read(question, texts[random.Next(texts.Length)]),
            AnswerKind.YesNo => random.Next(2) == 0,
            AnswerKind.Number => random.Next(0, 50),
            AnswerKind.Date => $"2026-{random.Next(1, 13):00}-{random.Next(1, 29):00}",
            AnswerKind.Choice => Names(question)[random.Next(Names(question).Length)],
            AnswerKind.Choices => new JsonArray([.. Names(question).Where(_ => random.Next(3) == 0).Select(name => (JsonNode?)name)]),
            AnswerKind.List => draft.Count(path) == 0 ? new JsonArray() : null,
            _ => null,
        };
        if (value is not null)
        {
            draft.Set(path, value);
        }

        static string[] Names(PlanQuestion question) => Enum.GetNames(question.EnumType!);
    }

    // A group or an entry without answers says nothing; the order of choices neither.
    static JsonNode? Settled(string json)
    {
        return Settle(JsonNode.Parse(json));

        static JsonNode? Settle(JsonNode? node) =>
            node switch
            {
                JsonObject members
                    when members.Select(m => (m.Key, Value: Settle(m.Value))).Where(m => m.Value is not null).ToList() is var kept =>
                    kept.Count == 0 ? null : new JsonObject(kept.Select(m => KeyValuePair.Create(m.Key, m.Value))),
                JsonArray entries => new JsonArray([
                    .. entries.Select(Settle).OrderBy(entry => entry is JsonValue ? entry.ToJsonString() : "", StringComparer.Ordinal),
                ]),
                _ => node?.DeepClone(),
            };
    }

    static byte[] Changed(byte[] file, Action<WorkbookPart> change)
    {
        using MemoryStream stream = new();
        stream.Write(file);
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            change(document.WorkbookPart!);
            document.WorkbookPart!.Workbook!.Save();
        }

        return stream.ToArray();
    }

    static Worksheet Sheet(WorkbookPart book, string name) =>
        (
            (WorksheetPart)
                book.GetPartById(book.Workbook!.Descendants<Sheet>().First(sheet => sheet.Name!.Value!.Contains(name)).Id!.Value!)
        ).Worksheet!;

    static Worksheet SheetWith(WorkbookPart book, string key, string? not = null) =>
        book.WorksheetParts.Select(part => part.Worksheet!).First(sheet => Has(sheet, key) && (not is null || !Has(sheet, not)));

    static bool Has(Worksheet sheet, string key) => sheet.Descendants<Cell>().Any(cell => cell.InnerText == key);

    static int Row(Worksheet sheet, string key) =>
        (int)sheet.Descendants<Row>().Single(row => row.Elements<Cell>().FirstOrDefault()?.InnerText == key).RowIndex!.Value;

    static void Write(Worksheet sheet, int row, int column, string text)
    {
        var data = sheet.GetFirstChild<SheetData>()!;
        var line =
            data.Elements<Row>().FirstOrDefault(one => one.RowIndex! == (uint)row) ?? data.AppendChild(new Row { RowIndex = (uint)row });
        var name = CellName.Of(column, row);
        line.Elements<Cell>().FirstOrDefault(cell => cell.CellReference == name)?.Remove();
        Cell made = new(new InlineString(new Text(text))) { CellReference = name, DataType = CellValues.InlineString };
        var after = line.Elements<Cell>().LastOrDefault(cell => CellName.ColumnOf(cell.CellReference!.Value!) < column);
        if (after is null)
        {
            line.PrependChild(made);
        }
        else
        {
            line.InsertAfter(made, after);
        }
    }

    static byte[] Foreign()
    {
        using MemoryStream stream = new();
        using (var file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            var part = book.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(new SheetData());
            book.Workbook = new Workbook(
                new Sheets(
                    new Sheet
                    {
                        Id = book.GetIdOfPart(part),
                        SheetId = 1,
                        Name = "表",
                    }
                )
            );
        }

        return stream.ToArray();
    }

    static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using StreamWriter writer = new(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return stream.ToArray();
    }

    static byte[] Replaced(byte[] file, string text)
    {
        using MemoryStream stream = new();
        stream.Write(file);
        using (ZipArchive archive = new(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = archive.Entries.First(one => one.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
            var name = entry.FullName;
            entry.Delete();
            using StreamWriter writer = new(archive.CreateEntry(name).Open());
            writer.Write(text);
        }

        return stream.ToArray();
    }
}

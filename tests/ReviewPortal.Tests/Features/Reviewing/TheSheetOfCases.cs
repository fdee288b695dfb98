using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using ReviewPortal.Data;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>The list as a spreadsheet, read again.</summary>
public sealed class TheSheetOfCases : PortalTest
{
    static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Holds_days_and_numbers_as_such_and_names_as_texts()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var list = await portal.Services.AsAsync<CaseListQueries, CaseList>("lead", q => q.ListAsync(new(Open: true), Cancel));
        var first = list.Page.Items[0];
        first.Row.ServiceName = "=1+1";
        using MemoryStream stream = new();
        using (var made = SpreadsheetDocument.Create(stream, DocumentFormat.OpenXml.SpreadsheetDocumentType.Workbook))
        {
            await CaseSheet.WriteAsync(made, list.Page.Items.ToAsyncEnumerable(), [], Words);
        }

        using var book = SpreadsheetDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(book, Cancel));
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().ToList();
        Assert.Equal(list.Page.Items.Count + 1, rows.Count);
        var heads = rows[0].Elements<Cell>().Select(cell => cell.InnerText).ToList();
        var cells = rows[1].Elements<Cell>().ToList();
        Assert.Equal("=1+1", cells[1].InlineString!.Text!.Text);
        Assert.Null(cells[1].CellFormula);
        Assert.Equal(first.DueOn, DateOnly.FromDateTime(DateTime.FromOADate(Number(Words.Of(CaseColumn.Due)))));
        Assert.Equal(first.LeftDays, Number(Words["cases.left-days"]));
        Assert.Equal(
            JapaneseDate.Local(first.Row.ArrivedAt),
            DateTime.FromOADate(Number(Words.Of(CaseColumn.Arrived))),
            TimeSpan.FromSeconds(1)
        );

        double Number(string head)
        {
            var cell = cells[heads.IndexOf(head)];
            Assert.Equal(CellValues.Number, cell.DataType!.Value);
            return double.Parse(cell.CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}

using System.Globalization;
using System.Text;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Features.Guidelines;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Tokens;

namespace ReviewPortal.Documents;

public class Printed_criteria(Printing printing) : IClassFixture<Printing>
{
    [Theory]
    [InlineData("ja-JP", "ja")]
    [InlineData("en-GB", "en")]
    public async Task Hold_every_rule_in_the_language_that_they_name(string culture, string language)
    {
        CultureInfo.CurrentUICulture = new(culture);
        var book = RuleBook.Shipped;
        var set = book.InForce(new(2026, 9, 1));

        var printed = await printing.Documents.PrintAsync(CriteriaWords.Sheet(new(), set, book), TestContext.Current.CancellationToken);

        using var pdf = PdfDocument.Open(printed.Content);
        var text = Squeeze(string.Concat(pdf.GetPages().Select(page => ContentOrderTextExtractor.GetText(page))));
        Assert.All(set.Rules, rule => Assert.Contains(rule.Id, text, StringComparison.Ordinal));
        Assert.Contains(Squeeze(language == "ja" ? set.Rules[0].Title.Ja : set.Rules[0].Title.En), text, StringComparison.Ordinal);
        var catalog = pdf.Structure.Catalog.CatalogDictionary;
        Assert.Equal(language, ((StringToken)catalog.Data["Lang"]).Data);
        Assert.True(catalog.ContainsKey(NameToken.StructTreeRoot));
        Assert.Equal($"PHR-GL-2025-04_{RuleSets.Find("PHR-GL-2025-04")!.Revision}.pdf", printed.FileName);
    }

    static string Squeeze(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter)));
}

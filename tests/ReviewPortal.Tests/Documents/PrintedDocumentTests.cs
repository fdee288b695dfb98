using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ReviewPortal.Domain.Documents;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Tokens;
using Letter = ReviewPortal.Domain.Documents.Letter;

namespace ReviewPortal.Documents;

public class A_printed_document(Printing printing) : IClassFixture<Printing>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_every_service_in_the_order_of_the_survey()
    {
        using var pdf = PdfDocument.Open(await BreakdownAsync(2026, 2, 28));
        var text = TextOf(pdf);
        var snapshot = Printing.Operators(2026, 2, 28);

        Assert.Equal(49, snapshot.Rows.Count);
        var at = Squeeze(text).IndexOf("事業者(43者・45サービス)", StringComparison.Ordinal);
        foreach (var row in snapshot.Rows)
        {
            var next = Squeeze(text).IndexOf(Squeeze($"{row.Number}{row.OrganizationName}"), at + 1, StringComparison.Ordinal);
            Assert.True(next > at, $"{row.OrganizationName} is not there, or not in its place.");
            Assert.Contains(Squeeze(row.ServiceName), Squeeze(text)[next..], StringComparison.Ordinal);
            at = next;
        }
    }

    [Fact]
    public async Task Says_how_many_there_are_and_on_what_it_rests()
    {
        var text = Squeeze(TextOf(PdfDocument.Open(await BreakdownAsync(2026, 2, 28))));

        Assert.Contains("令和8年2月28日現在", text, StringComparison.Ordinal);
        Assert.Contains("令和8年2月時点の調査に基づく", text, StringComparison.Ordinal);
        Assert.Contains("47者43者4者49件", text, StringComparison.Ordinal);
        Assert.Contains("RECOELL:令和8年3月31日をもってサービスを終了する予定", text, StringComparison.Ordinal);
        Assert.Contains("作成:令和8年3月5日14時03分(日本時間)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("調査の後の日を基準日としている", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_day_after_the_survey_carries_a_caution()
    {
        var text = Squeeze(TextOf(PdfDocument.Open(await BreakdownAsync(2026, 7, 1))));

        Assert.Contains("45者41者4者47件", text, StringComparison.Ordinal);
        Assert.Contains("調査の後の日を基準日としている", text, StringComparison.Ordinal);
        Assert.DoesNotContain("RECOELL", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_day_before_the_first_record_says_so_and_counts_nothing()
    {
        var text = Squeeze(TextOf(PdfDocument.Open(await BreakdownAsync(2026, 1, 31))));

        Assert.Contains("この日の運用状況の記録はない", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0者", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_named_after_its_day()
    {
        var printed = await printing.Documents.PrintAsync(Printing.Operators(2026, 2, 28), Cancel);

        Assert.Equal("運用中事業者内訳_20260228.pdf", printed.FileName);
    }

    [Fact]
    public async Task Repeats_the_head_of_its_table_and_counts_its_pages()
    {
        using var pdf = PdfDocument.Open(await BreakdownAsync(2026, 2, 28));
        Page[] pages = [.. pdf.GetPages()];

        Assert.InRange(pages.Length, 2, 4);
        Assert.All(
            pages,
            page =>
            {
                var text = Squeeze(ContentOrderTextExtractor.GetText(page));
                Assert.Contains($"{page.Number}/{pages.Length}", text, StringComparison.Ordinal);
                if (Regex.IsMatch(text, "株式会社|県"))
                {
                    Assert.Matches("番号(会社名|自治体名)サービス名区分注", text);
                }
            }
        );
        Assert.All(pages, page => Assert.Equal((595, 842), ((int)Math.Round(page.Width), (int)Math.Round(page.Height))));
    }

    [Theory]
    [InlineData("report")]
    [InlineData("letter")]
    public async Task Is_accessible(string which)
    {
        var bytes = which == "report" ? await BreakdownAsync(2026, 2, 28) : await LetterAsync(Printing.Letter());
        using var pdf = PdfDocument.Open(bytes);
        var catalog = pdf.Structure.Catalog.CatalogDictionary;

        Assert.True(
            Resolve<DictionaryToken>(pdf, catalog, "MarkInfo").TryGet(NameToken.Create("Marked"), out BooleanToken marked) && marked.Data
        );
        Assert.True(
            Resolve<DictionaryToken>(pdf, catalog, "ViewerPreferences").TryGet(NameToken.Create("DisplayDocTitle"), out BooleanToken shown)
                && shown.Data
        );
        Assert.Equal("ja", Resolve<StringToken>(pdf, catalog, "Lang").Data);
        Assert.NotNull(Resolve<DictionaryToken>(pdf, catalog, "StructTreeRoot"));
        Assert.True(pdf.TryGetBookmarks(out var outline) && outline.GetNodes().Any());

        var title = which == "report" ? "運用中事業者内訳（令和8年2月28日現在）" : Printing.Letter().Subject;
        Assert.Equal(title, pdf.Information.Title);
        Assert.True(pdf.TryGetXmpMetadata(out var xmp));
        var metadata = XDocument.Parse(Encoding.UTF8.GetString(xmp.GetXmlBytes().ToArray()).Trim('\uFEFF'));
        Assert.Equal("1", metadata.Descendants(XName.Get("part", "http://www.aiim.org/pdfua/ns/id/")).Single().Value);
        Assert.Equal(title, metadata.Descendants(XName.Get("title", "http://purl.org/dc/elements/1.1/")).Single().Value);
        Assert.Equal("ja", metadata.Descendants(XName.Get("language", "http://purl.org/dc/elements/1.1/")).Single().Value);
    }

    [Fact]
    public async Task Carries_its_fonts_and_their_letters()
    {
        var bytes = await LetterAsync(Printing.Letter());
        var fonts = Regex.Matches(Encoding.Latin1.GetString(bytes), @"/Type /FontDescriptor.*?>>", RegexOptions.Singleline);

        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Matches(@"/FontFile[23]? \d+ 0 R", font.Value));
        Assert.Contains("髙橋", TextOf(PdfDocument.Open(bytes)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Puts_the_parts_of_a_letter_where_they_belong()
    {
        using var pdf = PdfDocument.Open(Printing.Keep("letter.pdf", await LetterAsync(Printing.Letter())));
        var text = Squeeze(TextOf(pdf));
        string[] order =
        [
            "情流第123号",
            "令和8年3月5日",
            "見本ヘルス株式会社",
            "殿",
            "グループ長",
            "条件付承諾について(通知)",
            "令和8年1月20日付け",
            "記",
            "1承諾の内容",
            "(1)サービス名",
            "2条件",
            "ア利用者の同意",
            "イ委託先",
            "(2)外部の監査",
            "3承諾の期間",
            "以上",
            "担当",
        ];

        var at = -1;
        foreach (var part in order)
        {
            var next = text.IndexOf(Squeeze(part), at + 1, StringComparison.Ordinal);
            Assert.True(next > at, $"「{part}」 is not there, or not in its place, in: {text}");
            at = next;
        }

        Assert.Equal(1, pdf.NumberOfPages);
        var words = pdf.GetPage(1).Letters;
        Assert.True(words.First(letter => letter.Value == "情").Location.X > 400);
        Assert.True(words.First(letter => letter.Value == "見").Location.X < 100);
        Assert.True(words.Last(letter => letter.Value == "以").Location.X > 450);
    }

    [Fact]
    public async Task Has_no_page_with_nothing_but_the_lines_of_its_verification()
    {
        var letter = Printing.Letter() with
        {
            VerificationLine = string.Join('\n', Enumerable.Repeat(Printing.Letter().VerificationLine, 3)),
        };
        var pages = new List<int>();
        for (var more = 0; more < 14; more++)
        {
            IReadOnlyList<LetterItem> items = [.. letter.Items, .. Enumerable.Range(0, more).Select(n => new LetterItem($"追加の条件{n}"))];
            using var pdf = PdfDocument.Open(await LetterAsync(letter with { Items = items }));
            pages.Add(pdf.NumberOfPages);

            var last = Squeeze(ContentOrderTextExtractor.GetText(pdf.GetPages().Last()));
            Assert.All(["以上", "担当デジタル庁", "SHA-256"], part => Assert.Contains(part, last, StringComparison.Ordinal));
        }

        // Some of them are as long as one page, some are longer.
        Assert.Equal([1, 2], pages.Distinct().Order());
    }

    [Fact]
    public async Task Made_for_a_demonstration_says_so_and_a_real_one_does_not()
    {
        Assert.Contains(
            "デモ",
            TextOf(PdfDocument.Open(Printing.Keep("letter-demo.pdf", await LetterAsync(Printing.Letter(isDemo: true))))),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("デモ", TextOf(PdfDocument.Open(await LetterAsync(Printing.Letter()))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_items_deeper_than_three_levels()
    {
        var deep = Printing.Letter() with { Items = [new("一", new LetterItem("二", new LetterItem("三", new LetterItem("四"))))] };

        await Assert.ThrowsAsync<InvalidOperationException>(() => printing.Documents.PrintAsync(deep, Cancel));
    }

    [Fact]
    public async Task Keeps_the_lines_in_which_a_reason_was_written()
    {
        var lines = Printing.Letter() with { Items = [new("甲の事実\n乙の事実")] };

        using var pdf = PdfDocument.Open(await LetterAsync(lines));

        var letters = pdf.GetPages().SelectMany(page => page.Letters).ToList();
        Assert.True(Height("甲") > Height("乙"));

        double Height(string letter) => letters.First(found => found.Value == letter).StartBaseLine.Y;
    }

    [Fact]
    public async Task Takes_what_people_write_as_text_only()
    {
        var hostile = Printing.Letter() with { Subject = "</style><script>document.body.remove()</script>\" } 件名（通知）" };

        var text = Squeeze(TextOf(PdfDocument.Open(await LetterAsync(hostile))));

        Assert.Contains("<script>document.body.remove()</script>", text, StringComparison.Ordinal);
        Assert.Contains("以上", text, StringComparison.Ordinal);
    }

    async Task<byte[]> BreakdownAsync(int year, int month, int day) =>
        Printing.Keep(
            $"report-{year}{month:D2}{day:D2}.pdf",
            (await printing.Documents.PrintAsync(Printing.Operators(year, month, day), Cancel)).Content
        );

    async Task<byte[]> LetterAsync(Letter letter) => (await printing.Documents.PrintAsync(letter, Cancel)).Content;

    static string TextOf(PdfDocument pdf) =>
        string.Join('\n', pdf.GetPages().Select(page => string.Concat(page.Letters.Select(letter => letter.Value))));

    /// <summary>Without spaces, which layout adds, and in one width.</summary>
    static string Squeeze(string text) => Regex.Replace(text.Normalize(NormalizationForm.FormKC), @"\s", "");

    static T Resolve<T>(PdfDocument pdf, DictionaryToken dictionary, string name)
        where T : class, IToken
    {
        Assert.True(dictionary.TryGet(NameToken.Create(name), out var token), $"/{name} is missing.");
        return token as T ?? Assert.IsType<T>(pdf.Structure.GetObject(((IndirectReferenceToken)token!).Data).Data);
    }
}

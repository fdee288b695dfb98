using System.Text;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Data.Seed;

public class The_list_of_providers
{
    const string Header = "number,kind,organization,service,note,end_date,category,suggested_category,suggestion_basis\n";

    [Theory]
    [InlineData("2026-02-28", 47, 43, 4, 49)]
    [InlineData("2026-03-31", 47, 43, 4, 49)]
    [InlineData("2026-04-01", 46, 42, 4, 48)]
    [InlineData("2026-06-30", 46, 42, 4, 48)]
    [InlineData("2026-07-01", 45, 41, 4, 47)]
    public void Counts_as_the_survey_and_the_announced_ends_say(
        string day,
        int organizations,
        int businesses,
        int municipalities,
        int services
    ) =>
        Assert.Equal(
            new OperatorCounts(organizations, businesses, municipalities, services),
            OperatorSnapshot.AsOf(ProvidersCsv.ReadShipped(), DateOnly.Parse(day)).Counts
        );

    [Fact]
    public void Numbers_the_organizations_1_to_47_in_order()
    {
        var rows = OperatorSnapshot.AsOf(ProvidersCsv.ReadShipped(), new(2026, 2, 28)).Rows;

        Assert.Equal(Enumerable.Range(1, 47), rows.DistinctBy(row => row.OrganizationId).Select(row => row.Number!.Value));
        Assert.Equal([8, 18], rows.CountBy(row => row.Number!.Value).Where(entry => entry.Value == 2).Select(entry => entry.Key));
        Assert.Equal([44, 45, 46, 47], rows.Where(row => row.Kind == OrganizationKind.Municipality).Select(row => row.Number!.Value));
    }

    [Fact]
    public void Confirms_no_category_and_suggests_only_with_a_reason()
    {
        var services = ProvidersCsv.ReadShipped().Select(entry => entry.Service).ToArray();

        Assert.All(services, service => Assert.Empty(service.Categories));
        Assert.Equal(15, services.Count(service => service.SuggestedCategory is not null));
        Assert.All(services, service => Assert.Equal(service.SuggestedCategory is null, service.SuggestionBasis is null));
    }

    [Fact]
    public void Marks_what_is_doubtful_and_what_ends()
    {
        var footnotes = OperatorSnapshot.AsOf(ProvidersCsv.ReadShipped(), new(2026, 2, 28)).Footnotes;

        Assert.Equal(4, footnotes.Count(footnote => footnote.Kind == FootnoteKind.DoubtfulSpelling));
        Assert.Single(footnotes, footnote => footnote.Kind == FootnoteKind.InferredNumber);
        Assert.Equal(
            [new(2026, 3, 31), new DateOnly(2026, 6, 30)],
            footnotes.Where(footnote => footnote.Kind == FootnoteKind.AnnouncedEnd).Select(footnote => footnote.LastDay!.Value)
        );
    }

    [Fact]
    public void Is_read_with_quotes_commas_line_ends_and_blank_numbers()
    {
        var register = Read(
            "1,business,\"甲, 乙\",\"a \"\"b\"\"\",\"一\n二\",,,,\r\n\r\n,business,\"甲, 乙\",c,,,,,\r\n,municipality,丙,d,,2026-12-31,,,"
        );

        Assert.Equal(["甲, 乙", "甲, 乙", "丙"], register.Select(entry => entry.Organization.Name));
        Assert.Equal(["a \"b\"", "c", "d"], register.Select(entry => entry.Service.Name));
        Assert.Equal([1, 1, null], register.Select(entry => entry.Service.SurveyNumber));
        Assert.Equal("一\n二", register[0].Service.Note);
        Assert.Same(register[0].Organization, register[1].Organization);
        Assert.Equal(new DateOnly(2026, 12, 31), register[2].Service.EndsOn);
    }

    [Theory]
    [InlineData("1,business,甲,a,,,,", "Row 2: 8 fields")]
    [InlineData("1,company,甲,a,,,,,", "Row 2: \"company\"")]
    [InlineData("x,business,甲,a,,,,,", "Row 2: \"x\"")]
    [InlineData("1,business,甲,a,,2026/3/31,,,", "Row 2: \"2026/3/31\"")]
    [InlineData("1,business,甲,a,,,,その他,x", "Row 2: \"その他\"")]
    [InlineData("1,business,\"甲,a,,,,,", "ends inside a quoted field")]
    public void That_is_damaged_is_refused_with_the_row(string row, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => Read(row)).Message, StringComparison.Ordinal);

    [Fact]
    public void With_another_header_is_refused() =>
        Assert.StartsWith(
            "Row 1",
            Assert.Throws<FormatException>(() => ProvidersCsv.Read(new MemoryStream("a,b\n"u8.ToArray()))).Message,
            StringComparison.Ordinal
        );

    static IReadOnlyList<(Organization Organization, Service Service)> Read(string rows) =>
        ProvidersCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes(Header + rows)));
}

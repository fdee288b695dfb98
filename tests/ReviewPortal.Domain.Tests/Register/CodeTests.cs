using FsCheck;
using FsCheck.Xunit;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Register;

public class A_corporate_number
{
    [Theory]
    [InlineData("7000012050002", "7000012050002")]
    [InlineData("8000012010038", "8000012010038")]
    [InlineData("4011001098993", "4011001098993")]
    [InlineData("2000012020001", "2000012020001")]
    [InlineData("５０１０００５００７１２６", "5010005007126")]
    [InlineData(" 7-0000-1205-0002 ", "7000012050002")]
    [InlineData("７ー００００−１２０５　０００２", "7000012050002")]
    public void Is_read_as_people_type_it(string text, string value)
    {
        Assert.True(CorporateNumber.TryParse(text, out var number, out var ruleCode));
        Assert.Equal(value, number.Value);
        Assert.Null(ruleCode);
        Assert.Equal(number, CorporateNumber.Parse(value));
    }

    [Theory]
    [InlineData(null, "corporate-number-length")]
    [InlineData("　", "corporate-number-length")]
    [InlineData("700001205000", "corporate-number-length")]
    [InlineData("70000120500022", "corporate-number-length")]
    [InlineData("T7000012050002", "corporate-number-digits")]
    [InlineData("70000120500\uD83D", "corporate-number-digits")]
    [InlineData("٧٠٠٠٠١٢٠٥٠٠٠٢", "corporate-number-digits")]
    [InlineData("6000012050002", "corporate-number-check-digit")]
    [InlineData("7000012050003", "corporate-number-check-digit")]
    public void That_is_wrong_names_the_rule(string? text, string expected)
    {
        Assert.False(CorporateNumber.TryParse(text, out var number, out var ruleCode));
        Assert.Equal(expected, ruleCode);
        Assert.Null(number);
        Assert.Equal(expected, Assert.Throws<RuleBroken>(() => CorporateNumber.Parse(text)).Code);
    }

    [Property]
    public void Has_exactly_one_check_digit_and_it_is_never_0(NonNegativeInt six, NonNegativeInt other)
    {
        var twelve = $"{six.Get % 1_000_000:D6}{other.Get % 1_000_000:D6}";

        var valid = Enumerable.Range(0, 10).Where(check => CorporateNumber.TryParse($"{check}{twelve}", out _, out _));

        Assert.NotEqual(0, Assert.Single(valid));
    }
}

public class A_local_government_code
{
    [Theory]
    [InlineData("011002")]
    [InlineData("131016")]
    [InlineData("472018")]
    [InlineData("140007")]
    [InlineData("270008")]
    [InlineData("４７２０１－８")]
    public void Is_read_as_people_type_it(string text) => Assert.True(LocalGovernmentCode.TryParse(text, out _, out _));

    [Theory]
    [InlineData(null, "local-government-code-length")]
    [InlineData("13101", "local-government-code-length")]
    [InlineData("13101６7", "local-government-code-length")]
    [InlineData("1310-1X", "local-government-code-digits")]
    [InlineData("131017", "local-government-code-check-digit")]
    [InlineData("011003", "local-government-code-check-digit")]
    [InlineData("000001", "local-government-code-prefecture")]
    public void That_is_wrong_names_the_rule(string? text, string expected)
    {
        Assert.False(LocalGovernmentCode.TryParse(text, out _, out var ruleCode));
        Assert.Equal(expected, ruleCode);
        Assert.Equal(expected, Assert.Throws<RuleBroken>(() => LocalGovernmentCode.Parse(text)).Code);
    }
}

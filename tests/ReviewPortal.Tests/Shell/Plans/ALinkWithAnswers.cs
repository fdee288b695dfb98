using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Shell;

public class ALinkWithAnswers
{
    [Theory]
    [InlineData("""{"service":{"name":"接種歴ノート"}}""")]
    [InlineData("{}")]
    public void Brings_the_same_answers_back(string json) => Assert.Equal(json, PlanLink.Decode(PlanLink.Encode(json)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("これは符号ではない")]
    [InlineData("AAAA")]
    [InlineData("%%%")]
    public void Holds_none_when_it_was_cut_or_forged(string? text) =>
        Assert.Null(PlanLink.Decode(text) is { Length: > 0 } found ? found : null);

    [Fact]
    public void Does_not_unpack_without_end() => Assert.Null(PlanLink.Decode(PlanLink.Encode(new string('a', 10_000_000))));

    [Fact]
    public void Needs_only_letters_that_an_address_can_hold() =>
        Assert.Matches(
            "^[A-Za-z0-9_-]+$",
            PlanLink.Encode("""{"service":{"summary":"長い文章を含む計画です。長い文章を含む計画です。"}}""")
        );
}

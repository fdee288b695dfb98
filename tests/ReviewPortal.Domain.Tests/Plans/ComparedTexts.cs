using FsCheck.Xunit;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Plans;

public class ComparedTexts
{
    [Theory]
    [InlineData("本人が見る", "本人と家族が見る", "=本人|+と家族|=が見る")]
    [InlineData("保存は1年です", "保存は10年です", "=保存は|-1|+10|=年です")]
    [InlineData("", "新しい", "+新しい")]
    [InlineData("同じ", "同じ", "=同じ")]
    [InlineData("👨‍👩‍👧が見る", "👩‍👧が見る", "-👨‍👩‍👧|+👩‍👧|=が見る")]
    [InlineData("open data portal", "open health portal", "=open |-data|+health|= portal")]
    public void Are_told_by_character_and_by_word(string before, string after, string told) =>
        Assert.Equal(told, string.Join('|', TextDiff.Between(before, after).Select(Told)));

    [Fact]
    public void That_share_nothing_are_told_as_one_that_went_and_one_that_came()
    {
        var pieces = TextDiff.Between(new('あ', 5_000), new('い', 5_000));
        Assert.Equal([PieceKind.Removed, PieceKind.Added], pieces.Select(piece => piece.Kind));
    }

    [Property]
    public bool Can_be_put_together_again_from_their_pieces(string? before, string? after)
    {
        var pieces = TextDiff.Between(before ?? "", after ?? "");
        return string.Concat(pieces.Where(p => p.Kind != PieceKind.Added).Select(p => p.Text)) == (before ?? "")
            && string.Concat(pieces.Where(p => p.Kind != PieceKind.Removed).Select(p => p.Text)) == (after ?? "")
            && pieces.Zip(pieces.Skip(1)).All(pair => pair.First.Kind != pair.Second.Kind);
    }

    [Property]
    public bool Can_be_put_together_again_from_few_letters(bool[] before, bool[] after)
    {
        var (a, b) = (Text(before), Text(after));
        var pieces = TextDiff.Between(a, b);
        return string.Concat(pieces.Where(p => p.Kind != PieceKind.Added).Select(p => p.Text)) == a
            && string.Concat(pieces.Where(p => p.Kind != PieceKind.Removed).Select(p => p.Text)) == b;

        static string Text(bool[] letters) => string.Concat(letters.Select(one => one ? 'か' : 'き'));
    }

    [Fact]
    public void Of_like_cases_the_days_are_real_ones_and_a_handful_is_not_told()
    {
        Assert.Equal(new Spread(10, 5, 9), Spread.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5));
        Assert.Equal(new Spread(5, 30, 90), Spread.Of([90, 10, 30, 20, 40], 5));
        Assert.Null(Spread.Of([1, 2, 3, 4], 5));
        Assert.Null(Spread.Of([], 0));
    }

    static string Told(TextPiece piece) =>
        piece.Kind switch
        {
            PieceKind.Removed => "-",
            PieceKind.Added => "+",
            _ => "=",
        } + piece.Text;
}

using System.Text;
using FsCheck.Xunit;
using ReviewPortal.Domain;

namespace ReviewPortal.Register;

public class A_search_key
{
    [Theory]
    [InlineData("お薬手帳プラス", "お薬手帳ぷらす")]
    [InlineData("健診情報電子取得サービス", "検診 情報 電子取得 ｻｰﾋﾞｽ")]
    [InlineData("コーヒー", "こひ")]
    [InlineData("マイME-BYOカルテ", "ﾏｲＭＥ－ＢＹＯかるて")]
    [InlineData("スマイルみやこんじよ", "すまいるみやこんじょ")]
    [InlineData("髙橋", "高橋")]
    [InlineData("𠮷田", "吉田")]
    [InlineData("山﨑", "山崎")]
    [InlineData("葛\U000E0100城市", "葛城市")]
    [InlineData("㈱メドレー", "株式会社メドレー")]
    [InlineData("（株）メドレー", "株式会社 めどれ")]
    [InlineData("Linc'well", "LINC'WELL")]
    [InlineData("0〜5歳", "0～5歳")]
    public void Is_the_same_for_what_people_take_as_the_same(string one, string other) =>
        Assert.Equal(SearchText.Fold(one), SearchText.Fold(other));

    [Theory]
    [InlineData("はは", "ばば")]
    [InlineData("NOBORI", "NOBARI")]
    [InlineData("母子モ", "母子")]
    public void Differs_for_what_differs(string one, string other) => Assert.NotEqual(SearchText.Fold(one), SearchText.Fold(other));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("　ー - \u200B")]
    public void Of_nothing_is_empty(string? text) => Assert.Equal("", SearchText.Fold(text));

    [Fact]
    public void Is_made_even_of_half_a_surrogate_pair() => Assert.Equal("a\uFFFDb", SearchText.Fold("A\uD83DB"));

    [Property(MaxTest = 500)]
    public void Stays_what_it_is_when_folded_again(string? text) =>
        Assert.Equal(SearchText.Fold(text), SearchText.Fold(SearchText.Fold(text)));

    [Property(MaxTest = 200)]
    public void Does_not_depend_on_width_case_or_kana(uint[] picks)
    {
        const string letters = "アイウガパッャァーAbZ9健検診手帳ヶ";
        var text = string.Concat(picks.Select(pick => letters[(int)(pick % (uint)letters.Length)]));
        var other = string.Concat(
            text.Select(letter =>
                letter is >= 'ァ' and <= 'ヶ' ? (char)(letter - 0x60)
                : letter is < '\u007F' ? (char)(letter + 0xFEE0)
                : letter
            )
        );

        Assert.Equal(SearchText.Fold(text), SearchText.Fold(other.ToUpperInvariant().Normalize(NormalizationForm.FormD)));
    }
}

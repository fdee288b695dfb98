using ReviewPortal.Domain;

namespace ReviewPortal;

public class ATextThatIsTyped
{
    [Theory]
    [InlineData("改行\nとタブ\tはよい", null)]
    [InlineData("𠮷野家、髙﨑、葛\U000E0100城", null)]
    [InlineData("家族👨‍👩‍👧と旗🇯🇵", null)]
    [InlineData("ﾃﾞｰﾀ連携　１２３", null)]
    [InlineData("制御\u0007文字", TextFault.Control)]
    [InlineData("消去\u007F", TextFault.Control)]
    [InlineData("向きの\u202E変更", TextFault.Control)]
    [InlineData("外字\uE000", TextFault.PrivateUse)]
    [InlineData("遠い外字\U000F0000", TextFault.PrivateUse)]
    [InlineData("片割れ\uD83D", TextFault.HalfCharacter)]
    [InlineData("\uDE00片割れ", TextFault.HalfCharacter)]
    [InlineData("置き換えられた\uFFFD", TextFault.HalfCharacter)]
    [InlineData(null, null)]
    public void Can_be_kept_or_says_why_not(string? typed, TextFault? fault) => Assert.Equal(fault, TextInput.FaultOf(typed));

    [Theory]
    [InlineData("一行目\r\n二\v行目", 2, 2, 0x0B)]
    [InlineData("𠮷\u202E", 1, 2, 0x202E)]
    [InlineData("外字\U000F0000", 1, 3, 0xF0000)]
    public void Says_where_the_character_stands(string typed, int line, int place, int code)
    {
        var flaw = TextInput.FlawIn(typed)!;

        Assert.Equal((line, place, code), (flaw.Line, flaw.Place, flaw.Code));
    }

    [Theory]
    [InlineData("  健診ノート　", "健診ノート")]
    [InlineData("山田　　太郎", "山田　太郎")]
    [InlineData("山田  太郎", "山田 太郎")]
    [InlineData("貼り付けた\r\n二行", "貼り付けた 二行")]
    [InlineData("か\u3099き\u3099", "がぎ")]
    [InlineData("ﾃﾞｰﾀ１２３", "ﾃﾞｰﾀ１２３")]
    [InlineData("髙﨑𠮷", "髙﨑𠮷")]
    [InlineData("\uFEFF目印", "目印")]
    [InlineData("片割れ\uD83D ", "片割れ\uD83D")]
    [InlineData(null, "")]
    public void Is_kept_on_one_line_as_the_writer_wrote_it(string? typed, string kept) => Assert.Equal(kept, TextInput.Clean(typed));

    [Theory]
    [InlineData("一行目 \r\n　二行目\r三行目\n\n", "一行目\n　二行目\n三行目")]
    [InlineData("段落\n\n段落", "段落\n\n段落")]
    public void Keeps_its_lines_where_it_may_have_some(string typed, string kept) =>
        Assert.Equal(kept, TextInput.Clean(typed, lines: true));

    [Theory]
    [InlineData("ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ", "https://example.jp")]
    [InlineData(" Ｊ Ｐ ", "JP")]
    public void Is_narrowed_where_it_is_a_code(string typed, string kept) => Assert.Equal(kept, TextInput.Narrow(typed));

    [Theory]
    [InlineData("０３ー１２３４ー５６７８", "03-1234-5678", true)]
    [InlineData("03‐1234−5678", "03-1234-5678", true)]
    [InlineData("+81 3-1234-5678", "+81 3-1234-5678", true)]
    [InlineData("(03)1234-5678", "03-1234-5678", true)]
    [InlineData("（０３）１２３４−５６７８", "03-1234-5678", true)]
    [InlineData("(03) 1234-5678", "03-1234-5678", true)]
    [InlineData("03(1234)5678", "03-1234-5678", true)]
    [InlineData("+81 (0)3-1234-5678", "+81 (0)3-1234-5678", true)]
    [InlineData("03-1234-5678 内線12", "03-1234-5678 内線12", true)]
    [InlineData("0312345678", "0312345678", true)]
    [InlineData("電話なし", "電話なし", false)]
    [InlineData("110", "110", false)]
    public void Is_a_telephone_number_whatever_its_dashes(string typed, string kept, bool valid)
    {
        Assert.Equal(kept, TextInput.Phone(typed));
        Assert.Equal(valid, TextInput.IsPhone(kept));
    }

    [Theory]
    [InlineData("https://www.example.jp/path?a=b#c", true)]
    [InlineData("HTTP://example.jp", true)]
    [InlineData("https://日本語.example/説明", true)]
    [InlineData("www.example.jp", false)]
    [InlineData("example.jp/app", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("ftp://example.jp/", false)]
    [InlineData("https:example.jp", false)]
    [InlineData("https://", false)]
    [InlineData("https://localhost/", false)]
    [InlineData("https://name:secret@example.jp/", false)]
    [InlineData("https://example.jp/ です", false)]
    public void Is_an_address_of_the_web_or_not(string text, bool valid) => Assert.Equal(valid, TextInput.IsWebAddress(text));

    [Fact]
    public void Is_a_telephone_number_in_an_imported_file_too() => Assert.True(TextInput.IsPhone("(03)1234-5678"));

    [Theory]
    [InlineData("hanako@example.jp", true)]
    [InlineData("hanako.mihon+review@sub.example.co.jp", true)]
    [InlineData("hanako@日本語.example", true)]
    [InlineData("hanako", false)]
    [InlineData("hanako@", false)]
    [InlineData("hanako@example", false)]
    [InlineData("ha nako@example.jp", false)]
    [InlineData("hanako..x@example.jp", false)]
    [InlineData("hanako@example.jp\nBcc: all@example.jp", false)]
    public void Is_a_mail_address_or_not(string text, bool valid) => Assert.Equal(valid, TextInput.IsMail(text));

    [Fact]
    public void Is_cleaned_in_a_moment_however_long_it_is()
    {
        var text = string.Concat(Enumerable.Repeat("あ 　\n", 100_000));
        Assert.Equal(199_999, TextInput.Clean(text).Length);
        Assert.False(TextInput.IsMail(new string('a', 100_000) + "@" + new string('b', 100_000)));
        Assert.False(TextInput.IsPhone(string.Concat(Enumerable.Repeat("1 ", 100_000))));
    }
}

using ReviewPortal.Domain.Files;

namespace ReviewPortal.Files;

public class AFileName
{
    [Theory]
    [InlineData("登録証.pdf", FileType.Pdf, "登録証.pdf")]
    [InlineData("../../etc/passwd.pdf", FileType.Pdf, "passwd.pdf")]
    [InlineData(@"C:\Users\taro\秘密\図.PNG", FileType.Png, "図.PNG")]
    [InlineData("..", FileType.Pdf, "file.pdf")]
    [InlineData("", FileType.Docx, "file.docx")]
    [InlineData(null, FileType.Docx, "file.docx")]
    [InlineData("photo.png", FileType.Jpeg, "photo.png.jpg")]
    [InlineData("photo.JPEG", FileType.Jpeg, "photo.JPEG")]
    [InlineData("a<b>:\"|?*.pdf", FileType.Pdf, "a_b______.pdf")]
    [InlineData("a\r\nSet-Cookie: x.pdf", FileType.Pdf, "aSet-Cookie_ x.pdf")]
    [InlineData("con.pdf", FileType.Pdf, "_con.pdf")]
    [InlineData("NUL.tar.pdf", FileType.Pdf, "_NUL.tar.pdf")]
    [InlineData("invoice\u202Efdp.exe", FileType.Pdf, "invoicefdp.exe.pdf")]
    [InlineData("見え\u200Bない.pdf", FileType.Pdf, "見えない.pdf")]
    [InlineData(" . 空白 . .pdf", FileType.Pdf, "空白.pdf")]
    [InlineData("カ\u3099.pdf", FileType.Pdf, "ガ.pdf")]
    [InlineData("半\uD800分.pdf", FileType.Pdf, "半分.pdf")]
    public void Is_kept_without_what_leads_elsewhere_or_cannot_be_seen(string? given, FileType type, string kept) =>
        Assert.Equal(kept, FileName.Clean(given, type));

    [Fact]
    public void Of_three_hundred_letters_is_shortened_and_keeps_its_ending()
    {
        var kept = FileName.Clean(new string('長', 300) + ".pdf", FileType.Pdf);

        Assert.Equal(FileName.MaxLength, kept.Length);
        Assert.EndsWith("長….pdf", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_not_cut_in_the_middle_of_a_letter()
    {
        var kept = FileName.Clean(string.Concat(Enumerable.Repeat("👨‍👩‍👧", 100)) + "𠮟.pdf", FileType.Pdf);

        Assert.True(kept.Length <= FileName.MaxLength);
        Assert.DoesNotContain(kept, letter => letter == '\uFFFD');
        Assert.False(char.IsHighSurrogate(kept[kept.IndexOf('…', StringComparison.Ordinal) - 1]));
    }

    [Fact]
    public void Once_cleaned_stays_as_it_is()
    {
        string[] given = ["../x/y.pdf", "con.pdf", new('a', 400), "a\u202Eb.pdf", "…….pdf"];

        Assert.All(
            given,
            name => Assert.Equal(FileName.Clean(name, FileType.Pdf), FileName.Clean(FileName.Clean(name, FileType.Pdf), FileType.Pdf))
        );
    }
}

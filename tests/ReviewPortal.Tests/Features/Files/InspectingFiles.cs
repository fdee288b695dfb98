using System.Text;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Files;

namespace ReviewPortal.Features.Files;

public class InspectingFiles
{
    static readonly byte[] Some = Encoding.UTF8.GetBytes("<document/>");

    static FileType Inspect(byte[] file) => FileInspection.Inspect(new MemoryStream(file), TestContext.Current.CancellationToken);

    static string Refusal(byte[] file) => Assert.Throws<RuleBroken>(() => Inspect(file)).Code;

    static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    [Fact]
    public void Tells_what_each_is_by_its_content()
    {
        Assert.Equal(FileType.Pdf, Inspect(AFile.Pdf()));
        Assert.Equal(FileType.Docx, Inspect(AFile.Docx(("word/document.xml", Some))));
        Assert.Equal(FileType.Xlsx, Inspect(AFile.Xlsx(("xl/workbook.xml", Some))));
        Assert.Equal(FileType.Pptx, Inspect(AFile.Pptx(("ppt/presentation.xml", Some))));
        Assert.Equal(FileType.Png, Inspect(AFile.Png));
        Assert.Equal(FileType.Jpeg, Inspect(AFile.Jpeg));
    }

    [Fact]
    public void Refuses_everything_else_and_says_what_it_is()
    {
        (byte[] File, string Is)[] others =
        [
            (AFile.Exe, "EXE"),
            (Latin("<!doctype html><script>alert(1)</script>"), "HTML/XML"),
            (Latin("  <svg onload='alert(1)'/>"), "HTML/XML"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "DOC/XLS/PPT"),
            (AFile.Zip(("a.txt", Some)), "ZIP"),
            (Latin("only text"), "TXT"),
            (Latin("GIF89a..."), "GIF"),
        ];

        Assert.All(
            others,
            other =>
            {
                var refusal = Assert.Throws<RuleBroken>(() => Inspect(other.File));
                Assert.Equal(("file-type", other.Is), (refusal.Code, (string)refusal.Details[0]));
            }
        );
        Assert.Equal("file-empty", Refusal([]));
    }

    [Theory]
    [InlineData("%PDF-")]
    [InlineData("%PDF-1.7\n%%EOF\n       ")]
    [InlineData("%PDF-1.7\n% nothing but a remark that is long enough to be one\n%%EOF\n")]
    [InlineData("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pa")]
    public void Refuses_what_only_begins_like_a_document(string text) => Assert.Equal("file-broken", Refusal(Latin(text)));

    [Theory]
    [InlineData("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", "pdf-active")]
    [InlineData("/OpenAction 7 0 R", "pdf-active")]
    [InlineData("/AA << /O << /S /J#61vaScript /#4aS (x) >> >>", "pdf-active")]
    [InlineData("/AA << /O << /S/Launch /F (cmd.exe) >> >>", "pdf-active")]
    [InlineData("/Names << /EmbeddedFiles 9 0 R >>", "pdf-active")]
    [InlineData("/AcroForm << /XFA 9 0 R >>", "pdf-active")]
    [InlineData("/Encrypt 9 0 R", "pdf-encrypted")]
    [InlineData("/OpenAction [3 0 R /Fit]", null)]
    [InlineData("/Title (about \\(JavaScript\\) and /Launch) /Lang (ja)", null)]
    [InlineData("/JSX /JavaScripts /Launched true", null)]
    public void Looks_at_the_names_in_a_PDF_as_they_are_read(string catalog, string? refusal)
    {
        var file = AFile.Pdf(catalog);

        if (refusal is null)
        {
            Assert.Equal(FileType.Pdf, Inspect(file));
        }
        else
        {
            Assert.Equal(refusal, Refusal(file));
        }
    }

    [Fact]
    public void Looks_into_the_packed_objects_of_a_PDF()
    {
        const string stream = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode";
        const string script = "7 0 << /S /JavaScript /JS (x) >>";

        Assert.Equal(FileType.Pdf, Inspect(AFile.Pdf(after: AFile.Stream(stream, AFile.Deflated("7 0 << /Type /Font >>")))));
        Assert.Equal("pdf-active", Refusal(AFile.Pdf(after: AFile.Stream(stream, AFile.Deflated(script)))));
        Assert.Equal("pdf-active", Refusal(AFile.Pdf(after: AFile.Stream(stream.Replace("Flate", "#46late"), AFile.Deflated(script)))));
        Assert.Equal("pdf-active", Refusal(AFile.Pdf(after: AFile.Stream("/Type /ObjStm /N 1 /First 4", Latin(script)))));
        // Its type stands elsewhere; what is in it is found all the same.
        Assert.Equal(
            "pdf-active",
            Refusal(AFile.Pdf(after: AFile.Stream("/Type 9 0 R /N 1 /First 4 /Filter /FlateDecode", AFile.Deflated(script))))
        );
    }

    [Theory]
    [InlineData("/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode")]
    [InlineData("/Type /ObjStm /N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode]")]
    [InlineData("/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]")]
    [InlineData("/Type /ObjStm /N 1 /First 4 /Filter 9 0 R")]
    [InlineData("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /DecodeParms << /Predictor 12 >>")]
    public void Refuses_a_PDF_whose_objects_are_packed_so_that_nobody_can_look(string dictionary) =>
        Assert.Equal("pdf-hidden", Refusal(AFile.Pdf(after: AFile.Stream(dictionary, AFile.Deflated("7 0 << /S /JavaScript >>")))));

    [Fact]
    public void Refuses_a_PDF_that_hides_objects_where_nobody_would_look()
    {
        const string script = "7 0 obj << /S /JavaScript /JS (x) >> endobj";
        // In the data of a stream, in a remark, in a text that is left open, behind a stream that has no end.
        Assert.Equal("pdf-active", Refusal(AFile.Pdf(after: AFile.Stream("/Subtype /Image", Latin(script)))));
        Assert.Equal("pdf-active", Refusal(AFile.Pdf(after: $"% {script}")));
        Assert.Equal("pdf-active", Refusal(AFile.Pdf(after: $"( {script}")));
        Assert.Equal("pdf-hidden", Refusal(AFile.Pdf(after: "( 7 0 obj << /S /URI >> endobj")));
        Assert.Equal(
            "pdf-hidden",
            Refusal(
                AFile.Pdf(
                    after: "4 0 obj << /Length 0 >> stream\n"
                        + AFile.Stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", AFile.Deflated(script))
                )
            )
        );
        // Almost the end of a stream, and then its end: what follows is looked at again.
        Assert.Equal(
            "pdf-active",
            Refusal(
                AFile.Pdf(
                    after: "4 0 obj << /Length 5 >> stream\nendstrendstream endobj "
                        + AFile.Stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", AFile.Deflated(script))
                )
            )
        );
    }

    [Fact]
    public void Ends_with_a_PDF_that_unpacks_to_absurdly_much()
    {
        var bomb = AFile.Deflated(new string(' ', 101 * 1024 * 1024));

        Assert.True(bomb.Length < 200_000);
        Assert.Equal("archive-ratio", Refusal(AFile.Pdf(after: AFile.Stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", bomb))));
    }

    [Fact]
    public void Refuses_macros_wherever_they_stand()
    {
        Assert.Equal("office-macro", Refusal(AFile.Docx(("word/vbaProject.bin", Some))));
        Assert.Equal(
            "office-macro",
            Refusal(
                AFile.Zip(
                    (
                        "[Content_Types].xml",
                        Latin(
                            "<Types><Override PartName=\"/w\" ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>"
                        )
                    )
                )
            )
        );
        Assert.Equal("office-macro", Refusal(AFile.Xlsx(("xl/embeddings/Book1.xlsx", AFile.Xlsx(("xl/vbaProject.bin", Some))))));
    }

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("/etc/passwd")]
    [InlineData(@"word\..\..\evil.xml")]
    [InlineData("C:/evil.xml")]
    public void Refuses_archives_that_name_places_outside(string name) => Assert.Equal("archive-path", Refusal(AFile.Docx((name, Some))));

    [Fact]
    public void Refuses_archives_that_blow_up_or_hold_others()
    {
        Assert.Equal("archive-ratio", Refusal(AFile.Docx(("word/document.xml", new byte[50 * 1024 * 1024]))));
        Assert.Equal("archive-nested", Refusal(AFile.Docx(("word/more.zip", AFile.Zip(("a", Some))))));
        Assert.Equal("archive-nested", Refusal(AFile.Docx(("word/embeddings/oleObject1.bin", [0xD0, 0xCF, 0x11, 0xE0, 0, 0, 0, 0]))));
        Assert.Equal("archive-nested", Refusal(AFile.Docx(("word/media/picture.png", AFile.Exe))));
        Assert.Equal(
            "archive-entries",
            Refusal(AFile.Docx([.. Enumerable.Range(0, 3001).Select(i => ($"word/{i}.xml", Array.Empty<byte>()))]))
        );
        // A chart brings its numbers along, but not once more.
        var sheet = AFile.Xlsx(("xl/workbook.xml", Some));
        Assert.Equal(FileType.Pptx, Inspect(AFile.Pptx(("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx", sheet))));
        Assert.Equal("archive-nested", Refusal(AFile.Pptx(("ppt/embeddings/Book1.xlsx", AFile.Xlsx(("xl/embeddings/Book2.xlsx", sheet))))));
    }

    [Fact]
    public void Refuses_documents_that_fetch_a_template_from_elsewhere()
    {
        byte[] Relations(string type) =>
            Latin(
                $"<Relationships><Relationship Id=\"a\" Type=\"http://x/{type}\" Target=\"http://evil.example/\" TargetMode=\"External\"/></Relationships>"
            );

        Assert.Equal("office-outside", Refusal(AFile.Docx(("word/_rels/settings.xml.rels", Relations("attachedTemplate")))));
        Assert.Equal(FileType.Docx, Inspect(AFile.Docx(("word/_rels/document.xml.rels", Relations("hyperlink")))));
    }

    [Fact]
    public void Refuses_what_is_cut_off_or_only_begins_right()
    {
        var docx = AFile.Docx(("word/document.xml", Some));

        Assert.Equal("file-broken", Refusal(docx[..^30]));
        Assert.Equal("file-broken", Refusal([.. docx, .. docx]));
        Assert.Equal("file-broken", Refusal(AFile.Png[..40]));
        Assert.Equal("file-broken", Refusal(AFile.Jpeg[..10]));
        Assert.Equal("file-broken", Refusal([.. AFile.Png[..8], .. Latin("<script>alert(1)</script>")]));
    }

    [Fact]
    public void Refuses_a_picture_that_no_screen_could_show()
    {
        var huge = AFile.Png;
        (huge[16], huge[20]) = (0x7F, 0x7F);

        Assert.Equal("picture-large", Refusal(huge));
    }
}

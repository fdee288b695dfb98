using System.Security.Cryptography;
using System.Text;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Data.Seed;

/// <summary>Invented documents of invented plans: each is one page that says what stands in its place.</summary>
public static class DemoDocuments
{
    /// <summary>Attaches every document that the plan needs and does not have yet.</summary>
    /// <param name="db">Knows the application; saves nothing.</param>
    /// <param name="application">A draft.</param>
    /// <param name="act">Who attaches them, and when.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task AttachAsync(PortalDb db, Application application, Act act, CancellationToken ct = default)
    {
        var sheet = CheckSheets.InForce(JapaneseDate.On(act.At));
        foreach (var kind in application.OwedDocuments(sheet, PlanJson.Read(application.Draft).Plan ?? new(), act))
        {
            var page = Page(kind);
            var digest = Convert.ToHexStringLower(SHA256.HashData(page));
            if (await db.Contents.FindAsync([digest], ct) is null)
            {
                db.Contents.Add(
                    new()
                    {
                        Digest = digest,
                        Type = FileType.Pdf,
                        Size = page.Length,
                        Scan = ScanState.Unscanned,
                        ScanDue = act.At,
                        ReceivedAt = act.At,
                    }
                );
                db.ContentChunks.Add(new() { Digest = digest, Bytes = page });
            }

            application.Attach(kind, null, new($"デモ_{Name(kind)}.pdf", FileType.Pdf, page.Length, digest), null, act);
        }
    }

    static string Name(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Certificate => "登録証の写し",
            DocumentKind.PrivacyPolicy => "プライバシーポリシー",
            DocumentKind.ConsentText => "同意画面",
            DocumentKind.Screens => "サービスの画面",
            DocumentKind.SystemDiagram => "システム構成図",
            _ => "資料",
        };

    // A font that readers bring along: nothing is embedded for a page of two lines.
    static byte[] Page(DocumentKind kind)
    {
        var text =
            "0.2 0.4 0.8 rg 0 792 595 50 re f 0 g BT /F1 28 Tf 60 640 Td "
            + $"{Shown(Name(kind))} Tj ET BT /F1 12 Tf 60 600 Td {Shown("これはデモンストレーションのための架空の書類です。")} Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R /Lang (ja) >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
            $"<< /Length {text.Length} >>\nstream\n{text}\nendstream",
            "<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UCS2-H /DescendantFonts [6 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) "
                + "/Supplement 2 >> /DW 1000 /FontDescriptor 7 0 R >>",
            "<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [-92 -250 1010 922] /ItalicAngle 0 /Ascent 752 "
                + "/Descent -221 /CapHeight 737 /StemV 114 >>",
        ];
        StringBuilder pdf = new("%PDF-1.4\n");
        StringBuilder table = new($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"{pdf.Length:0000000000} 00000 n \n");
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var at = pdf.Length;
        return Encoding.ASCII.GetBytes($"{pdf}{table}trailer << /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n");
    }

    static string Shown(string text) => $"<{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}

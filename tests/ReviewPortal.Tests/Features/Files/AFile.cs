using System.IO.Compression;
using System.Text;

namespace ReviewPortal.Features.Files;

/// <summary>Files as people send them, and as people should not.</summary>
static class AFile
{
    public static byte[] Exe => [.. "MZ\u0090\0\u0003\0\0\0"u8, .. new byte[1000]];

    /// <summary>The smallest picture there is: one pixel.</summary>
    public static byte[] Png =>
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static byte[] Jpeg => [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xFF, 0xD9];

    /// <param name="catalog">More in the document's catalogue.</param>
    /// <param name="after">More objects behind it.</param>
    public static byte[] Pdf(string catalog = "", string after = "") =>
        Encoding.Latin1.GetBytes(
            $"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R {catalog} >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
                + $"{after}\ntrailer << /Root 1 0 R >>\n%%EOF\n"
        );

    /// <summary>A stream object; its content stands there as it is.</summary>
    public static string Stream(string dictionary, byte[] content) =>
        $"5 0 obj\n<< {dictionary} /Length {content.Length} >>\nstream\n{Encoding.Latin1.GetString(content)}\nendstream\nendobj\n";

    public static byte[] Deflated(string text)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.SmallestSize))
        {
            zlib.Write(Encoding.Latin1.GetBytes(text));
        }

        return packed.ToArray();
    }

    public static byte[] Docx(params (string Name, byte[] Content)[] parts) => Office("wordprocessingml.document", parts);

    public static byte[] Xlsx(params (string Name, byte[] Content)[] parts) => Office("spreadsheetml.sheet", parts);

    public static byte[] Pptx(params (string Name, byte[] Content)[] parts) => Office("presentationml.presentation", parts);

    /// <param name="type">As it stands in the type of the main part.</param>
    /// <param name="parts">Besides the list of types.</param>
    public static byte[] Office(string type, params (string Name, byte[] Content)[] parts) =>
        Zip([
            (
                "[Content_Types].xml",
                Encoding.UTF8.GetBytes(
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/main.xml\" "
                        + $"ContentType=\"application/vnd.openxmlformats-officedocument.{type}.main+xml\"/></Types>"
                )
            ),
            .. parts,
        ]);

    public static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using MemoryStream packed = new();
        using (ZipArchive archive = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }
}

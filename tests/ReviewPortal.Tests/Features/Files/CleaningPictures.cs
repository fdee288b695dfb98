using System.Buffers.Binary;
using System.Text;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Files;

namespace ReviewPortal.Features.Files;

/// <summary>What a photo tells besides itself does not stay.</summary>
public class CleaningPictures
{
    const string Place = "35.6895 N 139.6917 E";

    [Fact]
    public void Leaves_a_photo_its_picture_and_its_colours_and_takes_where_it_was_taken()
    {
        byte[] photo =
        [
            0xFF,
            0xD8,
            .. Segment(0xE0, "JFIF\0\u0001\u0002\0\0\u0001\0\u0001\0\0"u8),
            .. Segment(0xE1, Exif(turned: 6)),
            .. Segment(0xE1, Encoding.ASCII.GetBytes($"http://ns.adobe.com/xap/1.0/\0{Place}")),
            .. Segment(0xE2, "ICC_PROFILE\0colours"u8),
            .. Segment(0xE2, "MPF\0second picture"u8),
            .. Segment(0xED, Encoding.ASCII.GetBytes($"Photoshop 3.0\0{Place}")),
            .. Segment(0xFE, Encoding.ASCII.GetBytes(Place)),
            .. Segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
            .. Scan,
            0xFF,
            0xD9,
            .. Encoding.ASCII.GetBytes($"ftypmp42 {Place}"),
        ];

        var cleaned = Clean(FileType.Jpeg, photo);

        var text = Encoding.Latin1.GetString(cleaned);
        Assert.DoesNotContain(Place, text, StringComparison.Ordinal);
        Assert.DoesNotContain("second picture", text, StringComparison.Ordinal);
        Assert.Contains("ICC_PROFILE", text, StringComparison.Ordinal);
        Assert.Contains(Encoding.Latin1.GetString(Scan), text, StringComparison.Ordinal);
        Assert.EndsWith("\u00FF\u00D9", text, StringComparison.Ordinal);
        Assert.Equal(FileType.Jpeg, FileInspection.Inspect(new MemoryStream(cleaned), CancellationToken.None));
        // Which way is up is the picture's own.
        var exif = cleaned.AsSpan(cleaned.AsSpan().IndexOf("Exif\0\0"u8));
        Assert.Equal((0x0112, 6), (BinaryPrimitives.ReadUInt16BigEndian(exif[16..]), BinaryPrimitives.ReadUInt16BigEndian(exif[24..])));
        Assert.Equal(cleaned, Clean(FileType.Jpeg, cleaned));
    }

    [Fact]
    public void Takes_words_and_place_out_of_a_drawing()
    {
        byte[] drawing =
        [
            .. AFile.Png[..33],
            .. Chunk("tEXt", Encoding.ASCII.GetBytes($"Comment\0{Place}")),
            .. Chunk("eXIf", Exif(turned: 1)),
            .. AFile.Png[33..],
            .. Encoding.ASCII.GetBytes(Place),
        ];

        Assert.Equal(AFile.Png, Clean(FileType.Png, drawing));
    }

    [Fact]
    public void Refuses_what_breaks_off_before_the_picture()
    {
        byte[] broken = [0xFF, 0xD8, .. Segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]), 0xFF];

        Assert.Equal("file-broken", Assert.Throws<RuleBroken>(() => Clean(FileType.Jpeg, broken)).Code);
    }

    static byte[] Scan => [0xFF, 0xDA, 0, 3, 1, 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56];

    static byte[] Clean(FileType type, byte[] picture)
    {
        using MemoryStream cleaned = new();
        PictureCleaning.Copy(type, new MemoryStream(picture), cleaned, CancellationToken.None);
        return cleaned.ToArray();
    }

    // As cameras write it: little end first, with the place behind.
    static byte[] Exif(byte turned) =>
        [
            .. "Exif\0\0II*\0\u0008\0\0\0\u0001\0"u8,
            0x12,
            0x01,
            3,
            0,
            1,
            0,
            0,
            0,
            turned,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            .. Encoding.ASCII.GetBytes(Place),
        ];

    static byte[] Segment(byte marker, ReadOnlySpan<byte> content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    static byte[] Chunk(string type, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. content];
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. body, 0, 0, 0, 0];
    }
}

using System.Buffers.Binary;
using ReviewPortal.Domain;

namespace ReviewPortal.Features.Files;

/// <summary>Pictures: whole, and not so large on screen that showing them stops a browser.</summary>
static class PictureInspection
{
    const long MostPixels = 100_000_000;

    public static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    public static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    /// <exception cref="RuleBroken"><c>file-broken</c>, <c>picture-large</c></exception>
    public static void InspectPng(Stream file)
    {
        file.Position = PngStart.Length;
        Span<byte> head = stackalloc byte[8];
        Span<byte> size = stackalloc byte[8];
        for (var first = true; ; first = false)
        {
            Read(file, head);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (first)
            {
                Require(head[4..].SequenceEqual("IHDR"u8) && length == 13);
                Read(file, size);
                CheckSize(BinaryPrimitives.ReadUInt32BigEndian(size), BinaryPrimitives.ReadUInt32BigEndian(size[4..]));
                file.Position -= size.Length;
            }

            // Each part is followed by four bytes of checksum.
            Require(file.Position + length + 4 <= file.Length);
            if (head[4..].SequenceEqual("IEND"u8))
            {
                return;
            }

            file.Position += length + 4;
        }
    }

    /// <exception cref="RuleBroken"><c>file-broken</c>, <c>picture-large</c></exception>
    public static void InspectJpeg(Stream file)
    {
        file.Position = 2;
        Span<byte> head = stackalloc byte[4];
        Span<byte> size = stackalloc byte[5];
        while (true)
        {
            Read(file, head);
            Require(head[0] == 0xFF);
            if (head[1] == 0xFF)
            {
                file.Position -= 3; // A filling byte.
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(head[2..]);
            Require(length >= 2 && file.Position + length - 2 <= file.Length);
            // Start of frame; C4, C8 and CC are other tables in the same row of numbers.
            if (head[1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                Read(file, size);
                CheckSize(BinaryPrimitives.ReadUInt16BigEndian(size[3..]), BinaryPrimitives.ReadUInt16BigEndian(size[1..]));
                return;
            }

            file.Position += length - 2;
        }
    }

    static void CheckSize(long width, long height)
    {
        Require(width > 0 && height > 0);
        if (width * height > MostPixels)
        {
            throw new RuleBroken("picture-large", width, height);
        }
    }

    static void Read(Stream file, Span<byte> bytes) =>
        Require(file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length);

    static void Require(bool holds)
    {
        if (!holds)
        {
            throw new RuleBroken("file-broken");
        }
    }
}

using System.Buffers.Binary;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Files;

namespace ReviewPortal.Features.Files;

/// <summary>
/// Copies a picture without what it tells besides itself: where and when it was taken, with what, by whom, comments, hidden second pictures. What
/// decides how it looks stays: colours, and which way is up. Nothing is drawn anew, so nothing is lost of the picture.
/// </summary>
public static class PictureCleaning
{
    const int BufferSize = 64 * 1024;

    /// <exception cref="RuleBroken"><c>file-broken</c></exception>
    public static void Copy(FileType type, Stream from, Stream to, CancellationToken ct)
    {
        from.Position = 0;
        // Neither stream buffers by itself; the copy is flushed and stays open.
        BufferedStream read = new(from, BufferSize);
        BufferedStream written = new(to, BufferSize);
        if (type == FileType.Png)
        {
            CopyPng(read, written, ct);
        }
        else
        {
            CopyJpeg(read, written, ct);
        }

        written.Flush();
    }

    static void CopyPng(Stream from, Stream to, CancellationToken ct)
    {
        var head = new byte[8];
        Read(from, head);
        to.Write(head);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            Read(from, head);
            var isKept = !Tells(head.AsSpan(4));
            if (isKept)
            {
                to.Write(head);
            }

            // The part itself and four bytes of checksum.
            Pass(from, isKept ? to : null, BinaryPrimitives.ReadUInt32BigEndian(head) + 4L);
            if (head.AsSpan(4).SequenceEqual("IEND"u8))
            {
                return; // What hangs behind belongs to no picture.
            }
        }
    }

    static bool Tells(ReadOnlySpan<byte> part) =>
        part.SequenceEqual("eXIf"u8)
        || part.SequenceEqual("tEXt"u8)
        || part.SequenceEqual("zTXt"u8)
        || part.SequenceEqual("iTXt"u8)
        || part.SequenceEqual("tIME"u8);

    static void CopyJpeg(Stream from, Stream to, CancellationToken ct)
    {
        var length = new byte[2];
        Read(from, length);
        to.Write(length);
        for (var marker = Marker(from); marker != 0xD9; marker = marker == 0xDA ? CopyScan(from, to) : Marker(from))
        {
            ct.ThrowIfCancellationRequested();
            if (marker is 0x01 or >= 0xD0 and <= 0xD8)
            {
                to.Write([0xFF, (byte)marker]);
                continue;
            }

            Read(from, length);
            var segment = new byte[Math.Max(0, BinaryPrimitives.ReadUInt16BigEndian(length) - 2)];
            Read(from, segment);
            if (IsPicture(marker, segment))
            {
                to.Write([0xFF, (byte)marker, .. length]);
                to.Write(segment);
            }
            else if (marker == 0xE1 && Orientation(segment) is { } turned)
            {
                to.Write([
                    0xFF,
                    0xE1,
                    0,
                    34,
                    .. "Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0"u8,
                    turned,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                ]);
            }
        }

        // Behind the end stand previews and short films of some telephones.
        to.Write([0xFF, 0xD9]);
    }

    static bool IsPicture(int marker, ReadOnlySpan<byte> segment) =>
        marker switch
        {
            0xE0 => segment.StartsWith("JFIF\0"u8),
            0xE2 => segment.StartsWith("ICC_PROFILE\0"u8),
            0xEE => segment.StartsWith("Adobe"u8),
            0xFE or >= 0xE0 and <= 0xEF => false,
            _ => true,
        };

    /// <summary>Which way is up, 2 to 8 as the camera wrote it; null where it is as it stands.</summary>
    static byte? Orientation(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8) || segment.Length < 14)
        {
            return null;
        }

        var exif = segment[6..];
        var isLittle = exif.StartsWith("II"u8);
        long first = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]) : BinaryPrimitives.ReadUInt32BigEndian(exif[4..]);
        if (first + 2 > exif.Length)
        {
            return null;
        }

        var entries = Short(exif[(int)first..], isLittle);
        for (var at = first + 2; entries > 0 && at + 12 <= exif.Length; at += 12, entries--)
        {
            var entry = exif[(int)at..];
            if (Short(entry, isLittle) == 0x0112)
            {
                return Short(entry[8..], isLittle) is >= 2 and <= 8 and var turned ? (byte)turned : null;
            }
        }

        return null;
    }

    static int Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    // The picture itself, up to the next marker that is none of its own. One that breaks off ends there.
    static int CopyScan(Stream from, Stream to)
    {
        while (true)
        {
            var next = from.ReadByte();
            if (next < 0)
            {
                return 0xD9;
            }

            if (next != 0xFF)
            {
                to.WriteByte((byte)next);
                continue;
            }

            var after = from.ReadByte();
            while (after == 0xFF)
            {
                after = from.ReadByte(); // Filling.
            }

            if (after < 0)
            {
                return 0xD9;
            }

            if (after is not (0 or >= 0xD0 and <= 0xD7))
            {
                return after;
            }

            to.Write([0xFF, (byte)after]);
        }
    }

    static int Marker(Stream from)
    {
        Require(from.ReadByte() == 0xFF);
        var marker = from.ReadByte();
        while (marker == 0xFF)
        {
            marker = from.ReadByte(); // Filling.
        }

        Require(marker > 0);
        return marker;
    }

    static void Pass(Stream from, Stream? to, long count)
    {
        var buffer = new byte[(int)Math.Min(count, BufferSize)];
        while (count > 0)
        {
            var piece = buffer.AsSpan(0, (int)Math.Min(count, buffer.Length));
            Read(from, piece);
            to?.Write(piece);
            count -= piece.Length;
        }
    }

    static void Read(Stream from, Span<byte> bytes) =>
        Require(from.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length);

    static void Require(bool holds)
    {
        if (!holds)
        {
            throw new RuleBroken("file-broken");
        }
    }
}

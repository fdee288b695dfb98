using System.Text;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Files;

namespace ReviewPortal.Features.Files;

/// <summary>Tells what a file is by its content, and refuses what could do more than be read.</summary>
public static class FileInspection
{
    /// <summary>Looks at a file that stands on the disk; reads it in small pieces.</summary>
    /// <param name="file">Can be read from any place.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleBroken">
    /// <c>file-empty</c>, <c>file-type</c>, <c>file-broken</c>, or what <see cref="PdfInspection"/> and <see cref="OfficeInspection"/> refuse.
    /// </exception>
    public static FileType Inspect(Stream file, CancellationToken ct)
    {
        if (file.Length == 0)
        {
            throw new RuleBroken("file-empty");
        }

        var head = new byte[8];
        file.Position = 0;
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        ReadOnlySpan<byte> start = head.AsSpan(0, read);
        if (start.StartsWith("%PDF-"u8))
        {
            PdfInspection.RequireWhole(file);
            PdfInspection.Inspect(file, ct);
            return FileType.Pdf;
        }

        if (start.StartsWith("PK\u0003\u0004"u8))
        {
            return OfficeInspection.Inspect(file, ct);
        }

        if (start.SequenceEqual(PictureInspection.PngStart))
        {
            PictureInspection.InspectPng(file);
            return FileType.Png;
        }

        if (start.StartsWith(PictureInspection.JpegStart))
        {
            PictureInspection.InspectJpeg(file);
            return FileType.Jpeg;
        }

        throw new RuleBroken("file-type", Guess(start));
    }

    // What a person took it for: the sentence names what the file really is where that can be told.
    static string Guess(ReadOnlySpan<byte> start) =>
        start.StartsWith("MZ"u8) || start.StartsWith("\u007fELF"u8) ? "EXE"
        : start.StartsWith("{\\rtf"u8) ? "RTF"
        : start.StartsWith("GIF8"u8) ? "GIF"
        : start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? "DOC/XLS/PPT"
        : start.TrimStart(" \r\n\t"u8).StartsWith("<"u8) || start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF, (byte)'<']) ? "HTML/XML"
        : start.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0
            ? Encoding.ASCII.GetString(start).Length > 0 ? "TXT"
                : "?"
        : "?";
}

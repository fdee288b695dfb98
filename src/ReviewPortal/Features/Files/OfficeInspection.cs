using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Files;

namespace ReviewPortal.Features.Files;

/// <summary>
/// Looks into documents of word processors, spreadsheets and presentations: archives with a list of what they contain. Refuses macros, places
/// outside of the archive, what unpacks to absurdly much, and archives inside of archives; a chart may bring its spreadsheet along.
/// </summary>
public static class OfficeInspection
{
    const int MostEntries = 3000;
    const long MostUnpacked = 300 * 1024 * 1024;
    const long LargestDirectory = 1024 * 1024;

    // Text packs well; a hundred and fifty to one is past everything that people write.
    const long Ratio = 150;
    const long RatioFrom = 4 * 1024 * 1024;
    const string ContentTypes = "[Content_Types].xml";

    static readonly XmlReaderSettings Xml = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 20_000_000,
    };

    /// <exception cref="RuleBroken">
    /// <c>file-type</c>: no such document. <c>file-broken</c>, <c>office-macro</c>, <c>office-outside</c>, <c>archive-path</c>,
    /// <c>archive-ratio</c>, <c>archive-entries</c>, <c>archive-nested</c>
    /// </exception>
    public static FileType Inspect(Stream file, CancellationToken ct)
    {
        var unpacked = 0L;
        return Inspect(file, isInside: false, ref unpacked, ct);
    }

    static FileType Inspect(Stream file, bool isInside, ref long unpacked, CancellationToken ct)
    {
        RequireSmallDirectory(file);
        try
        {
            file.Position = 0;
            using ZipArchive archive = new(file, ZipArchiveMode.Read, leaveOpen: true);
            var type = TypeOf(archive);
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var entry in archive.Entries)
            {
                ct.ThrowIfCancellationRequested();
                RequireSafe(entry.FullName);
                if (!names.Add(entry.FullName))
                {
                    throw new RuleBroken("file-broken");
                }

                LookInto(entry, isInside, ref unpacked, ct);
            }

            return type;
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException or NotSupportedException)
        {
            throw new RuleBroken("file-broken");
        }
    }

    // Before anything makes a list of the entries: their number and size are told at the end of the file.
    static void RequireSmallDirectory(Stream file)
    {
        const int EndSize = 22;
        if (file.Length < EndSize)
        {
            throw new RuleBroken("file-broken");
        }

        var tail = new byte[(int)Math.Min(file.Length, EndSize + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndSize)
        {
            throw new RuleBroken("file-broken");
        }

        var record = tail.AsSpan(end);
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        if (entries > MostEntries || size > LargestDirectory)
        {
            throw new RuleBroken("archive-entries", MostEntries);
        }

        // The list has to stand right before its end: whatever else is there is another archive, or more of this one.
        if ((long)offset + size != file.Length - tail.Length + end)
        {
            throw new RuleBroken("file-broken");
        }
    }

    static FileType TypeOf(ZipArchive archive)
    {
        if (archive.GetEntry(ContentTypes) is not { } list)
        {
            throw new RuleBroken("file-type", "ZIP");
        }

        FileType? type = null;
        using var bytes = new Counted(list.Open(), RatioFrom);
        using var xml = XmlReader.Create(bytes, Xml);
        while (xml.Read())
        {
            var content = xml.NodeType == XmlNodeType.Element ? xml.GetAttribute("ContentType") ?? "" : "";
            if (
                content.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
                || content.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)
            )
            {
                throw new RuleBroken("office-macro");
            }

            type ??= content switch
            {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml" => FileType.Docx,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml" => FileType.Xlsx,
                "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml" => FileType.Pptx,
                _ => null,
            };
        }

        return type ?? throw new RuleBroken("file-type", "ZIP");
    }

    static void RequireSafe(string name)
    {
        var parts = name.Replace('\\', '/').Split('/');
        if (parts[0].Length == 0 || parts[0].Contains(':', StringComparison.Ordinal) || parts.Contains("..") || name.Any(char.IsControl))
        {
            throw new RuleBroken("archive-path");
        }

        var file = parts[^1].ToUpperInvariant();
        if (file.StartsWith("VBAPROJECT", StringComparison.Ordinal) || file.StartsWith("VBADATA", StringComparison.Ordinal))
        {
            throw new RuleBroken("office-macro");
        }
    }

    static void LookInto(ZipArchiveEntry entry, bool isInside, ref long unpacked, CancellationToken ct)
    {
        using Counted bytes = new(entry.Open(), MostUnpacked - unpacked);
        var start = new byte[8];
        var read = bytes.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (IsArchive(start.AsSpan(0, read)))
        {
            // A chart or table from another document: looked into like the document itself, but it brings nothing further along.
            var isEmbedded = entry.FullName.Contains("/embeddings/", StringComparison.Ordinal);
            if (isInside || !isEmbedded || !start.AsSpan().StartsWith("PK\u0003\u0004"u8))
            {
                throw new RuleBroken("archive-nested", entry.Name);
            }

            using var copy = Temporary();
            copy.Write(start, 0, read);
            bytes.CopyTo(copy);
            unpacked += bytes.Taken;
            Inspect(copy, isInside: true, ref unpacked, ct);
            return;
        }

        if (entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
        {
            LookForOutside(entry);
        }

        var buffer = new byte[32 * 1024];
        while (bytes.Read(buffer, 0, buffer.Length) > 0)
        {
            ct.ThrowIfCancellationRequested();
            if (bytes.Taken > RatioFrom && bytes.Taken / Ratio > Math.Max(1, entry.CompressedLength))
            {
                throw new RuleBroken("archive-ratio");
            }
        }

        unpacked += bytes.Taken;
    }

    // A template or object that is fetched from elsewhere when the document is opened can bring a macro along.
    static void LookForOutside(ZipArchiveEntry entry)
    {
        using var bytes = new Counted(entry.Open(), RatioFrom);
        using var xml = XmlReader.Create(bytes, Xml);
        while (xml.Read())
        {
            var type = xml.NodeType == XmlNodeType.Element ? xml.GetAttribute("Type") ?? "" : "";
            if (
                xml.GetAttribute("TargetMode") == "External"
                && (type.EndsWith("/attachedTemplate", StringComparison.Ordinal) || type.EndsWith("/oleObject", StringComparison.Ordinal))
            )
            {
                throw new RuleBroken("office-outside");
            }
        }
    }

    // ZIP, RAR, 7z, gzip, bzip2, xz, cabinet, and the container of older documents and of embedded programs.
    static bool IsArchive(ReadOnlySpan<byte> start) =>
        start.StartsWith("PK\u0003\u0004"u8)
        || start.StartsWith("Rar!"u8)
        || start.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF])
        || start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08])
        || start.StartsWith("BZh"u8)
        || start.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A])
        || start.StartsWith("MSCF"u8)
        || start.StartsWith("MZ"u8)
        || start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);

    static FileStream Temporary() =>
        new(
            Path.Combine(Path.GetTempPath(), $"portal-{Guid.NewGuid():N}"),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 0,
            FileOptions.DeleteOnClose
        );
}

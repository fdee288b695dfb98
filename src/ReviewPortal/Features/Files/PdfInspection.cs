using System.IO.Compression;
using ReviewPortal.Domain;

namespace ReviewPortal.Features.Files;

/// <summary>
/// Looks through a PDF for what acts by itself: scripts, programs that are started, files inside of the file. Names are compared as they are
/// read (<c>/J#61vaScript</c> is <c>/JavaScript</c>), compressed object streams are looked into, and what hides from being looked at is refused.
/// </summary>
public static class PdfInspection
{
    // What object streams may unpack to in one file: far more than those of a document of hundreds of pages.
    const long MostUnpacked = 100 * 1024 * 1024;

    // Readers look for the end of a file in its last 1,024 bytes; some programs write a little more behind it.
    const int EndWithin = 4096;

    // A header, one object and an end: nothing shorter has a page.
    const int Smallest = 40;

    /// <summary>Refuses what begins like a PDF and is none, or was cut off on its way.</summary>
    /// <exception cref="RuleBroken"><c>file-broken</c></exception>
    public static void RequireWhole(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, EndWithin)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        file.Position = 0;
        if (file.Length < Smallest || tail.AsSpan().LastIndexOf("%%EOF"u8) < 0)
        {
            throw new RuleBroken("file-broken");
        }
    }

    /// <exception cref="RuleBroken"><c>pdf-active</c> with the name, <c>pdf-encrypted</c>, <c>pdf-hidden</c>, <c>archive-ratio</c>, <c>file-broken</c></exception>
    public static void Inspect(Stream file, CancellationToken ct)
    {
        file.Position = 0;
        PdfWords words = new(file, LookAside);
        PdfObject current = new();
        var unpacked = 0L;
        var hasObject = false;
        while (words.Next() is { } word)
        {
            ct.ThrowIfCancellationRequested();
            Look(words, word, current);
            if (word.Kind != PdfWordKind.Keyword)
            {
                continue;
            }

            if (word.Text == "obj")
            {
                hasObject = true;
                current = new();
            }
            else if (word.Text == "stream")
            {
                var isPlain = current.IsObjectStream && !current.IsPacked;
                if (current.IsObjectStream)
                {
                    current.RequireReadable();
                }

                if (current.IsPacked && current.IsObjectStream)
                {
                    Unpack(file, words.AfterLineEnd(), ref unpacked, ct);
                }

                // Objects that are not packed are words like all others.
                if (!isPlain)
                {
                    words.SkipStream();
                }

                current = new();
            }
        }

        if (!hasObject)
        {
            throw new RuleBroken("file-broken");
        }
    }

    static void Unpack(Stream file, long start, ref long unpacked, CancellationToken ct)
    {
        var back = file.Position;
        file.Position = start;
        try
        {
            using ZLibStream inside = new(file, CompressionMode.Decompress, leaveOpen: true);
            using Counted counted = new(inside, MostUnpacked - unpacked);
            PdfWords words = new(counted, LookAside);
            PdfObject none = new();
            while (words.Next() is { } word)
            {
                ct.ThrowIfCancellationRequested();
                Look(words, word, none);
            }

            unpacked += counted.Taken;
        }
        catch (InvalidDataException)
        {
            throw new RuleBroken("pdf-hidden");
        }

        file.Position = back;
    }

    static void Look(PdfWords words, PdfWord word, PdfObject current)
    {
        if (word.Kind != PdfWordKind.Name)
        {
            return;
        }

        current.Add(word.Text);
        switch (word.Text)
        {
            case "JavaScript" or "JS" or "Launch" or "EmbeddedFile" or "EmbeddedFiles" or "RichMedia" or "XFA":
                throw new RuleBroken("pdf-active", $"/{word.Text}");
            // A place at which the document opens is harmless and common; anything else acts.
            case "OpenAction" when !words.IsNext('['):
                throw new RuleBroken("pdf-active", $"/{word.Text}");
            case "Encrypt":
                throw new RuleBroken("pdf-encrypted");
        }
    }

    // The file's index may point into the middle of what looks like data, a remark or a text. Names as long as these stand there by no chance.
    static void LookAside(string name)
    {
        switch (name)
        {
            case "JavaScript" or "EmbeddedFile" or "EmbeddedFiles" or "RichMedia" or "OpenAction":
                throw new RuleBroken("pdf-active", $"/{name}");
            case "ObjStm":
                throw new RuleBroken("pdf-hidden");
        }
    }

    /// <summary>What was named since the present object began, as far as it matters for its stream.</summary>
    sealed class PdfObject
    {
        bool hasFilter;
        bool hasParameters;
        int flate;
        int others;

        bool hasFirst;
        bool hasCount;
        bool isNamed;

        // Some readers take any stream for one that says where its first object is and how many there are.
        public bool IsObjectStream => isNamed || (hasFirst && hasCount);
        public bool IsPacked => flate == 1;

        public void Add(string name)
        {
            switch (name)
            {
                case "ObjStm":
                    isNamed = true;
                    break;
                case "First":
                    hasFirst = true;
                    break;
                case "N":
                    hasCount = true;
                    break;
                case "Filter" or "F":
                    hasFilter = true;
                    break;
                case "DecodeParms" or "DP" or "Predictor":
                    hasParameters = true;
                    break;
                case "FlateDecode" or "Fl":
                    flate++;
                    break;
                case "LZWDecode" or "LZW" or "ASCIIHexDecode" or "AHx" or "ASCII85Decode" or "A85" or "RunLengthDecode" or "RL" or "Crypt":
                    others++;
                    break;
            }
        }

        // Programs that write PDFs pack objects in one way. Every other way is one of hiding them.
        public void RequireReadable()
        {
            if (others > 0 || flate > 1 || hasParameters || (hasFilter && flate == 0))
            {
                throw new RuleBroken("pdf-hidden");
            }
        }
    }
}

using System.Buffers.Text;
using System.IO.Compression;
using System.Text;

namespace ReviewPortal.Shell.Plans;

/// <summary>A plan's answers inside an address, so that they can be passed on without being kept anywhere.</summary>
public static class PlanLink
{
    // A plan is a few kilobytes; what unpacks to more than this is not one.
    const int Largest = 256 * 1024;

    /// <summary>The answers, compressed, in letters that an address can hold.</summary>
    public static string Encode(string json)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize))
        {
            deflate.Write(Encoding.UTF8.GetBytes(json));
        }

        return Base64Url.EncodeToString(packed.ToArray());
    }

    /// <summary>The answers again; null when the text holds none.</summary>
    public static string? Decode(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > Largest)
        {
            return null;
        }

        try
        {
            using var deflate = new DeflateStream(new MemoryStream(Base64Url.DecodeFromChars(text)), CompressionMode.Decompress);
            var buffer = new byte[Largest];
            var read = deflate.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return read < buffer.Length ? Encoding.UTF8.GetString(buffer, 0, read) : null;
        }
        catch (Exception fault) when (fault is FormatException or InvalidDataException)
        {
            return null;
        }
    }
}

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ReviewPortal.Domain.Plans;

/// <summary>Japanese text in JSON as it is read. The framework's encoders escape kanji outside of the basic plane (𠮷); these do not.</summary>
static class JsonTexts
{
    /// <summary>For whole documents that are stored.</summary>
    public static JsonSerializerOptions AsItIs { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonWriterOptions Options(bool indented) =>
        new()
        {
            Indented = indented,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NewLine = "\n",
        };

    public static void WriteText(this Utf8JsonWriter writer, string text)
    {
        // Everything else needs no more than the framework does by itself.
        if (text.Any(char.IsSurrogate))
        {
            writer.WriteRawValue(Quoted(text));
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '\\' => quoted.Append('\\').Append((char)rune.Value),
                < 0x20 => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => quoted.Append(rune),
            };
        }

        return quoted.Append('"').ToString();
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>JSON of which there is only one text: members in the order of their names, no blanks, nothing escaped that need not be.</summary>
static class CanonicalJson
{
    /// <summary>SHA-256 over the text in UTF-8, as 64 lower-case hexadecimal digits.</summary>
    public static string Digest(JsonNode json)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, JsonTexts.Options(indented: false)))
        {
            Write(writer, json);
        }

        return Convert.ToHexStringLower(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }

    static void Write(Utf8JsonWriter writer, JsonNode? json)
    {
        switch (json)
        {
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray entries:
                writer.WriteStartArray();
                foreach (var entry in entries)
                {
                    Write(writer, entry);
                }

                writer.WriteEndArray();
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                writer.WriteText(value.GetValue<string>());
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }
}

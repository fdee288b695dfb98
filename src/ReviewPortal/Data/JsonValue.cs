using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ReviewPortal.Data;

/// <summary>Values that are read and written as a whole (lists of items, a proposal) stand as JSON in one column.</summary>
public static class JsonValue
{
    /// <summary>How everything in the database that is JSON is written: camel case, enums by name, Japanese as it is.</summary>
    public static JsonSerializerOptions Options { get; } =
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            Converters = { new JsonStringEnumConverter() },
        };

    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property) =>
        property.HasConversion(
            new ValueConverter<T, string>(value => Write(value), text => Read<T>(text)),
            new ValueComparer<T>(
                (a, b) => Write(a) == Write(b),
                value => Write(value).GetHashCode(StringComparison.Ordinal),
                value => value
            )
        );

    // A list that was added to rows that were already there has nothing in it: not even the brackets.
    static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text.Length == 0 ? "[]" : text, Options)!;

    static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewPortal;

/// <summary>JSON as it should not be, by chance and the same for the same seed: damaged, absurd, in a wrong encoding, and now and then all right.</summary>
static class BadTexts
{
    static readonly JsonSerializerOptions asItIs = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    static readonly string[] numbers =
    [
        "-1",
        "1.5",
        "1e400",
        "-0",
        "2147483648",
        "99999999999999999999999999999999999999",
        "1E-999999999",
        "100001",
        "NaN",
        "0x10",
        "01",
        new('9', 5000),
    ];

    static readonly string[] words =
    [
        "",
        "\u0000",
        "あ",
        "𠮷",
        "__proto__",
        "a.b[0]",
        "2026-02-30",
        "９",
        "\u202e",
        "'; --",
        new('x', 10_001),
    ];

    static readonly string[] tokens =
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "true",
        "\"functions\"",
        "\"a\"",
        "\"\\ud800\"",
        "1",
        " ",
        "\n",
    ];

    /// <summary>A bad text, made from a good one.</summary>
    public static byte[] Of(int seed, string good)
    {
        Random random = new(seed);
        return random.Next(9) switch
        {
            0 => Bytes(random),
            1 => Encoding.UTF8.GetBytes(
                string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => tokens[random.Next(tokens.Length)]))
            ),
            2 => Encoding.UTF8.GetBytes(Damaged(good, random)),
            3 => Encoding.UTF8.GetBytes(good)[..random.Next(good.Length)],
            4 => Encoding.UTF8.GetBytes(Nested(good, random)),
            5 => Encoded(good, random),
            6 => Spoilt(good, random),
            _ => Encoding.UTF8.GetBytes(Mutated(good, random)),
        };
    }

    /// <summary>JSON that can be parsed, with some members replaced, removed, doubled or invented.</summary>
    public static string Mutated(string good, Random random)
    {
        var text = good;
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var root = JsonNode.Parse(text, documentOptions: new() { MaxDepth = 200 })!;
            var nodes = Inside(root).ToArray();
            var at = nodes[random.Next(nodes.Length)];
            var before = at.ToJsonString(asItIs);
            // What stands elsewhere by the same name often fits here too, and means something else.
            var likes = nodes.Where(node =>
                node.Parent is JsonObject && at.Parent is JsonObject && node.GetPropertyName() == at.GetPropertyName()
            );
            var value =
                random.Next(2) == 0 && likes.ToArray() is { Length: > 0 } found
                    ? found[random.Next(found.Length)].ToJsonString(asItIs)
                    : Value(before, random);
            // What stands here is put in afterwards: much of it no JSON library would write.
            var mark = $"\"\u00a7{times}\"";
            switch (at.Parent)
            {
                case JsonObject parent when random.Next(4) == 0:
                    parent[Word(random)] = mark.Trim('"');
                    break;
                case JsonObject parent when random.Next(4) == 0:
                    parent.Remove(at.GetPropertyName());
                    break;
                case JsonObject parent:
                    parent[at.GetPropertyName()] = mark.Trim('"');
                    break;
                case JsonArray parent:
                    parent[at.GetElementIndex()] = mark.Trim('"');
                    break;
                default:
                    break;
            }

            text = root.ToJsonString(asItIs).Replace(mark, value, StringComparison.Ordinal);
            if (!IsJson(text))
            {
                return text;
            }
        }

        return text;
    }

    static string Value(string before, Random random) =>
        random.Next(8) switch
        {
            0 => "null",
            1 => random.Next(2) == 0 ? "true" : "false",
            2 => numbers[random.Next(numbers.Length)],
            3 => JsonSerializer.Serialize(Word(random)),
            4 => "{}",
            5 => "[]",
            // The same member twice, where it stands in an object.
            6 => $"{before},\"a\":{before},\"a\":{before}",
            _ => $"[{string.Join(',', Enumerable.Repeat(before.Length > 200 ? "{}" : before, random.Next(1, 300)))}]",
        };

    static string Word(Random random) => words[random.Next(words.Length)];

    static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(500)];
        random.NextBytes(bytes);
        return bytes;
    }

    static string Damaged(string good, Random random)
    {
        var text = good.ToCharArray();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            text[random.Next(text.Length)] = "{}[]\",:0aあ\ud842\\"[random.Next(12)];
        }

        return new(text);
    }

    static string Nested(string good, Random random)
    {
        var levels = random.Next(20, 20_000);
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        var nested =
            string.Concat(Enumerable.Repeat(open, levels))
            + "1"
            + (random.Next(2) == 0 ? "" : string.Concat(Enumerable.Repeat(close, levels)));
        return random.Next(2) == 0 ? nested : $"{{\"functions\":[{{\"name\":{nested}}}],{good.TrimStart()[1..]}";
    }

    static byte[] Encoded(string good, Random random)
    {
        Encoding[] encodings = [Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1, new UTF8Encoding(true)];
        var encoding = encodings[random.Next(encodings.Length)];
        return random.Next(2) == 0 ? encoding.GetBytes(good) : [.. encoding.Preamble, .. encoding.GetBytes(good)];
    }

    // Bytes that are no UTF-8: cut characters, overlong ones, halves of pairs.
    static byte[] Spoilt(string good, Random random)
    {
        byte[][] wrong =
        [
            [0xff],
            [0xc0, 0x80],
            [0xed, 0xa0, 0x80],
            [0xe3, 0x81],
            [0xf5, 0x80, 0x80, 0x80],
            [0x00],
        ];
        var bytes = Encoding.UTF8.GetBytes(good);
        var at = random.Next(bytes.Length);
        return [.. bytes[..at], .. wrong[random.Next(wrong.Length)], .. bytes[at..]];
    }

    static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = 200, AllowDuplicateProperties = false });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static IEnumerable<JsonNode> Inside(JsonNode node) =>
        node switch
        {
            JsonObject record => record.Select(pair => pair.Value).OfType<JsonNode>().SelectMany(inner => Inside(inner).Prepend(inner)),
            JsonArray list => list.OfType<JsonNode>().SelectMany(inner => Inside(inner).Prepend(inner)),
            _ => [],
        };
}

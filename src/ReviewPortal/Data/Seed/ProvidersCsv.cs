using System.Globalization;
using System.Text;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Data.Seed;

/// <summary>The operating providers of the survey of 令和8年2月 (総務省, 令和8年3月5日, 【参考】運用中事業者内訳), as a CSV file.</summary>
public static class ProvidersCsv
{
    /// <summary>First day of the month of the survey.</summary>
    public static readonly DateOnly SurveyMonth = new(2026, 2, 1);

    static readonly string[] Header =
    [
        "number",
        "kind",
        "organization",
        "service",
        "note",
        "end_date",
        "category",
        "suggested_category",
        "suggestion_basis",
    ];

    /// <summary>The file that is shipped inside the program.</summary>
    public static IReadOnlyList<(Organization Organization, Service Service)> ReadShipped()
    {
        using var stream =
            typeof(ProvidersCsv).Assembly.GetManifestResourceStream("Seed/providers.csv")
            ?? throw new InvalidOperationException("Seed/providers.csv is not inside the program.");
        return Read(stream);
    }

    /// <summary>
    /// Reads UTF-8, one service a row. Rows of one kind and one name belong to one organisation. A blank number stays unknown,
    /// unless the organisation has it in another row. A <c>category</c> in the file is not taken: only an official confirms one.
    /// </summary>
    /// <exception cref="FormatException">With the number of the row, counted from 1 with the header.</exception>
    public static IReadOnlyList<(Organization Organization, Service Service)> Read(Stream stream)
    {
        using StreamReader reader = new(stream, Encoding.UTF8);
        var rows = Rows(reader.ReadToEnd()).ToArray();
        if (rows.Length == 0 || !rows[0].SequenceEqual(Header))
        {
            throw new FormatException($"Row 1: the header is not {string.Join(',', Header)}.");
        }

        Dictionary<string, Organization> organizations = [];
        Dictionary<string, int> numbers = [];
        List<(Organization, Service)> register = [];
        foreach (var (row, index) in rows.Select((row, index) => (row, index)).Skip(1))
        {
            if (row.Length != Header.Length)
            {
                throw new FormatException($"Row {index + 1}: {row.Length} fields instead of {Header.Length}.");
            }

            var who = $"{row[1]} {row[2]}";
            if (Number(row[0], index) is { } given)
            {
                numbers[who] = given;
            }

            if (!organizations.TryGetValue(who, out var organization))
            {
                organizations[who] = organization = NewOrganization(row[1], row[2], index);
            }

            var service = Service.FromSurvey(
                organization.Id,
                row[3],
                SurveyMonth,
                numbers.TryGetValue(who, out var number) ? number : null,
                index - 1,
                row[4],
                Day(row[5], index),
                Category(row[7], index),
                row[8].Length == 0 ? null : row[8]
            );
            register.Add((organization, service));
        }

        return register;
    }

    static Organization NewOrganization(string kind, string name, int index) =>
        kind switch
        {
            "business" => Organization.Business(name),
            "municipality" => Organization.Municipality(name),
            _ => throw new FormatException($"Row {index + 1}: \"{kind}\" is neither business nor municipality."),
        };

    static int? Number(string field, int index) =>
        field.Length == 0 ? null
        : int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"Row {index + 1}: \"{field}\" is not a number.");

    static DateOnly? Day(string field, int index) =>
        field.Length == 0 ? null
        : DateOnly.TryParseExact(field, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new FormatException($"Row {index + 1}: \"{field}\" is not a date (yyyy-MM-dd).");

    static ServiceCategory? Category(string field, int index) =>
        field.Length == 0 ? null
        : ServiceCategories.FromSourceName(field) is { } category ? category
        : throw new FormatException($"Row {index + 1}: \"{field}\" is none of the seven categories.");

    /// <summary>Rows of a CSV text (RFC 4180): quoted fields may hold commas, line ends and doubled quotes. Empty lines are passed over.</summary>
    static IEnumerable<string[]> Rows(string text)
    {
        List<string> row = [];
        StringBuilder field = new();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (quoted && letter == '"' && at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append(text[at++]);
            }
            else if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (quoted)
            {
                field.Append(letter);
            }
            else if (letter == ',')
            {
                row.Add(field.ToString());
                field.Clear();
            }
            else if (letter == '\n')
            {
                if (EndRow() is { } ended)
                {
                    yield return ended;
                }
            }
            else if (letter != '\r')
            {
                field.Append(letter);
            }
        }

        if (quoted)
        {
            throw new FormatException("The file ends inside a quoted field.");
        }

        if (EndRow() is { } last)
        {
            yield return last;
        }

        string[]? EndRow()
        {
            row.Add(field.ToString());
            field.Clear();
            string[] ended = [.. row];
            row.Clear();
            return ended is [""] ? null : ended;
        }
    }
}

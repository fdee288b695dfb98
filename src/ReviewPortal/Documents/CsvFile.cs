using System.Text;

namespace ReviewPortal.Documents;

/// <summary>A table as comma-separated values (RFC 4180), in UTF-8 with the mark by which spreadsheets know it.</summary>
public static class CsvFile
{
    public const string MediaType = "text/csv; charset=utf-8";

    /// <param name="rows">The first one holds the names of the columns.</param>
    public static byte[] Write(IEnumerable<IReadOnlyList<string?>> rows)
    {
        StringBuilder text = new("\uFEFF");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // A spreadsheet takes what begins so for a formula; an apostrophe in front makes it text.
    static string Cell(string? value)
    {
        var safe = value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{value}" : value ?? "";
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

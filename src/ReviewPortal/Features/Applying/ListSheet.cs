using System.Globalization;
using System.Text;

namespace ReviewPortal.Features.Applying;

/// <summary>A sheet of entries: where its numbers and its answers stand.</summary>
sealed record ListSheet(
    SheetCells Cells,
    IReadOnlyList<string> Lists,
    IReadOnlyDictionary<string, int> Columns,
    IReadOnlyDictionary<int, string> Answers
)
{
    public IEnumerable<int> Rows => Cells.Rows.Keys.Where(row => row > 2);

    public int NumberColumn => Columns[Lists[^1]];

    /// <summary>The column of the numbers of one of <see cref="Lists"/>; that of the own numbers where a file has left it out.</summary>
    public int ColumnOf(int list) => Columns.GetValueOrDefault(Lists[list], NumberColumn);

    public bool HasAnswers(int row) => Answers.Keys.Any(column => Cells.At(row, column) is not null);

    public bool SaysNone(int row) => Cells.At(row, NumberColumn) is { } cell && PlanSheets.IsNone(cell.Text);

    /// <summary>The numbers of the entries around the row's, outermost first, and its own; blank where none stands.</summary>
    public IReadOnlyList<string> Numbers(int row) =>
        [.. Lists.Select(list => Columns.TryGetValue(list, out var column) ? Clean(Cells.At(row, column)?.Text) : "")];

    static string Clean(string? text)
    {
        var plain = (text ?? "").Normalize(NormalizationForm.FormKC).Trim();
        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : plain;
    }
}

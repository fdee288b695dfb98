using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace ReviewPortal.Data;

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows of the page.</param>
/// <param name="Total">Rows on all pages together.</param>
/// <param name="Number">Which page it is; 1 is the first.</param>
/// <param name="Size">Rows on a full page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, int Number, int Size)
{
    /// <summary>The same page with other rows.</summary>
    public Page<TOther> Of<TOther>(Func<T, TOther> row) => new([.. Items.Select(row)], Total, Number, Size);
}

public static class Paging
{
    public const int DefaultSize = 50;
    public const int LargestSize = 200;

    /// <summary>A number in an address; null where it is none, so that a spoilt address breaks nothing.</summary>
    public static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reads one page. A page past the end becomes the last one, a size outside of 1–200 the nearest that is possible.</summary>
    public static async Task<Page<T>> ToPageAsync<T>(this IQueryable<T> rows, int number, int size, CancellationToken ct)
    {
        size = Math.Clamp(size, 1, LargestSize);
        var total = await rows.CountAsync(ct);
        number = Math.Clamp(number, 1, Math.Max(1, (total + size - 1) / size));
        return new(await rows.Skip((number - 1) * size).Take(size).ToListAsync(ct), total, number, size);
    }

    public static IOrderedQueryable<T> OrderBy<T, TKey>(this IQueryable<T> rows, Expression<Func<T, TKey>> key, bool descending) =>
        descending ? rows.OrderByDescending(key) : rows.OrderBy(key);
}

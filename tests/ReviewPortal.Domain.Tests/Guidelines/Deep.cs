using System.Collections;

namespace ReviewPortal.Guidelines;

/// <summary>Compares records by everything in them, lists and dictionaries included, without asking how they are written down.</summary>
static class Deep
{
    /// <summary>The first place where the two differ; null when they are the same throughout.</summary>
    public static string? Difference(object? one, object? other, string place = "")
    {
        if (one is null || other is null || one.GetType() != other.GetType() && one is not IEnumerable)
        {
            return one is null && other is null ? null : $"{place}: {one ?? "null"} ≠ {other ?? "null"}";
        }

        if (one is string || one.GetType().IsPrimitive || one.GetType().IsEnum || one is DateOnly or Domain.Plans.PlanQuestion)
        {
            return one.Equals(other) ? null : $"{place}: {one} ≠ {other}";
        }

        if (one is IEnumerable list)
        {
            object?[] ones = [.. Sorted(list)];
            object?[] others = [.. Sorted((IEnumerable)other)];
            return ones.Length != others.Length
                ? $"{place}: {ones.Length} ≠ {others.Length}"
                : ones.Select((entry, i) => Difference(entry, others[i], $"{place}[{i}]")).FirstOrDefault(found => found is not null);
        }

        return one.GetType()
            .GetProperties()
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => Difference(property.GetValue(one), property.GetValue(other), $"{place}.{property.Name}"))
            .FirstOrDefault(found => found is not null);
    }

    // A dictionary has no order.
    static IEnumerable<object?> Sorted(IEnumerable list) =>
        list is not string && list.GetType().GetInterfaces().Any(type => type.Name == "IDictionary")
            ? list.Cast<object?>().OrderBy(pair => pair!.ToString(), StringComparer.Ordinal)
            : list.Cast<object?>();
}

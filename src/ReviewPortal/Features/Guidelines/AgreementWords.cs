using System.Globalization;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Guidelines;

/// <summary>What the address of the agreement page says, and what its lines are called.</summary>
public static class AgreementWords
{
    const string Month = "yyyy-MM";

    /// <summary>The months of the address; the last twelve where it says none, or nonsense.</summary>
    public static AgreementFilter Filter(string? from, string? to, DateOnly today)
    {
        var last = Read(to) ?? new(today.Year, today.Month, 1);
        var first = Read(from) is { } typed && typed <= last ? typed : last.AddMonths(-11);
        var earliest = last.AddMonths(1 - AgreementFilter.MostMonths);
        return new(first < earliest ? earliest : first, last);
    }

    public static string Written(DateOnly month) => month.ToString(Month, CultureInfo.InvariantCulture);

    /// <summary>A line's key in words.</summary>
    public static string Line(this Wording words, AgreementBy by, string key, RuleBook book) =>
        by switch
        {
            AgreementBy.Type => words[$"UseType.{key}"],
            AgreementBy.Route => words[$"Route.{key}"],
            AgreementBy.Rule => book.All.SelectMany(set => set.Rules).LastOrDefault(rule => rule.Id == key) is { } rule
                ? $"{key} {words.Text(rule.Title)}"
                : key,
            _ => key,
        };

    static DateOnly? Read(string? month) => JapaneseDate.TryParse($"{month}-01", out var first) ? first : null;
}

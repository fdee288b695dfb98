using System.Globalization;
using System.Text.RegularExpressions;

namespace ReviewPortal.Domain.Plans;

/// <summary>Places in a plan, written as <c>functions[0].recipients[1].consent</c>.</summary>
public static partial class PlanPath
{
    /// <summary>Member names and indices, outermost first.</summary>
    /// <exception cref="FormatException">The text is no path.</exception>
    public static IReadOnlyList<object> Split(string path)
    {
        var steps = new List<object>();
        foreach (var part in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var match = Part().Match(part);
            if (!match.Success)
            {
                throw new FormatException($"'{path}' is not a path in a plan.");
            }

            steps.Add(match.Groups["name"].Value);
            steps.AddRange(match.Groups["index"].Captures.Select(c => (object)int.Parse(c.Value, CultureInfo.InvariantCulture)));
        }

        return steps;
    }

    /// <summary>The path of a member below another; the outermost member has no dot before it.</summary>
    public static string Join(string parent, string name) => parent.Length == 0 ? name : $"{parent}.{name}";

    public static string Entry(string list, int index) => $"{list}[{index}]";

    /// <summary>True when <paramref name="path"/> is <paramref name="whole"/> or lies inside it.</summary>
    public static bool IsWithin(string path, string whole) =>
        path.StartsWith(whole, StringComparison.Ordinal) && (path.Length == whole.Length || path[whole.Length] is '.' or '[');

    [GeneratedRegex(@"^(?<name>[A-Za-z]+)(?:\[(?<index>\d{1,4})\])*$")]
    private static partial Regex Part();
}

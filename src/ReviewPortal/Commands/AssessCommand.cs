using System.Globalization;
using System.Text;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Commands;

/// <summary>
/// <c>ReviewPortal assess FILE.json [--as-of YYYY-MM-DD] [--rule-set ID]</c>: assesses a plan without the portal and prints the assessment.
/// </summary>
public static class AssessCommand
{
    /// <summary>The plan was assessed, whatever came of it.</summary>
    public const int Assessed = 0;

    /// <summary>The file, or an option, cannot be used; what is wrong stands on the error output, one line each.</summary>
    public const int Unusable = 2;

    const string Usage = "assess FILE.json [--as-of YYYY-MM-DD] [--rule-set ID]";

    /// <summary>Runs the command.</summary>
    /// <param name="args">What follows the word <c>assess</c>.</param>
    /// <param name="book">The rule sets to choose from.</param>
    /// <param name="time">Gives today in Japan where no day is asked for.</param>
    public static int Run(string[] args, RuleBook book, TextWriter output, TextWriter error, TimeProvider time)
    {
        if (!TryOptions(args, out var file, out var options))
        {
            error.WriteLine(Usage);
            return Unusable;
        }

        var asOf = TodayInJapan(time);
        if (options.TryGetValue("--as-of", out var day) && !TryDay(day, out asOf))
        {
            error.WriteLine($"--as-of: {day}: YYYY-MM-DD");
            return Unusable;
        }

        var rules = options.TryGetValue("--rule-set", out var id) ? book.Find(id, asOf) : book.InForce(asOf);
        if (rules is null)
        {
            error.WriteLine($"--rule-set: {id}: {string.Join(", ", book.All.Select(set => set.Id).Distinct())}");
            return Unusable;
        }

        if (Text(file, error) is not { } json)
        {
            return Unusable;
        }

        var reading = PlanJson.Read(json);
        foreach (var fault in reading.Faults)
        {
            error.WriteLine($"{(fault.Path.Length == 0 ? file : fault.Path)}: {fault.Kind}: {fault.Detail}");
        }

        if (reading.Plan is null || reading.Faults.Count > 0)
        {
            return Unusable;
        }

        output.WriteLine(AssessmentJson.Write(Assessor.Assess(reading.Plan, rules, asOf), indented: true));
        return Assessed;
    }

    static bool TryOptions(string[] args, out string file, out Dictionary<string, string> options)
    {
        List<string> files = [];
        options = [];
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                files.Add(args[i]);
            }
            else if (args[i] is not ("--as-of" or "--rule-set") || i + 1 == args.Length || !options.TryAdd(args[i], args[++i]))
            {
                file = "";
                return false;
            }
        }

        file = files.Count == 1 ? files[0] : "";
        return files.Count == 1;
    }

    static string? Text(string file, TextWriter error)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: > 4L * PlanJson.LongestText }
                ? new string(' ', PlanJson.LongestText + 1)
                : File.ReadAllText(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error.WriteLine($"{file}: {fault.Message}");
            return null;
        }
    }

    static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    // Japan has had no summer time since 1951: nine hours ahead, always, and no time-zone data needed.
    static DateOnly TodayInJapan(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime.AddHours(9));
}

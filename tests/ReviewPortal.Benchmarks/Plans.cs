using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Benchmarks;

/// <summary>Plans of the size that is filed: three functions and a check sheet that is filled in.</summary>
static class Plans
{
    public static DateOnly Day { get; } = new(2026, 9, 1);
    public static RuleSet Rules { get; } = RuleSets.Find("PHR-GL-2025-04")!;

    /// <summary>A list, a forecast and a submission: all inside the types.</summary>
    public static UsePlan Inside { get; } = Of("01-vaccination-list", "02-kidney-forecast", "04-gym-joining");

    /// <summary>The forecast has an offer beside it that urges, so that it is outside of them.</summary>
    public static UsePlan Outside { get; } = Of("01-vaccination-list", "03-supplement-button", "04-gym-joining");

    /// <summary>Inside the types, and refused for two reasons in two functions: only two changes together give it an easier route.</summary>
    public static UsePlan Refused { get; } =
        Inside with
        {
            Functions =
            [
                .. Inside.Functions!.Select(
                    (function, i) =>
                        i switch
                        {
                            1 => function with { NewInformation = [NewInformationKind.Diagnosis] },
                            2 => function with { Recipients = [function.Recipients![0] with { Consent = Consent.OptOut }] },
                            _ => function,
                        }
                ),
            ],
        };

    /// <summary>With the research cohort as its third function.</summary>
    public static UsePlan WithCohort { get; } = Of("01-vaccination-list", "02-kidney-forecast", "07-cohort");

    public static UsePlan Example(string name) => PlanJson.Read(Text(name)).Plan!;

    static UsePlan Of(params string[] functions) =>
        Example(functions[0]) with
        {
            Functions = [.. functions.Select((name, i) => Example(name).Functions![0] with { Main = i == 0 })],
            CheckSheet =
            [
                .. Rules
                    .Rules.Where(rule => rule.Axis == RuleAxis.Guideline)
                    .Select(rule => new CheckSheetEntry { Item = rule.Id, Answer = CheckSheetAnswer.Yes }),
            ],
        };

    static string Text(string name)
    {
        using StreamReader reader = new(typeof(Plans).Assembly.GetManifestResourceStream($"{name}.json")!);
        return JsonNode.Parse(reader.ReadToEnd())!["plan"]!.ToJsonString();
    }
}

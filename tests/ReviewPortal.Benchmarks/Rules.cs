using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Benchmarks;

/// <summary>What is worked out on every keystroke of a plan and for every row of the list of cases.</summary>
[MemoryDiagnoser]
public class Rules
{
    static readonly DateOnly Day = new(2026, 9, 1);
    static readonly DateTime Arrived = new(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc);

    readonly RuleSet rules = RuleSets.InForce(Day);
    readonly UsePlan plan = PlanJson.Read(Example()).Plan!;

    // A year with a correction of ten days in every month.
    readonly Stretch[] corrections =
    [
        .. Enumerable.Range(0, 12).Select(month => new Stretch(Arrived.AddMonths(month), Arrived.AddMonths(month).AddDays(10))),
    ];

    [Benchmark(Description = "assess a plan, with the search for what would change it")]
    public Assessment Assess() => Assessor.Assess(plan, rules, Day);

    [Benchmark(Description = "draw the clock ledger of a year")]
    public ClockLedger Draw() =>
        ClockLedger.Draw(Arrived, corrections, [], null, Arrived.AddYears(1), standardDays: 30, BusinessCalendar.Shipped);

    static string Example()
    {
        using StreamReader reader = new(typeof(Rules).Assembly.GetManifestResourceStream("plan.json")!);
        return JsonNode.Parse(reader.ReadToEnd())!["plan"]!.ToJsonString();
    }
}

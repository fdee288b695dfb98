using BenchmarkDotNet.Attributes;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Benchmarks;

/// <summary>What is worked out after every answer of a plan that is being written. The plan is a new object each time, as it is there.</summary>
[MemoryDiagnoser]
public class Rules
{
    readonly string json = PlanJson.Write(Plans.Inside);

    [Benchmark(Description = "assess a plan of three functions inside the types")]
    public Assessment Assess() => Assess(Plans.Inside);

    [Benchmark(Description = "the same, and every list of answers read")]
    public int AssessAndRead() => Read(Assess(Plans.Inside));

    [Benchmark(Description = "assess a plan with a function outside")]
    public Assessment AssessOutside() => Assess(Plans.Outside);

    [Benchmark(Description = "the same, and what would change read")]
    public int AssessAndChange() => Assess(Plans.Outside).WhatWouldChange.Count;

    [Benchmark(Description = "assess a plan that two changes give an easier route, and what would change read")]
    public int AssessRefusedAndChange() => Assess(Plans.Refused).WhatWouldChange.Count;

    [Benchmark(Description = "assess a plan with a research cohort")]
    public Assessment AssessWithCohort() => Assess(Plans.WithCohort);

    [Benchmark(Description = "check that every combination of answers has one type")]
    public long CheckCompleteness() => Completeness.Of(Plans.Rules).Combinations;

    [Benchmark(Description = "read the plan of three functions from JSON")]
    public PlanReading ReadPlan() => PlanJson.Read(json);

    static Assessment Assess(UsePlan plan) => Assessor.Assess(plan with { }, Plans.Rules, Plans.Day);

    static int Read(Assessment assessment) =>
        assessment.Findings.Sum(finding => finding.Answers.Count)
        + assessment.Functions.Sum(function => function.Answers.Count)
        + assessment.RouteReasons.Answers.Count;
}

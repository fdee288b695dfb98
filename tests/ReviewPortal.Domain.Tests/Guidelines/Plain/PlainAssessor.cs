using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Guidelines.Plain;

/// <summary>
/// Says what the rules say about a plan. Pure and total: the same plan, rules and day give the same assessment, whatever is missing or odd.
/// </summary>
static class PlainAssessor
{
    const int MostChanges = 5;

    // Beyond these, further ways are the same ones with other values.
    const int MostTried = 24;

    // Each way is tried on the whole plan: the more functions it has, the fewer ways.
    const int FunctionsTriedInAll = 400;

    /// <summary>Assesses the plan.</summary>
    /// <param name="asOf">The day of assessment: what is valid or in time is so on this day.</param>
    public static Assessment Assess(UsePlan plan, RuleSet rules, DateOnly asOf)
    {
        Facts facts = new(rules, asOf, Node.Of(plan));
        var (main, _) = facts.Main;
        var functions = FunctionsOf(facts);
        var type = main is null ? UseType.Undetermined : functions[main.Value].UseType;
        var findings = FindingsOf(facts);
        var (route, reason) = facts.Route;
        return new(
            new(rules.Id, rules.Revision),
            asOf,
            facts.Scope.Scope,
            type,
            main is null ? null : functions[main.Value].Nearest,
            [
                .. functions
                    .Where(function => function.Index != main && function.UseType != UseType.Undetermined && function.UseType != type)
                    .Select(function => function.UseType)
                    .Distinct()
                    .Order(),
            ],
            route,
            reason,
            [.. facts.Flags.Where(flag => flag.Told.Holds == true).Select(flag => flag.Flag)],
            functions,
            findings,
            Unanswered.Of(facts, functions, findings),
            WhatWouldChange(facts)
        );
    }

    static FunctionAssessment[] FunctionsOf(Facts facts) =>
        [
            .. facts.Functions.Select(
                (function, i) =>
                {
                    var (type, rule, told) = facts.TypeOf(i);
                    return new FunctionAssessment(
                        i,
                        function["name"]?.Value as string,
                        type,
                        type == UseType.OutsideTypes ? facts.NearestOf(i) : null,
                        rule is null ? [] : [rule, .. facts.BrokenConditions(i)],
                        [.. told.Why.Paths().Order(FormOrder.Instance)]
                    );
                }
            ),
        ];

    static Finding[] FindingsOf(Facts facts)
    {
        var inOrder = FunctionOrder.Of(facts.Functions);
        return
        [
            .. facts.Rules.Rules.SelectMany(rule =>
                rule.PerFunction
                    ? inOrder.Select(i => FindingOf(facts, rule, i, facts.Functions[i]["name"]?.Value as string))
                    : [FindingOf(facts, rule, null, null)]
            ),
        ];
    }

    static Finding FindingOf(Facts facts, Rule rule, int? function, string? name)
    {
        var told = facts.Rule(rule, function);
        var message = rule.Messages.GetValueOrDefault(told.Outcome) ?? facts.Rules.Messages[told.Outcome];
        if (told.Outcome == Outcome.Met && rule.Remark is { } remark && facts.Tell(remark.When, function).Holds == true)
        {
            message = new(message.Ja + remark.Text.Ja, $"{message.En} {remark.Text.En}");
        }

        return new(
            rule.Id,
            rule.Axis,
            rule.Layer,
            told.Outcome,
            told.IsEased ? Severity.Warn : rule.Severity,
            function,
            name,
            rule.Citation,
            [.. told.Why.Paths().Order(FormOrder.Instance)],
            rule.Title,
            message,
            told.Outcome == Outcome.Undetermined ? rule.Question : null
        );
    }

    static PossibleChange[] WhatWouldChange(Facts facts) =>
        [
            .. Ways(facts)
                .Take(Math.Max(MostChanges, FunctionsTriedInAll / Math.Max(1, facts.Functions.Count)))
                .OrderBy(change => Promise(change.Route))
                .ThenBy(change => change.Changes.Count)
                .ThenBy(change => change.Changes.Max(one => Pain(one.Kind)))
                .Take(MostChanges),
        ];

    static IEnumerable<PossibleChange> Ways(Facts facts) =>
        Enumerable.Range(0, facts.Functions.Count).Any(i => facts.TypeOf(i).Type == UseType.OutsideTypes)
            ? Enumerable
                .Range(0, facts.Functions.Count)
                .SelectMany(i => facts.WaysInside(i).Found.Take(MostTried).Select(found => After(facts, i, found)))
        : facts.Main.Index is not { } main || facts.Route.Route == Route.Undetermined || facts.TypeOf(main).Type == UseType.Undetermined
            ? []
        : facts
            .WaysToAnEasierRoute(Promise)
            .Take(MostTried)
            .Concat(facts.WaysToAnotherType().Take(MostTried))
            .Select(found => After(facts, found));

    static PossibleChange After(Facts facts, FoundChange found)
    {
        var after = facts.After(found.Function);
        return new(
            Math.Max(0, facts.Functions.ToList().FindIndex(function => PlanPath.IsWithin(found.First.Path, function.Path))),
            found.Changes,
            after.Main.Index is { } main ? after.TypeOf(main).Type : UseType.Undetermined,
            after.Route.Route
        );
    }

    static PossibleChange After(Facts facts, int index, FoundChange found)
    {
        var after = facts.With(index, found.Function);
        return new(index, found.Changes, after.Main.Index is { } main ? after.TypeOf(main).Type : UseType.Undetermined, after.Route.Route);
    }

    // Taking an offer away settles it whole; giving up data or a recipient costs more than another answer, and a whole list the most.
    static int Pain(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.NoOffer => 0,
            ChangeKind.Dropped => 2,
            ChangeKind.Emptied => 3,
            _ => 1,
        };

    static int Promise(Route route) =>
        route switch
        {
            Route.Standard => 0,
            Route.Conditional => 1,
            Route.Consultation => 2,
            Route.Undetermined => 3,
            _ => 4,
        };
}

namespace ReviewPortal.Domain.Guidelines;

/// <summary>
/// The ways to bring functions inside the types or, where all are inside, to an easier route or to another type: those that are told, with what
/// the plan would then be, the most promising first.
/// </summary>
static class WhatWouldChange
{
    const int Most = 5;

    // Beyond these, further ways are the same ones with other values.
    const int MostTried = 24;

    // Each way is tried on the whole plan: the more functions it has, the fewer ways.
    const int FunctionsTriedInAll = 400;

    /// <summary>Looked for when somebody reads it: it costs more than all the rest.</summary>
    public static IReadOnlyList<PossibleChange> Of(Facts facts)
    {
        var outside = false;
        for (var i = 0; i < facts.Functions.Length; i++)
        {
            outside |= facts.TypeIs(i) == UseType.OutsideTypes;
        }

        // Something else is looked for only where it can be told what there is.
        if (!outside && (facts.Main < 0 || facts.RouteIs == Route.Undetermined || facts.TypeIs(facts.Main) == UseType.Undetermined))
        {
            return [];
        }

        var (rules, sheet, asOf, lookUps) = (facts.Compiled, facts.Sheet, facts.AsOf, facts.LookUps);
        return new Later<PossibleChange>(() =>
        {
            using var again = Facts.Of(rules, sheet, asOf, lookUps);
            return Among(again, outside);
        });
    }

    static PossibleChange[] Among(Facts facts, bool outside)
    {
        List<(PossibleChange Change, int Pain)> tried = [];
        var most = Math.Max(Most, FunctionsTriedInAll / Math.Max(1, facts.Functions.Length));
        ChangedAnswers answers = new(facts.Sheet, facts.Compiled.Changes);
        for (var i = 0; outside && i < facts.Functions.Length; i++)
        {
            foreach (var found in facts.WaysInside(i).Found.Take(MostTried).Take(most - tried.Count))
            {
                tried.Add((After(facts, answers, i, found), found.Max(change => Pain(change.Kind))));
            }
        }

        if (!outside)
        {
            foreach (
                var found in PlanSearch.EasierRoutes(facts).Take(MostTried).Concat(PlanSearch.OtherTypes(facts).Take(MostTried)).Take(most)
            )
            {
                tried.Add((After(facts, answers, FunctionOf(facts, found[0].Place), found), found.Max(change => Pain(change.Kind))));
            }
        }

        return
        [
            .. tried
                .OrderBy(one => Promise(one.Change.Route))
                .ThenBy(one => one.Change.Changes.Count)
                .ThenBy(one => one.Pain)
                .Take(Most)
                .Select(one => one.Change),
        ];
    }

    static PossibleChange After(Facts facts, ChangedAnswers answers, int function, PlaceChange[] changes)
    {
        foreach (var change in changes)
        {
            answers.Apply(change);
        }

        using var after = Facts.Of(facts.Compiled, answers.Sheet(), facts.AsOf, facts.LookUps, facts.Traces);
        answers.Undo();
        if (facts.TypeIs(function) == UseType.OutsideTypes)
        {
            after.TakeOver(facts, function);
        }

        return new(
            function,
            [
                .. changes
                    .Select(change => (change.Place, Told: answers.Told(change)))
                    .OrderBy(one => facts.Sheet.FormOrderOf(one.Place))
                    .ThenBy(one => one.Told.To, StringComparer.Ordinal)
                    .Select(one => one.Told),
            ],
            after.Main < 0 ? UseType.Undetermined : after.TypeIs(after.Main),
            after.RouteIs
        );
    }

    static int FunctionOf(Facts facts, int place)
    {
        var row = facts.Sheet.RowOf(place);
        while (row > 0 && !facts.Functions.Contains(row))
        {
            row = facts.Sheet.Rows[row].Parent;
        }

        return Math.Max(0, Array.IndexOf(facts.Functions, row));
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

    /// <summary>How easy a route is: the lower, the easier.</summary>
    public static int Promise(Route route) =>
        route switch
        {
            Route.Standard => 0,
            Route.Conditional => 1,
            Route.Consultation => 2,
            Route.Undetermined => 3,
            _ => 4,
        };
}

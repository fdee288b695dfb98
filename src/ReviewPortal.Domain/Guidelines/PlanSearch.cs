namespace ReviewPortal.Domain.Guidelines;

/// <summary>
/// Looks for changes of at most two in a plan whose functions are all inside the types. What is looked for cannot come about before something
/// fails that holds now: so only changes of what that rests on are tried, and of two changes the second must touch what it rests on after the
/// first.
/// </summary>
static class PlanSearch
{
    // A plan of ordinary size needs some dozens. Each is tried on the whole plan: beyond some functions the more it has, the fewer.
    const int MostForRoutes = 300;
    const int MostForTypes = 150;
    const int OrdinaryFunctions = 4;

    /// <summary>Those that give an easier route; in form order, single ones or, where there is none, pairs.</summary>
    /// <param name="facts">Of a plan of which the route can be told.</param>
    public static IReadOnlyList<PlaceChange[]> EasierRoutes(Facts facts)
    {
        var now = WhatWouldChange.Promise(facts.RouteIs);
        return In(facts, after => after.Route.Told.Why, after => WhatWouldChange.Promise(after.RouteIs) < now, MostForRoutes);
    }

    /// <summary>Those that give another type and the route as it is; in form order, single ones or, where there is none, pairs.</summary>
    /// <param name="facts">Of a plan with one main function, of which the route can be told.</param>
    public static IReadOnlyList<PlaceChange[]> OtherTypes(Facts facts)
    {
        var (type, route) = (facts.TypeIs(facts.Main), facts.RouteIs);
        return In(
            facts,
            after => after.TypeOf(after.Main).Told.Why,
            after =>
                after.RouteIs == route
                && after.TypeIs(after.Main) is var other
                && other != type
                && other is not (UseType.OutsideTypes or UseType.Undetermined),
            MostForTypes
        );
    }

    static List<PlaceChange[]> In(Facts facts, Func<Facts, int> why, Func<Facts, bool> isIt, int most)
    {
        most = most * OrdinaryFunctions / Math.Max(OrdinaryFunctions, facts.Functions.Length);
        ChangedAnswers answers = new(facts.Sheet, facts.Compiled.Changes);
        ChangeWalk walk = new();
        walk.Begin(facts.Sheet, answers, 0);
        List<PlaceChange[]> found = [];
        List<(PlaceChange Change, int[] Why)> rest = [];
        foreach (var change in walk.Along(facts.PlacesOf(why(facts))))
        {
            Try([change]);
        }

        if (found.Count > 0)
        {
            return found;
        }

        HashSet<(PlaceChange, PlaceChange)> tried = [];
        foreach (var (first, reason) in rest.ToList())
        {
            answers.Apply(first);
            var seconds = walk.Along(reason);
            answers.Undo();
            foreach (var second in seconds)
            {
                if (ChangeWalk.CanGoTogether(first, second) && tried.Add((first, second)) && !tried.Contains((second, first)))
                {
                    Try([first, second]);
                }
            }
        }

        return found;

        void Try(PlaceChange[] changes)
        {
            if (most-- <= 0)
            {
                return;
            }

            foreach (var change in changes)
            {
                answers.Apply(change);
            }

            using var after = Facts.Of(facts.Compiled, answers.Sheet(), facts.AsOf, facts.LookUps);
            answers.Undo();
            if (after.RouteIs != Route.Undetermined && isIt(after))
            {
                found.Add(changes);
            }
            else if (changes is [var only])
            {
                rest.Add((only, after.PlacesOf(why(after))));
            }
        }
    }
}

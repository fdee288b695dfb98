namespace ReviewPortal.Domain.Guidelines;

/// <summary>
/// Looks for changes of at most two that give a plan whose functions are all inside the types an easier route. Before an easier one can be
/// taken the line of the route that holds must fail: so only changes of what it rests on are tried, and of two changes the second must touch
/// what the route after the first rests on.
/// </summary>
static class RouteSearch
{
    // A plan of ordinary size needs some dozens; the largest ones are looked through as far as this goes.
    const int MostTried = 300;

    /// <summary>The single changes; where there is none, the pairs; in form order.</summary>
    /// <param name="facts">Of a plan of which the route can be told.</param>
    public static IReadOnlyList<PlaceChange[]> In(Facts facts)
    {
        var now = WhatWouldChange.Promise(facts.RouteIs);
        ChangedAnswers answers = new(facts.Sheet, facts.Compiled.Changes);
        ChangeWalk walk = new();
        walk.Begin(facts.Sheet, answers, 0);
        List<PlaceChange[]> found = [];
        List<(PlaceChange Change, int[] Why)> rest = [];
        var left = MostTried;
        foreach (var change in walk.Along(facts.PlacesOf(facts.Route.Told.Why)))
        {
            if (left-- > 0)
            {
                Try([change]);
            }
        }

        if (found.Count > 0)
        {
            return found;
        }

        HashSet<(PlaceChange, PlaceChange)> tried = [];
        foreach (var (first, why) in rest.ToList())
        {
            answers.Apply(first);
            var seconds = walk.Along(why);
            answers.Undo();
            foreach (var second in seconds)
            {
                var isNew = ChangeWalk.CanGoTogether(first, second) && tried.Add((first, second)) && !tried.Contains((second, first));
                if (isNew && left-- > 0)
                {
                    Try([first, second]);
                }
            }
        }

        return found;

        void Try(PlaceChange[] changes)
        {
            foreach (var change in changes)
            {
                answers.Apply(change);
            }

            using var after = Facts.Of(facts.Compiled, answers.Sheet(), facts.AsOf, facts.LookUps);
            answers.Undo();
            if (WhatWouldChange.Promise(after.RouteIs) < now && after.RouteIs != Route.Undetermined)
            {
                found.Add(changes);
            }
            else if (changes is [var only])
            {
                rest.Add((only, after.PlacesOf(after.Route.Told.Why)));
            }
        }
    }
}

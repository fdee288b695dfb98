using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>Answers that would decide something, most decisive first: the route, then scope and types, then what blocks, then the rest.</summary>
sealed class Unanswered(Facts facts)
{
    readonly Dictionary<int, (int Rank, int Count)> wanted = [];

    /// <summary>Their paths.</summary>
    public static string[] Of(Facts facts, JudgedRule[] findings)
    {
        Unanswered unanswered = new(facts);
        unanswered.WantWhatDecidesThePlan();
        foreach (var finding in findings)
        {
            if (finding.Told.Outcome == Outcome.Undetermined)
            {
                var severity = finding.Told.IsEased ? Severity.Warn : facts.Compiled.Rules[finding.Rule].Rule.Severity;
                unanswered.Want(2 + (int)severity, facts.PlacesOf(finding.Told.Why));
            }
        }

        for (var line = 0; line < facts.Compiled.Flags.Length; line++)
        {
            if (facts.Flag(line) is { Holds: null } flag)
            {
                unanswered.Want(4, facts.PlacesOf(flag.Why));
            }
        }

        return unanswered.Paths();
    }

    void WantWhatDecidesThePlan()
    {
        if (facts.RouteIs == Route.Undetermined)
        {
            Want(0, facts.PlacesOf(facts.Route.Told.Why));
        }

        if (facts.ScopeIs == GuidelineScope.Undetermined)
        {
            Want(1, facts.PlacesOf(facts.Scope.Told.Why));
        }

        if (facts.Main < 0)
        {
            Want(1, [.. facts.MainOpen]);
        }

        for (var i = 0; i < facts.Functions.Length; i++)
        {
            var why = facts.PlacesOf(facts.TypeOf(i).Told.Why);
            if (facts.TypeIs(i) == UseType.Undetermined)
            {
                Want(1, why);
                continue;
            }

            // A type may rest on an answer that is not there, where absence means something: giving it may still change the type.
            foreach (var place in why)
            {
                if (facts.IsMissing(place) && AskedWhen.IsAsked(place, facts.Sheet))
                {
                    Want(3, [place]);
                }
            }
        }
    }

    void Want(int rank, ReadOnlySpan<int> places)
    {
        foreach (var place in places)
        {
            var (best, count) = wanted.GetValueOrDefault(place, (rank, 0));
            wanted[place] = (Math.Min(best, rank), count + 1);
        }
    }

    string[] Paths() =>
        wanted.Count == 0
            ? []
            :
            [
                .. wanted
                    // What is not asked yet hangs on an answer that is missing too: that one comes first.
                    .OrderBy(want => AskedWhen.IsAsked(want.Key, facts.Sheet) ? 0 : 1)
                    .ThenBy(want => want.Value.Rank)
                    .ThenByDescending(want => want.Value.Count)
                    .ThenBy(want => facts.Sheet.FormOrderOf(want.Key))
                    .Select(want => facts.Sheet.PathOf(want.Key)),
            ];
}

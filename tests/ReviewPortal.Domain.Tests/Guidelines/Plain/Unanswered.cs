using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Guidelines.Plain;

/// <summary>Answers that would decide something, most decisive first: the route, then scope and types, then what blocks, then the rest.</summary>
static class Unanswered
{
    public static IReadOnlyList<string> Of(Facts facts, IReadOnlyList<FunctionAssessment> functions, IReadOnlyList<Finding> findings)
    {
        Dictionary<string, (int Rank, int Count)> wanted = [];
        void Want(int rank, IEnumerable<string> paths)
        {
            foreach (var path in paths)
            {
                var (best, count) = wanted.GetValueOrDefault(path, (rank, 0));
                wanted[path] = (Math.Min(best, rank), count + 1);
            }
        }

        if (facts.Route.Route == Route.Undetermined)
        {
            Want(0, facts.Route.Reason.Answers);
        }

        if (facts.Scope.Scope == GuidelineScope.Undetermined)
        {
            Want(1, facts.Scope.Told.Why.Paths());
        }

        Want(1, facts.Main.Open);
        foreach (var function in functions)
        {
            // A type may rest on an answer that is not there, where absence means something: giving it may still change the type.
            Want(
                function.UseType == UseType.Undetermined ? 1 : 3,
                function.UseType == UseType.Undetermined
                    ? function.Answers
                    : function.Answers.Where(path => facts.IsMissing(path) && facts.IsAsked(path))
            );
        }

        foreach (var finding in findings.Where(finding => finding.Outcome == Outcome.Undetermined))
        {
            Want(2 + (int)finding.Severity, finding.Answers);
        }

        foreach (var flag in facts.Flags.Where(flag => flag.Told.Holds is null))
        {
            Want(4, flag.Told.Why.Paths());
        }

        return
        [
            .. wanted
                // What is not asked yet hangs on an answer that is missing too: that one comes first.
                .OrderBy(want => facts.IsAsked(want.Key) ? 0 : 1)
                .ThenBy(want => want.Value.Rank)
                .ThenByDescending(want => want.Value.Count)
                .ThenBy(want => want.Key, FormOrder.Instance)
                .Select(want => want.Key),
        ];
    }
}

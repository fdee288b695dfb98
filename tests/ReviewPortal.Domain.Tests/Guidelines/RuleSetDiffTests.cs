using ReviewPortal.Domain.Guidelines;
using static ReviewPortal.Guidelines.Assessed;

namespace ReviewPortal.Guidelines;

public class The_difference_between_rule_sets
{
    static readonly Rule first = Rules.Rules[0];

    [Fact]
    public void Is_nothing_where_they_are_the_same() =>
        Assert.Empty(RuleSetDiff.Between(Rules, RuleSetJson.Read(RuleSetJson.Write(Rules))));

    [Fact]
    public void Names_the_members_of_a_rule_that_differ()
    {
        var changed = first with { Severity = Severity.Block, Condition = new Condition.Any([]), Question = null };

        AssertDifferences(
            Rules with
            {
                Rules = [changed, .. Rules.Rules.Skip(1)],
            },
            (RuleSetPart.Rule, "SC-01", DifferenceKind.Changed, "severity condition question")
        );
    }

    [Fact]
    public void Names_what_is_added_removed_and_moved()
    {
        AssertDifferences(
            Rules with
            {
                Revision = Rules.Revision + 1,
                Rules = [first with { Id = "SC-00" }, .. Rules.Rules.Skip(1).Reverse()],
                Conditions = [.. Rules.Conditions.Select(one => one.Name == "item" ? one with { Title = new("品", "an item") } : one)],
                Flags = [.. Rules.Flags.Skip(1)],
                Routes = [Rules.Routes[1], Rules.Routes[0], .. Rules.Routes.Skip(2)],
                Types = [.. Rules.Types.SkipLast(1)],
            },
            (RuleSetPart.Set, "revision", DifferenceKind.Changed, "revision"),
            (RuleSetPart.Condition, "item", DifferenceKind.Changed, "title"),
            (RuleSetPart.Type, "4", DifferenceKind.Removed, ""),
            (RuleSetPart.Rule, "SC-00", DifferenceKind.Added, ""),
            (RuleSetPart.Rule, "SC-01", DifferenceKind.Removed, ""),
            (RuleSetPart.Flag, "Purchase", DifferenceKind.Removed, ""),
            (RuleSetPart.Route, "RefusalLikely", DifferenceKind.Moved, ""),
            (RuleSetPart.Route, "OutOfScopeGuidance", DifferenceKind.Moved, "")
        );
    }

    [Fact]
    public void Is_between_editions_only_what_is_known()
    {
        var differences = RuleSetDiff.Between(RuleSets.Find("PHR-GL-2022-04")!, Rules);

        Assert.Equal(
            ["id", "revision", "title", "from", "until", "citation"],
            differences.Where(one => one.Part == RuleSetPart.Set).Select(one => one.Id)
        );
        Assert.All(
            differences.Where(one => one.Part != RuleSetPart.Set),
            one => Assert.Equal((RuleSetPart.Rule, "citation"), (one.Part, one.Members.Single()))
        );
    }

    static void AssertDifferences(RuleSet after, params (RuleSetPart, string, DifferenceKind, string)[] expected) =>
        Assert.Equal(
            expected,
            RuleSetDiff.Between(Rules, after).Select(one => (one.Part, one.Id, one.Kind, string.Join(' ', one.Members)))
        );
}

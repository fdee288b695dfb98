using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;
using static ReviewPortal.Guidelines.Assessed;

namespace ReviewPortal.Guidelines;

public class A_draft_of_rules
{
    static readonly Condition always = new Condition.All([]);
    static readonly Rule first = Rules.Rules[0];
    static readonly NamedCondition named = Rules.Conditions[0];

    public static TheoryData<string> Ids => [.. RuleSets.Shipped.Select(set => set.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void May_be_published_as_it_is_shipped(string id) => Assert.Empty(Faults(RuleSets.Find(id)!));

    static readonly (RuleSet Draft, RuleSetProblemKind Kind, string Place, string Subject)[] faulty =
    [
        (
            With(first with { Applies = new Condition.Named("nowhere", Nothing) }),
            RuleSetProblemKind.UnknownCondition,
            "rules[0].applies",
            "nowhere"
        ),
        (With(first with { Applies = Fact(FactKind.NotMet, "GL-999") }), RuleSetProblemKind.UnknownRule, "rules[0].applies", "GL-999"),
        (
            Rules with
            {
                Scope = [Rules.Scope[0] with { Rule = "SC-99" }, .. Rules.Scope.Skip(1)],
            },
            RuleSetProblemKind.UnknownRule,
            "scope[0].rule",
            "SC-99"
        ),
        (With(first with { Applies = Fact(FactKind.NotMet, "CO-01") }), RuleSetProblemKind.NoFunctionNamed, "rules[0].applies", "CO-01"),
        (
            With(first with { Applies = Fact(FactKind.NotMet, "GL-413"), Condition = Fact(FactKind.NotMet, first.Id) }),
            RuleSetProblemKind.Cycle,
            "rules[0]",
            "rule SC-01 → rule SC-01"
        ),
        (
            With(named with { Condition = new Condition.Named("shown", Nothing) }, "another") with
            {
                Rules = Rules.Rules,
            },
            RuleSetProblemKind.Unreadable,
            "conditions[0].is",
            ""
        ),
        (
            With(named with { Condition = new Condition.Not(new Condition.Named("thirdParty", Nothing)) }, "another"),
            RuleSetProblemKind.Cycle,
            "conditions[0].is",
            "condition another → condition thirdParty → condition another"
        ),
        (
            Rules with
            {
                Types = [Rules.Types[0] with { When = new Condition.Fact(FactKind.Type, "f", ["SelfUse"]) }, .. Rules.Types.Skip(1)],
            },
            RuleSetProblemKind.Cycle,
            "types",
            "types → types"
        ),
        (
            With(first with { Citation = new("", null, null, true) }),
            RuleSetProblemKind.MissingCitation,
            "rules[0].citation",
            "rules[0].citation"
        ),
        (With(first with { Title = new("題", " ") }), RuleSetProblemKind.MissingText, "rules[0].title", "rules[0].title"),
        (
            With(first with { Condition = Rules.Rules[5].Condition, Question = null }),
            RuleSetProblemKind.MissingText,
            "rules[0].question",
            "rules[0].question"
        ),
        (
            Rules with
            {
                Messages = Rules.Messages.Where(one => one.Key != Outcome.CouldNotEvaluate).ToDictionary(),
            },
            RuleSetProblemKind.MissingText,
            "messages.CouldNotEvaluate",
            "messages.CouldNotEvaluate"
        ),
        (
            With(first with { Id = "SC-02" }) with
            {
                Scope = [Rules.Scope[^1] with { Rule = "SC-02" }],
            },
            RuleSetProblemKind.DuplicateId,
            "rules[1].id",
            "SC-02"
        ),
        (Rules with { Conditions = [.. Rules.Conditions, named] }, RuleSetProblemKind.DuplicateId, "conditions[26].name", "another"),
        (Rules with { Until = Rules.From.AddDays(-1) }, RuleSetProblemKind.DatesOfForce, "until", "PHR-GL-2025-04"),
        (Rules with { Routes = [.. Rules.Routes.SkipLast(1)] }, RuleSetProblemKind.OpenEnd, "routes[3].when", "routes"),
        (Rules with { Routes = [] }, RuleSetProblemKind.OpenEnd, "routes", "routes"),
        (Rules with { Scope = [.. Rules.Scope.SkipLast(1)] }, RuleSetProblemKind.OpenEnd, "scope[6].when", "scope"),
        (Doubling(), RuleSetProblemKind.TooLarge, "conditions[16].is", "conditions[16].is"),
    ];

    public static TheoryData<int, RuleSetProblemKind> Faulty =>
        new(faulty.Select((one, i) => new TheoryDataRow<int, RuleSetProblemKind>(i, one.Kind)));

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Is_told_place_and_remedy_of_what_forbids_publishing(int number, RuleSetProblemKind kind)
    {
        var (draft, _, place, subject) = faulty[number];
        var problems = Faults(draft);

        Assert.Contains((place, kind, subject), problems.Select(problem => (problem.Place, problem.Kind, problem.Subject)));
        Assert.All(problems, problem => Assert.True(problem.Remedy.Ja.Length > 5 && problem.Remedy.En.Length > 5));
    }

    [Fact]
    public void Is_told_of_more_than_one_problem_at_once() =>
        Assert.Equal(
            [RuleSetProblemKind.MissingText, RuleSetProblemKind.UnknownRule, RuleSetProblemKind.OpenEnd],
            Faults(With(first with { Title = new("", ""), Applies = Fact(FactKind.NeedsPerson, "?") }) with { Routes = [] })
                .Select(problem => problem.Kind)
        );

    [Fact]
    public void Is_told_where_its_text_cannot_be_read()
    {
        var json = RuleSetJson.Write(Rules);
        json["rules"]![3]!["applies"] = JsonNode.Parse("""{ "answer": "handling.colour", "is": true }""");
        var problem = Assert.Single(Faults(json.ToJsonString()));

        Assert.Equal((RuleSetProblemKind.Unreadable, "rules[3].applies"), (problem.Kind, problem.Place));
        Assert.Equal(RuleSetProblemKind.Unreadable, Assert.Single(Faults("{")).Kind);
    }

    static IReadOnlyList<RuleSetProblem> Faults(RuleSet draft) => RuleSetCheck.Faults(draft, ct: TestContext.Current.CancellationToken);

    static IReadOnlyList<RuleSetProblem> Faults(string text) => RuleSetCheck.Faults(text, ct: TestContext.Current.CancellationToken);

    static IReadOnlyDictionary<string, string> Nothing => new Dictionary<string, string>();

    static Condition.Fact Fact(FactKind kind, params string[] rules) => new(kind, null, rules);

    static RuleSet With(Rule rule) => Rules with { Rules = [rule, .. Rules.Rules.Skip(1)] };

    static RuleSet With(NamedCondition condition, string name) =>
        Rules with
        {
            Conditions = [.. Rules.Conditions.Select(one => one.Name == name ? condition : one)],
        };

    // Each uses the one before twice: a few lines that would take longer than anybody waits.
    static RuleSet Doubling()
    {
        List<NamedCondition> conditions = [new("c0", named.Title, Nothing, always)];
        for (var i = 1; i < 60; i++)
        {
            Condition before = new Condition.Named($"c{i - 1}", Nothing);
            conditions.Add(new($"c{i}", named.Title, Nothing, new Condition.All([before, before])));
        }

        return Rules with
        {
            Conditions = [.. conditions, .. Rules.Conditions],
        };
    }
}

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
                Revision = 4,
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

public class The_impact_of_a_draft
{
    static readonly IEnumerable<ReassessedPlan<string>> plans = Example.Names.Select(name => new ReassessedPlan<string>(
        name[..2],
        Example.Plan(name),
        Example.AsOf
    ));

    [Fact]
    public void Is_nothing_for_the_same_rules() => Assert.Empty(Impact(plans, Rules, RuleSets.Find("PHR-GL-2021-04")!));

    [Fact]
    public void Lists_the_plans_whose_type_scope_route_or_blocking_findings_change()
    {
        var draft = Rules with
        {
            // Nothing urges purchase any more, and nobody deletes well enough.
            Conditions =
            [
                .. Rules.Conditions.Select(one => one.Name == "purchaseFails" ? one with { Condition = new Condition.Any([]) } : one),
            ],
            Rules = [.. Rules.Rules.Select(rule => rule.Id == "GL-322" ? rule with { Condition = new Condition.Any([]) } : rule)],
        };
        var impacts = Impact(plans, Rules, draft).ToArray();
        var byKind = RuleSetImpact.ByKind(impacts);

        Assert.Equal(Example.Names.Select(name => name[..2]), impacts.Select(impact => impact.Id));
        Assert.Equal("03", Assert.Single(byKind[ImpactKind.Type]).Id);
        Assert.Empty(byKind[ImpactKind.Scope]);
        Assert.Contains("01", byKind[ImpactKind.Route].Select(impact => impact.Id));
        var offer = impacts.Single(impact => impact.Id == "03");
        Assert.Equal([new("GL-322", null)], offer.NewlyBlocking);
        Assert.Equal([new("CO-01", 0)], offer.NoLongerBlocking);
        Assert.Equal((UseType.OutsideTypes, UseType.InformationProvision), (offer.Current.UseType, offer.Draft.UseType));
    }

    [Fact]
    public void Takes_each_plans_own_day_unless_one_is_given()
    {
        ReassessedPlan<int>[] old = [new(1, Example.Plan("01"), new(2020, 1, 1))];
        var draft = Rules with { Rules = [.. Rules.Rules.Where(rule => rule.Id != "GL-322")] };

        Assert.Equal(new DateOnly(2020, 1, 1), Impact(Changed(old), Rules, draft).Single().Draft.AsOf);
        Assert.Equal(Example.AsOf, Impact(Changed(old), Rules, draft, Example.AsOf).Single().Draft.AsOf);
    }

    [Fact]
    public void Comes_one_by_one_and_stops_when_cancelled()
    {
        using CancellationTokenSource stop = new();
        var taken = 0;
        IEnumerable<ReassessedPlan<int>> Endless()
        {
            while (true)
            {
                taken++;
                yield return Changed([new(taken, Example.Plan("01"), Example.AsOf)]).Single();
            }
        }

        var draft = Rules with { Rules = [.. Rules.Rules.Where(rule => rule.Id != "GL-322")] };
        Counted progress = new();
        using var impacts = RuleSetImpact.Of(Endless(), Rules, draft, progress: progress, ct: stop.Token).GetEnumerator();

        Assert.True(impacts.MoveNext());
        Assert.True(impacts.MoveNext());
        Assert.Equal((2, 2), (taken, progress.Last));
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => impacts.MoveNext());
    }

    static IEnumerable<ReassessedPlan<int>> Changed(IEnumerable<ReassessedPlan<int>> plans) =>
        plans.Select(one => one with { Plan = one.Plan.With("compliance.deletionOnRequest", false) });

    static IEnumerable<PlanImpact<T>> Impact<T>(
        IEnumerable<ReassessedPlan<T>> plans,
        RuleSet current,
        RuleSet draft,
        DateOnly? asOf = null
    ) => RuleSetImpact.Of(plans, current, draft, asOf, ct: TestContext.Current.CancellationToken);

    sealed class Counted : IProgress<int>
    {
        public int Last { get; private set; }

        public void Report(int value) => Last = value;
    }
}

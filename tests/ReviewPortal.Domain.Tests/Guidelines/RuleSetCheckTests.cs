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
        // It stands in addresses and, behind commas, in lists of rules.
        (With(first with { Id = "SC-01,SC-02" }), RuleSetProblemKind.BadId, "rules[0].id", "SC-01,SC-02"),
        (With(first with { Id = new('A', 41) }), RuleSetProblemKind.BadId, "rules[0].id", new('A', 41)),
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
    public void Is_told_the_same_of_one_place_once()
    {
        var twice = new Condition.Any([Fact(FactKind.NotMet, "GL-999"), new Condition.Not(Fact(FactKind.NotMet, "GL-999"))]);

        Assert.Single(Faults(With(first with { Applies = twice })));
    }

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

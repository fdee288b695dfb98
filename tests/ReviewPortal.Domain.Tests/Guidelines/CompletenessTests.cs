using System.Diagnostics;
using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using static ReviewPortal.Guidelines.Assessed;

namespace ReviewPortal.Guidelines;

public class The_type_lines
{
    static readonly Condition always = new Condition.All([]);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_the_shipped_rules_cover_every_combination_within_seconds()
    {
        var watch = Stopwatch.StartNew();
        var told = Completeness.Of(Rules, ct: Stop);
        TestContext.Current.TestOutputHelper?.WriteLine($"{told.Combinations} combinations in {watch.ElapsedMilliseconds} ms");

        Assert.True(told.IsExhaustive);
        Assert.True(told.Combinations > 1000, $"{told.Combinations}");
        Assert.Equal((0, 0), (told.GapCount, told.Gaps.Count));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public void Overlap_only_with_lines_further_down_and_each_overlap_has_an_example()
    {
        var told = Completeness.Of(Rules, ct: Stop);

        // Outside wins over all others; what is submitted is also new information or the data itself.
        Assert.Equal([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3)], told.Overlaps.Select(overlap => (overlap.First, overlap.Second)));
        Assert.All(
            told.Overlaps,
            overlap =>
            {
                Assert.True(overlap.Count > 0);
                Assert.True(
                    Holds(overlap.First, overlap.Example) && Holds(overlap.Second, overlap.Example),
                    PlanJson.Write(overlap.Example)
                );
            }
        );
    }

    // Each takes a little away from a line that the lines below do not catch.
    static readonly (int Line, string But)[] planted =
    [
        (3, """{ "answer": "f.content", "is": "SubmittedDocument" }"""),
        (2, """{ "all": [{ "answer": "f.content", "is": "PersonList" }, { "answer": "f.purchase.placement", "is": "EndOfContent" }] }"""),
        (
            2,
            """{ "all": [{ "answer": "f.retrieval", "is": "None" }, { "answer": "f.dataItems", "given": true }, { "every": "f.dataItems", "as": "d", "that": { "answer": "d.years", "atLeast": 10 } }] }"""
        ),
        (3, """{ "exactly": 2, "of": "f.recipients", "as": "r", "that": { "answer": "r.kind", "is": "Proxy" } }"""),
        (
            3,
            """{ "some": "f.recipients", "as": "r", "that": { "some": "f.recipients", "as": "o", "that": { "all": [{ "answer": "r.kind", "is": "User" }, { "answer": "o.receives", "is": "FactOnly" }, { "answer": "o.channel", "is": "Transfer" }, { "answer": "o.foreign", "is": true }] } } }"""
        ),
        (3, """{ "all": [{ "fact": "Scope", "in": ["OutOfScope"] }, { "sheet": "GL-203", "in": ["No"] }] }"""),
        (
            3,
            """{ "some": "compliance.certifications", "as": "c", "that": { "answer": "c.expires", "atMost": { "day": "asOf", "plusDays": 30 } } }"""
        ),
        (3, """{ "answer": "compliance.storageCountry", "is": "JP" }"""),
    ];

    public static TheoryData<int> Planted => [.. Enumerable.Range(0, planted.Length)];

    [Theory]
    [MemberData(nameof(Planted))]
    public void Are_told_to_leave_a_gap_where_one_was_made(int number)
    {
        var (line, but) = planted[number];
        var told = Completeness.Of(Without(line, Read(but)), ct: Stop);

        Assert.True(told.IsExhaustive);
        Assert.InRange(told.GapCount, 1, told.Combinations - 1);
        Assert.Equal(Math.Min(told.GapCount, Completeness.MostExamples), told.Gaps.Count);
        if (!but.Contains("fact", StringComparison.Ordinal))
        {
            var draft = Without(line, Read(but));
            Assert.All(told.Gaps, gap => Assert.True(Enumerable.Range(0, 4).All(i => Told(draft, i, gap) == false), PlanJson.Write(gap)));
        }
    }

    [Fact]
    public void Are_told_to_leave_no_gap_where_the_next_line_catches_what_was_taken_away()
    {
        var but = Read("""{ "answer": "f.content", "is": "PersonList" }""");
        var draft = Without(2, but);
        var caught = draft with { Types = [.. draft.Types, new(UseType.OutsideTypes, "TY-04", but)] };

        Assert.NotEqual(0, Completeness.Of(draft, ct: Stop).GapCount);
        Assert.Equal(0, Completeness.Of(caught, ct: Stop).GapCount);
        Assert.Equal(0, Completeness.Of(Rules with { Types = [new(UseType.OutsideTypes, "TY-04", always)] }, ct: Stop).GapCount);
        Assert.NotEqual(0, Completeness.Of(Rules with { Types = [] }, ct: Stop).GapCount);
    }

    [Fact]
    public void Forbid_publishing_where_they_leave_a_gap()
    {
        var problems = RuleSetCheck.Faults(Rules with { Types = [.. Rules.Types.SkipLast(1)] }, ct: Stop);

        Assert.NotEmpty(problems);
        Assert.All(problems, problem => Assert.Equal((RuleSetProblemKind.UncoveredCombination, "types"), (problem.Kind, problem.Place)));
        Assert.Empty(PlanJson.Read(JsonNode.Parse(problems[0].Subject)).Faults);
    }

    [Fact]
    public void Are_not_gone_through_where_there_are_too_many_combinations()
    {
        // Every single value of three answers about a recipient is told apart: more kinds of recipients than anybody goes through.
        var told = new[] { "kind", "use", "receives" }
            .Select(name => PlanQuestions.Find($"functions[].recipients[].{name}")!)
            .SelectMany(question =>
                Enum.GetValues(question.EnumType!)
                    .Cast<object>()
                    .Select(value =>
                        question.Kind == AnswerKind.Choice
                            ? (Condition)new Condition.In(new("r", [question.Name], question), [value])
                            : new Condition.Has(new("r", [question.Name], question), [value])
                    )
            );
        AnswerPath recipients = new("f", ["recipients"], PlanQuestions.Find("functions[].recipients")!);
        var draft = Without(3, new Condition.Quantified(Quantifier.Some, recipients, "r", new Condition.All([.. told])));

        Assert.False(Completeness.Of(draft, ct: Stop).IsExhaustive);
        Assert.Equal([(RuleSetProblemKind.TooLarge, "types")], RuleSetCheck.Faults(draft, ct: Stop).Select(one => (one.Kind, one.Place)));
    }

    [Fact]
    public void Report_how_far_they_are_and_stop_when_cancelled()
    {
        using CancellationTokenSource stop = new();
        Heard heard = new(value =>
        {
            if (value > 0.5)
            {
                stop.Cancel();
            }
        });

        Assert.Throws<OperationCanceledException>(() => Completeness.Of(Rules, heard, stop.Token));
        Assert.InRange(heard.Values.Max(), 0.5, 0.99);
        Assert.Equal(heard.Values.Order(), heard.Values);
    }

    static RuleSet Without(int line, Condition but) =>
        Rules with
        {
            Types =
            [
                .. Rules.Types.Select(
                    (one, i) => i == line ? one with { When = new Condition.All([one.When, new Condition.Not(but)]) } : one
                ),
            ],
        };

    static Condition Read(string json) =>
        ConditionJson.Read(
            JsonNode.Parse(json),
            "but",
            new Dictionary<string, PlanQuestion> { ["f"] = PlanQuestions.Find("functions")! },
            Rules.Conditions.ToDictionary(named => named.Name, named => named.About)
        );

    static bool Holds(int line, UsePlan plan) => Told(Rules, line, plan) == true;

    static bool? Told(RuleSet set, int line, UsePlan plan)
    {
        var tree = AnswerNode.Of(plan);
        Evaluation evaluation = new(
            tree,
            set.From,
            set.Conditions.ToDictionary(named => named.Name, named => named.Condition),
            (fact, _) => throw new InvalidOperationException($"{fact.Kind}")
        );
        return evaluation.Tell(set.Types[line].When, new("f", tree["functions"]!.Entries[0])).Holds;
    }

    sealed class Heard(Action<double> then) : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value)
        {
            Values.Add(value);
            then(value);
        }
    }
}

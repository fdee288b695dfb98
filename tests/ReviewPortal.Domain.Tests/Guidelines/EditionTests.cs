using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;
using static ReviewPortal.Guidelines.Assessed;

namespace ReviewPortal.Guidelines;

public class The_editions
{
    public static TheoryData<string> Ids => [.. RuleSets.Shipped.Select(set => set.Id)];

    [Theory]
    [InlineData("2020-01-01", "PHR-GL-2021-04")]
    [InlineData("2021-04-22", "PHR-GL-2021-04")]
    [InlineData("2021-04-23", "PHR-GL-2021-04")]
    [InlineData("2022-03-31", "PHR-GL-2021-04")]
    [InlineData("2022-04-01", "PHR-GL-2022-04")]
    [InlineData("2025-04-29", "PHR-GL-2022-04")]
    [InlineData("2025-04-30", "PHR-GL-2025-04")]
    [InlineData("2099-12-31", "PHR-GL-2025-04")]
    public void Take_turns_without_a_gap(string day, string id) =>
        Assert.Equal(id, RuleSets.InForce(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).Id);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Say_the_same_type_and_scope_of_every_example(string id)
    {
        var set = RuleSets.Find(id)!;
        Assert.All(
            Example.Names.Select(Example.Plan),
            plan =>
            {
                var (now, then) = (plan.Now(), Assessor.Assess(plan, set, Example.AsOf));
                Assert.Equal((now.Scope, now.UseType), (then.Scope, then.UseType));
                Assert.Equal(now.Secondary, then.Secondary);
                Assert.Equal(new(set.Id, set.Revision), then.RuleSet);
            }
        );
    }

    [Fact]
    public void Of_old_confirm_nothing_and_cite_their_own_document()
    {
        foreach (var set in RuleSets.Shipped.Where(set => set.Id != Rules.Id))
        {
            Assert.False(set.Citation.Confirmed);
            Assert.All(set.Rules, rule => Assert.False(rule.Citation.Confirmed));
            Assert.DoesNotContain(set.Rules, rule => rule.Citation.Document.StartsWith("PHRサービス提供者", StringComparison.Ordinal));
            Assert.Equal(
                (set.Citation.Document, set.Citation.Edition),
                set.Rules.Where(rule => rule.Id.StartsWith("GL-", StringComparison.Ordinal))
                    .Select(rule => (rule.Citation.Document, rule.Citation.Edition))
                    .Distinct()
                    .Single()
            );
        }

        Assert.Contains(Rules.Rules, rule => rule.Citation.Confirmed);
    }

    [Fact]
    public void Have_digests_of_their_own()
    {
        Assert.Equal(3, RuleSets.Shipped.Select(set => set.Digest).Distinct().Count());
        Assert.All(RuleSets.Shipped, set => Assert.Matches("^[0-9a-f]{64}$", set.Digest));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Come_back_from_JSON_without_loss(string id)
    {
        var set = RuleSets.Find(id)!;
        var again = RuleSetJson.Parse(RuleSetJson.Write(set).ToJsonString());

        Assert.Null(Deep.Difference(set, again));
        Assert.Equal(set.Digest, again.Digest);
    }
}

public class A_digest
{
    [Fact]
    public void Is_the_same_whatever_the_order_and_the_blanks()
    {
        var json = RuleSetJson.Write(Rules);
        JsonObject turned = new([.. json.Reverse().Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))]);
        var text = turned.ToJsonString(new() { WriteIndented = true });

        Assert.Equal(Rules.Digest, RuleSetJson.Parse(text).Digest);
        Assert.Equal(Rules.Digest, (Rules with { }).Digest);
    }

    [Fact]
    public void Changes_with_everything_that_the_set_says()
    {
        var first = Rules.Rules[0];
        RuleSet[] others =
        [
            Rules with
            {
                Id = "X",
            },
            Rules with
            {
                Revision = 99,
            },
            Rules with
            {
                Until = new(2030, 1, 1),
            },
            Rules with
            {
                Title = Rules.Title with { En = "X" },
            },
            Rules with
            {
                Rules = [first with { Citation = first.Citation with { Confirmed = false } }, .. Rules.Rules.Skip(1)],
            },
            Rules with
            {
                Rules = [.. Rules.Rules.Reverse()],
            },
            Rules with
            {
                Routes = [.. Rules.Routes.Skip(1)],
            },
            Rules with
            {
                Messages = Rules.Messages.Where(one => one.Key != Outcome.Met).ToDictionary(),
            },
            Rules with
            {
                Changes = Rules.Changes with { Answers = [.. Rules.Changes.Answers.Skip(1)] },
            },
        ];

        Assert.Equal(others.Length + 1, others.Append(Rules).Select(set => set.Digest).Distinct().Count());
    }
}

public class The_text_of_a_rule_set
{
    [Theory]
    [InlineData("rules[3]", "aplies")]
    [InlineData("rules[3].title", "de")]
    [InlineData("rules[3].citation", "page")]
    [InlineData("routes[1]", "rule")]
    [InlineData("conditions[0]", "then")]
    [InlineData("changes", "answer")]
    [InlineData("messages", "Perhaps")]
    [InlineData("", "ruels")]
    public void Is_refused_where_it_has_a_member_that_nobody_reads(string place, string name)
    {
        var json = RuleSetJson.Write(Rules);
        var at = place.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode)json, Step);
        at[name] = new JsonObject { ["ja"] = "あ", ["en"] = "a" };

        Assert.Equal($"{place}.{name}".TrimStart('.'), Assert.Throws<RuleSetFault>(() => RuleSetJson.Read(json)).Place);
    }

    [Theory]
    [InlineData("rules[0].title.en", " ", "rules[0].title")]
    [InlineData("rules[0].citation.document", "", "rules[0].citation.document")]
    [InlineData("rules[0].citation", null, "rules[0].citation")]
    [InlineData("rules[0].each", "recipients", "rules[0].each")]
    [InlineData("conditions[1].name", "another", "conditions[1].name")]
    [InlineData("from", "2025-4-30", "from")]
    [InlineData("changes.offer", "functions[].shop", "changes.offer")]
    public void Is_refused_where_a_member_is_not_what_it_should_be(string path, string? value, string place)
    {
        var json = RuleSetJson.Write(Rules);
        var steps = path.Split('.');
        steps[..^1].Aggregate((JsonNode)json, Step)[steps[^1]] = value;

        Assert.Equal(place, Assert.Throws<RuleSetFault>(() => RuleSetJson.Read(json)).Place);
    }

    [Fact]
    public void Is_refused_where_a_remark_has_no_condition()
    {
        var json = RuleSetJson.Write(Rules);
        json["rules"]![0]!["remark"] = new JsonObject { ["ja"] = "あ", ["en"] = "a" };

        Assert.Equal("rules[0].remark", Assert.Throws<RuleSetFault>(() => RuleSetJson.Read(json)).Place);
    }

    [Fact]
    public void Is_refused_where_it_is_too_deep_too_long_or_no_JSON()
    {
        var json = RuleSetJson.Write(Rules);
        json["rules"]![0]!["condition"] = JsonNode.Parse(
            string.Concat(Enumerable.Repeat("""{ "not": """, 33)) + """{ "all": [] }""" + new string('}', 33)
        );
        var deep = Assert.Throws<RuleSetFault>(() => RuleSetJson.Read(json));

        Assert.StartsWith("rules[0].condition.not", deep.Place, StringComparison.Ordinal);
        Assert.Throws<RuleSetFault>(() => RuleSetJson.Parse(new string('[', 5000)));
        Assert.Throws<RuleSetFault>(() => RuleSetJson.Parse(new string(' ', RuleSetJson.Longest + 1)));
        Assert.Throws<RuleSetFault>(() => RuleSetJson.Parse("""{ "id": "A", "id": "B" }"""));
        Assert.Equal("line 2", Assert.Throws<RuleSetFault>(() => RuleSetJson.Parse("{\n  id: 3\n}")).Place);
        Assert.Throws<RuleSetFault>(() => RuleSetJson.Parse("null"));
    }

    static JsonNode Step(JsonNode at, string segment)
    {
        var bracket = segment.IndexOf('[', StringComparison.Ordinal);
        return bracket < 0
            ? at[segment]!
            : at[segment[..bracket]]![int.Parse(segment[(bracket + 1)..^1], System.Globalization.CultureInfo.InvariantCulture)]!;
    }
}

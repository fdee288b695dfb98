using System.Text.Json.Nodes;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>
/// Conditions as JSON, each an object whose first member says what it is: <c>all any not · answer · some every exactly · condition · sheet ·
/// lookUp · fact</c>. Everything is checked against the catalogue of questions: paths, names, and that a value is one of the choices.
/// </summary>
public static class ConditionJson
{
    /// <summary>Reads a condition.</summary>
    /// <param name="json">The condition.</param>
    /// <param name="place">Where it stands, for faults.</param>
    /// <param name="entries">The entries at hand: name → the list's question.</param>
    /// <param name="named">The named conditions that may be used: name → the names that must be at hand, with their lists' patterns.</param>
    /// <param name="lookUps">Whether it may depend on look-ups: only rules may, so that no type, scope or route hangs on one.</param>
    /// <exception cref="RuleSetFault">With place and remedy.</exception>
    public static Condition Read(
        JsonNode? json,
        string place,
        IReadOnlyDictionary<string, PlanQuestion> entries,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> named,
        bool lookUps = false
    ) => new ConditionReader(named, lookUps).Read(json, place, entries);

    /// <summary>The condition's JSON; reading it gives the same condition.</summary>
    public static JsonObject Write(Condition condition) =>
        condition switch
        {
            Condition.All all => new() { ["all"] = Written(all.Conditions) },
            Condition.Any any => new() { ["any"] = Written(any.Conditions) },
            Condition.Not not => new() { ["not"] = Write(not.Inner) },
            Condition.Given given => Written(given.Answer, "given", true),
            Condition.Present present => Written(present.Answer, "present", true),
            Condition.In { Values: [var only] } one => Written(one.Answer, "is", Written(only)),
            Condition.In many => Written(many.Answer, "in", WrittenValues(many.Values)),
            Condition.Has has => Written(has.Answer, "has", WrittenValues(has.Values)),
            Condition.HasOnly only => Written(only.Answer, "hasOnly", WrittenValues(only.Values)),
            Condition.Compared compared => Written(
                compared.Answer,
                compared.How == Comparison.AtLeast ? "atLeast" : "atMost",
                Written(compared.Than)
            ),
            Condition.Quantified quantified => new()
            {
                [quantified.How == Quantifier.Some ? "some" : "every"] = quantified.List.ToString(),
                ["as"] = quantified.As,
                ["that"] = Write(quantified.That),
            },
            Condition.Exactly exactly => new()
            {
                ["exactly"] = exactly.Count,
                ["of"] = exactly.List.ToString(),
                ["as"] = exactly.As,
                ["that"] = Write(exactly.That),
            },
            Condition.Named { With.Count: 0 } named => new() { ["condition"] = named.Name },
            Condition.Named named => new()
            {
                ["condition"] = named.Name,
                ["with"] = new JsonObject([.. named.With.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))]),
            },
            Condition.Sheet sheet => new() { ["sheet"] = sheet.Item, ["in"] = WrittenValues(sheet.Answers.Cast<object>()) },
            Condition.LookUp lookUp => new() { ["lookUp"] = lookUp.Name },
            Condition.Fact fact => Written(fact),
            _ => throw new InvalidOperationException($"No such condition: {condition.GetType().Name}."),
        };

    static JsonArray Written(IEnumerable<Condition> conditions) => [.. conditions.Select(inner => (JsonNode)Write(inner))];

    static JsonArray WrittenValues(IEnumerable<object> values) => [.. values.Select(Written)];

    static JsonNode Written(object value) => value is bool yes ? JsonValue.Create(yes) : JsonValue.Create(value.ToString()!);

    static JsonObject Written(AnswerPath path, string how, JsonNode value) => new() { ["answer"] = path.ToString(), [how] = value };

    static JsonNode Written(Operand operand) =>
        operand switch
        {
            Operand.Number number => JsonValue.Create(number.Value),
            Operand.AsOf day => Moved(new() { ["day"] = "asOf" }, day.PlusDays),
            Operand.Answer other => Moved(new() { ["answer"] = other.Path.ToString() }, other.PlusDays),
            _ => throw new InvalidOperationException(),
        };

    static JsonObject Moved(JsonObject operand, int days)
    {
        if (days != 0)
        {
            operand["plusDays"] = days;
        }

        return operand;
    }

    static JsonObject Written(Condition.Fact fact)
    {
        JsonObject json = new() { ["fact"] = fact.Kind.ToString() };
        if (fact.Of is not null)
        {
            json["of"] = fact.Of;
        }

        if (fact.Values.Count > 0)
        {
            json["in"] = WrittenValues(fact.Values);
        }

        return json;
    }
}

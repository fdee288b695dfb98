using System.Text.Json.Nodes;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>A rule set's text that does not say what it should.</summary>
/// <param name="place">Where, e.g. <c>rules[3].condition.all[1]</c>.</param>
/// <param name="remedy">What is wrong and what would be right.</param>
public sealed class RuleSetFault(string place, string remedy) : Exception($"{place}: {remedy}")
{
    public string Place { get; } = place;
    public string Remedy { get; } = remedy;
}

/// <summary>
/// Conditions as JSON, each an object whose first member says what it is: <c>all any not · answer · some every exactly · condition · sheet ·
/// fact</c>. Everything is checked against the catalogue of questions: paths, names, and that a value is one of the choices.
/// </summary>
public static class ConditionJson
{
    // Text is for people: no condition reads it, so that no wording can influence a rule. This one holds a code.
    static readonly HashSet<string> codes = ["compliance.storageCountry"];

    /// <summary>Reads a condition.</summary>
    /// <param name="json">The condition.</param>
    /// <param name="place">Where it stands, for faults.</param>
    /// <param name="entries">The entries at hand: name → the list's question.</param>
    /// <param name="named">The named conditions that may be used: name → the names that must be at hand, with their lists' patterns.</param>
    /// <exception cref="RuleSetFault">With place and remedy.</exception>
    public static Condition Read(
        JsonNode? json,
        string place,
        IReadOnlyDictionary<string, PlanQuestion> entries,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> named
    ) => new Reader(named).Read(json, place, entries);

    sealed class Reader(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> named)
    {
        public Condition Read(JsonNode? json, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
        {
            if (json is not JsonObject { Count: > 0 } condition)
            {
                throw new RuleSetFault(place, "A condition is an object.");
            }

            var (kind, value) = condition.First();
            return kind switch
            {
                "all" => new Condition.All(ReadAll(value, $"{place}.all", entries)),
                "any" => new Condition.Any(ReadAll(value, $"{place}.any", entries)),
                "not" => new Condition.Not(Read(value, $"{place}.not", entries)),
                "answer" => ReadAnswer(condition, place, entries),
                "some" or "every" => ReadQuantified(condition, kind, place, entries),
                "exactly" => ReadExactly(condition, place, entries),
                "condition" => ReadNamed(condition, place, entries),
                "sheet" => new Condition.Sheet(Text(value, place), [.. Names<CheckSheetAnswer>(condition, place)]),
                "fact" => ReadFact(condition, place, entries),
                _ => throw new RuleSetFault(place, $"There is no condition \"{kind}\"."),
            };
        }

        Condition[] ReadAll(JsonNode? json, string place, IReadOnlyDictionary<string, PlanQuestion> entries) =>
            json is JsonArray array
                ? [.. array.Select((inner, i) => Read(inner, $"{place}[{i}]", entries))]
                : throw new RuleSetFault(place, "A list of conditions belongs here.");

        static Condition ReadAnswer(JsonObject condition, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
        {
            var path = Path(condition["answer"], place, entries);
            if (condition.Count != 2)
            {
                throw new RuleSetFault(place, "An answer is compared in exactly one way.");
            }

            var (how, value) = condition.Last();
            return how switch
            {
                "given" => new Condition.Given(path),
                "present" => new Condition.Present(path),
                "is" => new Condition.In(path, [Value(value, path, [AnswerKind.Choice, AnswerKind.YesNo, AnswerKind.Text], place)]),
                "in" => new Condition.In(path, Values(value, path, AnswerKind.Choice, place)),
                "has" => new Condition.Has(path, Values(value, path, AnswerKind.Choices, place)),
                "hasOnly" => new Condition.HasOnly(path, Values(value, path, AnswerKind.Choices, place)),
                "atLeast" => new Condition.Compared(path, Comparison.AtLeast, Operand(value, path, place, entries)),
                "atMost" => new Condition.Compared(path, Comparison.AtMost, Operand(value, path, place, entries)),
                _ => throw new RuleSetFault(place, $"An answer cannot be compared by \"{how}\"."),
            };
        }

        Condition ReadQuantified(JsonObject condition, string kind, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
        {
            var (list, name, that) = ReadList(condition, kind, place, entries);
            return new Condition.Quantified(kind == "some" ? Quantifier.Some : Quantifier.Every, list, name, that);
        }

        Condition ReadExactly(JsonObject condition, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
        {
            var (list, name, that) = ReadList(condition, "of", place, entries);
            return new Condition.Exactly(Whole(condition["exactly"], place), list, name, that);
        }

        (AnswerPath List, string As, Condition That) ReadList(
            JsonObject condition,
            string member,
            string place,
            IReadOnlyDictionary<string, PlanQuestion> entries
        )
        {
            var list = Path(condition[member], place, entries);
            if (list.Question.Kind != AnswerKind.List)
            {
                throw new RuleSetFault(place, $"{list} is no list.");
            }

            var name = Text(condition["as"], place);
            Dictionary<string, PlanQuestion> inside = new(entries) { [name] = list.Question };
            return (list, name, Read(condition["that"], $"{place}.that", inside));
        }

        Condition ReadNamed(JsonObject condition, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
        {
            var name = Text(condition["condition"], place);
            var with = condition["with"] is JsonObject pairs ? pairs.ToDictionary(pair => pair.Key, pair => Text(pair.Value, place)) : [];
            if (!named.TryGetValue(name, out var about))
            {
                throw new RuleSetFault(place, $"The condition \"{name}\" is not defined above.");
            }

            foreach (var (inner, pattern) in about)
            {
                var outer = with.GetValueOrDefault(inner, inner);
                if (entries.GetValueOrDefault(outer)?.Pattern != pattern)
                {
                    throw new RuleSetFault(place, $"\"{name}\" needs an entry of {pattern} by the name \"{outer}\".");
                }
            }

            return new Condition.Named(name, with);
        }

        static Condition ReadFact(JsonObject condition, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
        {
            var kind = Name<FactKind>(condition["fact"], place);
            var of = condition["of"] is { } name ? Text(name, place) : null;
            if (of is not null && entries.GetValueOrDefault(of)?.Pattern != "functions")
            {
                throw new RuleSetFault(place, $"No function goes by the name \"{of}\" here.");
            }

            string[] values = condition["in"] is JsonArray array ? [.. array.Select(value => Text(value, place))] : [];
            return new Condition.Fact(kind, of, values);
        }

        static AnswerPath Path(JsonNode? json, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
        {
            var text = Text(json, place);
            var segments = text.Split('.');
            var isEntry = entries.TryGetValue(segments[0], out var question);
            string[] members = isEntry ? segments[1..] : segments;
            question ??= PlanQuestions.Root;
            foreach (var member in members)
            {
                question = question.IndexOf(member) is var index and >= 0
                    ? question.Children[index]
                    : throw new RuleSetFault(place, $"There is no answer {text} here.");
            }

            return question.Kind == AnswerKind.Text && !codes.Contains(question.Pattern)
                ? throw new RuleSetFault(place, $"{text} is a text for people: no condition reads it.")
                : new(isEntry ? segments[0] : null, members, question);
        }

        static object[] Values(JsonNode? json, AnswerPath path, AnswerKind kind, string place) =>
            json is JsonArray { Count: > 0 } array
                ? [.. array.Select(value => Value(value, path, [kind], place))]
                : throw new RuleSetFault(place, "A list of values belongs here.");

        static object Value(JsonNode? json, AnswerPath path, AnswerKind[] kinds, string place) =>
            (path.Question.Kind, json) switch
            {
                var (kind, _) when !kinds.Contains(kind) => throw new RuleSetFault(
                    place,
                    $"{path} is a {kind} and not compared like this."
                ),
                (AnswerKind.YesNo, JsonValue value) when value.TryGetValue(out bool yes) => yes,
                (AnswerKind.Text, JsonValue value) when value.TryGetValue(out string? code) => code,
                (AnswerKind.Choice or AnswerKind.Choices, JsonValue value)
                    when value.TryGetValue(out string? name) && Enum.GetNames(path.Question.EnumType!).Contains(name) => Enum.Parse(
                    path.Question.EnumType!,
                    name
                ),
                _ => throw new RuleSetFault(place, $"{json?.ToJsonString()} is no value of {path}."),
            };

        static Operand Operand(JsonNode? json, AnswerPath path, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
        {
            var isDate = path.Question.Kind == AnswerKind.Date;
            if (!isDate && path.Question.Kind != AnswerKind.Number)
            {
                throw new RuleSetFault(place, $"{path} is neither a number nor a date.");
            }

            var days = json is JsonObject { } moved && moved["plusDays"] is { } plus ? Whole(plus, place) : 0;
            switch (json)
            {
                case JsonObject other when other["answer"] is { } answer:
                    var than = Path(answer, place, entries);
                    return than.Question.Kind == path.Question.Kind
                        ? new Guidelines.Operand.Answer(than, days)
                        : throw new RuleSetFault(place, $"{path} and {than} cannot be compared.");
                case JsonObject day when isDate && day["day"]?.GetValue<string>() == "asOf":
                    return new Guidelines.Operand.AsOf(days);
                case JsonValue when !isDate:
                    return new Guidelines.Operand.Number(Whole(json, place));
                default:
                    throw new RuleSetFault(place, "A number, another answer or the day of assessment belongs here.");
            }
        }

        static IEnumerable<T> Names<T>(JsonObject condition, string place)
            where T : struct, Enum =>
            condition["in"] is JsonArray array
                ? array.Select(value => Name<T>(value, place))
                : throw new RuleSetFault(place, "A list \"in\" belongs here.");
    }

    internal static T Name<T>(JsonNode? json, string place)
        where T : struct, Enum =>
        json is JsonValue value && value.TryGetValue(out string? name) && Enum.GetNames<T>().Contains(name)
            ? Enum.Parse<T>(name)
            : throw new RuleSetFault(place, $"{json?.ToJsonString() ?? "null"} is not one of {string.Join(", ", Enum.GetNames<T>())}.");

    internal static string Text(JsonNode? json, string place) =>
        json is JsonValue value && value.TryGetValue(out string? text) ? text : throw new RuleSetFault(place, "A text belongs here.");

    static int Whole(JsonNode? json, string place) =>
        json is JsonValue value && value.TryGetValue(out int number)
            ? number
            : throw new RuleSetFault(place, "A whole number belongs here.");

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

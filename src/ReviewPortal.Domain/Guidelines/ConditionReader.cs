using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>Reads conditions and checks them against the catalogue of questions.</summary>
/// <param name="named">The named conditions that may be used, with the entries that each is about.</param>
/// <param name="lookUps">Whether look-ups may stand here.</param>
sealed partial class ConditionReader(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> named, bool lookUps)
{
    /// <summary>How many conditions stand inside of each other at most.</summary>
    public const int Deepest = 32;

    // Text is for people: no condition reads it, so that no wording can influence a rule. This one holds a code.
    static readonly HashSet<string> codes = ["compliance.storageCountry"];

    int depth;

    public Condition Read(JsonNode? json, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
    {
        if (json is not JsonObject { Count: > 0 } condition)
        {
            throw new RuleSetFault(place, "条件はオブジェクト { … } で書いてください。", "A condition is an object.");
        }

        if (depth == Deepest)
        {
            throw new RuleSetFault(
                place,
                $"条件の入れ子は{Deepest}段までです。内側の条件に名前を付けて分けてください。",
                $"Conditions stand at most {Deepest} deep inside of each other; give an inner one a name."
            );
        }

        depth++;
        var read = ReadKind(condition, place, entries);
        depth--;
        return read;
    }

    Condition ReadKind(JsonObject condition, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
    {
        var (kind, value) = condition.First();
        CheckMembers(condition, kind, place);
        return kind switch
        {
            "all" => new Condition.All(ReadAll(value, $"{place}.all", entries)),
            "any" => new Condition.Any(ReadAll(value, $"{place}.any", entries)),
            "not" => new Condition.Not(Read(value, $"{place}.not", entries)),
            "answer" => ReadAnswer(condition, place, entries),
            "some" or "every" => ReadQuantified(condition, kind, place, entries),
            "exactly" => ReadExactly(condition, place, entries),
            "condition" => ReadNamed(condition, place, entries),
            "sheet" => new Condition.Sheet(RuleJson.Text(value, place), [.. Names<CheckSheetAnswer>(condition, place)]),
            "lookUp" => ReadLookUp(value, place),
            "fact" => ReadFact(condition, place, entries),
            _ => throw new RuleSetFault(place, $"「{kind}」という条件の種類はありません。", $"There is no condition \"{kind}\"."),
        };
    }

    static void CheckMembers(JsonObject condition, string kind, string place) =>
        RuleJson.Object(
            condition,
            place,
            kind switch
            {
                "answer" => ["answer", "given", "present", "is", "in", "has", "hasOnly", "atLeast", "atMost"],
                "some" or "every" => [kind, "as", "that"],
                "exactly" => [kind, "of", "as", "that"],
                "condition" => [kind, "with"],
                "sheet" => [kind, "in"],
                "fact" => [kind, "of", "in"],
                _ => [kind],
            }
        );

    Condition[] ReadAll(JsonNode? json, string place, IReadOnlyDictionary<string, PlanQuestion> entries) =>
        json is JsonArray array
            ? [.. array.Select((inner, i) => Read(inner, $"{place}[{i}]", entries))]
            : throw new RuleSetFault(place, "条件の一覧 [ … ] を入れてください。", "A list of conditions belongs here.");

    static Condition ReadAnswer(JsonObject condition, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
    {
        var path = Path(condition["answer"], place, entries);
        if (condition.Count != 2)
        {
            throw new RuleSetFault(place, "回答の比べ方を一つだけ書いてください。", "An answer is compared in exactly one way.");
        }

        var (how, value) = condition.Last();
        return how switch
        {
            "given" when RuleJson.YesNo(value, place) => new Condition.Given(path),
            "present" when RuleJson.YesNo(value, place) => new Condition.Present(path),
            "is" => new Condition.In(path, [Value(value, path, [AnswerKind.Choice, AnswerKind.YesNo, AnswerKind.Text], place)]),
            "in" => new Condition.In(path, Values(value, path, AnswerKind.Choice, place)),
            "has" => new Condition.Has(path, Values(value, path, AnswerKind.Choices, place)),
            "hasOnly" => new Condition.HasOnly(path, Values(value, path, AnswerKind.Choices, place)),
            "atLeast" => new Condition.Compared(path, Comparison.AtLeast, Operand(value, path, place, entries)),
            "atMost" => new Condition.Compared(path, Comparison.AtMost, Operand(value, path, place, entries)),
            _ => throw new RuleSetFault(place, $"回答は「{how}」では比べられません。", $"An answer cannot be compared by \"{how}\"."),
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
        return new Condition.Exactly(RuleJson.Whole(condition["exactly"], place), list, name, that);
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
            throw new RuleSetFault(place, $"{list}は一覧ではありません。", $"{list} is no list.");
        }

        var name = RuleJson.Text(condition["as"], place);
        Dictionary<string, PlanQuestion> inside = new(entries) { [name] = list.Question };
        return (list, name, Read(condition["that"], $"{place}.that", inside));
    }

    Condition ReadNamed(JsonObject condition, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
    {
        var name = RuleJson.Text(condition["condition"], place);
        var with = condition["with"] is JsonObject pairs
            ? pairs.ToDictionary(pair => pair.Key, pair => RuleJson.Text(pair.Value, place))
            : [];
        if (!named.TryGetValue(name, out var about))
        {
            throw new RuleSetFault(
                place,
                $"条件「{name}」がこれより前に定められていません。",
                $"The condition \"{name}\" is not defined above."
            );
        }

        if (with.Keys.FirstOrDefault(inner => !about.ContainsKey(inner)) is { } unknown)
        {
            throw new RuleSetFault(
                place,
                $"「{name}」は項目「{unknown}」についての条件ではありません。",
                $"\"{name}\" is not about an entry \"{unknown}\"."
            );
        }

        foreach (var (inner, pattern) in about)
        {
            var outer = with.GetValueOrDefault(inner, inner);
            if (entries.GetValueOrDefault(outer)?.Pattern != pattern)
            {
                throw new RuleSetFault(
                    place,
                    $"「{name}」には、{pattern}の項目が「{outer}」という名前で必要です。",
                    $"\"{name}\" needs an entry of {pattern} by the name \"{outer}\"."
                );
            }
        }

        return new Condition.Named(name, with);
    }

    Condition.LookUp ReadLookUp(JsonNode? json, string place)
    {
        if (!lookUps)
        {
            throw new RuleSetFault(
                place,
                "照会は規則の中だけで使えます。類型・対象・経路は照会に左右されてはいけません。",
                "A look-up stands in a rule only: types, scope and routes must not hang on one."
            );
        }

        var name = RuleJson.Text(json, place);
        return LookUpName().IsMatch(name)
            ? new(name)
            : throw new RuleSetFault(
                place,
                "照会の名前は、英字で始まる60字以内の半角英数字とハイフンにしてください。",
                "A look-up goes by a name of at most 60 letters, digits and hyphens."
            );
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]{0,59}\z")]
    private static partial Regex LookUpName();

    static Condition ReadFact(JsonObject condition, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
    {
        var kind = RuleJson.Name<FactKind>(condition["fact"], place);
        var of = condition["of"] is { } name ? RuleJson.Text(name, place) : null;
        if (of is not null && entries.GetValueOrDefault(of)?.Pattern != "functions")
        {
            throw new RuleSetFault(place, $"「{of}」という名前の機能はここにありません。", $"No function goes by the name \"{of}\" here.");
        }

        if (of is null && kind is (FactKind.Type or FactKind.CanBeBroughtInside))
        {
            throw new RuleSetFault(
                place,
                $"{kind}は機能ごとの事実です。「of」でどの機能かを指定してください。",
                $"{kind} is about a function: name it with \"of\"."
            );
        }

        string[] values = condition["in"] is JsonArray array ? [.. array.Select(value => FactValue(kind, value, place))] : [];
        if (values.Length == 0 && kind != FactKind.CanBeBroughtInside)
        {
            throw new RuleSetFault(place, "「in」に一覧を入れてください。", "A list \"in\" belongs here.");
        }

        return new Condition.Fact(kind, of, values);
    }

    static string FactValue(FactKind kind, JsonNode? value, string place) =>
        kind switch
        {
            FactKind.Scope => RuleJson.Name<GuidelineScope>(value, place).ToString(),
            FactKind.Type => RuleJson.Name<UseType>(value, place).ToString(),
            _ => RuleJson.Text(value, place),
        };

    static AnswerPath Path(JsonNode? json, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
    {
        var text = RuleJson.Text(json, place);
        var segments = text.Split('.');
        var isEntry = entries.TryGetValue(segments[0], out var question);
        string[] members = isEntry ? segments[1..] : segments;
        question ??= PlanQuestions.Root;
        foreach (var member in members)
        {
            question = question.IndexOf(member) is var index and >= 0
                ? question.Children[index]
                : throw new RuleSetFault(place, $"回答{text}はここにありません。", $"There is no answer {text} here.");
        }

        return question.Kind == AnswerKind.Text && !codes.Contains(question.Pattern)
            ? throw new RuleSetFault(
                place,
                $"{text}は人が読む文です。条件では読みません。",
                $"{text} is a text for people: no condition reads it."
            )
            : new(isEntry ? segments[0] : null, members, question);
    }
}

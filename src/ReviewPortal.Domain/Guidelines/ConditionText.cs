using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>The words that a condition is printed with, in one language; the caller has them.</summary>
/// <param name="Question">The label of a question, by its pattern, e.g. <c>functions[].recipients[].kind</c>.</param>
/// <param name="Value">The label of a choice, of a scope, of a type, of an axis or of the check sheet's answer.</param>
/// <param name="One">
/// What one entry of a list is called, by the list's pattern, in a language in which the list's label is a plural; null where it has no name.
/// </param>
public sealed record ConditionLabels(Func<string, string> Question, Func<Enum, string> Value, Func<string, string?>? One = null);

/// <summary>
/// A condition in words. Only what joins the words is known here. Whatever consists of parts stands in brackets inside another one, so that
/// no sentence can be read in two ways.
/// </summary>
public static class ConditionText
{
    /// <summary>In Japanese, e.g. 「この『機能』の『提供先』のいずれか」の「『種類』が『勤務先』である」.</summary>
    /// <param name="named">The rule set's named conditions, for their titles.</param>
    public static string Japanese(Condition condition, IReadOnlyList<NamedCondition> named, ConditionLabels labels) =>
        new JapaneseCondition(named, labels).Print(condition, Scope.Start);

    /// <summary>In English, e.g. “any of this “function”'s “recipients”: its “kind” is “Employer””.</summary>
    /// <param name="named">The rule set's named conditions, for their titles.</param>
    public static string English(Condition condition, IReadOnlyList<NamedCondition> named, ConditionLabels labels) =>
        new EnglishCondition(named, labels).Print(condition, Scope.Start);

    /// <summary>The entries at hand, the nearest first, with the patterns of their lists.</summary>
    internal sealed record Scope(string Name, string Pattern, Scope? Outer)
    {
        public static readonly Scope Start = new("", "", null);

        /// <summary>How many lists further out an entry stands; null for one that the surroundings give.</summary>
        public int? DistanceOf(string name)
        {
            var distance = 0;
            for (var at = this; at?.Outer is not null; at = at.Outer, distance++)
            {
                if (at.Name == name)
                {
                    return distance;
                }
            }

            return null;
        }
    }
}

/// <summary>Walks a condition; what a language does differently is left to it.</summary>
abstract class PrintedCondition(IReadOnlyList<NamedCondition> named, ConditionLabels labels)
{
    readonly Dictionary<string, NamedCondition> named = named.ToDictionary(condition => condition.Name);

    public string Print(Condition condition, ConditionText.Scope at) =>
        condition switch
        {
            Condition.All { Conditions: [] } => Always,
            Condition.Any { Conditions: [] } => Never,
            Condition.All { Conditions: [var only] } => AllOfOne(Print(only, at)),
            Condition.Any { Conditions: [var only] } => AnyOfOne(Print(only, at)),
            Condition.All all => string.Join(And, all.Conditions.Select(inner => Part(inner, at))),
            Condition.Any any => string.Join(Or, any.Conditions.Select(inner => Part(inner, at))),
            Condition.Not not => Negated(Print(not.Inner, at)),
            Condition.Given given => Given(Place(given.Answer, at)),
            Condition.Present present => Present(Place(present.Answer, at)),
            Condition.In one => Is(Place(one.Answer, at), Values(one.Values)),
            Condition.Has has => Has(Place(has.Answer, at), Values(has.Values)),
            Condition.HasOnly only => HasOnly(Place(only.Answer, at), Values(only.Values)),
            Condition.Compared compared => Compared(Place(compared.Answer, at), compared.How, Operand(compared.Than, at)),
            Condition.Quantified some => Quantified(some.How, Place(some.List, at), Inside(some.That, some.List, some.As, at)),
            Condition.Exactly exactly => Exactly(
                exactly.Count,
                Place(exactly.List, at),
                Inside(exactly.That, exactly.List, exactly.As, at)
            ),
            Condition.Named use => Use(use, at),
            Condition.Sheet sheet => Sheet(sheet.Item, Values(sheet.Answers.Cast<object>())),
            Condition.LookUp lookUp => LookUp(lookUp.Name),
            Condition.Fact fact => Fact(fact, at),
            _ => throw new InvalidOperationException($"No such condition: {condition.GetType().Name}."),
        };

    // What needs brackets inside of "and" and "or"; a single fact about an answer does not.
    string Part(Condition condition, ConditionText.Scope at)
    {
        var text = Print(condition, at);
        return condition is Condition.All { Conditions.Count: > 1 } or Condition.Any { Conditions.Count: > 1 } ? Bracketed(text) : text;
    }

    string Inside(Condition that, AnswerPath list, string name, ConditionText.Scope at) =>
        Print(that, new(name, list.Question.Pattern, at));

    string Use(Condition.Named use, ConditionText.Scope at)
    {
        var condition = named[use.Name];
        var about = condition.About.OrderBy(pair => pair.Key, StringComparer.Ordinal);
        return Titled(
            Title(condition.Title),
            [.. about.Select(pair => Entry(use.With.GetValueOrDefault(pair.Key, pair.Key), pair.Value, at))]
        );
    }

    string Place(AnswerPath path, ConditionText.Scope at)
    {
        // The labels of the groups on the way are said too: the same word may stand in more than one of them.
        Stack<string> parts = [];
        var pattern = path.Question.Pattern;
        for (var left = path.Members.Count; left > 0; left--)
        {
            parts.Push(Quoted(labels.Question(pattern)));
            pattern = PlanQuestions.Find(pattern)?.Parent ?? "";
        }

        if (path.Entry is { } entry)
        {
            parts.Push(Entry(entry, pattern, at));
        }

        return Chained(parts);
    }

    string Entry(string name, string pattern, ConditionText.Scope at)
    {
        var distance = at.DistanceOf(name);
        var label = EntryOf(labels, pattern);
        return distance switch
        {
            null => Surrounding(label),
            0 => Nearest(label),
            { } further => Outer(label, further),
        };
    }

    /// <summary>What one entry of a list is called.</summary>
    protected virtual string EntryOf(ConditionLabels labels, string pattern) => Quoted(labels.Question(pattern));

    string Values(IEnumerable<object> values) => string.Join(Comma, values.Select(Value));

    string Value(object value) =>
        value switch
        {
            bool yes => Quoted(yes ? Yes : No),
            Enum choice => Quoted(labels.Value(choice)),
            _ => Quoted(value.ToString()!),
        };

    string Operand(Operand operand, ConditionText.Scope at) =>
        operand switch
        {
            Operand.Number number => $"{number.Value}",
            Operand.AsOf day => Moved(DayOfAssessment, day.PlusDays),
            Operand.Answer other => Moved(Place(other.Path, at), other.PlusDays),
            _ => throw new InvalidOperationException(),
        };

    string Fact(Condition.Fact fact, ConditionText.Scope at)
    {
        var of = fact.Of is { } name ? Entry(name, "functions", at) : WholePlan;
        return Fact(fact.Kind, of, string.Join(Comma, fact.Values.Select(value => Quoted(FactValue(fact.Kind, value)))));
    }

    string FactValue(FactKind kind, string value) =>
        kind switch
        {
            FactKind.Scope when Enum.TryParse(value, out GuidelineScope scope) => labels.Value(scope),
            FactKind.Type when Enum.TryParse(value, out UseType type) => labels.Value(type),
            FactKind.Blocked when Enum.TryParse(value, out RuleAxis axis) => labels.Value(axis),
            _ => value,
        };

    protected abstract string Always { get; }
    protected abstract string Never { get; }
    protected abstract string And { get; }
    protected abstract string Or { get; }
    protected abstract string Comma { get; }
    protected abstract string Yes { get; }
    protected abstract string No { get; }
    protected abstract string DayOfAssessment { get; }
    protected abstract string WholePlan { get; }
    protected abstract string Title(LocalText title);
    protected abstract string Quoted(string label);
    protected abstract string Bracketed(string text);
    protected abstract string AllOfOne(string text);
    protected abstract string AnyOfOne(string text);
    protected abstract string Negated(string text);
    protected abstract string Given(string place);
    protected abstract string Present(string place);
    protected abstract string Is(string place, string values);
    protected abstract string Has(string place, string values);
    protected abstract string HasOnly(string place, string values);
    protected abstract string Compared(string place, Comparison how, string than);
    protected abstract string Moved(string day, int days);
    protected abstract string Quantified(Quantifier how, string list, string that);
    protected abstract string Exactly(int count, string list, string that);
    protected abstract string Titled(string title, IReadOnlyList<string> about);
    protected abstract string Sheet(string item, string answers);
    protected abstract string LookUp(string name);
    protected abstract string Fact(FactKind kind, string of, string values);
    protected abstract string Chained(IEnumerable<string> parts);

    /// <summary>An entry that the surroundings give: the function that a rule is judged for.</summary>
    protected abstract string Surrounding(string list);

    /// <summary>The entry of the list that was named last.</summary>
    protected abstract string Nearest(string list);

    /// <summary>The entry of a list that was named before, so many lists further out.</summary>
    protected abstract string Outer(string list, int further);
}

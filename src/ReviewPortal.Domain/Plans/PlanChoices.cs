namespace ReviewPortal.Domain.Plans;

/// <summary>One answer that can be chosen, wherever in the plan its question stands.</summary>
/// <param name="Question">The question; its pattern names no entry of a list.</param>
/// <param name="Value">The member of the question's enumeration.</param>
public sealed record PlanChoice(PlanQuestion Question, Enum Value)
{
    /// <summary>For addresses, e.g. <c>functions[].recipients[].kind=PartnerCompany</c>.</summary>
    public string Key { get; } = $"{Question.Pattern}={Value}";

    /// <summary>Two characters that no text has, for the search: see <see cref="SearchGrams.Mark"/>. They follow from <see cref="Key"/> alone.</summary>
    public string Mark => field ??= SearchGrams.Mark(Key);
}

/// <summary>What was chosen in a plan, for finding the plans that chose the same.</summary>
public static class PlanChoices
{
    static readonly Dictionary<string, PlanChoice> byKey = PlanQuestions
        // Which items of the check sheet are fulfilled is a question of rules, not of finding plans.
        .All.Where(question => question.EnumType is not null && !PlanPath.IsWithin(question.Pattern, "checkSheet[]"))
        .SelectMany(question => Enum.GetValues(question.EnumType!).Cast<Enum>().Select(value => new PlanChoice(question, value)))
        .ToDictionary(choice => choice.Key);

    /// <summary>All there are, in the order of the form.</summary>
    public static IReadOnlyCollection<PlanChoice> All => byKey.Values;

    /// <summary>Null for a key that names none.</summary>
    public static PlanChoice? Find(string? key) => byKey.GetValueOrDefault(key ?? "");

    /// <summary>Those of the plan, each once.</summary>
    public static IEnumerable<PlanChoice> Of(UsePlan plan) => Within(AnswerNode.Of(plan)).Distinct();

    static IEnumerable<PlanChoice> Within(AnswerNode node)
    {
        var values = node.Value switch
        {
            Enum one => [one],
            object[] many => many.OfType<Enum>(),
            _ => [],
        };
        return values
            .Select(value => Find($"{node.Question.Pattern}={value}"))
            .OfType<PlanChoice>()
            .Concat(node.Entries.Concat(node.Members.OfType<AnswerNode>()).SelectMany(Within));
    }
}

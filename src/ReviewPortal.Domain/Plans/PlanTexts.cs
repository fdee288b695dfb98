namespace ReviewPortal.Domain.Plans;

/// <summary>What people wrote in a plan in their own words, for searching.</summary>
public static class PlanTexts
{
    /// <summary>Every answer that is a text, in the order of the form; choices, days and numbers are found by filters instead.</summary>
    public static IEnumerable<string> Of(UsePlan plan) => Within(AnswerNode.Of(plan));

    static IEnumerable<string> Within(AnswerNode node)
    {
        if (node.Value is string text)
        {
            yield return text;
        }

        foreach (var below in node.Entries.Concat(node.Members.OfType<AnswerNode>()).SelectMany(Within))
        {
            yield return below;
        }
    }
}

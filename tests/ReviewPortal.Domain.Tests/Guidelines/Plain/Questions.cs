using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Guidelines.Plain;

/// <summary>What the catalogue of questions tells everybody, in the words that the plain way uses.</summary>
static class Questions
{
    public static PlanQuestion Root { get; } = new("", AnswerKind.Group, typeof(UsePlan), null);

    public static object? AnswerIn(object record, PlanQuestion question) =>
        record.GetType().GetProperty(char.ToUpperInvariant(question.Name[0]) + question.Name[1..])!.GetValue(record);

    extension(PlanQuestion question)
    {
        public IReadOnlyList<PlanQuestion> Children => PlanQuestions.ChildrenOf(question.Pattern);

        public int IndexOf(string member)
        {
            for (var i = 0; i < question.Children.Count; i++)
            {
                if (question.Children[i].Name == member)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}

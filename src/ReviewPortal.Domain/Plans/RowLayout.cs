namespace ReviewPortal.Domain.Plans;

/// <summary>One question's place in a row.</summary>
/// <param name="Question">What is asked there.</param>
/// <param name="Index">Its place; groups stand before what is inside of them, all in form order.</param>
/// <param name="Group">The place of the group around it, or 0.</param>
/// <param name="Entries">What a list's entries look like; otherwise null.</param>
sealed record Slot(PlanQuestion Question, int Index, int Group, RowLayout? Entries)
{
    /// <summary>The place after the last one inside of a group; right after this one for all others.</summary>
    public int End { get; set; } = Index + 1;

    /// <summary>The name from the row on, e.g. <c>procedure.name</c>.</summary>
    public required string Name { get; init; }

    public AnswerReader Reader { get; } = Question.Reader;

    /// <summary>When the question applies; null for always.</summary>
    public AskedCondition? Asked { get; } = AskedWhen.For(Question.Pattern);
}

/// <summary>
/// How the answers of the plan, or of one entry of a list, stand in a row of an <see cref="AnswerSheet"/>. The first place stands for the
/// row itself.
/// </summary>
sealed class RowLayout
{
    // A key of the form's order holds the places and entries of so many lists inside of each other.
    const int DeepestLists = 2;

    readonly List<Slot?> slots = [null];

    RowLayout(PlanQuestion list, int lists)
    {
        if (lists > DeepestLists)
        {
            throw new InvalidOperationException($"{list.Pattern}: lists stand too deep inside of each other.");
        }

        List = list;
        Add(list.Children, 0, "", lists);
        if (slots.Count > byte.MaxValue)
        {
            throw new InvalidOperationException($"{list.Pattern}: there are too many questions.");
        }

        Size = slots.Count;
        Slots = [.. slots.OfType<Slot>()];
        Conditional =
        [
            .. Slots.Where(slot => slot.Asked is not null).GroupBy(slot => slot.Asked!).Select(group => (group.Key, group.ToArray())),
        ];
    }

    public static RowLayout Plan { get; } = new(PlanQuestions.Root, 0);

    /// <summary>Of one function.</summary>
    public static RowLayout Function { get; } = Plan.Find("functions")!.Entries!;

    /// <summary>Of an entry of any list.</summary>
    public static RowLayout Of(PlanQuestion list)
    {
        var layout = Plan;
        while (layout.List.Pattern != list.Pattern)
        {
            var way = layout.Slots.First(slot => slot.Entries is not null && PlanPath.IsWithin(list.Pattern, slot.Question.Pattern));
            layout = way.Entries!;
        }

        return layout;
    }

    /// <summary>The list's question; the plan's for the first row.</summary>
    public PlanQuestion List { get; }
    public int Size { get; }
    public IReadOnlyList<Slot> Slots { get; }

    /// <summary>The places whose question applies only on a condition, those with the same one together.</summary>
    public IReadOnlyList<(AskedCondition Condition, Slot[] Slots)> Conditional { get; }

    public Slot At(int index) => slots[index]!;

    /// <summary>The place of an answer by its name from the row on.</summary>
    public Slot? Find(string name) => Slots.FirstOrDefault(slot => slot.Name == name);

    void Add(IReadOnlyList<PlanQuestion> questions, int group, string prefix, int lists)
    {
        foreach (var question in questions)
        {
            var inner = question.Kind == AnswerKind.List ? new RowLayout(question, lists + 1) : null;
            Slot slot = new(question, slots.Count, group, inner) { Name = prefix + question.Name };
            slots.Add(slot);
            if (question.Kind == AnswerKind.Group)
            {
                Add(question.Children, slot.Index, $"{slot.Name}.", lists);
                slot.End = slots.Count;
            }
        }
    }
}

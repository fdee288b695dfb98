using System.Collections;
using System.Runtime.CompilerServices;

namespace ReviewPortal.Domain.Plans;

/// <summary>
/// A given answer with its place, or a group or list of them: the plan as a tree, so that rules and conditions read every answer the same
/// way. A missing answer has no node. Entries keep the path that they had in the plan, even when one before them is taken out.
/// </summary>
public sealed class AnswerNode
{
    static readonly ConditionalWeakTable<UsePlan, AnswerNode> trees = [];

    readonly AnswerNode?[] members;

    internal AnswerNode(PlanQuestion question, string path, object? value, AnswerNode?[] members, IReadOnlyList<AnswerNode> entries)
    {
        Question = question;
        Path = path;
        Value = value;
        this.members = members;
        Entries = entries;
    }

    /// <summary>The question answered; for an entry of a list, the list's question.</summary>
    public PlanQuestion Question { get; }

    /// <summary>The concrete path, e.g. <c>functions[0].purchase.paths</c>; empty for the plan.</summary>
    public string Path { get; }

    /// <summary>A leaf's value: string, bool, int, DateOnly, a boxed enum value, or <c>object[]</c> of them for choices; otherwise null.</summary>
    public object? Value { get; }

    /// <summary>The entries of a list; otherwise empty.</summary>
    public IReadOnlyList<AnswerNode> Entries { get; }

    internal IReadOnlyList<AnswerNode?> Members => members;

    /// <summary>The plan that begins here as rows of numbers.</summary>
    internal AnswerSheet Sheet => field ??= AnswerSheet.Of(this, [], out _);

    /// <summary>The whole plan as it stands, answers that do not apply included.</summary>
    public static AnswerNode Of(UsePlan plan) => trees.GetValue(plan, plan => OfRecord(PlanQuestions.Root, "", plan));

    /// <summary>The answer to a question inside this group or entry; null when it is missing.</summary>
    public AnswerNode? this[string member] => Question.IndexOf(member) is var index and >= 0 ? members[index] : null;

    /// <summary>The answer at a path relative to this node, without indices; null when it or a group on the way is missing.</summary>
    public AnswerNode? At(string relativePath)
    {
        AnswerNode? node = this;
        foreach (var member in relativePath.Split('.'))
        {
            node = node?[member];
        }

        return node;
    }

    /// <summary>This group or entry with one member changed or, with null, missing.</summary>
    internal AnswerNode With(int member, AnswerNode? answer)
    {
        AnswerNode?[] changed = [.. members];
        changed[member] = answer;
        return new(Question, Path, Value, changed, Entries);
    }

    internal AnswerNode WithEntries(IReadOnlyList<AnswerNode> entries) => new(Question, Path, Value, members, entries);

    static AnswerNode OfRecord(PlanQuestion question, string path, object record)
    {
        var members = new AnswerNode?[question.Children.Count];
        for (var i = 0; i < members.Length; i++)
        {
            var child = question.Children[i];
            if (child.Property!.GetValue(record) is { } value)
            {
                members[i] = OfAnswer(child, path.Length == 0 ? child.Name : $"{path}.{child.Name}", value);
            }
        }

        return new(question, path, null, members, []);
    }

    static AnswerNode OfAnswer(PlanQuestion question, string path, object value) =>
        question.Kind switch
        {
            AnswerKind.Group => OfRecord(question, path, value),
            AnswerKind.List => new(
                question,
                path,
                null,
                [],
                [.. ((IEnumerable)value).Cast<object>().Select((entry, i) => OfRecord(question, $"{path}[{i}]", entry))]
            ),
            AnswerKind.Choices => new(question, path, ((IEnumerable)value).Cast<object>().ToArray(), [], []),
            _ => new(question, path, value, [], []),
        };
}

using System.Collections;
using System.Runtime.CompilerServices;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Guidelines.Plain;

/// <summary>
/// A given answer with its place, or a group or list of them: the plan as a tree, so that rules and conditions read every answer the same
/// way. A missing answer has no node. Entries keep the path that they had in the plan, even when one before them is taken out.
/// </summary>
sealed class Node
{
    static readonly ConditionalWeakTable<UsePlan, Node> trees = [];

    readonly Node?[] members;

    internal Node(PlanQuestion question, string path, object? value, Node?[] members, IReadOnlyList<Node> entries)
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
    public IReadOnlyList<Node> Entries { get; }

    internal IReadOnlyList<Node?> Members => members;

    /// <summary>The whole plan as it stands, answers that do not apply included.</summary>
    public static Node Of(UsePlan plan) => trees.GetValue(plan, plan => OfRecord(Questions.Root, "", plan));

    /// <summary>The answer to a question inside this group or entry; null when it is missing.</summary>
    public Node? this[string member] => Question.IndexOf(member) is var index and >= 0 ? members[index] : null;

    /// <summary>The answer at a path relative to this node, without indices; null when it or a group on the way is missing.</summary>
    public Node? At(string relativePath)
    {
        Node? node = this;
        foreach (var member in relativePath.Split('.'))
        {
            node = node?[member];
        }

        return node;
    }

    /// <summary>This group or entry with one member changed or, with null, missing.</summary>
    internal Node With(int member, Node? answer)
    {
        Node?[] changed = [.. members];
        changed[member] = answer;
        return new(Question, Path, Value, changed, Entries);
    }

    internal Node WithEntries(IReadOnlyList<Node> entries) => new(Question, Path, Value, members, entries);

    internal Node WithValue(object value) => new(Question, Path, value, members, Entries);

    static Node OfRecord(PlanQuestion question, string path, object record)
    {
        var members = new Node?[question.Children.Count];
        for (var i = 0; i < members.Length; i++)
        {
            var child = question.Children[i];
            if (Questions.AnswerIn(record, child) is { } value)
            {
                members[i] = OfAnswer(child, path.Length == 0 ? child.Name : $"{path}.{child.Name}", value);
            }
        }

        return new(question, path, null, members, []);
    }

    static Node OfAnswer(PlanQuestion question, string path, object value) =>
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

/// <summary>Three-valued readings of an answer that may be missing: null is "cannot be told". <c>&amp;</c>, <c>|</c> and <c>!</c> of C# on
/// <c>bool?</c> keep to the same logic.</summary>
static class AnswerReadings
{
    extension(Node? answer)
    {
        /// <summary>The answer is one of the values.</summary>
        public bool? Is(params ReadOnlySpan<object> values)
        {
            if (answer?.Value is not { } value)
            {
                return null;
            }

            foreach (var candidate in values)
            {
                if (value.Equals(candidate))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>The choices made have one of the values.</summary>
        public bool? HasAny(params ReadOnlySpan<object> values)
        {
            if (answer?.Value is not object[] chosen)
            {
                return null;
            }

            foreach (var candidate in values)
            {
                if (chosen.Contains(candidate))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Some entry of the list fulfils the condition.</summary>
        public bool? Some(Func<Node, bool?> condition) =>
            answer?.Entries.Aggregate((bool?)false, (found, entry) => found | condition(entry));
    }
}

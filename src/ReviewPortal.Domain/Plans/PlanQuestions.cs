using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;

namespace ReviewPortal.Domain.Plans;

/// <summary>What an answer looks like.</summary>
public enum AnswerKind
{
    Text,
    Date,

    /// <summary>A whole number.</summary>
    Number,
    YesNo,

    /// <summary>One value of an enum.</summary>
    Choice,

    /// <summary>Any number of values of an enum; their order says nothing.</summary>
    Choices,

    /// <summary>A nested record: its members are questions of their own.</summary>
    Group,

    /// <summary>A list of records: the members of each entry are questions of their own.</summary>
    List,
}

/// <summary>One question of the form, wherever its answer stands.</summary>
/// <param name="Pattern">The wire path with empty brackets for entries, e.g. <c>functions[].recipients[].consent</c>.</param>
/// <param name="Kind">What its answer looks like.</param>
/// <param name="Type">The type of one value: <c>string</c>, <c>DateOnly</c>, <c>int</c>, <c>bool</c>, the enum, or the record.</param>
/// <param name="EnumType">The enum of a choice or of choices, otherwise null.</param>
public sealed record PlanQuestion(string Pattern, AnswerKind Kind, Type Type, Type? EnumType)
{
    /// <summary>The last segment, e.g. <c>consent</c>.</summary>
    public string Name { get; } = Pattern[(Pattern.LastIndexOf('.') + 1)..];

    /// <summary>The pattern of the group or list that it belongs to, e.g. <c>functions[].recipients</c>; null for the parts of the form.</summary>
    public string? Parent => Pattern.LastIndexOf('.') is var dot and >= 0 ? Unbracketed(Pattern[..dot]) : null;

    internal PropertyInfo? Property { get; init; }

    /// <summary>Takes the answer out of the record that holds it, and puts it in.</summary>
    internal AnswerReader Reader => field ??= AnswerReader.Of(this);

    /// <summary>The questions inside a group or inside one entry of a list, in form order; otherwise empty.</summary>
    internal IReadOnlyList<PlanQuestion> Children { get; init; } = [];

    internal int IndexOf(string member)
    {
        for (var i = 0; i < Children.Count; i++)
        {
            if (Children[i].Name == member)
            {
                return i;
            }
        }

        return -1;
    }

    internal static string Unbracketed(string pattern) => pattern.EndsWith("[]", StringComparison.Ordinal) ? pattern[..^2] : pattern;
}

/// <summary>
/// The catalogue of the form's questions, read off the record types once, in declared order. Form, differences, corrections, labels and
/// findings share it.
/// </summary>
public static partial class PlanQuestions
{
    /// <summary>The plan as a whole, whose children are the parts of the form.</summary>
    internal static PlanQuestion Root { get; } =
        new("", AnswerKind.Group, typeof(UsePlan), null) { Children = QuestionsOf(typeof(UsePlan), "") };

    /// <summary>Every question, depth first in form order, groups and lists included.</summary>
    public static IReadOnlyList<PlanQuestion> All { get; } = [.. Root.Children.SelectMany(WithDescendants)];

    static readonly Dictionary<string, PlanQuestion> byPattern = All.ToDictionary(question => question.Pattern);

    /// <summary>The question at a path or pattern; for a list entry (<c>functions[0]</c>) the list's question; null when there is none.</summary>
    public static PlanQuestion? Find(string pathOrPattern) =>
        byPattern.GetValueOrDefault(PlanQuestion.Unbracketed(PatternOf(pathOrPattern)));

    /// <summary>The questions inside the group, list or entry at a path or pattern; the empty path gives the parts of the form.</summary>
    public static IReadOnlyList<PlanQuestion> ChildrenOf(string pathOrPattern) =>
        pathOrPattern.Length == 0 ? Root.Children : Find(pathOrPattern)?.Children ?? [];

    /// <summary>The path with its indices taken out: <c>functions[0].name</c> → <c>functions[].name</c>.</summary>
    public static string PatternOf(string path) => Index().Replace(path, "[]");

    /// <summary>
    /// Whether the question applies now, given the other answers. A hidden group or list hides what is inside. While an answer that
    /// decides this is missing, the question is shown or not as <see cref="AskedWhen"/> says for it.
    /// </summary>
    public static bool IsAsked(string path, UsePlan plan) => AskedWhen.IsAsked(path, AnswerNode.Of(plan));

    /// <summary>The value at a concrete path: a leaf's value, a list, a record; null when it is missing or there is no such place.</summary>
    public static object? Answer(UsePlan plan, string path)
    {
        object? value = plan;
        foreach (var (member, index) in Steps(path))
        {
            value = value is null ? null : ChildOf(value, member)?.Property!.GetValue(value);
            if (index is { } at)
            {
                value = value is IList list && at < list.Count ? list[at] : null;
            }
        }

        return path.Length == 0 ? null : value;
    }

    /// <summary>
    /// The plan with another answer at a concrete path; groups on the way are made where they are missing. Null removes the answer, or the
    /// entry where the path ends in an index; an index equal to the list's length adds an entry.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such place, or the value has the wrong type for it.</exception>
    public static UsePlan With(UsePlan plan, string path, object? answer) =>
        (UsePlan)Replaced(plan, typeof(UsePlan), [.. Steps(path)], 0, answer, path);

    /// <summary>An array typed for the list or choices question: <c>Recipient[]</c>, <c>Revenue[]</c>.</summary>
    internal static IList ListOf(PlanQuestion question, IReadOnlyList<object> entries)
    {
        var array = Array.CreateInstance(question.Type, entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            array.SetValue(entries[i], i);
        }

        return array;
    }

    static object Replaced(object? record, Type type, (string Member, int? Index)[] steps, int at, object? answer, string path)
    {
        var copy = Activator.CreateInstance(type)!;
        var questions = QuestionsByType[type];
        foreach (var question in questions)
        {
            question.Property!.SetValue(copy, record is null ? null : question.Property.GetValue(record));
        }

        var (member, index) = steps[at];
        var changed =
            questions.FirstOrDefault(question => question.Name == member)
            ?? throw new ArgumentException($"There is no place {path}.", nameof(path));
        var isLast = at == steps.Length - 1;
        var value = answer;
        if (index is { } place)
        {
            List<object> entries = [.. ((IEnumerable?)changed.Property!.GetValue(copy) ?? Array.Empty<object>()).Cast<object>()];
            if (place > entries.Count)
            {
                throw new ArgumentException($"There is no place {path}.", nameof(path));
            }

            var old = place < entries.Count ? entries[place] : null;
            var entry = isLast ? answer : Replaced(old, changed.Type, steps, at + 1, answer, path);
            entries.RemoveRange(place, old is null ? 0 : 1);
            if (entry is not null)
            {
                entries.Insert(place, entry);
            }

            value = ListOf(changed, entries);
        }
        else if (!isLast)
        {
            value = Replaced(changed.Property!.GetValue(copy), changed.Type, steps, at + 1, answer, path);
        }

        changed.Property!.SetValue(copy, value);
        return copy;
    }

    static PlanQuestion? ChildOf(object record, string member) =>
        QuestionsByType.TryGetValue(record.GetType(), out var questions)
            ? questions.FirstOrDefault(question => question.Name == member)
            : null;

    static Dictionary<Type, IReadOnlyList<PlanQuestion>> QuestionsByType { get; } =
        All.Where(question => question.Children.Count > 0)
            .DistinctBy(question => question.Type)
            .Append(Root)
            .ToDictionary(question => question.Type, question => question.Children);

    static IEnumerable<(string Member, int? Index)> Steps(string path)
    {
        foreach (var segment in path.Split('.'))
        {
            var bracket = segment.IndexOf('[', StringComparison.Ordinal);
            yield return bracket < 0
                ? (segment, null)
                : (segment[..bracket], int.TryParse(segment.AsSpan(bracket + 1).TrimEnd(']'), out var index) ? index : int.MaxValue);
        }
    }

    static IEnumerable<PlanQuestion> WithDescendants(PlanQuestion question) => [question, .. question.Children.SelectMany(WithDescendants)];

    static IReadOnlyList<PlanQuestion> QuestionsOf(Type record, string prefix) =>
        [
            .. record
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .OrderBy(property => property.MetadataToken)
                .Select(property => QuestionOf(property, prefix)),
        ];

    static PlanQuestion QuestionOf(PropertyInfo property, string prefix)
    {
        var pattern = prefix + char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        var value = isList ? type.GetGenericArguments()[0] : type;
        var kind = (isList, value) switch
        {
            (true, { IsEnum: true }) => AnswerKind.Choices,
            (true, _) => AnswerKind.List,
            (_, { IsEnum: true }) => AnswerKind.Choice,
            _ when value == typeof(string) => AnswerKind.Text,
            _ when value == typeof(bool) => AnswerKind.YesNo,
            _ when value == typeof(int) => AnswerKind.Number,
            _ when value == typeof(DateOnly) => AnswerKind.Date,
            _ => AnswerKind.Group,
        };
        return new(pattern, kind, value, value.IsEnum ? value : null)
        {
            Property = property,
            Children = kind switch
            {
                AnswerKind.Group => QuestionsOf(value, pattern + "."),
                AnswerKind.List => QuestionsOf(value, pattern + "[]."),
                _ => [],
            },
        };
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}

#pragma warning disable IDE0011
using System.Text.RegularExpressions;

namespace ReviewPortal.Domain.Plans;

public enum AnswerKind
{
    Text,
    Date,
    Number,
    YesNo,
    Choice,
    Choices,
    Group,
    List,
}

public sealed record PlanQuestion(string Pattern, AnswerKind Kind, Type Type, Type? EnumType)
{
    public string Name => Pattern.Split('.')[^1].Replace("[]", "");
}

public static partial class PlanQuestions
{
    public static IReadOnlyList<PlanQuestion> All { get; } = [.. Walk(typeof(UsePlan), "")];

    static IEnumerable<PlanQuestion> Walk(Type t, string p)
    {
        foreach (var m in t.GetProperties().Where(m => m.Name != "EqualityContract"))
        {
            var path = PlanPath.Join(p, char.ToLowerInvariant(m.Name[0]) + m.Name[1..]);
            var ty = Nullable.GetUnderlyingType(m.PropertyType) ?? m.PropertyType;
            if (ty == typeof(string))
                yield return new(path, AnswerKind.Text, ty, null);
            else if (ty == typeof(int))
                yield return new(path, AnswerKind.Number, ty, null);
            else if (ty == typeof(bool))
                yield return new(path, AnswerKind.YesNo, ty, null);
            else if (ty == typeof(DateOnly))
                yield return new(path, AnswerKind.Date, ty, null);
            else if (ty.IsEnum)
                yield return new(path, AnswerKind.Choice, ty, ty);
            else if (ty.IsGenericType)
            {
                var e = ty.GetGenericArguments()[0];
                if (e.IsEnum)
                    yield return new(path, AnswerKind.Choices, e, e);
                else
                {
                    yield return new(path, AnswerKind.List, e, null);
                    foreach (var q in Walk(e, path + "[]"))
                        yield return q;
                }
            }
            else
            {
                yield return new(path, AnswerKind.Group, ty, null);
                foreach (var q in Walk(ty, path))
                    yield return q;
            }
        }
    }

    public static string PatternOf(string path) => Index().Replace(path, "[]");

    public static PlanQuestion? Find(string path)
    {
        var p = PatternOf(path);
        if (p.EndsWith("[]"))
            p = p[..^2];
        return All.FirstOrDefault(q => q.Pattern == p);
    }

    public static IReadOnlyList<PlanQuestion> ChildrenOf(string path)
    {
        var p = PatternOf(path);
        var parent =
            p.Length == 0 ? ""
            : All.FirstOrDefault(q => q.Pattern == p) is { Kind: AnswerKind.List } ? p + "[]"
            : p;
        return [.. All.Where(q => (q.Pattern.LastIndexOf('.') is var i and >= 0 ? q.Pattern[..i] : "") == parent)];
    }

    public static bool IsAsked(string path, UsePlan plan) => true;

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}

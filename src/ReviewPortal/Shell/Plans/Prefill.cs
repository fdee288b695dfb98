using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Shell.Plans;

/// <summary>
/// Answers in an address, each under its own name: <c>?service.name=…&amp;functions[0].name=…</c>. Whatever is no answer of the form (an owner, a
/// state, a misspelt field, a value that is none) is ignored without a word, so that such a link can do no harm.
/// </summary>
public static class Prefill
{
    // An address that brings more than this was made by a program gone wrong.
    const int Most = 500;

    // The tenth entry comes after the second: an entry is made when it is the next one.
    static readonly StringComparer inOrder = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    // Whom to ask is a person, and no link names people.
    static readonly string[] NeverGiven = ["contacts"];

    /// <summary>The answers in the wire format, valid ones only; null when there is none.</summary>
    public static string? Read(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var draft = PlanDraft.Empty();
        var any = false;
        foreach (var (path, values) in query.Where(one => one.Value.Count > 0).OrderBy(one => one.Key, inOrder).Take(Most))
        {
            any |= IsPath(path) && PlanQuestions.Find(path) is { } question && TryGive(draft, question, path, values);
        }

        return any && PlanJson.Read(draft.Json).Plan is { } plan && PlanJson.Write(plan) is not "{}" and var json ? json : null;
    }

    static bool IsPath(string path) =>
        path.Length is > 0 and < 200 && !path.Contains("[]", StringComparison.Ordinal) && !NeverGiven.Contains(path.Split('.', '[')[0]);

    static bool TryGive(PlanDraft draft, PlanQuestion question, string path, StringValues values)
    {
        try
        {
            if (question.Kind is AnswerKind.Group or AnswerKind.List || values.Any(PlanInput.HasUnusable) || !Entries(draft, path))
            {
                return false;
            }

            // What is no answer of this question is left out before it is one: reading the plan drops the rest.
            var value = Value(question, values);
            if (value is not null)
            {
                draft.Set(path, value);
            }

            return value is not null;
        }
        catch (Exception fault) when (fault is FormatException or RuleBroken)
        {
            return false;
        }
    }

    // An entry is made when it is the next one; a gap makes none.
    static bool Entries(PlanDraft draft, string path)
    {
        var walked = "";
        foreach (var step in PlanPath.Split(path))
        {
            if (step is not int index)
            {
                walked = PlanPath.Join(walked, (string)step);
                continue;
            }

            if (index > draft.Count(walked) || index >= PlanJson.MostEntries)
            {
                return false;
            }

            walked = index == draft.Count(walked) ? draft.AddEntry(walked) : PlanPath.Entry(walked, index);
        }

        return true;
    }

    static JsonNode? Value(PlanQuestion question, StringValues values)
    {
        switch (question.Kind)
        {
            case AnswerKind.Choices:
                var names = values.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries)).ToHashSet();
                JsonNode?[] known = [.. Enum.GetNames(question.EnumType!).Where(names.Contains).Select(name => (JsonNode?)name)];
                return known.Length == 0 ? null : new JsonArray(known);
            case AnswerKind.Choice:
                return Enum.GetNames(question.EnumType!).FirstOrDefault(name => name == values[0]);
            case AnswerKind.YesNo:
                return values[0] switch
                {
                    "true" => true,
                    "false" => false,
                    _ => null,
                };
            default:
                return PlanInput.Read(question, values[0]);
        }
    }
}

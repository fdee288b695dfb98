using System.Globalization;
using System.Text;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Features.Applying;

/// <summary>
/// One sheet of the workbook in which a plan can be written: either the single answers of a part, one a row, or a list, one entry a row.
/// A hidden first row, and in sheets of single answers a hidden first column, hold the keys by which answers are found again: sheets, rows and
/// columns can be moved and renamed.
/// </summary>
/// <param name="Part">The part of the form.</param>
/// <param name="List">The list whose entries stand in it; null for the single answers of the part.</param>
/// <param name="Answers">What is asked, without what has a sheet of its own.</param>
public sealed record PlanSheet(PlanQuestion Part, PlanQuestion? List, IReadOnlyList<PlanQuestion> Answers)
{
    /// <summary>The lists around the own one, outermost first, and the own one.</summary>
    public IReadOnlyList<string> Lists { get; } = List is null ? [] : PlanSheets.ListsOf(List.Pattern);
}

/// <summary>How a plan is laid out in a workbook, and how its words are read again.</summary>
public static class PlanSheets
{
    /// <summary>Stands first in the hidden row of a sheet of single answers.</summary>
    public const string Mark = "plan";

    /// <summary>The key of the column of answers.</summary>
    public const string Answer = "answer";

    /// <summary>Says that a list or set of choices has no entry, where the word for "none" is a choice of its own.</summary>
    public const string Nothing = "-";

    public static IReadOnlyList<PlanSheet> All { get; } =
    [
        .. PlanQuestions
            .ChildrenOf("")
            .SelectMany(part =>
                SingleOf(part)
                    .Concat(
                        PlanQuestions
                            .All.Where(question => question.Kind == AnswerKind.List && PartOf(question) == part.Name)
                            .Select(list => new PlanSheet(part, list, [.. LeavesBelow(list.Pattern)]))
                    )
            ),
    ];

    static readonly Dictionary<Type, Dictionary<string, string>> NamesByLabel = PlanQuestions
        .All.Where(question => question.EnumType is not null)
        .Select(question => question.EnumType!)
        .Distinct()
        .ToDictionary(type => type, LabelsOf);

    static readonly HashSet<string> Yes = Folded("plan.yes", "true", "1", "\u25CB");
    static readonly HashSet<string> No = Folded("plan.no", "false", "0", "\u00D7");
    static readonly HashSet<string> None = Folded("plan.none", Nothing);

    /// <summary>The key of the column of an entry's own number, or of the number of an entry around it.</summary>
    public static string NumberKey(string list) => $"#{list}";

    /// <summary>The patterns of the lists on the way to a list, outermost first, the own one last.</summary>
    public static IReadOnlyList<string> ListsOf(string pattern)
    {
        var lists = new List<string>();
        for (
            var at = pattern.IndexOf("[]", StringComparison.Ordinal);
            at >= 0;
            at = pattern.IndexOf("[]", at + 2, StringComparison.Ordinal)
        )
        {
            lists.Add(pattern[..at]);
        }

        return [.. lists, pattern];
    }

    /// <summary>The pattern with its brackets filled, outermost first.</summary>
    public static string At(string pattern, IEnumerable<int> places)
    {
        foreach (var place in places)
        {
            var at = pattern.IndexOf("[]", StringComparison.Ordinal);
            pattern = string.Create(CultureInfo.InvariantCulture, $"{pattern[..at]}[{place}]{pattern[(at + 2)..]}");
        }

        return pattern;
    }

    /// <summary>True or false as it may be typed; null for anything else.</summary>
    public static bool? YesNo(string text) =>
        Yes.Contains(Fold(text)) ? true
        : No.Contains(Fold(text)) ? false
        : null;

    public static bool IsNone(string text) => None.Contains(Fold(text));

    /// <summary>The choice's name in the wire format, found by its label in any language of the screens; null when it is none.</summary>
    public static string? Choice(PlanQuestion question, string text) => NamesByLabel[question.EnumType!].GetValueOrDefault(Fold(text));

    /// <summary>The choices in a cell: one a line, or with commas between them. The first that is none is told apart.</summary>
    public static (IReadOnlyList<string> Names, string? Unknown) Choices(PlanQuestion question, string text)
    {
        var names = new List<string>();
        foreach (var line in text.Split(['\n', '\r', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // A label can hold a comma itself: the longest run of pieces that is a label counts.
            var pieces = line.Split(['、', '，', ',', '､'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            for (var from = 0; from < pieces.Length; )
            {
                var to = pieces.Length;
                string? name = null;
                while (to > from && (name = Choice(question, string.Join('、', pieces[from..to]))) is null)
                {
                    to--;
                }

                if (name is null)
                {
                    return (names, pieces[from]);
                }

                names.Add(name);
                from = to;
            }
        }

        return ([.. names.Distinct()], null);
    }

    // A part that is nothing but a list has no single answers.
    static IEnumerable<PlanSheet> SingleOf(PlanQuestion part) =>
        LeavesOf(part).ToList() is { Count: > 0 } leaves ? [new(part, null, leaves)] : [];

    static string PartOf(PlanQuestion question) => question.Pattern.Split('.', '[')[0];

    static IEnumerable<PlanQuestion> LeavesOf(PlanQuestion part) =>
        part.Kind switch
        {
            AnswerKind.List => [],
            AnswerKind.Group => LeavesBelow(part.Pattern),
            _ => [part],
        };

    static IEnumerable<PlanQuestion> LeavesBelow(string pattern) =>
        PlanQuestions
            .ChildrenOf(pattern)
            .SelectMany(question =>
                question.Kind switch
                {
                    AnswerKind.Group => LeavesBelow(question.Pattern),
                    AnswerKind.List => [],
                    _ => [question],
                }
            );

    static Dictionary<string, string> LabelsOf(Type type)
    {
        var labels = new Dictionary<string, string>();
        foreach (var name in Enum.GetNames(type))
        {
            labels.TryAdd(Fold(name), name);
            foreach (var language in Wording.Languages)
            {
                if (Wording.Texts.GetString($"{type.Name}.{name}", CultureInfo.GetCultureInfo(language.Culture)) is { } label)
                {
                    labels.TryAdd(Fold(label), name);
                }
            }
        }

        return labels;
    }

    static HashSet<string> Folded(string key, params string[] also) =>
        [
            .. Wording
                .Languages.Select(language => Wording.Texts.GetString(key, CultureInfo.GetCultureInfo(language.Culture)) ?? "")
                .Concat(also)
                .Where(text => text.Length > 0)
                .Select(Fold),
        ];

    // Width, case and spaces never decide; commas of any kind are one.
    static string Fold(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).Replace(',', '、').ToLowerInvariant();
}

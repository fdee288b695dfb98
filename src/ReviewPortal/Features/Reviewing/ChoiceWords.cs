using System.Globalization;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Features.Reviewing;

/// <summary>
/// Which answers that can be chosen a word of the search means: those in whose label it occurs, in any language of the screens. The labels
/// are read when somebody searches and stand in no index, so that another wording of one needs nothing written anew. There is none for
/// yes and no: without its question such a word says nothing.
/// </summary>
public static class ChoiceWords
{
    /// <summary>A word that stands in more labels than these says nothing about what was chosen, and would only be slow.</summary>
    public const int Most = 40;

    // What the guideline is about at all (健診等情報), nearly every plan has: a word that is only a part of that would find them all.
    const string Matter = "handling.dataKinds";

    static readonly Lazy<(int Pair, bool IsWhole, string[] Labels)[]> all = new(() =>
        [
            .. PlanChoices.All.Select(choice =>
                (SearchGrams.Pair(choice.Mark[0], choice.Mark[1]), choice.Question.Pattern == Matter, LabelsOf(choice))
            ),
        ]
    );

    /// <summary>The pairs of the marks of those answers; none when there are too many.</summary>
    /// <param name="word">Folded as <see cref="SearchGrams.Words"/> does.</param>
    public static int[] Meant(string word)
    {
        int[] pairs =
        [
            .. all
                .Value.Where(choice =>
                    choice.Labels.Any(label => choice.IsWhole ? label == word : label.Contains(word, StringComparison.Ordinal))
                )
                .Select(choice => choice.Pair),
        ];
        return pairs.Length > Most ? [] : pairs;
    }

    /// <summary>What the answer is called on the screens, folded.</summary>
    static string[] LabelsOf(PlanChoice choice) =>
        [
            .. Wording
                .Languages.Select(language =>
                    Wording.Texts.GetString($"{choice.Value.GetType().Name}.{choice.Value}", new CultureInfo(language.Culture))
                )
                .OfType<string>()
                .Select(SearchText.Fold),
        ];
}

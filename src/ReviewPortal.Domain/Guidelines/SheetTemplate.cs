using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>What proves an answer of the check sheet.</summary>
public enum EvidenceKind
{
    /// <summary>Nothing beside the answer.</summary>
    None,

    /// <summary>A page that everybody can open.</summary>
    PublicPage,

    /// <summary>A document of the provider's own, e.g. rules or a register.</summary>
    Document,

    /// <summary>Pictures of screens.</summary>
    Screens,
}

/// <summary>チェックシート（別紙）のひな形: the items that a provider goes through, versioned like the rules.</summary>
/// <param name="RuleSet">The edition of the guideline that it belongs to.</param>
/// <param name="Confirmed">False is shown as 要確認: the wording is this portal's own until the ministries give theirs.</param>
/// <param name="Documents">The documents that a plan needs, and when.</param>
public sealed record SheetTemplate(
    string Id,
    int Revision,
    string RuleSet,
    bool Confirmed,
    LocalText Title,
    IReadOnlyList<CheckSheetGroup> Groups,
    IReadOnlyList<NeededDocument> Documents
)
{
    public IEnumerable<CheckSheetItem> Items => Groups.SelectMany(group => group.Items);

    /// <summary>The documents that the plan needs as it stands. A missing answer asks for none.</summary>
    public IReadOnlyList<NeededDocument> DocumentsFor(UsePlan plan) => [.. Documents.Where(document => Holds(document.When, plan))];

    static bool Holds(NeededWhen when, UsePlan plan) =>
        when switch
        {
            NeededWhen.AsksForApi => plan.Apis is { Count: > 0 },
            NeededWhen.HoldsCertification => plan.Compliance?.Certifications is { Count: > 0 },
            NeededWhen.ShownToUser => Recipients(plan).Any(kind => kind is RecipientKind.User or RecipientKind.Proxy),
            _ => Recipients(plan).Any(kind => kind is not (RecipientKind.User or RecipientKind.Proxy)),
        };

    static IEnumerable<RecipientKind> Recipients(UsePlan plan) =>
        (plan.Functions ?? [])
            .SelectMany(function => function.Recipients ?? [])
            .Select(recipient => recipient.Kind)
            .OfType<RecipientKind>();

    /// <summary>How far the plan's sheet is filled in.</summary>
    public CheckSheetProgress ProgressOf(UsePlan plan)
    {
        var isApi = plan.Apis is { Count: > 0 };
        CheckSheetItem[] open = [.. Items.Where(item => item.AnswerOf(plan) is null || item.LacksReason(plan))];
        return new(
            Items.Count(),
            Items.Count() - open.Length,
            [.. open.Where(item => isApi && item.MandatoryForApi).Select(item => item.Id)]
        );
    }
}

/// <param name="Answered">Items that are answered, with a reason where they need one.</param>
/// <param name="OpenMandatory">Ids of items that a plan with an API still owes.</param>
public readonly record struct CheckSheetProgress(int Items, int Answered, IReadOnlyList<string> OpenMandatory);

public sealed record CheckSheetGroup(string Id, LocalText Title, IReadOnlyList<CheckSheetItem> Items);

/// <summary>One question of the sheet.</summary>
/// <param name="Id">What entries name; the rule that reads the answer has this id.</param>
/// <param name="Rules">The rules that the item serves.</param>
/// <param name="MandatoryForApi">Whoever connects to an API has to answer it.</param>
/// <param name="AnsweredBy">The question of the plan that is this item already; null where the sheet itself asks.</param>
public sealed record CheckSheetItem(
    string Id,
    IReadOnlyList<string> Rules,
    LocalText Text,
    LocalText Help,
    EvidenceKind Evidence,
    bool MandatoryForApi,
    string? AnsweredBy
)
{
    /// <summary>The entry of the plan's sheet, with its place; null when there is none.</summary>
    public (CheckSheetEntry Entry, int Index)? EntryOf(UsePlan plan)
    {
        for (var i = 0; i < (plan.CheckSheet?.Count ?? 0); i++)
        {
            if (plan.CheckSheet![i].Item == Id)
            {
                return (plan.CheckSheet[i], i);
            }
        }

        return null;
    }

    /// <summary>The answer, from the sheet or from the plan's own question; null while there is none.</summary>
    public CheckSheetAnswer? AnswerOf(UsePlan plan) =>
        AnsweredBy is null
            ? EntryOf(plan)?.Entry.Answer
            : PlanQuestions.Answer(plan, AnsweredBy) switch
            {
                true => CheckSheetAnswer.Yes,
                false => CheckSheetAnswer.No,
                _ => null,
            };

    /// <summary>該当なし needs a reason, and No a plan of what will be done.</summary>
    public bool LacksReason(UsePlan plan) =>
        AnsweredBy is null
        && EntryOf(plan)?.Entry is { Answer: CheckSheetAnswer.No or CheckSheetAnswer.NotApplicable } entry
        && string.IsNullOrWhiteSpace(entry.Reason);
}

/// <summary>When a document is needed.</summary>
public enum NeededWhen
{
    AsksForApi,
    HoldsCertification,
    ShownToUser,

    /// <summary>Somebody other than the user and a proxy receives something.</summary>
    ReceivedByOthers,
}

/// <summary>A document that a plan needs, the rule that it serves, and why it is asked for.</summary>
public sealed record NeededDocument(DocumentKind Kind, string Rule, LocalText Why, NeededWhen When);

using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Domain.Applications;

public sealed record ConditionTemplateKept(string Title, string Text) : Event, IInternal;

public sealed record ConditionTemplateRetired : Event, IInternal;

public sealed record ConditionTemplateRestored : Event, IInternal;

/// <summary>What a condition of the library says.</summary>
/// <param name="Title">By which officials find it.</param>
/// <param name="Text">The condition; may have <see cref="ConditionTemplate.Known"/> variables.</param>
/// <param name="Reason">Why it is made; likewise.</param>
/// <param name="Evidence">What shows that it is fulfilled; null where nothing is to be handed in.</param>
/// <param name="DueAfter">By when; null for a condition that holds for good.</param>
/// <param name="Rule">The rule at whose finding it is proposed; null where officials look for it themselves.</param>
public sealed record ConditionWording(
    string Title,
    string Text,
    string Reason,
    string? Evidence = null,
    DueAfterNotice? DueAfter = null,
    string? Rule = null
);

/// <summary>条件集: a condition that officials keep ready.</summary>
public sealed class ConditionTemplate : Aggregate
{
    public const int TitleMaxLength = 100;

    public const string Number = "受付番号";
    public const string Service = "サービス名";
    public const string Organization = "事業者名";

    /// <summary>The variables that a condition may have.</summary>
    public static IReadOnlyList<string> Known { get; } = [Number, Service, Organization];

    ConditionTemplate() { }

    public Guid Id { get; private init; }
    public ConditionWording Wording { get; private set; } = default!;

    /// <summary>It is kept, but no longer offered.</summary>
    public bool IsRetired { get; private set; }
    public string ChangedByName { get; private set; } = "";
    public DateTime ChangedAt { get; private set; }

    /// <exception cref="RuleBroken">As of <see cref="Change"/>.</exception>
    public static ConditionTemplate Write(ConditionWording wording, Act act)
    {
        ConditionTemplate kept = new() { Id = Guid.CreateVersion7(act.At) };
        kept.Change(wording, act);
        return kept;
    }

    /// <exception cref="RuleBroken">
    /// <c>not-allowed</c>, <c>condition-incomplete</c>, <c>text-too-long</c>, <c>template-unknown</c> (names the variables), <c>due-after</c>
    /// </exception>
    public void Change(ConditionWording wording, Act act)
    {
        RequireKeeper(act);
        Require(
            wording.Title.Trim().Length is > 0 and <= TitleMaxLength && wording.Text.Trim().Length > 0 && wording.Reason.Trim().Length > 0,
            "condition-incomplete"
        );
        string[] texts = [wording.Text, wording.Reason, wording.Evidence ?? ""];
        Require(texts.All(text => text.Length <= Application.TextMaxLength), "text-too-long", Application.TextMaxLength);
        var unknown = TemplateText.Unknown(string.Join('\n', texts), Known);
        Require(unknown.Count == 0, "template-unknown", string.Join(' ', unknown));
        Require(wording.DueAfter?.IsPossible != false, "due-after", DueAfterNotice.Longest);
        Wording = wording with
        {
            Title = wording.Title.Trim(),
            Text = wording.Text.Trim(),
            Reason = wording.Reason.Trim(),
            Evidence = Blank(wording.Evidence),
            Rule = Blank(wording.Rule),
        };
        Happen(new ConditionTemplateKept(Wording.Title, Wording.Text), act);
    }

    /// <exception cref="RuleBroken"><c>not-allowed</c>, <c>condition-retired</c></exception>
    public void Retire(Act act)
    {
        RequireKeeper(act);
        Require(!IsRetired, "condition-retired");
        IsRetired = true;
        Happen(new ConditionTemplateRetired(), act);
    }

    /// <exception cref="RuleBroken"><c>not-allowed</c>, <c>condition-not-retired</c></exception>
    public void Restore(Act act)
    {
        RequireKeeper(act);
        Require(IsRetired, "condition-not-retired");
        IsRetired = false;
        Happen(new ConditionTemplateRestored(), act);
    }

    /// <summary>The condition for one application, its variables filled.</summary>
    public DecisionCondition For(Application application, string organization)
    {
        Dictionary<string, string> values = new()
        {
            [Number] = application.Number ?? "",
            [Service] = application.ServiceName,
            [Organization] = organization,
        };
        return new(
            TemplateText.Fill(Wording.Text, values),
            TemplateText.Fill(Wording.Reason, values),
            Evidence: Wording.Evidence is { } evidence ? TemplateText.Fill(evidence, values) : null,
            DueAfter: Wording.DueAfter
        );
    }

    void Happen(Event what, Act act)
    {
        (ChangedByName, ChangedAt) = (act.Name, act.At);
        Record(what, act);
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    static void RequireKeeper(Act act) => Require(act.Is(Role.Legal) || act.Is(Role.Lead), "not-allowed");
}

using System.Globalization;
using System.Text.Json;
using FluentValidation;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>How the due day of a condition is given.</summary>
public enum ConditionDue
{
    None,
    Day,
    AfterNotice,
}

public sealed class ConditionForm
{
    public string Text { get; set; } = "";
    public string Reason { get; set; } = "";
    public string Evidence { get; set; } = "";
    public ConditionDue DueKind { get; set; }
    public string Due { get; set; } = "";
    public string After { get; set; } = "";
    public DueUnit Unit { get; set; } = DueUnit.Months;

    /// <summary>The period that was typed; null while it is none.</summary>
    public DueAfterNotice? Period =>
        int.TryParse(After.Normalize(System.Text.NormalizationForm.FormKC), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && new DueAfterNotice(number, Unit) is { IsPossible: true } period
            ? period
            : null;

    public static ConditionForm Of(DecisionCondition condition) =>
        new()
        {
            Text = condition.Text,
            Reason = condition.Reason,
            Evidence = condition.Evidence ?? "",
            DueKind =
                condition.DueOn is not null ? ConditionDue.Day
                : condition.DueAfter is not null ? ConditionDue.AfterNotice
                : ConditionDue.None,
            Due = condition.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            After = condition.DueAfter?.Number.ToString(CultureInfo.InvariantCulture) ?? "",
            Unit = condition.DueAfter?.Unit ?? DueUnit.Months,
        };

    public DecisionCondition ToCondition() =>
        new(
            Text.Trim(),
            Reason.Trim(),
            DueKind == ConditionDue.Day && JapaneseDate.TryParse(Due, out var due) ? due : null,
            string.IsNullOrWhiteSpace(Evidence) ? null : Evidence.Trim(),
            DueKind == ConditionDue.AfterNotice ? Period : null
        );
}

public sealed class ReasonForm
{
    public string Criterion { get; set; } = "";
    public string Facts { get; set; } = "";
    public string Why { get; set; } = "";

    /// <summary>The rule from whose finding it was assembled.</summary>
    public string? Rule { get; set; }
}

public sealed class RecommendationForm
{
    public DecisionOutcome? Outcome { get; set; }
    public UseType? UseType { get; set; }
    public string TypeReason { get; set; } = "";
    public Route? Route { get; set; }
    public string RouteReason { get; set; } = "";
    public string DespiteReason { get; set; } = "";
    public string Summary { get; set; } = "";
    public List<ConditionForm> Conditions { get; set; } = [];
    public List<ReasonForm> Reasons { get; set; } = [];

    /// <summary>The form as it stood when that was proposed.</summary>
    public static RecommendationForm Of(Proposal proposal) =>
        new()
        {
            Outcome = proposal.Outcome,
            UseType = proposal.UseType,
            TypeReason = proposal.TypeReason ?? "",
            Route = proposal.Route,
            RouteReason = proposal.RouteReason ?? "",
            DespiteReason = proposal.DespiteReason ?? "",
            Summary = proposal.Summary,
            Conditions = [.. proposal.Conditions.Select(ConditionForm.Of)],
            Reasons =
            [
                .. proposal.Reasons.Select(reason => new ReasonForm
                {
                    Criterion = reason.Criterion,
                    Facts = reason.Facts,
                    Why = reason.Why,
                    Rule = reason.Rule,
                }),
            ],
        };

    /// <summary>True where it proposes just that.</summary>
    public bool Proposes(Proposal proposal) =>
        Outcome is not null && UseType is not null && JsonSerializer.Serialize(ToProposal()) == JsonSerializer.Serialize(proposal);

    /// <summary>What the form proposes; call it when the form has no fault.</summary>
    public Proposal ToProposal() =>
        new(
            Outcome!.Value,
            UseType!.Value,
            Summary.Trim(),
            Outcome == DecisionOutcome.AcceptedWithConditions ? [.. Conditions.Select(condition => condition.ToCondition())] : [],
            Outcome == DecisionOutcome.Refused
                ?
                [
                    .. Reasons.Select(reason => new RefusalReason(
                        reason.Criterion.Trim(),
                        reason.Facts.Trim(),
                        reason.Why.Trim(),
                        reason.Rule
                    )),
                ]
                : [],
            string.IsNullOrWhiteSpace(TypeReason) ? null : TypeReason.Trim(),
            Route,
            string.IsNullOrWhiteSpace(RouteReason) ? null : RouteReason.Trim(),
            string.IsNullOrWhiteSpace(DespiteReason) ? null : DespiteReason.Trim()
        );
}

public sealed class RecommendationFormRules : AbstractValidator<RecommendationForm>
{
    /// <param name="words">The words of the faults.</param>
    /// <param name="proposed">The type that the rules propose.</param>
    /// <param name="proposedRoute">The route that they propose.</param>
    /// <param name="isOpposed">Something stands against accepting it.</param>
    /// <param name="today">In Japan.</param>
    public RecommendationFormRules(Wording words, UseType proposed, Route proposedRoute, bool isOpposed, DateOnly today)
    {
        When(
            form => form.Outcome is DecisionOutcome.Accepted or DecisionOutcome.AcceptedWithConditions,
            () =>
            {
                RuleFor(form => form.UseType).NotEqual(UseType.Undetermined).WithMessage(words["refusal.type-open"]);
                RuleFor(form => form.Route).NotEqual(Route.Undetermined).WithMessage(words["refusal.type-open"]);
                RuleFor(form => form.Route)
                    .Must(route => route is not (Route.OutOfScopeGuidance or Route.RefusalLikely))
                    .WithMessage(words["refusal.route-refuses"]);
                RuleFor(form => form.DespiteReason).NotEmpty().When(_ => isOpposed).WithMessage(words["refusal.despite-reason"]);
            }
        );
        RuleFor(form => form.Outcome).NotNull().WithMessage(words["recommend.choose-outcome"]);
        RuleFor(form => form.UseType).NotNull().WithMessage(words["recommend.choose-type"]);
        RuleFor(form => form.TypeReason)
            .NotEmpty()
            .When(form => form.UseType is { } type && type != proposed)
            .WithMessage(words["refusal.type-reason"]);
        RuleFor(form => form.Route).NotNull().WithMessage(words["recommend.choose-route"]);
        RuleFor(form => form.RouteReason)
            .NotEmpty()
            .When(form => form.Route is { } route && route != proposedRoute)
            .WithMessage(words["refusal.route-reason"]);
        RuleFor(form => form.Summary).IsText(words, words["refusal.summary-missing"]);
        When(
            form => form.Outcome == DecisionOutcome.AcceptedWithConditions,
            () =>
            {
                RuleFor(form => form.Conditions).NotEmpty().WithMessage(words["refusal.condition-missing"]);
                RuleForEach(form => form.Conditions).SetValidator(new ConditionFormRules(words, today));
            }
        );
        When(
            form => form.Outcome == DecisionOutcome.Refused,
            () =>
            {
                RuleFor(form => form.Reasons).NotEmpty().WithMessage(words["refusal.reason-missing"]);
                RuleForEach(form => form.Reasons)
                    .ChildRules(reason =>
                    {
                        reason.RuleFor(r => r.Criterion).IsText(words, words["refusal.reason-missing"]);
                        reason.RuleFor(r => r.Facts).IsText(words, words["refusal.reason-missing"]);
                        reason.RuleFor(r => r.Why).IsText(words, words["refusal.reason-missing"]);
                    });
            }
        );
    }
}

public sealed class ConditionFormRules : AbstractValidator<ConditionForm>
{
    public ConditionFormRules(Wording words, DateOnly today)
    {
        RuleFor(c => c.Text).IsText(words, words["refusal.condition-incomplete"]);
        RuleFor(c => c.Reason).IsText(words, words["refusal.condition-incomplete"]);
        RuleFor(c => c.Evidence).MaximumLength(Application.TextMaxLength).WithMessage(words["form.too-long", Application.TextMaxLength]);
        RuleFor(c => c.Due).IsDueDay(words, today, DueDay.LastToFulfil(today)).When(c => c.DueKind == ConditionDue.Day);
        RuleFor(c => c.After)
            .Must((form, _) => form.Period is not null)
            .When(c => c.DueKind == ConditionDue.AfterNotice)
            .WithMessage(words["refusal.due-after", DueAfterNotice.Longest]);
    }
}

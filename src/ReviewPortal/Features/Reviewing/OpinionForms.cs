using FluentValidation;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Features.Reviewing;

public sealed class ExpertForm
{
    public string Name { get; set; } = "";
    public string Email { get; set; } = "";
    public string Question { get; set; } = "";
}

public sealed class ExpertFormRules : AbstractValidator<ExpertForm>
{
    public ExpertFormRules(Wording words)
    {
        RuleFor(form => form.Name)
            .NotEmpty()
            .WithMessage(words["refusal.expert-name"])
            .MaximumLength(100)
            .WithMessage(words["form.too-long", 100]);
        RuleFor(form => form.Email)
            .NotEmpty()
            .WithMessage(words["refusal.expert-address"])
            .EmailAddress()
            .WithMessage(words["refusal.expert-address"]);
        RuleFor(form => form.Question).IsText(words, words["refusal.opinion-question"]);
    }
}

public sealed class ConflictForm
{
    public HashSet<ConditionRef> Sides { get; } = [];
    public string Why { get; set; } = "";
}

public sealed class ConflictFormRules : AbstractValidator<ConflictForm>
{
    public ConflictFormRules(Wording words, Application application)
    {
        RuleFor(form => form.Sides)
            .Must(sides =>
                sides.Select(side => application.Consultations.Single(c => c.Id == side.Consultation).Ministry).Distinct().Count() > 1
            )
            .WithMessage(words["refusal.conflict-two"]);
        RuleFor(form => form.Why).IsText(words, words["form.write-reason"]);
    }
}

public sealed class SettleForm
{
    public HashSet<ConditionRef> Keeps { get; } = [];
    public string Settlement { get; set; } = "";
}

public sealed class SettleFormRules : AbstractValidator<SettleForm>
{
    public SettleFormRules(Wording words) => RuleFor(form => form.Settlement).IsText(words, words["form.write-reason"]);
}

/// <summary>What can be in conflict, in words.</summary>
static class Sides
{
    /// <summary>Every answer that says more than nothing, each of its conditions first.</summary>
    public static IEnumerable<(ConditionRef Side, string Text)> Of(Application application, Wording words) =>
        application
            .Consultations.Where(c => c.Stance is not null)
            .OrderBy(c => c.Ministry)
            .SelectMany(c =>
                Enumerable
                    .Range(0, c.Conditions.Count)
                    .Select(i => new ConditionRef(c.Id, i))
                    .Append(new(c.Id, null))
                    .Select(side => (side, Say(application, side, words)))
            );

    public static string Say(Application application, ConditionRef side, Wording words)
    {
        var consultation = application.Consultations.Single(c => c.Id == side.Consultation);
        return words[
            "conflict.side",
            words.Of(consultation.Ministry),
            side.Condition is { } place ? consultation.Conditions[place] : words["conflict.whole", consultation.Stance!]
        ];
    }
}

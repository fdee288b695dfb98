using FluentValidation;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

// What officials type, before it is an argument of the domain. Each form has its rules beside it; a property's name is the end of its
// control's id, so that a fault leads to its field.

/// <summary>補正依頼: one item as it is written.</summary>
public sealed class CorrectionItemForm
{
    /// <summary>Under this its text is kept until the request is sent.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public string Path { get; set; } = "";
    public string Text { get; set; } = "";
    public string? Rule { get; set; }

    /// <summary>The answers that the rules behind it used, when there are several to choose among.</summary>
    public IReadOnlyList<string> Paths { get; set; } = [];
}

public sealed class CorrectionForm
{
    public List<CorrectionItemForm> Items { get; set; } = [new()];
    public string Due { get; set; } = "";
}

public sealed class CorrectionFormRules : AbstractValidator<CorrectionForm>
{
    public CorrectionFormRules(Wording words, DateOnly today)
    {
        RuleFor(form => form.Items).NotEmpty().WithMessage(words["refusal.correction-empty"]);
        RuleForEach(form => form.Items)
            .ChildRules(item =>
            {
                item.RuleFor(i => i.Path).NotEmpty().WithMessage(words["correction.choose-field"]);
                item.RuleFor(i => i.Text)
                    .NotEmpty()
                    .WithMessage(words["refusal.correction-text"])
                    .MaximumLength(Application.TextMaxLength)
                    .WithMessage(words["form.too-long", Application.TextMaxLength]);
            });
        RuleFor(form => form.Items)
            .Must(items => items.Where(i => i.Path.Length > 0).DistinctBy(i => i.Path).Count() == items.Count(i => i.Path.Length > 0))
            .WithMessage(words["refusal.correction-double"]);
        RuleFor(form => form.Due).IsDueDay(words, today);
    }
}

public sealed class InquiryForm
{
    public string Question { get; set; } = "";
    public string Due { get; set; } = "";
}

public sealed class InquiryFormRules : AbstractValidator<InquiryForm>
{
    public InquiryFormRules(Wording words, DateOnly today)
    {
        RuleFor(form => form.Question).IsText(words, words["refusal.inquiry-question"]);
        RuleFor(form => form.Due).IsDueDay(words, today);
    }
}

public sealed class OpinionRequestForm
{
    public HashSet<Ministry> Ministries { get; } = [];
    public string Question { get; set; } = "";
    public string Due { get; set; } = "";
}

public sealed class OpinionRequestFormRules : AbstractValidator<OpinionRequestForm>
{
    public OpinionRequestFormRules(Wording words, DateOnly today)
    {
        RuleFor(form => form.Ministries).NotEmpty().WithMessage(words["refusal.opinion-nobody"]);
        RuleFor(form => form.Question).IsText(words, words["refusal.opinion-question"]);
        RuleFor(form => form.Due).IsDueDay(words, today);
    }
}

public sealed class OpinionForm
{
    public Stance? Stance { get; set; }
    public string Text { get; set; } = "";

    /// <summary>One condition a line.</summary>
    public string Conditions { get; set; } = "";

    /// <summary>What the ministry asks in turn.</summary>
    public string Questions { get; set; } = "";

    public IReadOnlyList<string> ConditionLines =>
        Stance == Domain.Applications.Stance.Conditional
            ? Conditions.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];
}

public sealed class OpinionFormRules : AbstractValidator<OpinionForm>
{
    public OpinionFormRules(Wording words)
    {
        RuleFor(form => form.Stance).NotNull().WithMessage(words["opinion.choose"]);
        RuleFor(form => form.Text)
            .NotEmpty()
            .When(form => form.Stance is Stance.Conditional or Stance.Objection)
            .WithMessage(words["refusal.opinion-text"]);
        RuleFor(form => form.Text).MaximumLength(Application.TextMaxLength).WithMessage(words["form.too-long", Application.TextMaxLength]);
        RuleFor(form => form.Questions)
            .MaximumLength(Application.TextMaxLength)
            .WithMessage(words["form.too-long", Application.TextMaxLength]);
        RuleFor(form => form.Conditions)
            .NotEmpty()
            .When(form => form.Stance == Stance.Conditional)
            .WithMessage(words["refusal.opinion-conditions"]);
    }
}

static class CommonRules
{
    public static IRuleBuilderOptions<T, string> IsText<T>(this IRuleBuilder<T, string> rule, Wording words, string missing) =>
        rule.NotEmpty()
            .WithMessage(missing)
            .MaximumLength(Application.TextMaxLength)
            .WithMessage(words["form.too-long", Application.TextMaxLength]);

    /// <param name="last">The last day that can be given; null for that of an answer.</param>
    public static IRuleBuilderOptions<T, string> IsDueDay<T>(
        this IRuleBuilder<T, string> rule,
        Wording words,
        DateOnly today,
        DateOnly? last = null
    ) =>
        rule.Must(text => JapaneseDate.TryParse(text, out _))
            .WithMessage(words["form.no-date"])
            .Must(text => !JapaneseDate.TryParse(text, out var day) || day > today)
            .WithMessage(words["refusal.due-past"])
            .Must(text => !JapaneseDate.TryParse(text, out var day) || day <= (last ?? DueDay.LastToAnswer(today)))
            .WithMessage(words["refusal.due-far", last ?? DueDay.LastToAnswer(today)]);
}

using ReviewPortal.Domain.Time;

namespace ReviewPortal.Domain.Applications;

/// <summary>Corrections that go on: asked again, and given more time.</summary>
public sealed partial class Application
{
    /// <summary>The applicant asks for a later due day of the open correction.</summary>
    /// <exception cref="RuleBroken"><c>extension-open</c>, <c>extension-later</c>, <c>due-far</c>, <c>reason-missing</c></exception>
    public void RequestExtension(DateOnly dueOn, string reason, Act act)
    {
        var move = Permit(ApplicationAction.RequestExtension, act);
        var correction = OpenCorrection!;
        Require(correction.OpenExtension is null, "extension-open");
        Require(dueOn > correction.DueOn && dueOn > JapaneseDate.On(act.At), "extension-later", correction.DueOn);
        RequireNear(dueOn, JapaneseDate.On(act.At));
        var why = Written(reason, "reason-missing");
        correction.Extensions = [.. correction.Extensions, new(dueOn, why, act.By, act.Name, act.At)];
        Go(move, new ExtensionRequested(correction.Id, dueOn, why), act);
        DraftSavedAt = act.At;
    }

    /// <summary>An official agrees, and the due day moves; or refuses with a reason, and it stays.</summary>
    /// <exception cref="RuleBroken"><c>extension-none</c>, <c>reason-missing</c>, <c>due-past</c></exception>
    public void AnswerExtension(bool agrees, string reason, Act act)
    {
        var move = Permit(ApplicationAction.AnswerExtension, act);
        var correction = OpenCorrection!;
        Require(correction.OpenExtension is not null, "extension-none");
        Require(agrees || reason.Trim().Length > 0, "reason-missing");
        var asked = correction.OpenExtension!;
        Require(!agrees || asked.DueOn > JapaneseDate.On(act.At), "due-past");
        var answered = asked with
        {
            Agreed = agrees,
            RefusedBecause = agrees ? null : reason.Trim(),
            AnsweredByName = act.Name,
            AnsweredAt = act.At,
        };
        correction.Extensions = [.. correction.Extensions.Select(one => one.IsOpen ? answered : one)];
        correction.DueOn = agrees ? asked.DueOn : correction.DueOn;
        Go(
            move,
            agrees ? new ExtensionAgreed(correction.Id, asked.DueOn) : new ExtensionRefused(correction.Id, correction.DueOn, reason.Trim()),
            act
        );
    }

    // Whoever asks about a field whose last answer was neither accepted nor taken up asks again: the new item names the old request.
    Guid? AskAgain(string path)
    {
        var before = corrections
            .Where(c => !c.IsOpen && c.Items.Any(item => item.Path == path && !item.IsSettled))
            .OrderBy(c => c.RequestedAt)
            .ToList();
        foreach (var correction in before)
        {
            correction.Items =
            [
                .. correction.Items.Select(item => item.Path == path && !item.IsSettled ? item with { IsAskedAgain = true } : item),
            ];
        }

        return before.LastOrDefault()?.Id;
    }
}

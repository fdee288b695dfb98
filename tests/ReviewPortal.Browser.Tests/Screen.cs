using System.Text;
using Microsoft.Playwright;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal;

/// <summary>What stands on the screens, in Japanese, and how the questions of a plan are found by what is written there.</summary>
public static class Screen
{
    public static Wording Words { get; } = new();

    /// <summary>A document to attach; each name gives another content.</summary>
    public static FilePayload Pdf(string name) =>
        new()
        {
            Name = $"{name}.pdf",
            MimeType = "application/pdf",
            Buffer = Encoding.UTF8.GetBytes($"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Lang ({name}) >>\nendobj\n%%EOF\n"),
        };

    /// <summary>Answers a question of the form as a person does: looks for the part, the entry and the question by their names.</summary>
    /// <param name="form">The page, or the part of it where the question stands alone.</param>
    /// <param name="path">The question, e.g. <c>functions[0].recipients[0].kind</c>.</param>
    /// <param name="answer">Text; はい or いいえ; the words of a choice; several choices with 、 between them.</param>
    public static async Task AnswerAsync(this ILocator form, string path, string answer)
    {
        var question = PlanQuestions.Find(path)!;
        await form.Page.ToStepAsync(PlanSteps.Of(path));
        var place = path[..^question.Name.Length].TrimEnd('.') is { Length: > 0 } parent ? Inside(form, parent) : form;
        var control = Control(place, path);
        switch (question.Kind)
        {
            case AnswerKind.YesNo or AnswerKind.Choice when await control.EvaluateAsync<string>("e => e.tagName") == "FIELDSET":
                await control.GetByRole(AriaRole.Radio, new() { Name = answer, Exact = true }).CheckAsync();
                break;
            case AnswerKind.Choice:
                await control.SelectOptionAsync(new SelectOptionValue { Label = answer });
                break;
            case AnswerKind.Choices:
                foreach (var choice in answer.Split('、'))
                {
                    await control.GetByRole(AriaRole.Checkbox, new() { Name = choice, Exact = true }).CheckAsync();
                }

                break;
            default:
                await control.FillAsync(answer);
                await control.BlurAsync();
                break;
        }
    }

    /// <summary>Opens a step of the form by its link, unless it is open or the page has no steps.</summary>
    public static async Task ToStepAsync(this IPage page, PlanStep step)
    {
        var steps = page.GetByRole(AriaRole.Navigation, new() { Name = Words["apply.parts"], Exact = true });
        if (await steps.CountAsync() == 0)
        {
            return;
        }

        var link = steps.GetByRole(AriaRole.Link).Filter(new() { Has = page.GetByText(Words.Of(step), new() { Exact = true }) });
        if (await link.GetAttributeAsync("aria-current") is null)
        {
            await link.ClickAsync();
            await Assertions.Expect(link).ToHaveAttributeAsync("aria-current", "step");
            await Assertions.Expect(page.Locator("#step-title")).ToBeFocusedAsync();
        }
    }

    /// <summary>The control, or group of controls, of a question.</summary>
    public static ILocator Control(ILocator place, string path) =>
        place
            .GetByLabel(Name(path), new() { Exact = true })
            .Or(place.GetByRole(AriaRole.Group, new() { Name = Name(path), Exact = true }))
            .First;

    /// <summary>The part, group or list entry at a path.</summary>
    public static ILocator Inside(ILocator form, string path)
    {
        var place = form;
        var walked = "";
        foreach (var step in PlanPath.Split(path))
        {
            if (step is int index)
            {
                place = place.GetByRole(AriaRole.Region, new() { Name = Words.Entry(walked, index), Exact = true });
                walked = PlanPath.Entry(walked, index);
                continue;
            }

            walked = PlanPath.Join(walked, (string)step);
            if (!walked.Contains('.', StringComparison.Ordinal))
            {
                place = place.GetByRole(AriaRole.Region, new() { Name = Words.Question(walked), Exact = true });
            }
            else if (PlanQuestions.Find(walked)?.Kind == AnswerKind.Group)
            {
                place = place.GetByRole(AriaRole.Group, new() { Name = Words.Question(walked), Exact = true });
            }
        }

        return place;
    }

    static string Name(string path) =>
        $"{Words.Question(path)} {Words[PlanCompleteness.IsRequired(path) ? "form.required" : "form.optional"]}";
}

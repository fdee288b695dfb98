using System.Text.Json.Nodes;
using Microsoft.Playwright;
using ReviewPortal.Data.Seed;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell.Plans;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>A plan from the first question to its filing by somebody who has no mouse: Tab, arrows, space, Enter and letters.</summary>
public class ByKeyboard(Stage stage)
{
    const int MostKeys = 400;

    static readonly PlanDraft Plan = Read();

    static Wording Words => Screen.Words;

    sealed record Focused(
        string Tag,
        string Type,
        string Path,
        string Value,
        bool Checked,
        string List,
        int Entries,
        string Text,
        string Id
    );

    [Fact]
    public Task Alone_a_plan_is_written_and_filed() =>
        stage.PlayAsync(async scene =>
        {
            var rep = await scene.SignInAsync("rep");
            await rep.Page.GotoAsync("/applications");
            await Expect(rep.Heading).ToBeFocusedAsync();
            await rep.Button("mine.new").FocusAsync();
            await rep.Page.Keyboard.PressAsync("Enter");
            await Expect(rep.Heading).ToHaveTextAsync(Words["apply.title"]);
            await Expect(rep.Heading).ToBeFocusedAsync();

            foreach (
                var next in new[]
                {
                    PlanStep.Data,
                    PlanStep.Functions,
                    PlanStep.Recipients,
                    PlanStep.Compliance,
                    PlanStep.Documents,
                    PlanStep.Contacts,
                    PlanStep.Summary,
                }
            )
            {
                await WriteStepAsync(rep.Page, Words["step.next", Words.Of(next)]);
                await Expect(rep.Page.Locator("#step-title")).ToHaveTextAsync(Words.Of(next));
                await Expect(rep.Page.Locator("#step-title")).ToBeFocusedAsync();
            }

            // What the recipients of a function give rise to is asked among the functions: once more through them.
            await rep.Page.Keyboard.PressAsync("Shift+Tab");
            while (
                (await FocusedAsync(rep.Page)).Text is var text && !text.Contains(Words.Of(PlanStep.Functions), StringComparison.Ordinal)
            )
            {
                await rep.Page.Keyboard.PressAsync("Shift+Tab");
            }

            await rep.Page.Keyboard.PressAsync("Enter");
            foreach (
                var next in new[] { PlanStep.Recipients, PlanStep.Compliance, PlanStep.Documents, PlanStep.Contacts, PlanStep.Summary }
            )
            {
                await Expect(rep.Page.Locator("#step-title")).ToBeFocusedAsync();
                await WriteStepAsync(rep.Page, Words["step.next", Words.Of(next)]);
                await Expect(rep.Page.Locator("#step-title")).ToHaveTextAsync(Words.Of(next));
            }

            await Expect(rep.Page.Locator("#step-title")).ToBeFocusedAsync();
            await Expect(rep.Page.GetByText(Words["summary.nothing-open"])).ToBeVisibleAsync();
            await WriteStepAsync(rep.Page, Words["apply.submit"]);
            await Expect(rep.Dialog).ToBeVisibleAsync();
            // The button behind it has the same name.
            await Expect(rep.Dialog.Locator(":focus")).ToHaveCountAsync(1);
            await ToAsync(rep.Page, Words["apply.submit"]);
            await rep.Page.Keyboard.PressAsync("Enter");
            await Expect(rep.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/applications/[0-9a-f-]{36}$"));
            await Expect(rep.Page.GetByText(Words["mine.state.Arrived"])).ToBeVisibleAsync();
        });

    /// <summary>Goes through the step with Tab, answers what is asked, and presses Enter on the link or button of that name.</summary>
    static async Task WriteStepAsync(IPage page, string next)
    {
        for (var keys = 0; keys < MostKeys; keys++)
        {
            await page.Keyboard.PressAsync("Tab");
            var at = await FocusedAsync(page);
            if (at.Text == next)
            {
                await page.Keyboard.PressAsync("Enter");
                return;
            }

            await AnswerAsync(page, at);
            // What was answered may raise a question right behind: it is there once the answer is stored.
            await Expect(page.Locator("html[data-unsent]")).ToHaveCountAsync(0);
        }

        Assert.Fail($"「{next}」 was not reached.");
    }

    static async Task AnswerAsync(IPage page, Focused at)
    {
        var wanted = at.Path.Length > 0 ? PlanDraft.TextOf(Plan.Get(at.Path)) : "";
        switch (at)
        {
            case { Id: "terms-accepted", Checked: false }:
                await page.Keyboard.PressAsync("Space");
                break;
            case { Tag: "BUTTON", List.Length: > 0 } when at.Text == AddText(at.List) && at.Entries < Plan.Count(at.List):
                await page.Keyboard.PressAsync("Enter");
                await Expect(page.Locator($"#{PlanWords.FieldId(PlanPath.Entry(at.List, at.Entries))}")).ToBeFocusedAsync();
                break;
            case { Tag: "INPUT", Type: "checkbox", Path: "", List.Length: > 0, Checked: false }
                when Plan.Get(at.List) is JsonArray { Count: 0 }:
                await page.Keyboard.PressAsync("Space");
                await Expect(page.Locator("input:focus")).ToBeCheckedAsync();
                break;
            case { Type: "file" } when await page.Locator(".document-kind:has(input:focus):has(.document-wanted)").CountAsync() > 0:
                await AttachAsync(page);
                break;
            case { Path: "" }:
                break;
            case { Tag: "SELECT" } when at.Value != wanted:
                await ChooseAsync(page, at, wanted);
                break;
            case { Type: "radio" } when wanted.Length > 0 && (at.Value != wanted || !at.Checked):
                await PickAsync(page, wanted);
                break;
            case { Type: "checkbox" } when at.Checked != wanted.Split(',').Contains(at.Value):
                await page.Keyboard.PressAsync("Space");
                break;
            case { Type: "radio" or "checkbox" }:
                break;
            case { Tag: "INPUT" or "TEXTAREA" } when at.Value != wanted:
                await page.Keyboard.PressAsync("Control+A");
                await page.Keyboard.InsertTextAsync(wanted);
                break;
            default:
                break;
        }
    }

    // Space opens the chooser of files, which is the browser's own.
    static async Task AttachAsync(IPage page)
    {
        var section = page.Locator(".document-kind:has(input:focus)");
        var name = await section.GetByRole(AriaRole.Heading).InnerTextAsync();
        for (var tried = 1; ; tried++)
        {
            try
            {
                var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Keyboard.PressAsync("Space"), new() { Timeout = 4_000 });
                await chooser.SetFilesAsync(Screen.Pdf(name));
                break;
            }
            catch (TimeoutException) when (tried < 3)
            {
                // The browser opens none in the moment in which another upload draws the list anew; a person presses once more.
            }
        }

        await Expect(page.GetByText($"{name}.pdf", new() { Exact = true })).ToBeVisibleAsync();
    }

    // Space takes the radio button that has the focus, the arrow the next one.
    static async Task PickAsync(IPage page, string wanted)
    {
        await page.Keyboard.PressAsync("Space");
        for (var i = 0; i < 12 && await FocusedAsync(page) is var at && (at.Value != wanted || !at.Checked); i++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }
    }

    static async Task ChooseAsync(IPage page, Focused at, string wanted)
    {
        for (var i = 0; i < 40 && (await FocusedAsync(page)).Value != wanted; i++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Equal((at.Path, wanted), (at.Path, (await FocusedAsync(page)).Value));
    }

    static async Task ToAsync(IPage page, string name)
    {
        for (var i = 0; i < 20 && (await FocusedAsync(page)).Text != name; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }
    }

    static string AddText(string list) => Words[$"plan.add.{PlanQuestions.PatternOf(list).Replace("[]", "", StringComparison.Ordinal)}"];

    static async Task<Focused> FocusedAsync(IPage page)
    {
        var told = await page.EvaluateAsync<string[]>(
            """
            () => {
                const at = document.activeElement;
                const list = at.closest('.plan-list');
                return [at.tagName, at.type ?? '', at.closest('[data-path]')?.dataset.path ?? '', at.value ?? '', String(!!at.checked),
                    list?.id ?? '', String(list ? list.querySelectorAll(':scope > .plan-entry').length : 0), at.textContent.trim(), at.id];
            }
            """
        );
        return new(
            told[0],
            told[1],
            told[2],
            told[3],
            told[4] == "true",
            Lists.GetValueOrDefault(told[5], ""),
            int.Parse(told[6], System.Globalization.CultureInfo.InvariantCulture),
            told[7],
            told[8]
        );
    }

    // The paths of the plan's lists by the ids that they have on the page.
    static readonly Dictionary<string, string> Lists = PlanCompleteness
        .Asked(PlanJson.Read(Plan.Json).Plan!)
        .Where(path => PlanQuestions.Find(path)!.Kind == AnswerKind.List)
        .ToDictionary(PlanWords.FieldId);

    static PlanDraft Read()
    {
        using var reader = new StreamReader(typeof(DemoSeed).Assembly.GetManifestResourceStream("Demo/vaccination.json")!);
        var plan = PlanDraft.Parse(reader.ReadToEnd());
        plan.Set("filing.kind", "New");
        plan.Set("service.name", "キーボードだけで書いた企画");
        return plan;
    }
}

using System.Text;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Plans;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>WCAG 2.2 A and AA as far as a machine can tell, the keyboard, and narrow screens.</summary>
public class Accessibility(Stage stage)
{
    const string Issued = "デモ接種歴ノート";
    const string InReview = "デモ入会健診オンライン";
    const string Correcting = "デモ母子接種手帳";
    const string Recommended = "デモ腎機能みらい";
    const string Arrived = "デモからだ便り";
    const string Draft = "デモ体重日記";

    static readonly AxeRunOptions Levels = new() { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa") };

    static Wording Words => Screen.Words;

    [Fact]
    public Task The_judge_finds_what_is_wrong() =>
        stage.PlayAsync(async scene =>
        {
            var visitor = await scene.VisitorAsync();
            await visitor.Page.GotoAsync("/");
            await visitor.Page.EvaluateAsync("document.querySelector('main').append(new Image(), document.createElement('button'))");

            var found = await visitor.Page.RunAxe(Levels);

            Assert.Equal(["button-name", "image-alt"], found.Violations.Select(violation => violation.Id).Order());
        });

    [Fact]
    public Task A_script_that_the_policy_forbids_is_heard_of() =>
        stage.PlayAsync(async scene =>
        {
            var visitor = await scene.VisitorAsync();
            await visitor.Page.GotoAsync("/");
            var heard = visitor.Page.WaitForConsoleMessageAsync();
            await visitor.Page.EvaluateAsync(
                "document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = 1' }))"
            );
            await heard;

            Assert.Contains("Content Security Policy", Assert.Single(visitor.Complaints), StringComparison.Ordinal);
            visitor.Expects("Content Security Policy");
        });

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public Task Public_pages(ColorScheme colours) =>
        stage.PlayAsync(async scene =>
        {
            var visitor = await scene.VisitorAsync();
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            visitor.Expects("404");
            visitor.Expects("403");
            visitor.Expects("400");
            var found = new Faults();
            foreach (
                var address in new[]
                {
                    "/",
                    "/register?asOf=2026-02-28",
                    "/register?asOf=2026-02-30",
                    "/register?asOf=2026-01-01",
                    "/criteria",
                    "/self-check",
                    "/account/login",
                    "/account/denied",
                    "/nowhere",
                }
            )
            {
                await found.LookAsync(visitor, address);
            }

            await visitor.Page.GotoAsync(Links.SignIn());
            await visitor.SignInAsync("", "");
            await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await found.LookAsync(visitor);
            found.ShouldBeNone();
        });

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public Task Applicants_pages(ColorScheme colours) =>
        stage.PlayAsync(async scene =>
        {
            var found = new Faults();
            var rep = await scene.SignInAsync("rep");
            await rep.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await found.LookAsync(rep, "/home");
            await found.LookAsync(rep, "/applications");
            await found.LookAsync(rep, "/applications/new");
            await found.LookAsync(rep, $"/applications/{await IdAsync(Issued)}");
            await found.LookAsync(rep, $"/applications/{await IdAsync(InReview)}");
            await found.LookAsync(rep, "/account/password");
            await found.LookAsync(rep, "/account/two-factor");

            await Database.AttachAsync(stage.Portal.DataFolder, await IdAsync(Draft));
            foreach (var step in Enum.GetValues<PlanStep>())
            {
                await found.LookAsync(rep, Links.Plan(new(await IdAsync(Draft)), step));
            }

            await rep.Page.GotoAsync(Links.Plan(new(await IdAsync(Draft)), PlanStep.Summary));

            await rep.Page.GetByRole(AriaRole.Checkbox, new() { Name = Words["terms.accept"] }).CheckAsync();
            await rep.Button("apply.submit").ClickAsync();
            await found.LookAtDialogAsync(rep, "apply.submit");

            await rep.Page.GotoAsync("/applications");
            await rep.Button("mine.new").ClickAsync();
            await Expect(rep.Heading).ToHaveTextAsync(Words["apply.title"]);
            await rep.Page.ToStepAsync(PlanStep.Functions);
            await rep.Button("plan.add.functions").ClickAsync();
            await rep.Page.ToStepAsync(PlanStep.Summary);
            await rep.Button("apply.submit").ClickAsync();
            await Expect(rep.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
            await found.LookAsync(rep);

            var rep2 = await scene.SignInAsync("rep2");
            await rep2.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await found.LookAsync(rep2, $"/applications/{await IdAsync(Correcting)}");
            await rep2.Page.GotoAsync($"/applications/{await IdAsync(Correcting)}/plan");
            await rep2.Button("apply.resubmit").ClickAsync();
            await Expect(rep2.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await found.LookAsync(rep2);
            await rep2.Page.GotoAsync($"/applications/{await IdAsync(Correcting)}");
            await rep2.Button("mine.withdraw").ClickAsync();
            await found.LookAtDialogAsync(rep2, "mine.withdraw");
            found.ShouldBeNone();
        });

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public Task Officials_pages_and_dialogs(ColorScheme colours) =>
        stage.PlayAsync(async scene =>
        {
            var found = new Faults();
            var lead = await scene.SignInAsync("lead");
            await lead.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await found.LookAsync(lead, "/home");
            await found.LookAsync(lead, "/cases");
            await found.LookAsync(lead, "/cases?columns=Flags.Asked.Changed&flag=MedLaw");
            await found.LookAsync(lead, "/cases/labels");
            await found.LookAsync(lead, "/delegations");
            await found.LookAsync(lead, Links.Letters());
            await found.LookAsync(lead, Links.LetterTemplate(LetterKind.AcceptedWithConditions));
            await found.LookAsync(lead, Links.Conditions());
            await found.LookAsync(lead, Links.Statistics());
            await found.LookAsync(lead, $"/cases/{await IdAsync(Issued)}?tab=precedents");
            var id = await IdAsync(InReview);
            foreach (
                var tab in new[]
                {
                    "findings",
                    "plan",
                    "form",
                    "review",
                    "corrections",
                    "opinions",
                    "conditions",
                    "decision",
                    "applicant",
                    "timeline",
                }
            )
            {
                await found.LookAsync(lead, $"/cases/{id}?tab={tab}");
            }

            await found.LookAsync(lead, $"/cases/{await IdAsync(Correcting)}?tab=corrections");
            await found.LookAsync(lead, $"/cases/{await IdAsync(Recommended)}?tab=decision");
            await found.LookAsync(lead, $"/cases/{await IdAsync(Issued)}?tab=decision");

            await lead.Page.GotoAsync($"/cases/{id}");
            foreach (var action in new[] { ApplicationAction.Assign, ApplicationAction.RequestOpinion, ApplicationAction.InviteExpert })
            {
                await lead.Button($"action.{action}").ClickAsync();
                await found.LookAtDialogAsync(lead);
            }

            await lead.Button("action.RequestCorrection").ClickAsync();
            await lead.Dialog.GetByRole(AriaRole.Button, new() { Name = Words["correction.send"] }).ClickAsync();
            await found.LookAtDialogAsync(lead);

            foreach (var outcome in Enum.GetValues<DecisionOutcome>())
            {
                await lead.Page.GotoAsync($"/cases/{id}/recommendation");
                await lead.Page.GetByRole(AriaRole.Radio, new() { Name = Words.Of(outcome), Exact = true }).CheckAsync();
                await lead.Button("recommend.send").ClickAsync();
                await Expect(lead.Page.Locator(".error-summary")).ToBeVisibleAsync();
                await found.LookAsync(lead, null);
            }

            var ministry = await scene.SignInAsync("reviewer-mhlw");
            await ministry.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await ministry.Page.GotoAsync($"/cases/{id}?tab=opinions");
            await ministry.Button("action.GiveOpinion").ClickAsync();
            await ministry.Dialog.GetByRole(AriaRole.Radio, new() { Name = Words.Of(Stance.Conditional), Exact = true }).CheckAsync();
            await found.LookAtDialogAsync(ministry);

            var intake = await scene.SignInAsync("intake");
            await intake.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await intake.Page.GotoAsync($"/cases/{await IdAsync(Arrived)}");
            await intake.Button("action.AcceptFormCheck").ClickAsync();
            await found.LookAtDialogAsync(intake);
            found.ShouldBeNone();
        });

    [Fact]
    public Task The_focus_is_always_seen() =>
        stage.PlayAsync(async scene =>
        {
            var visitor = await scene.VisitorAsync();
            await visitor.Page.GotoAsync(Links.SignIn());
            await TabThroughAsync(visitor, atLeast: 8);
            await visitor.Page.AddStyleTagAsync(
                new() { Content = "#main :focus-visible:focus-visible:focus-visible { outline: none !important }" }
            );
            Assert.NotNull(await UnseenFocusAsync(visitor));

            var rep = await scene.SignInAsync("rep");
            await rep.Page.GotoAsync($"/applications/{await IdAsync(Draft)}/plan");
            // A page that opens puts the focus on its heading; a tab pressed before that would be undone.
            await Expect(rep.Heading).ToBeFocusedAsync();
            await TabThroughAsync(rep, atLeast: 12);
            // By then the focus has left the steps, and goes through the questions; then on to what stands beside them.
            Assert.True(await rep.Page.EvaluateAsync<bool>("document.activeElement.closest('[data-path]') !== null"));
            await TabThroughAsync(rep, atLeast: 18);
        });

    [Fact]
    public Task The_skip_link_leads_past_the_menu() =>
        stage.PlayAsync(async scene =>
        {
            var rep = await scene.SignInAsync("rep");
            await rep.Page.GotoAsync("/applications");
            await Expect(rep.Heading).ToBeFocusedAsync();
            await rep.Link(Words["shell.skip"]).FocusAsync();
            await rep.Page.Keyboard.PressAsync("Enter");
            await Expect(rep.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        });

    [Fact]
    public Task A_dialog_holds_the_focus_and_gives_it_back() =>
        stage.PlayAsync(async scene =>
        {
            var lead = await scene.SignInAsync("lead");
            await lead.Page.GotoAsync($"/cases/{await IdAsync(InReview)}");
            await Expect(lead.Heading).ToBeFocusedAsync();
            var opener = lead.Button("action.RequestOpinion");
            await opener.FocusAsync();
            await lead.Page.Keyboard.PressAsync("Enter");
            await Expect(lead.Dialog).ToBeVisibleAsync();
            await Expect(lead.Page.Locator("[role=dialog] :focus, [role=dialog]:focus")).ToHaveCountAsync(1);
            for (var i = 0; i < 20; i++)
            {
                await lead.Page.Keyboard.PressAsync("Tab");
                // The trap is moved on by the server: the focus may pass its edge for a moment.
                await Expect(lead.Page.Locator(".mud-dialog-container :focus")).ToHaveCountAsync(1);
            }

            await lead.Page.Keyboard.PressAsync("Escape");
            await Expect(lead.Dialog).ToHaveCountAsync(0);
            await Expect(opener).ToBeFocusedAsync();
        });

    [Fact]
    public Task Nothing_runs_off_a_narrow_screen() =>
        stage.PlayAsync(async scene =>
        {
            var narrow = await scene.VisitorAsync(width: 320);
            narrow.Expects("404");
            foreach (var address in new[] { "/", "/register?asOf=2026-02-28", "/criteria", "/account/login", "/nowhere" })
            {
                await narrow.Page.GotoAsync(address);
                await ShouldFitAsync(narrow);
            }

            var rep = await scene.SignInAsync("rep", width: 320);
            foreach (
                var address in new[]
                {
                    "/home",
                    "/applications",
                    $"/applications/{await IdAsync(Draft)}/plan",
                    $"/applications/{await IdAsync(Draft)}/plan?step=functions",
                    $"/applications/{await IdAsync(Draft)}/plan?step=summary",
                    $"/applications/{await IdAsync(Issued)}",
                }
            )
            {
                await rep.Page.GotoAsync(address);
                await Expect(rep.Heading).ToBeVisibleAsync();
                await ShouldFitAsync(rep);
            }

            var lead = await scene.SignInAsync("lead", width: 320);
            foreach (
                var address in new[] { "/cases", $"/cases/{await IdAsync(InReview)}", $"/cases/{await IdAsync(InReview)}?tab=opinions" }
            )
            {
                await lead.Page.GotoAsync(address);
                await Expect(lead.Heading).ToBeVisibleAsync();
                await ShouldFitAsync(lead);
            }

            // The longest words of the clock are those of one that stands, and the longest lines those of the decision.
            await lead.Page.SetViewportSizeAsync(390, 800);
            await lead.Page.GotoAsync(Links.Language("en", "/home"));
            foreach (
                var address in new[]
                {
                    $"/cases/{await IdAsync(Correcting)}",
                    $"/cases/{await IdAsync(Recommended)}?tab=decision",
                    $"/cases/{await IdAsync(Issued)}?tab=conditions",
                    $"/cases/{await IdAsync(InReview)}/notes",
                }
            )
            {
                await lead.Page.GotoAsync(address);
                await Expect(lead.Heading).ToBeVisibleAsync();
                await ShouldFitAsync(lead);
                await ShouldKeepItsNumbersAsync(lead);
            }
        });

    // A list's numbers stand before its entries: without room for them they are cut off at the edge of their card.
    static async Task ShouldKeepItsNumbersAsync(Visitor visitor) =>
        Assert.Empty(
            await visitor.Page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('main ol')]
                    .filter(list => getComputedStyle(list).listStyleType === 'decimal' && parseFloat(getComputedStyle(list).paddingLeft) < 20)
                    .map(list => `${list.parentElement.className}: ${list.textContent.slice(0, 30)}`)
                """
            )
        );

    Task<Guid> IdAsync(string serviceName) => Database.ApplicationAsync(stage.Portal.DataFolder, serviceName);

    internal static async Task ShouldFitAsync(Visitor visitor)
    {
        var wide = await visitor.Page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.table-scroll'))
                .map(e => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)} ${e.childElementCount ? '' : e.textContent.slice(0, 30)}`).slice(-6)
                .concat(`scrollWidth ${document.documentElement.scrollWidth}`)
            """
        );
        Assert.True(wide.Length == 0, $"{visitor.Page.Url} is wider than the screen: {string.Join(" | ", wide)}");
    }

    /// <summary>Presses Tab again and again; whatever has the focus shows an outline of at least two pixels around it, or around its label.</summary>
    static async Task TabThroughAsync(Visitor visitor, int atLeast)
    {
        for (var i = 0; i < atLeast; i++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            var unseen = await UnseenFocusAsync(visitor);
            Assert.True(unseen is null, $"After {i + 1} tabs on {visitor.Page.Url}: {unseen}");
        }
    }

    /// <summary>What has the focus, if nobody could see that it has; otherwise null.</summary>
    static Task<string?> UnseenFocusAsync(Visitor visitor) =>
        visitor.Page.EvaluateAsync<string?>(
            """
            () => {
                const focused = document.activeElement;
                if (focused === document.body) return 'nothing has the focus';
                const shown = [focused, focused.closest('label'), focused.parentElement].filter(e => e).some(e => {
                    const style = getComputedStyle(e);
                    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && style.opacity === '1';
                });
                const box = focused.getBoundingClientRect();
                if (box.bottom < 0 || box.top > innerHeight) return 'off the screen: ' + focused.outerHTML.slice(0, 200);
                return shown ? null : focused.outerHTML.slice(0, 200);
            }
            """
        );

    /// <summary>What axe found, page by page; told all at once.</summary>
    internal sealed class Faults
    {
        readonly StringBuilder told = new();
        int looked;

        public async Task LookAsync(Visitor visitor, string? address = null)
        {
            if (address is not null)
            {
                await visitor.Page.GotoAsync(address);
                await Expect(visitor.Heading).ToBeVisibleAsync();
                await Expect(visitor.Page.GetByText(Words["shell.waiting"])).ToHaveCountAsync(0);
            }

            // What fades in is judged when it is there: half faded, its contrast is nobody's fault.
            await visitor.Page.EvaluateAsync(
                "() => Promise.allSettled(document.getAnimations().filter(a => a.effect?.getComputedTiming().endTime !== Infinity).map(a => a.finished))"
            );
            var result = await visitor.Page.RunAxe(Levels);
            looked++;
            foreach (var violation in result.Violations)
            {
                told.AppendLine($"{visitor.Page.Url}: {violation.Id} ({violation.Impact}): {violation.Help}");
                foreach (var node in violation.Nodes.Take(3))
                {
                    told.AppendLine($"    {node.Html[..Math.Min(160, node.Html.Length)]}");
                    told.AppendLine($"      {string.Join("; ", node.Any.Concat(node.All).Select(check => check.Message)).Trim()}");
                }
            }
        }

        /// <summary>Looks at the open dialog, whose heading names it, and closes it with Escape.</summary>
        public async Task LookAtDialogAsync(Visitor visitor, string? title = null)
        {
            await Expect(visitor.Dialog.GetByRole(AriaRole.Heading, new() { Level = 2 }).First).ToBeVisibleAsync();
            if (title is not null)
            {
                await Expect(visitor.Dialog).ToHaveAccessibleNameAsync(Words[title]);
            }

            await LookAsync(visitor);
            await visitor.Page.Keyboard.PressAsync("Escape");
            await Expect(visitor.Dialog).ToHaveCountAsync(0);
        }

        public void ShouldBeNone()
        {
            Assert.True(looked > 0);
            Assert.True(told.Length == 0, told.ToString());
        }
    }
}

using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell.Plans;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>What is typed into a draft, and what may happen to it on the way.</summary>
public class Drafts(Stage stage)
{
    const string Draft = "デモ体重日記";
    const string Summary = "service.summary";
    static readonly TimeSpan MayBeLost = TimeSpan.FromSeconds(2);

    static Wording Words => Screen.Words;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lose_nothing_older_than_two_seconds_when_the_program_is_killed_while_somebody_types()
    {
        var folder = Directory.CreateTempSubdirectory("portal-").FullName;
        var portal = await PortalProcess.StartAsync(dataFolder: folder);
        try
        {
            var address = portal.Address;
            await stage.PlayAsync(
                async scene =>
                {
                    var id = await Database.ApplicationAsync(folder, Draft);
                    var rep = await scene.SignInAsync("rep");
                    rep.Expects("ERR_|WebSocket|Failed to|connection|circuit|fetch");
                    await rep.Page.GotoAsync($"/applications/{id}/plan");
                    var field = Screen.Control(rep.Page.Locator("main"), Summary);
                    await Expect(rep.Heading).ToBeFocusedAsync();
                    await field.FillAsync("");

                    var watch = Stopwatch.StartNew();
                    var typedAt = await TypeAsync(rep.Page, watch);
                    var killed = watch.Elapsed;
                    await portal.KillAsync();
                    var typed = await field.InputValueAsync();
                    Assert.Equal(typedAt.Count, typed.Length);
                    await StoredUntilAsync(folder, id, typed, typedAt, killed);

                    portal = await PortalProcess.StartAsync("Development", folder, "--urls", address.ToString());
                    // The window finds its way back by itself, to the same step, and brings along what had not been stored.
                    await Expect(field).ToHaveValueAsync(typed, new() { Timeout = 60_000 });
                    await Expect(rep.Page.GetByText(Words["plan.restored", 1])).ToBeVisibleAsync(new() { Timeout = 60_000 });
                    Assert.Equal(typed, await SummaryAsync(folder, id));
                },
                portal
            );
        }
        finally
        {
            await portal.DisposeAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Lose_nothing_older_than_two_seconds_when_the_network_goes_while_somebody_types()
    {
        await using var portal = await PortalProcess.StartAsync();
        await using var wire = new Wire(portal.Address);
        await stage.PlayAsync(
            async scene =>
            {
                var id = await Database.ApplicationAsync(portal.DataFolder, Draft);
                var rep = await scene.SignInAsync("rep", at: wire.Address);
                rep.Expects("ERR_|WebSocket|Failed to|connection|circuit|fetch");
                await rep.Page.GotoAsync(Links.Plan(new(id), PlanStep.Service));
                var field = Screen.Control(rep.Page.Locator("#main"), Summary);
                await Expect(rep.Heading).ToBeFocusedAsync();
                await field.FillAsync("");
                var watch = Stopwatch.StartNew();
                var typedAt = await TypeAsync(rep.Page, watch);

                var cut = watch.Elapsed;
                wire.Cut();
                await Expect(rep.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
                var typed = await field.InputValueAsync();
                Assert.Equal(typedAt.Count, typed.Length);
                await StoredUntilAsync(portal.DataFolder, id, typed, typedAt, cut);

                // The window finds its way back by itself, to the same step, and stores what it had kept.
                wire.Mend();
                await Expect(rep.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = 60_000 });
                await Expect(rep.Page.Locator("#step-title")).ToHaveTextAsync(Words.Of(PlanStep.Service), new() { Timeout = 60_000 });
                await Expect(field).ToHaveValueAsync(typed);
                await Expect(rep.Page.Locator($"[data-path='{Summary}']"))
                    .ToHaveAttributeAsync("data-base", typed, new() { Timeout = 20_000 });
                Assert.Equal(typed, await SummaryAsync(portal.DataFolder, id));
            },
            portal
        );
    }

    [Fact]
    public Task Of_two_windows_merge_and_ask_where_both_answered_the_same_question() =>
        stage.PlayAsync(async scene =>
        {
            var here = await scene.SignInAsync("rep");
            var there = await scene.SignInAsync("rep");
            await here.Page.GotoAsync("/applications");
            await here.Button("mine.new").ClickAsync();
            await Expect(here.Heading).ToHaveTextAsync(Words["apply.title"]);
            await there.Page.GotoAsync(here.Page.Url);
            await Expect(there.Heading).ToHaveTextAsync(Words["apply.title"]);
            var (formHere, formThere) = (here.Page.Locator("#main"), there.Page.Locator("#main"));
            var (summaryHere, summaryThere) = (Screen.Control(formHere, Summary), Screen.Control(formThere, Summary));

            // Other questions: both answers stand in both windows, without anybody loading anything.
            await formHere.AnswerAsync("service.name", "二つの窓");
            await Expect(Screen.Control(formThere, "service.name")).ToHaveValueAsync("二つの窓");
            await formThere.AnswerAsync("service.url", "https://windows.example/");
            await Expect(Screen.Control(formHere, "service.url")).ToHaveValueAsync("https://windows.example/");

            // The same question: whoever still types loses no letter, and is asked.
            await summaryHere.FocusAsync();
            await summaryThere.FillAsync("あちらの文章");
            await summaryThere.BlurAsync();
            await Expect(here.Page.Locator($"[data-path='{Summary}']")).ToHaveAttributeAsync("data-base", "あちらの文章");
            await summaryHere.PressSequentiallyAsync("こちらの文章");
            await Expect(summaryHere).ToHaveValueAsync("こちらの文章");
            await summaryHere.BlurAsync();
            var question = formHere.GetByRole(AriaRole.Alert).Filter(new() { HasText = Words["plan.conflict.mine"] });
            await Expect(question).ToContainTextAsync("出母 一郎");
            await Expect(question).ToContainTextAsync("こちらの文章");
            await Expect(question).ToContainTextAsync("あちらの文章");
            await Expect(summaryThere).ToHaveValueAsync("あちらの文章");

            await here.Button("plan.conflict.take-mine").ClickAsync();
            await Expect(question).ToHaveCountAsync(0);
            await Expect(summaryHere).ToHaveValueAsync("こちらの文章");
            await Expect(summaryThere).ToHaveValueAsync("こちらの文章");

            // The other way round: giving way shows what stands there.
            await summaryHere.FocusAsync();
            await summaryThere.FillAsync("三つ目の文章");
            await summaryThere.BlurAsync();
            await Expect(here.Page.Locator($"[data-path='{Summary}']")).ToHaveAttributeAsync("data-base", "三つ目の文章");
            await summaryHere.PressSequentiallyAsync("、続き");
            await summaryHere.BlurAsync();
            await here.Button("plan.conflict.take-theirs").ClickAsync();
            await Expect(summaryHere).ToHaveValueAsync("三つ目の文章");
        });

    [Fact]
    public Task Lose_no_text_to_an_entry_that_a_colleague_removes() =>
        stage.PlayAsync(async scene =>
        {
            var here = await scene.SignInAsync("rep");
            var there = await scene.SignInAsync("rep");
            await here.Page.GotoAsync("/applications");
            await here.Button("mine.new").ClickAsync();
            await Expect(here.Heading).ToHaveTextAsync(Words["apply.title"]);
            var form = here.Page.Locator("#main");
            await here.Page.ToStepAsync(PlanStep.Functions);
            for (var i = 0; i < 3; i++)
            {
                await here.Button("plan.add.functions").ClickAsync();
                await Expect(form.GetByRole(AriaRole.Region, new() { Name = Words.Entry("functions", i), Exact = true }))
                    .ToBeVisibleAsync();
            }

            await here.Page.ToStepAsync(PlanStep.Contacts);
            await here.Button("plan.add.contacts").ClickAsync();
            var department = Screen.Control(form, "contacts[0].department");
            await Expect(department).ToBeVisibleAsync();
            await there.Page.GotoAsync(here.Page.Url.Split('?')[0] + "?step=functions");
            await Expect(there.Button("plan.add.functions")).ToBeVisibleAsync();
            ILocator Remove(int index) =>
                there.Page.GetByRole(AriaRole.Button, new() { Name = Words["plan.remove", Words.Entry("functions", index)], Exact = true });
            async Task RemoveAsync(int index, int left)
            {
                await Remove(index).ClickAsync();
                await Expect(Remove(left)).ToHaveCountAsync(0);
            }

            // Half a word is not sent: while somebody composes it, the entry goes.
            static async Task WriteAsync(ILocator field, string text, Func<Task> meanwhile)
            {
                await field.DispatchEventAsync("compositionstart");
                await field.PressSequentiallyAsync(text);
                await meanwhile();
                await field.DispatchEventAsync("compositionend");
                await field.BlurAsync();
            }

            // In another list: it is stored, though it is sent only after the entry has gone.
            await WriteAsync(department, "企画部", () => RemoveAsync(2, left: 2));
            await Expect(here.Page.Locator("[data-path='contacts[0].department']")).ToHaveAttributeAsync("data-base", "企画部");
            await Expect(here.Page.GetByText(Words["plan.misplaced"])).ToHaveCountAsync(0);

            // In the same list: it leaves the field, is shown until it is let go, also after a reload, and filing waits for that.
            await here.Page.ToStepAsync(PlanStep.Functions);
            var gone = Screen.Control(form, "functions[0].name");
            await WriteAsync(gone, "消える機能", () => RemoveAsync(0, left: 1));
            var notice = here.Page.Locator($"#{PlanForm.MisplacedId}");
            await Expect(notice).ToContainTextAsync("消える機能");
            await here.Page.ReloadAsync();
            await Expect(notice).ToContainTextAsync("消える機能");
            await Expect(gone).ToHaveValueAsync("");
            await here.Page.ToStepAsync(PlanStep.Summary);
            await here.Button("apply.submit").ClickAsync();
            await Expect(here.Page.Locator(".error-summary")).ToContainTextAsync(Words["plan.misplaced"]);
            await notice.GetByRole(AriaRole.Button, new() { Name = Words["shell.close"] }).ClickAsync();
            await Expect(here.Page.Locator(".error-summary")).Not.ToContainTextAsync(Words["plan.misplaced"]);
            await here.Page.ReloadAsync();
            await Expect(here.Heading).ToHaveTextAsync(Words["apply.title"]);
            await Expect(notice).ToHaveCountAsync(0);
        });

    [Fact]
    public Task Keep_a_question_between_two_answers_at_its_entry_when_the_one_above_goes() =>
        stage.PlayAsync(async scene =>
        {
            const string Before = "functions[1].name";
            const string After = "functions[0].name";
            var here = await scene.SignInAsync("rep");
            var there = await scene.SignInAsync("rep");
            await here.Page.GotoAsync("/applications");
            await here.Button("mine.new").ClickAsync();
            await Expect(here.Heading).ToHaveTextAsync(Words["apply.title"]);
            await here.Page.ToStepAsync(PlanStep.Functions);
            for (var i = 0; i < 2; i++)
            {
                await here.Button("plan.add.functions").ClickAsync();
                await Expect(here.Page.Locator($"[data-path='functions[{i}].name']")).ToBeVisibleAsync();
            }

            await there.Page.GotoAsync(here.Page.Url.Split('?')[0] + "?step=functions");
            await Expect(there.Button("plan.add.functions")).ToBeVisibleAsync();
            ILocator Field(Visitor who, string path) => Screen.Control(who.Page.Locator($"[data-path='{path}']"), path);
            await Field(here, Before).FocusAsync();
            await Field(there, Before).FillAsync("あちらの機能");
            await Field(there, Before).BlurAsync();
            await Expect(here.Page.Locator($"[data-path='{Before}']")).ToHaveAttributeAsync("data-base", "あちらの機能");
            await Field(here, Before).PressSequentiallyAsync("こちらの機能");
            await Field(here, Before).BlurAsync();
            var question = here.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = Words["plan.conflict.mine"] });
            await Expect(question).ToBeVisibleAsync();

            await there
                .Page.GetByRole(AriaRole.Button, new() { Name = Words["plan.remove", Words.Entry("functions", 0)], Exact = true })
                .ClickAsync();
            await Expect(here.Page.Locator($"[data-path='{Before}']")).ToHaveCountAsync(0);
            await Expect(here.Page.Locator($"[data-path='{After}']").GetByRole(AriaRole.Alert)).ToContainTextAsync("こちらの機能");
            await Expect(Field(here, After)).ToHaveValueAsync("こちらの機能");
            await here.Button("plan.conflict.take-mine").ClickAsync();
            await Expect(question).ToHaveCountAsync(0);
            await Expect(Field(there, After)).ToHaveValueAsync("こちらの機能");
            await here.Page.ReloadAsync();
            await Expect(Field(here, After)).ToHaveValueAsync("こちらの機能");
        });

    [Fact]
    public Task Wait_in_the_window_while_somebody_signs_in_again() =>
        stage.PlayAsync(async scene =>
        {
            var id = await Database.ApplicationAsync(stage.Portal.DataFolder, Draft);
            var rep = await scene.SignInAsync("rep");
            await rep.Page.GotoAsync(Links.Plan(new(id), PlanStep.Contacts));
            var form = rep.Page.Locator("#main");
            var department = Screen.Control(Screen.Inside(form, "contacts[0]"), "contacts[0].department");
            // Only a form that answers can be one that somebody writes in while the account is closed.
            await department.FillAsync("前の部署");
            await department.BlurAsync();
            await Expect(rep.Page.Locator("[data-path='contacts[0].department']")).ToHaveAttributeAsync("data-base", "前の部署");
            await CloseAccountAsync(true);
            try
            {
                await department.FillAsync("再びのサインイン部");
                await department.BlurAsync();
                await Expect(rep.Page.GetByText(Words["apply.not-saved"])).ToBeVisibleAsync();
            }
            finally
            {
                await CloseAccountAsync(false);
            }

            await rep.Page.Context.ClearCookiesAsync();
            await form.GetByRole(AriaRole.Link, new() { Name = Words["shell.sign-in"], Exact = true }).ClickAsync();
            await rep.SignInAsync("rep@demo.example", Features.Account.DemoAccounts.Password);
            await Expect(rep.Page.Locator("#step-title")).ToHaveTextAsync(Words.Of(PlanStep.Contacts), new() { Timeout = 20_000 });
            await Expect(department).ToHaveValueAsync("再びのサインイン部");
            await rep.Page.ReloadAsync();
            await Expect(department).ToHaveValueAsync("再びのサインイン部");
        });

    [Fact]
    public Task That_say_what_cannot_be_meant_are_not_filed_until_it_is_changed() =>
        stage.PlayAsync(async scene =>
        {
            var rep = await scene.SignInAsync("rep");
            await rep.Page.GotoAsync("/applications");
            await rep.Button("mine.new").ClickAsync();
            var form = rep.Page.Locator("#main");
            var excluded = form.GetByText(Words["plan.fault.NoneAndOthers"]);
            await Expect(Screen.Control(form, "service.name")).ToBeVisibleAsync();
            await Expect(form.Locator(".form-error, .field-finding")).ToHaveCountAsync(0);

            await form.AnswerAsync("service.revenue", "なし、利用者からの料金");
            await Expect(excluded.First).ToBeVisibleAsync();
            await rep.Page.ReloadAsync();
            await Expect(excluded.First).ToBeVisibleAsync();
            await rep.Page.ToStepAsync(PlanStep.Summary);
            await Expect(rep.Button("apply.submit")).ToBeDisabledAsync();

            await rep.Page.ToStepAsync(PlanStep.Service);
            await Screen
                .Control(form, "service.revenue")
                .GetByRole(AriaRole.Checkbox, new() { Name = "利用者からの料金", Exact = true })
                .UncheckAsync();
            await Expect(excluded).ToHaveCountAsync(0);
            await rep.Page.ToStepAsync(PlanStep.Summary);
            await Expect(rep.Button("apply.submit")).ToBeEnabledAsync();
        });

    [Fact]
    public Task Filed_in_one_window_lead_the_other_to_the_result_and_say_who_filed() =>
        stage.PlayAsync(async scene =>
        {
            await using var text = typeof(Data.Seed.DemoSeed).Assembly.GetManifestResourceStream("Demo/vaccination.json")!;
            using StreamReader reader = new(text);
            var plan = PlanDraft.Parse(await reader.ReadToEndAsync(Cancel));
            plan.Set("service.name", "二つの窓から提出");
            var here = await scene.SignInAsync("rep");
            var there = await scene.SignInAsync("rep");
            await here.Page.GotoAsync(Links.NewFrom(PlanLink.Encode(plan.Json)));
            await here.Button("new-from.open").ClickAsync();
            await Expect(here.Heading).ToHaveTextAsync(Words["apply.title"]);

            // Whom to ask is never said by a link: it has to be written.
            await here.Page.ToStepAsync(PlanStep.Contacts);
            await here.Button("plan.add.contacts").ClickAsync();
            var form = here.Page.Locator("#main");
            await form.AnswerAsync("contacts[0].name", "見本 花子");
            await form.AnswerAsync("contacts[0].mail", "hanako@demo.example");
            await form.AnswerAsync("contacts[0].phone", "03-1234-5678");
            var id = Guid.Parse(new Uri(here.Page.Url).Segments[2].TrimEnd('/'));
            await Database.AttachAsync(stage.Portal.DataFolder, id);
            foreach (var window in new[] { here, there })
            {
                await window.Page.GotoAsync(here.Page.Url.Split('?')[0] + "?step=summary");
                await Expect(window.Page.GetByText(Words["summary.nothing-open"])).ToBeVisibleAsync();
                await window.Page.GetByRole(AriaRole.Checkbox, new() { Name = Words["terms.accept"] }).CheckAsync();
                await window.Button("apply.submit").ClickAsync();
                await Expect(window.Dialog).ToBeVisibleAsync();
            }

            await here.Dialog.GetByRole(AriaRole.Button, new() { Name = Words["apply.submit"], Exact = true }).DblClickAsync();
            foreach (var window in new[] { here, there })
            {
                await Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/applications/[0-9a-f-]{36}$"));
                await Expect(window.Page.GetByText(Words["mine.state.Arrived"])).ToBeVisibleAsync();
            }

            await Expect(there.Page.GetByText("出母 一郎さんが提出しました").First).ToBeAttachedAsync();
            await using var db = Database.Open(stage.Portal.DataFolder);
            var filed = await db
                .Applications.AsNoTracking()
                .Include(a => a.Versions)
                .SingleAsync(a => a.ServiceName == "二つの窓から提出", Cancel);
            Assert.Single(filed.Versions);
        });

    // Nobody leaves the field: the text has to be stored while it is being written.
    static async Task<List<TimeSpan>> TypeAsync(IPage page, Stopwatch watch)
    {
        List<TimeSpan> typedAt = [];
        foreach (var letter in string.Concat(Enumerable.Repeat("途中で切れても残る文章。", 12)))
        {
            await page.Keyboard.InsertTextAsync(letter.ToString());
            typedAt.Add(watch.Elapsed);
            await page.WaitForTimeoutAsync(40); // As fast as somebody who types fast.
        }

        return typedAt;
    }

    static async Task StoredUntilAsync(string folder, Guid id, string typed, List<TimeSpan> typedAt, TimeSpan end)
    {
        var stored = await SummaryAsync(folder, id);
        Assert.StartsWith(stored, typed, StringComparison.Ordinal);
        Assert.True(
            stored.Length >= typedAt.Count(at => at < end - MayBeLost),
            $"{stored.Length} of {typed.Length} letters were stored; the last at {typedAt[Math.Max(0, stored.Length - 1)]} of {end}."
        );
    }

    static async Task<string> SummaryAsync(string folder, Guid id)
    {
        await using var db = Database.Open(folder);
        var draft = await db.Applications.AsNoTracking().Where(a => a.Id == new ApplicationId(id)).Select(a => a.Draft).SingleAsync(Cancel);
        return PlanDraft.TextOf(PlanDraft.Parse(draft).Get(Summary));
    }

    async Task CloseAccountAsync(bool closed)
    {
        await using var db = Database.Open(stage.Portal.DataFolder);
        var user = await db.Users.SingleAsync(user => user.Email == "rep@demo.example", Cancel);
        user.IsClosed = closed;
        await db.SaveChangesAsync(Cancel);
    }
}

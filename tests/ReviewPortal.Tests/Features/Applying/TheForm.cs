using System.Globalization;
using ReviewPortal.Data;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Applying;

/// <summary>The form on the real service and a real database, without a page around it.</summary>
public sealed class TheForm : IAsyncLifetime
{
    static readonly Wording Words = new();

    readonly CultureInfo before = CultureInfo.CurrentUICulture;
    TestPortal portal = default!;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = new("ja-JP");
        portal = await TestPortal.OnAsync(Providers.Sqlite);
    }

    [Theory]
    [InlineData("service.plannedStart", "令和９年４月１日", "2027-04-01")]
    [InlineData("service.name", "貼り付けた\r\n名称", "貼り付けた 名称")]
    [InlineData("service.summary", "一行目\r\n二行目　", "一行目\n二行目")]
    [InlineData("service.name", "ﾃﾞﾓ手帳と𠮷野家😀", "ﾃﾞﾓ手帳と𠮷野家😀")]
    [InlineData("service.url", "ｈｔｔｐｓ：／／ｄｅｍｏ．ｅｘａｍｐｌｅ", "https://demo.example")]
    [InlineData("service.revenue", "UserFee,Advertising", "UserFee,Advertising")]
    [InlineData("service.minors", "true", "true")]
    [InlineData("compliance.exportWindowDays", "９０", "90")]
    public async Task Keeps_what_is_typed_as_it_is_meant(string path, string typed, string kept)
    {
        var (id, form) = await OpenAsync();
        var told = await form.TypeAsync(path, typed, "");
        Assert.Equal((true, kept), (told.Kept, told.Seen));
        Assert.Equal(kept, await StoredAsync(id, path));
        Assert.Null(form.ErrorOf(path));
    }

    [Theory]
    [InlineData("service.summary", "片割れ\uD83D", "壊れた文字")]
    [InlineData("service.summary", "外字\uE000", "外字")]
    [InlineData("service.summary", "制御\u0000文字", "制御文字")]
    public async Task Refuses_at_the_field_what_cannot_be_kept_and_keeps_what_stood_there(string path, string typed, string why)
    {
        var (id, form) = await OpenAsync();
        await form.TypeAsync(path, "前の文章", "");
        Assert.False((await form.TypeAsync(path, typed, "前の文章")).Kept);
        Assert.Contains(why, form.ErrorOf(path), StringComparison.Ordinal);
        Assert.Equal("前の文章", await StoredAsync(id, path));
        Assert.Contains(form.Faults(), fault => fault.FieldId == PlanWords.FieldId(path));
    }

    [Fact]
    public async Task Refuses_at_its_field_an_answer_to_a_correction_that_cannot_be_kept()
    {
        const string Path = PlanForm.Remark + "service.summary";
        var (_, form) = await OpenAsync();
        form.StoreRemark = (_, _, _) => Task.CompletedTask;
        Assert.False((await form.TypeAsync(Path, "片割れ\uD83D", "")).Kept);
        Assert.Contains("壊れた文字", form.ErrorOf(Path), StringComparison.Ordinal);
        Assert.NotEmpty(CorrectionAnswers.Check(form, new() { ["service.summary"] = "前の回答" }, Words));
        Assert.True((await form.TypeAsync(Path, "直しました", "")).Kept);
        Assert.Null(form.ErrorOf(Path));
    }

    [Theory]
    [InlineData(10_000, true, null)]
    [InlineData(10_001, true, "plan.fault.TooLong")]
    [InlineData(60_000, true, "plan.fault.TooLong")]
    [InlineData(200_001, false, "plan.fault.TooLong")]
    public async Task Takes_ten_thousand_letters_and_names_what_is_longer(int letters, bool kept, string? fault)
    {
        var (id, form) = await OpenAsync();
        Assert.Equal(kept, (await form.TypeAsync("service.summary", new string('健', letters), "")).Kept);
        Assert.Equal(fault is null ? null : Words[fault, PlanJson.LongestAnswer], form.ErrorOf("service.summary"));
        Assert.Equal(kept ? letters : 0, (await StoredAsync(id, "service.summary")).Length);
    }

    [Fact]
    public async Task Keeps_a_bad_draft_and_refuses_to_file_it_with_the_same_points()
    {
        var (id, form) = await OpenAsync(await CompleteAsync());
        await form.TypeAsync("contacts[0].mail", "hanako at example");
        await form.TypeAsync("service.summary", "");
        Assert.Equal("hanako at example", await StoredAsync(id, "contacts[0].mail"));
        Assert.Equal(["service.summary", "contacts[0].mail"], form.OpenPoints());
        Assert.Equal(
            [PlanWords.FieldId("service.summary"), PlanWords.FieldId("contacts[0].mail")],
            form.Check().Select(fault => fault.FieldId)
        );

        var refusal = await Assert.ThrowsAsync<Domain.RuleBroken>(() => SubmitAsync(id));
        Assert.Equal("plan-faulty", refusal.Code);
        Assert.Equal("hanako at example", await StoredAsync(id, "contacts[0].mail"));
        await form.TypeAsync("contacts[0].mail", "hanako@demo.example");
        Assert.Equal("plan-incomplete", (await Assert.ThrowsAsync<Domain.RuleBroken>(() => SubmitAsync(id))).Code);
        await form.TypeAsync("service.summary", "要約");
        Assert.Empty(form.OpenPoints());
        await SubmitAsync(id);
    }

    [Fact]
    public async Task Asks_when_another_window_answered_the_same_question_and_takes_the_choice()
    {
        var (id, mine) = await OpenAsync();
        var (_, theirs) = await OpenAsync(id);
        await theirs.TypeAsync("service.name", "相手の名称", "");

        Assert.False((await mine.TypeAsync("service.name", "自分の名称", "")).Kept);
        var conflict = mine.Conflicts["service.name"];
        Assert.Equal(("自分の名称", "相手の名称", "出母 一郎"), (conflict.Mine, conflict.Theirs, conflict.By));
        Assert.Equal("相手の名称", await StoredAsync(id, "service.name"));
        Assert.Equal(PlanStepState.ToCorrect, mine.StateOf(PlanStep.Service));

        await mine.ResolveAsync("service.name", mine: true);
        Assert.Empty(mine.Conflicts);
        Assert.Equal("自分の名称", await StoredAsync(id, "service.name"));
    }

    [Fact]
    public async Task Is_not_surprised_by_what_it_stored_itself()
    {
        var (id, form) = await OpenAsync();
        // Sent three times while somebody types on: each begins from what stood there at first.
        await Task.WhenAll(
            form.TypeAsync("service.name", "手", ""),
            form.TypeAsync("service.name", "手帳", ""),
            form.TypeAsync("service.name", "手帳を", "")
        );
        Assert.Empty(form.Conflicts);
        Assert.Equal("手帳を", await StoredAsync(id, "service.name"));
    }

    [Fact]
    public async Task Puts_nothing_into_an_entry_that_has_moved()
    {
        var (id, form) = await OpenAsync(await CompleteAsync());
        await form.AddEntryAsync("functions");
        await form.RemoveEntryAsync("functions[0]");
        var told = await form.TypeAsync("functions[0].name", "前の一つ目の名称", "接種歴の一覧", removals: 0);
        Assert.True(told.Misplaced);
        Assert.Equal("", await StoredAsync(id, "functions[0].name"));
    }

    [Fact]
    public async Task Keeps_what_is_typed_into_one_list_while_a_colleague_removes_an_entry_of_another()
    {
        var (id, mine) = await OpenAsync(await CompleteAsync());
        var (_, theirs) = await OpenAsync(id);
        await theirs.AddEntryAsync("functions");
        await theirs.RemoveEntryAsync("functions[1]");

        var told = await mine.TypeAsync("contacts[0].department", "企画部", await StoredAsync(id, "contacts[0].department"), mine.Removals);

        Assert.True(told.Kept);
        Assert.Equal("企画部", await StoredAsync(id, "contacts[0].department"));
    }

    [Fact]
    public async Task Puts_a_choice_between_two_answers_into_no_entry_that_has_moved_meanwhile()
    {
        var (id, mine) = await OpenAsync(await CompleteAsync());
        var (_, theirs) = await OpenAsync(id);
        await theirs.AddEntryAsync("functions");
        await theirs.AddEntryAsync("functions");
        await theirs.TypeAsync("functions[1].name", "相手の名称");
        Assert.False((await mine.TypeAsync("functions[1].name", "自分の名称", "")).Kept);
        Assert.Contains("functions[1].name", mine.Conflicts.Keys);

        await theirs.RemoveEntryAsync("functions[0]");
        // An answer elsewhere takes over what the other window has stored.
        await mine.TypeAsync("service.name", "別の名称");
        await mine.ResolveAsync("functions[1].name", mine: true);

        Assert.Equal("", await StoredAsync(id, "functions[1].name"));
        Assert.Equal(("functions[1].name", "自分の名称"), Assert.Single(mine.Misplaced));
    }

    [Fact]
    public async Task Keeps_a_question_between_two_answers_at_its_entry_when_one_above_goes()
    {
        var (id, mine) = await OpenAsync(await CompleteAsync());
        var (_, theirs) = await OpenAsync(id);
        await theirs.AddEntryAsync("functions");
        await theirs.AddEntryAsync("functions");
        await theirs.TypeAsync("functions[2].name", "相手の名称");
        Assert.False((await mine.TypeAsync("functions[2].name", "自分の名称", "")).Kept);
        Assert.False((await mine.TypeAsync("functions[2].description", "片割れ\uD83D", "")).Kept);
        await mine.RefreshAsync(() => NowAsync(id));
        List<(string, string?)> moves = [];
        mine.Displaced += (from, to) => moves.Add((from, to));

        await theirs.RemoveEntryAsync("functions[0]");
        await mine.RefreshAsync(() => NowAsync(id));

        Assert.Equal(["functions[1].name"], mine.Conflicts.Keys);
        Assert.NotNull(mine.ErrorOf("functions[1].description"));
        Assert.Null(mine.ErrorOf("functions[2].description"));
        Assert.Equal([("functions[2].name", "functions[1].name"), ("functions[2].description", "functions[1].description")], moves);
        await mine.ResolveAsync("functions[1].name", mine: true);
        Assert.Equal("自分の名称", await StoredAsync(id, "functions[1].name"));
        Assert.Empty(mine.Misplaced);
    }

    [Fact]
    public async Task Closes_a_question_whose_entry_cannot_be_told_and_keeps_what_was_typed()
    {
        var (id, mine) = await OpenAsync(await CompleteAsync());
        var (_, theirs) = await OpenAsync(id);
        await theirs.AddEntryAsync("functions");
        await theirs.TypeAsync("functions[1].name", "相手の名称");
        Assert.False((await mine.TypeAsync("functions[1].name", "自分の名称", "")).Kept);
        await mine.RefreshAsync(() => NowAsync(id));

        await theirs.RemoveEntryAsync("functions[1]");
        await mine.RefreshAsync(() => NowAsync(id));

        Assert.Empty(mine.Conflicts);
        Assert.Equal(("functions[1].name", "自分の名称"), Assert.Single(mine.Misplaced));
    }

    [Fact]
    public async Task Keeps_what_waits_in_other_entries_when_it_takes_one_away_itself()
    {
        var (id, mine) = await OpenAsync(await CompleteAsync());
        var (_, theirs) = await OpenAsync(id);
        await theirs.AddEntryAsync("functions");
        await theirs.AddEntryAsync("functions");
        await theirs.TypeAsync("functions[1].name", "相手の名称");
        await mine.RefreshAsync(() => NowAsync(id));
        Assert.False((await mine.TypeAsync("functions[1].name", "自分の名称", "")).Kept);
        Assert.False((await mine.TypeAsync("functions[2].name", "片割れ\uD83D", "")).Kept);

        await mine.RemoveEntryAsync("functions[0]");
        Assert.Equal(["functions[0].name"], mine.Conflicts.Keys);
        Assert.NotNull(mine.ErrorOf("functions[1].name"));
        await mine.RemoveEntryAsync("functions[0]");
        Assert.Empty(mine.Conflicts);
        Assert.NotNull(mine.ErrorOf("functions[0].name"));
        Assert.Empty(mine.Misplaced);
    }

    [Fact]
    public async Task Is_not_filed_while_something_typed_has_no_place()
    {
        var (id, mine) = await OpenAsync(await CompleteAsync());
        var (_, theirs) = await OpenAsync(id);
        Assert.Empty(mine.Faults());
        await theirs.AddEntryAsync("functions");
        await theirs.RemoveEntryAsync("functions[1]");

        Assert.True((await mine.TypeAsync("functions[0].name", "途中まで", "", 0)).Misplaced);
        Assert.True((await mine.TypeAsync("functions[0].name", "途中まで書いた", "", 0)).Misplaced);

        Assert.Equal(("functions[0].name", "途中まで書いた"), Assert.Single(mine.Misplaced));
        Assert.Equal(PlanForm.MisplacedId, Assert.Single(mine.Check()).FieldId);
        mine.ForgetMisplaced();
        Assert.Empty(mine.Check());
    }

    [Fact]
    public async Task Calls_no_step_complete_whose_check_sheet_has_open_mandatory_items()
    {
        var (_, form) = await OpenAsync(await CompleteAsync());
        Assert.Empty(form.OpenPoints());
        Assert.NotEmpty(form.OpenSheetItems);
        Assert.Equal(PlanStepState.InWork, form.StateOf(PlanStep.Compliance));
    }

    [Fact]
    public async Task Says_that_a_service_has_to_be_identified_that_is_none_of_the_organisation_s_own()
    {
        var own = await portal.Services.AsAsync<DraftQueries, IReadOnlyList<Domain.Applications.OwnService>>("rep", q => q.ServicesAsync());
        var (_, form) = await OpenAsync(own: own);
        Assert.False(form.IsUnlisted(PlanForm.Concerns));
        await form.TypeAsync("filing.kind", "EndNotice");
        Assert.False(form.IsUnlisted(PlanForm.Concerns));
        await form.TypeAsync(PlanForm.Concerns, own[0].Number!);
        Assert.False(form.IsUnlisted(PlanForm.Concerns));
        await form.TypeAsync(PlanForm.Concerns, "よその名称");
        Assert.True(form.IsUnlisted(PlanForm.Concerns));
        await form.TypeAsync("filing.kind", "New");
        Assert.False(form.IsUnlisted(PlanForm.Concerns));

        // An organisation without any is told so as well; who only tries out is not.
        var (_, bare) = await OpenAsync(own: []);
        await bare.TypeAsync("filing.kind", "EndNotice");
        await bare.TypeAsync(PlanForm.Concerns, own[0].Name);
        Assert.True(bare.IsUnlisted(PlanForm.Concerns));
        var (_, nobody) = await OpenAsync();
        await nobody.TypeAsync("filing.kind", "EndNotice");
        await nobody.TypeAsync(PlanForm.Concerns, own[0].Name);
        Assert.False(nobody.IsUnlisted(PlanForm.Concerns));
    }

    [Fact]
    public async Task Judges_no_step_that_nobody_has_touched()
    {
        var (_, form) = await OpenAsync();
        Assert.Null(form.Assessment);
        Assert.All(Enum.GetValues<PlanStep>(), step => Assert.Equal(PlanStepState.Untouched, form.StateOf(step)));
        await form.TypeAsync("service.name", "名称", "");
        Assert.Equal(PlanStepState.InWork, form.StateOf(PlanStep.Service));
        Assert.Equal(PlanStepState.Untouched, form.StateOf(PlanStep.Data));
        form.Check();
        Assert.Equal(PlanStepState.ToCorrect, form.StateOf(PlanStep.Data));
    }

    [Fact]
    public async Task Shows_at_the_field_what_the_rules_say_against_it()
    {
        var (_, form) = await OpenAsync(await CompleteAsync());
        Assert.Empty(form.FindingsAt("compliance.withdrawalAsEasyAsConsent"));
        await form.TypeAsync("compliance.withdrawalAsEasyAsConsent", "false");
        Assert.Contains(form.FindingsAt("compliance.withdrawalAsEasyAsConsent"), finding => finding.Rule == "GL-321");
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        CultureInfo.CurrentUICulture = before;
    }

    Task<ApplicationId> CompleteAsync() => portal.DraftAsync();

    async Task<(ApplicationId Id, PlanForm Form)> OpenAsync(
        ApplicationId? draft = null,
        IReadOnlyList<Domain.Applications.OwnService>? own = null
    )
    {
        var id =
            draft
            ?? await portal.Services.AsAsync<ApplyingService, ApplicationId>(
                "rep",
                service => service.OpenAsync(ct: TestContext.Current.CancellationToken)
            );
        var now = await portal.Services.AsAsync<DraftQueries, DraftNow>("rep", queries => queries.FindAsync(id));
        PlanForm form = new(
            now.Draft,
            (path, change, seen) => portal.Services.AsAsync<ApplyingService, SavedDraft>("rep", s => s.EditAsync(id, path, change, seen)),
            null,
            Words,
            ReviewPortal.Domain.Guidelines.RuleBook.Shipped.InForce(JapaneseDate.On(DateTime.UtcNow)),
            JapaneseDate.On(DateTime.UtcNow)
        )
        {
            OwnServices = own,
        };
        form.Read();
        return (id, form);
    }

    async Task<SavedDraft> NowAsync(ApplicationId id) =>
        (await portal.Services.AsAsync<DraftQueries, DraftNow>("rep", queries => queries.FindAsync(id))).Draft;

    async Task<string> StoredAsync(ApplicationId id, string path)
    {
        var now = await portal.Services.AsAsync<DraftQueries, DraftNow>("rep", queries => queries.FindAsync(id));
        return PlanDraft.TextOf(PlanDraft.Parse(now.Draft.Json).Get(path));
    }

    Task<string> SubmitAsync(ApplicationId id) =>
        portal.Services.AsAsync<ApplyingService, string>("rep", service => service.SubmitAsync(id));
}

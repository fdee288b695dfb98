using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Files;
using ReviewPortal.Features.Home;
using ReviewPortal.Features.Messages;

namespace ReviewPortal.Features.Reviewing;

/// <summary>The real services on a real database.</summary>
public sealed class ACaseInReview : IAsyncLifetime
{
    static readonly DateOnly Due = JapaneseDate.On(DateTime.UtcNow).AddDays(20);
    static readonly Proposal Accepting = new(DecisionOutcome.Accepted, UseType.SelfUse, "要旨", [], []);
    readonly AtOnce saves = new();
    TestPortal portal = null!;
    ApplicationId id;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal = await TestPortal.OnAsync(
            Providers.Sqlite,
            services => services.ConfigureDbContext<SqlitePortalDb>(options => options.AddInterceptors(saves))
        );
        id = await portal.DraftAsync();
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id));
        await portal.CheckFormAsync(id);
        await SeenAsync("reviewer-mic", (s, seen) => s.TakeAsync(id, seen));
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task Records_who_tried_what_is_not_theirs_however_old_the_page_was_of_which_the_call_told()
    {
        foreach (var old in new[] { 0, 1, 10_000 })
        {
            var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
                portal.Services.AsAsync<ReviewService>("reviewer-meti", s => s.RecommendAsync(id, old, Accepting, Cancel))
            );
            Assert.Equal("not-assigned", refused.Code);
        }

        // Whoever may is only late, and nothing of the attempt is kept.
        var before = await portal.VersionAsync(id);
        await Assert.ThrowsAsync<Stale>(() =>
            portal.Services.AsAsync<ReviewService>("lead", s => s.InquireAsync(id, 0, "期間は", Due, ct: Cancel))
        );
        await using var db = await portal.Services.NewDbAsync();
        Assert.Equal(before, await portal.VersionAsync(id));
        Assert.Equal(3, await db.Refusals.CountAsync(r => r.Action == "Recommend" && r.Code == "not-assigned", Cancel));
        Assert.Equal(3, await db.Refusals.CountAsync(Cancel));
    }

    [Fact]
    public async Task Records_who_tried_what_was_refused()
    {
        await Assert.ThrowsAsync<RuleBroken>(() => SeenAsync("reviewer-meti", (s, seen) => s.RecommendAsync(id, seen, Accepting)));
        await Assert.ThrowsAsync<RuleBroken>(() => SeenAsync("auditor", (s, seen) => s.TakeAsync(id, seen)));
        await Assert.ThrowsAsync<NotFound>(() => portal.Services.AsAsync<ApplyingService>("rep2", s => s.WithdrawAsync(id, "")));

        await using var db = await portal.Services.NewDbAsync();
        var refusals = await db.Refusals.AsNoTracking().OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(Cancel);
        Assert.Equal(
            [("Recommend", "not-assigned"), ("Assign", "not-allowed"), (null, "not-found")],
            refusals.Select(r => (r.Action, r.Code))
        );
        Assert.All(refusals, refusal => Assert.Equal(id.Value, refusal.Application));
        var meti = await db.Users.SingleAsync(u => u.Email == "reviewer-meti@demo.example", Cancel);
        Assert.Equal((meti.Key, meti.DisplayName), (refusals[0].By, refusals[0].ByName));
    }

    [Fact]
    public async Task Records_no_refusal_where_only_the_form_was_wrong()
    {
        await portal.ReviewAsync(id);
        var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
            SeenAsync("lead", (s, seen) => s.RecommendAsync(id, seen, Accepting with { Summary = " " }))
        );

        Assert.Equal("summary-missing", refused.Code);
        await using var db = await portal.Services.NewDbAsync();
        Assert.Empty(await db.Refusals.ToListAsync(Cancel));
    }

    [Fact]
    public async Task Is_asked_about_while_a_colleague_judges_and_decided_on_only_as_it_is()
    {
        var seen = await portal.VersionAsync(id);
        await JudgeAsync("reviewer-mic", ReviewItems.Scope, Verdict.Met, 0);

        await portal.Services.AsAsync<ReviewService>(
            "lead",
            s => s.RequestOpinionsAsync(id, seen, [Ministry.Meti], "ご意見を", Due, Cancel)
        );
        await Assert.ThrowsAsync<Stale>(() =>
            portal.Services.AsAsync<ReviewService>("lead", s => s.RequestOpinionsAsync(id, seen, [Ministry.Mhlw], "ご意見を", Due, Cancel))
        );
    }

    [Fact]
    public async Task Records_a_recommendation_and_a_signature_for_which_no_page_has_a_button()
    {
        // Nothing is signed yet: the page of the recommendation says so, and sends nothing.
        await Assert.ThrowsAsync<RuleBroken>(() => SeenAsync("lead", (s, seen) => s.RecommendAsync(id, seen, Accepting)));
        await portal.ReviewAsync(id);
        await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<JudgementService>(
                "lead",
                async s => await s.SignSubstanceAsync(id, await portal.VersionAsync(id), "", Cancel)
            )
        );

        await using var db = await portal.Services.NewDbAsync();
        var refusals = await db.Refusals.OrderBy(r => r.At).ThenBy(r => r.Id).Select(r => new { r.Action, r.Code }).ToListAsync(Cancel);
        Assert.Equal([("Recommend", "open-points"), ("SignSubstance", "all-signed")], refusals.Select(r => (r.Action, r.Code)));
    }

    [Fact]
    public async Task Records_no_refusal_of_what_a_list_offers_for_every_case_nor_of_who_was_slower_than_its_end()
    {
        Assert.Equal("not-assigned", await RefusedAsync(() => DeskAsync("reviewer-meti", s => s.RemindAsync(id, Cancel))));
        Assert.Equal(
            "not-allowed",
            await RefusedAsync(() => DeskAsync("auditor", s => s.AskAsync(id, [Ministry.Meti], "ご意見を", Due, Cancel)))
        );
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.WithdrawAsync(id, "取りやめ"));

        var bulk = await Assert.ThrowsAsync<Stale>(() => DeskAsync("lead", s => s.RemindAsync(id, Cancel)));
        // The page still had the button.
        var late = await Assert.ThrowsAsync<Stale>(() => JudgeAsync("lead", "RV-01", Verdict.Met, 0));

        Assert.All([bulk, late], stale => Assert.Equal(nameof(ApplicationWithdrawn), stale.What));
        await using (var db = await portal.Services.NewDbAsync())
        {
            Assert.Empty(await db.Refusals.ToListAsync(Cancel));
        }

        // Who saw that it has ended had none.
        await Assert.ThrowsAsync<Stale>(() => SeenAsync("lead", (s, seen) => s.RecommendAsync(id, seen, Accepting)));
        await using var after = await portal.Services.NewDbAsync();
        Assert.Equal("Recommend", (await after.Refusals.SingleAsync(Cancel)).Action);

        Task DeskAsync(string person, Func<DeskService, Task> use) => portal.Services.AsAsync(person, use);
        static async Task<string> RefusedAsync(Func<Task> attempt) => (await Assert.ThrowsAsync<RuleBroken>(attempt)).Code;
    }

    [Fact]
    public async Task Is_neither_recommended_nor_asked_about_while_the_applicant_corrects()
    {
        await portal.ReviewAsync(id);
        await SeenAsync("lead", (s, seen) => s.RequestCorrectionAsync(id, seen, [new("service.summary", "具体的に")], Due));

        Func<Task>[] attempts =
        [
            () => SeenAsync("lead", (s, seen) => s.RequestOpinionsAsync(id, seen, [Ministry.Meti], "ご意見を", Due)),
            () => SeenAsync("lead", (s, seen) => s.RecommendAsync(id, seen, Accepting)),
            () => SeenAsync("lead", (s, seen) => s.RequestCorrectionAsync(id, seen, [new("service.url", "URL")], Due)),
            async () =>
                await portal.Services.AsAsync<DecisionService>(
                    "decider",
                    async s => await s.DecideAsync(id, await portal.VersionAsync(id))
                ),
            () => portal.Services.AsAsync<OpinionService>("lead", s => s.InviteExpertAsync(id, "識者", "e@example.jp", "ご意見を")),
        ];
        foreach (var attempt in attempts)
        {
            Assert.Equal("not-now", (await Assert.ThrowsAsync<RuleBroken>(attempt)).Code);
        }

        await using var db = await portal.Services.NewDbAsync();
        Assert.Equal(attempts.Length, await db.Refusals.CountAsync(Cancel));
    }

    [Fact]
    public async Task Loses_neither_of_two_judgements_made_at_once()
    {
        saves.Expect(2);
        await Task.WhenAll(
            Task.Run(() => JudgeAsync("lead", "RV-01", Verdict.Met, 0), Cancel),
            Task.Run(() => JudgeAsync("reviewer-mic", "RV-02", Verdict.NotMet, 0), Cancel)
        );

        var judgements = (await LoadAsync()).Judgements;
        Assert.Equal(Verdict.Met, judgements.Single(j => j.Item == "RV-01").Verdict);
        Assert.Equal(Verdict.NotMet, judgements.Single(j => j.Item == "RV-02").Verdict);
    }

    [Fact]
    public async Task Keeps_the_first_of_two_judgements_of_one_item_and_tells_the_other_whose_it_is()
    {
        saves.Expect(2);
        var outcomes = await Task.WhenAll(
            new[] { "lead", "reviewer-mic" }.Select(person =>
                Task.Run(async () => await Record.ExceptionAsync(() => JudgeAsync(person, "RV-01", Verdict.Met, 0)), Cancel)
            )
        );

        Assert.Single(outcomes, outcome => outcome is null);
        var stale = Assert.IsType<Stale>(Assert.Single(outcomes, outcome => outcome is not null));
        var kept = (await LoadAsync()).JudgementOf(ReviewPart.Substance, "RV-01")!;
        Assert.Equal((kept.ByName, 1), (stale.By, kept.Revision));
    }

    [Fact]
    public async Task Hides_from_ministries_what_is_kept_to_those_who_lead()
    {
        const string Canary = "内緒の利用者像";
        await SeenAsync("lead", (s, seen) => s.RequestCorrectionAsync(id, seen, [new("service.targetUsers", "書き直してください")], Due));
        await portal.Services.AsAsync<ApplyingService>(
            "rep",
            async s =>
            {
                await s.EditAsync(id, "service.targetUsers", draft => draft.Set("service.targetUsers", Canary));
                await s.AnswerCorrectionAsync(id, "service.targetUsers", "直した");
                await s.ResubmitAsync(id);
            }
        );
        await portal.Services.AsAsync<JudgementService>("lead", s => s.KeepToLeadAsync(id, "service.targetUsers", keep: true));

        var ministry = await FindAsync("reviewer-meti");
        var handler = await FindAsync("reviewer-mic");

        Assert.Contains(Canary, handler.PlanText, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, ministry.PlanText, StringComparison.Ordinal);
        Assert.Null(ministry.Plan.Service!.TargetUsers);
        Assert.Contains(handler.Changes, change => change.Path == "service.targetUsers");
        Assert.DoesNotContain(ministry.Changes, change => change.Path == "service.targetUsers");
        // The tab and the timeline tell each of them of the same changes.
        foreach (var shown in new[] { handler, ministry })
        {
            var resubmitted = Assert.Single(shown.Timeline.Select(entry => entry.What).OfType<ApplicationResubmitted>());
            Assert.Equal(shown.Changes.Select(change => change.Path), resubmitted.ChangedPaths);
        }

        Assert.All(
            ministry.Application.Versions,
            version => Assert.DoesNotContain("targetUsers", ministry.PlanOf(version), StringComparison.Ordinal)
        );
        // It is the question that is kept back, and no ministry can bring it forth again.
        var refusal = await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<JudgementService>("reviewer-meti", s => s.KeepToLeadAsync(id, "service.targetUsers", keep: false))
        );
        Assert.Equal("not-allowed", refusal.Code);
    }

    [Fact]
    public async Task Tells_a_ministry_nothing_that_the_rules_say_of_a_kept_answer()
    {
        var before = (await FindAsync("reviewer-meti")).Assessment;
        // Every answer that a finding or a possible change of the plan rests on, in turn.
        var questions = before
            .Findings.SelectMany(finding => finding.Answers)
            .Concat(before.WhatWouldChange.SelectMany(change => change.Changes.Select(one => one.Path)))
            .Select(PlanQuestions.PatternOf)
            .Where(pattern => pattern != "service.name" && PlanQuestions.Find(pattern)!.Kind is not (AnswerKind.Group or AnswerKind.List))
            .Distinct()
            .ToList();
        Assert.NotEmpty(questions);
        foreach (var question in questions)
        {
            await portal.Services.AsAsync<JudgementService>("lead", s => s.KeepToLeadAsync(id, question, keep: true, Cancel));
            var ministry = (await FindAsync("reviewer-meti")).Assessment;

            Assert.DoesNotContain(ministry.Findings, finding => finding.Answers.Any(path => PlanQuestions.PatternOf(path) == question));
            Assert.DoesNotContain(
                ministry.WhatWouldChange,
                change => change.Changes.Any(one => PlanQuestions.PatternOf(one.Path) == question)
            );
            Assert.Equal(before.Findings.Count, (await FindAsync("lead")).Assessment.Findings.Count);
            await portal.Services.AsAsync<JudgementService>("lead", s => s.KeepToLeadAsync(id, question, keep: false, Cancel));
        }
    }

    [Fact]
    public async Task Shows_a_stand_in_what_the_absent_official_sees_of_kept_answers_and_notes()
    {
        const string Note = "主査だけの方針";
        await portal.Services.AsAsync<JudgementService>("lead", s => s.KeepToLeadAsync(id, "service.targetUsers", keep: true, Cancel));
        await portal.Services.AsAsync<MessageService>("lead", s => s.NoteAsync(id, Note, forLead: true, ct: Cancel));
        Assert.NotNull((await FindAsync("reviewer-mic")).Plan.Service!.TargetUsers);
        Assert.Equal((false, false), await SeesAsync("reviewer-mhlw"));
        var colleagues = (await portal.Services.AsAsync<DelegationService, DelegationList>("lead", s => s.ListAsync(Cancel))).Colleagues;
        var (absent, standIn) = (colleagues.Single(c => c.Name == "審査 総子"), colleagues.Single(c => c.Name == "審査 厚夫"));
        var today = JapaneseDate.On(DateTime.UtcNow);

        await portal.Services.AsAsync<DelegationService>(
            "reviewer-mic",
            s => s.ArrangeAsync(absent.Id, standIn.Id, today, today.AddDays(2), Cancel)
        );

        Assert.Equal((true, true), await SeesAsync("reviewer-mhlw"));
        Assert.Equal((false, false), await SeesAsync("reviewer-meti"));

        // It ends with the absence.
        var list = await portal.Services.AsAsync<DelegationService, DelegationList>("lead", s => s.ListAsync(Cancel));
        await portal.Services.AsAsync<DelegationService>("lead", s => s.EndAsync(list.Delegations.Single().Id, Cancel));
        Assert.Equal((false, false), await SeesAsync("reviewer-mhlw"));

        // Both names stand in the record, and who arranged and ended it.
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancel);
        var delegation = list.Delegations.Single().Id;
        var record = await db.Events.Where(row => row.Stream == delegation).OrderBy(row => row.Sequence).ToListAsync(Cancel);
        Assert.Equal(
            new DelegationArranged(absent.Id, absent.Name, standIn.Id, standIn.Name, today, today.AddDays(2)),
            Assert.IsType<DelegationArranged>(record[0].Read())
        );
        Assert.Equal(("審査 総子", "主査 公一"), (record[0].ByName, record[1].ByName));
        Assert.Equal(new DelegationEnded(today.AddDays(-1)), record[1].Read());

        async Task<(bool Answer, bool Note)> SeesAsync(string person) =>
            (
                (await FindAsync(person)).Plan.Service!.TargetUsers is not null,
                (await portal.Services.AsAsync<MessageQueries, Talk>(person, q => q.NotesAsync(id, Cancel))).Lines.Any(l => l.Text == Note)
            );
    }

    [Fact]
    public async Task Opens_in_each_correction_exactly_the_kind_of_document_that_it_names()
    {
        await CorrectAsync(DocumentKind.Certificate);
        Assert.Equal([DocumentKind.Certificate], await OpensAsync());
        await SendAsync(DocumentKind.Certificate);
        await portal.Services.AsAsync<ApplyingService>(
            "rep",
            async s =>
            {
                await s.AnswerCorrectionAsync(id, DocumentPath.Of(DocumentKind.Certificate), "差し替えました", ct: Cancel);
                await s.ResubmitAsync(id, ct: Cancel);
            }
        );
        Assert.Empty(await OpensAsync());

        await CorrectAsync(DocumentKind.PrivacyPolicy);

        Assert.Equal([DocumentKind.PrivacyPolicy], await OpensAsync());
        await SendAsync(DocumentKind.PrivacyPolicy);
        foreach (var other in Enum.GetValues<DocumentKind>().Where(kind => kind != DocumentKind.PrivacyPolicy))
        {
            Assert.Equal("documents-closed", (await Assert.ThrowsAsync<RuleBroken>(() => SendAsync(other))).Code);
        }

        Task CorrectAsync(DocumentKind kind) =>
            SeenAsync("lead", (s, seen) => s.RequestCorrectionAsync(id, seen, [new(DocumentPath.Of(kind), "差し替えてください")], Due));

        async Task<IReadOnlyList<DocumentKind>> OpensAsync() =>
            (await portal.Services.AsAsync<ApplicationFiles, FilesOfApplication>("rep", files => files.FindAsync(id, Cancel))).Opens;

        Task<TakenFile> SendAsync(DocumentKind kind) =>
            portal.Services.AsAsync<UploadService, TakenFile>(
                "rep",
                s =>
                    s.ReceiveAsync(new DocumentUpload(id, kind, "新しい.pdf"), new MemoryStream(AFile.Pdf($"/Lang ({kind})")), null, Cancel)
            );
    }

    Task JudgeAsync(string person, string item, Verdict verdict, int seen) =>
        portal.Services.AsAsync<JudgementService>(person, s => s.JudgeAsync(id, ReviewPart.Substance, item, verdict, "理由", seen, Cancel));

    async Task SeenAsync(string person, Func<ReviewService, int, Task> act)
    {
        var seen = await portal.VersionAsync(id);
        await portal.Services.AsAsync<ReviewService>(person, s => act(s, seen));
    }

    Task<Case> FindAsync(string person) => portal.Services.AsAsync<CaseQueries, Case>(person, q => q.FindAsync(id, Cancel));

    async Task<Application> LoadAsync()
    {
        await using var db = await portal.Services.NewDbAsync();
        return await db
            .Applications.AsNoTracking()
            .Include(a => a.Versions)
            .Include(a => a.Consultations)
            .AsSplitQuery()
            .SingleAsync(a => a.Id == id, Cancel);
    }
}

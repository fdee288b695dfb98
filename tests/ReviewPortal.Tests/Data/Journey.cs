using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Access;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Account;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Experts;
using ReviewPortal.Features.Guidelines;
using ReviewPortal.Features.Home;
using ReviewPortal.Features.Messages;
using ReviewPortal.Features.Register;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Data;

/// <summary>Everything that the portal's services can do, done once by the people who may. What was called is written down.</summary>
public sealed partial class Journey(TestPortal portal)
{
    readonly SortedSet<string> called = [];

    static Proposal Accepting { get; } = new(DecisionOutcome.Accepted, UseType.SelfUse, "要旨", [], []);

    static DateOnly Due => JapaneseDate.On(DateTime.UtcNow).AddDays(20);

    /// <summary>Names as <c>ReviewService.AssignAsync</c>.</summary>
    public IReadOnlyCollection<string> Called => called;

    /// <summary>From a draft to the issued letter, with a correction, opinions, a challenge and a decision undone on the way.</summary>
    public async Task<ApplicationId> WalkAsync()
    {
        var id = await portal.DraftAsync();
        await DoAsync<ApplyingService>("rep", nameof(ApplyingService.SubmitAsync), s => s.SubmitAsync(id));
        await SeenAsync<ReviewService>(
            "intake",
            nameof(ReviewService.RequestCorrectionAsync),
            id,
            (s, seen) => s.RequestCorrectionAsync(id, seen, [new("service.summary", "具体的に")], Due)
        );
        await DoAsync<ApplyingService>(
            "rep",
            nameof(ApplyingService.EditAsync),
            s => s.EditAsync(id, "service.summary", draft => draft.Set("service.summary", "本人が一覧を見る"))
        );
        await DoAsync<ApplyingService>(
            "rep",
            nameof(ApplyingService.AnswerCorrectionAsync),
            s => s.AnswerCorrectionAsync(id, "service.summary", "直した")
        );
        await DoAsync<ApplyingService>("rep", nameof(ApplyingService.ResubmitAsync), s => s.ResubmitAsync(id));
        await DoAsync<ReviewService>("intake", nameof(ReviewService.AcceptAnswerAsync), s => s.AcceptAnswerAsync(id, "service.summary"));
        await SeenAsync<JudgementService>("intake", nameof(JudgementService.AdoptAsync), id, (s, seen) => s.AdoptAsync(id, seen));
        await SeenAsync<ReviewService>(
            "intake",
            nameof(ReviewService.AcceptFormCheckAsync),
            id,
            (s, seen) => s.AcceptFormCheckAsync(id, seen, "")
        );
        await DoAsync<JudgementService>(
            "intake",
            nameof(JudgementService.JudgeAsync),
            s => s.JudgeAsync(id, ReviewPart.Form, ReviewItems.Certificate, Verdict.Met, "写しを確認", 1)
        );
        await SeenAsync<JudgementService>(
            "intake",
            nameof(JudgementService.RenewFormCheckAsync),
            id,
            (s, seen) => s.RenewFormCheckAsync(id, seen)
        );
        await SeenAsync<ReviewService>("reviewer-mhlw", nameof(ReviewService.TakeAsync), id, (s, seen) => s.TakeAsync(id, seen));
        var reviewers = await AskAsync<ReviewService, IReadOnlyList<ReviewerChoice>>(
            "lead",
            nameof(ReviewService.ReviewersAsync),
            s => s.ReviewersAsync()
        );
        await AskAsync<ReviewService, IReadOnlySet<Ministry>>("lead", nameof(ReviewService.AnsweringAsync), s => s.AnsweringAsync());
        var mic = reviewers.Single(choice => choice.Ministry == Ministry.Mic).Id;
        await SeenAsync<ReviewService>("lead", nameof(ReviewService.AssignAsync), id, (s, seen) => s.AssignAsync(id, seen, mic));
        await SeenAsync<ReviewService>(
            "lead",
            nameof(ReviewService.InquireAsync),
            id,
            (s, seen) => s.InquireAsync(id, seen, "保存期間は", Due)
        );
        await AnswersAndWritesAsync(id);
        await SeenAsync<ReviewService>(
            "lead",
            nameof(ReviewService.RequestOpinionsAsync),
            id,
            (s, seen) => s.RequestOpinionsAsync(id, seen, [Ministry.Mhlw, Ministry.Meti], "ご意見を", Due)
        );
        await DoAsync<ReviewService>(
            "reviewer-mhlw",
            nameof(ReviewService.GiveOpinionAsync),
            s => s.GiveOpinionAsync(id, Stance.Conditional, "明示を", ["同意画面"])
        );
        await DoAsync<ReviewService>(
            "lead",
            nameof(ReviewService.WithdrawOpinionRequestAsync),
            s => s.WithdrawOpinionRequestAsync(id, Ministry.Meti, "所管外")
        );
        await ReviewAsync(id);
        await AskAsync<RecommendationService, object>(
            "reviewer-mic",
            nameof(RecommendationService.FindAsync),
            async s => await s.FindAsync(id)
        );
        await DoAsync<RecommendationService>(
            "reviewer-mic",
            nameof(RecommendationService.KeepAsync),
            s => s.KeepAsync(id, new() { Summary = "書きかけ" }, 0)
        );
        await RecommendAsync(id);
        await SeenAsync<DecisionService>(
            "decider",
            nameof(DecisionService.ChallengeAsync),
            id,
            (s, seen) => s.ChallengeAsync(id, seen, "根拠を")
        );
        await RecommendAsync(id);
        await SeenAsync<DecisionService>(
            "lead",
            nameof(DecisionService.WithdrawAsync),
            id,
            (s, seen) => s.WithdrawAsync(id, seen, "改める")
        );
        await RecommendAsync(id);
        await SeenAsync<DecisionService>("decider", nameof(DecisionService.DecideAsync), id, (s, seen) => s.DecideAsync(id, seen));
        await SeenAsync<DecisionService>("decider", nameof(DecisionService.UndoAsync), id, (s, seen) => s.UndoAsync(id, seen, "取り違え"));
        await SeenAsync<DecisionService>("decider", nameof(DecisionService.DecideAsync), id, (s, seen) => s.DecideAsync(id, seen));
        await SeenAsync<DecisionService>("lead", nameof(DecisionService.IssueAsync), id, (s, seen) => s.IssueAsync(id, seen));
        return id;
    }

    async Task AnswersAndWritesAsync(ApplicationId id)
    {
        var mine = await AskAsync<ApplyingQueries, MyApplication>("rep", nameof(ApplyingQueries.FindAsync), q => q.FindAsync(id));
        await DoAsync<ApplyingService>(
            "rep",
            nameof(ApplyingService.AnswerInquiryAsync),
            s => s.AnswerInquiryAsync(id, mine.OpenInquiries.Single().Id, "一年です")
        );
        await DoAsync<MessageService>("rep", nameof(MessageService.SendAsync), s => s.SendAsync(id, "よろしくお願いします"));
        await DoAsync<MessageService>("lead", nameof(MessageService.NoteAsync), s => s.NoteAsync(id, "@審査 総子 確認してください"));
        foreach (var person in new[] { "reviewer-mic", "rep" })
        {
            await AskAsync<MessageQueries, object>(person, nameof(MessageQueries.MessagesAsync), async q => await q.MessagesAsync(id));
            await AskAsync<MessageQueries, object>(person, nameof(MessageQueries.ReaderNamesAsync), async q => await q.ReaderNamesAsync());
            await AskAsync<HomeQueries, object>(person, nameof(HomeQueries.FindAsync), async q => await q.FindAsync());
            await DoAsync<MessageService>(
                person,
                nameof(MessageService.MarkReadAsync),
                s => s.MarkReadAsync(id, DateTime.UtcNow, DateTime.UtcNow)
            );
        }

        await AskAsync<MessageQueries, object>("lead", nameof(MessageQueries.NotesAsync), async q => await q.NotesAsync(id));
        await DoAsync<MessageService>(
            "lead",
            nameof(MessageService.SaveBlockAsync),
            s => s.SaveBlockAsync(null, 0, "挨拶", "%{number}の件")
        );
        var blocks = await AskAsync<MessageQueries, IReadOnlyList<Block>>("lead", nameof(MessageQueries.BlocksAsync), q => q.BlocksAsync());
        await DoAsync<MessageService>(
            "lead",
            nameof(MessageService.RemoveBlockAsync),
            s => s.RemoveBlockAsync(blocks[^1].Id, blocks[^1].Version)
        );
    }

    /// <summary>What is judged and settled between the opinions and a recommendation: a correction with more time, a conflict, an expert.</summary>
    async Task ReviewAsync(ApplicationId id)
    {
        await DoAsync<JudgementService>(
            "lead",
            nameof(JudgementService.KeepToLeadAsync),
            s => s.KeepToLeadAsync(id, "service.targetUsers", keep: true)
        );
        await SeenAsync<ReviewService>(
            "reviewer-mic",
            nameof(ReviewService.RequestCorrectionAsync),
            id,
            (s, seen) => s.RequestCorrectionAsync(id, seen, [new("service.summary", "もう少し")], Due)
        );
        await DoAsync<ApplyingService>(
            "rep",
            nameof(ApplyingService.RequestExtensionAsync),
            s => s.RequestExtensionAsync(id, Due.AddDays(7), "不在のため")
        );
        await SeenAsync<ReviewService>(
            "reviewer-mic",
            nameof(ReviewService.AnswerExtensionAsync),
            id,
            (s, seen) => s.AnswerExtensionAsync(id, seen, agrees: true, "")
        );
        await DoAsync<ApplyingService>(
            "rep",
            nameof(ApplyingService.AnswerCorrectionAsync),
            s => s.AnswerCorrectionAsync(id, "service.summary", "直した")
        );
        await DoAsync<ApplyingService>("rep", nameof(ApplyingService.ResubmitAsync), s => s.ResubmitAsync(id, 3, Guid.NewGuid()));
        await DoAsync<ReviewService>("lead", nameof(ReviewService.AcceptAnswerAsync), s => s.AcceptAnswerAsync(id, "service.summary"));

        await SeenAsync<ReviewService>(
            "lead",
            nameof(ReviewService.RequestOpinionsAsync),
            id,
            (s, seen) => s.RequestOpinionsAsync(id, seen, [Ministry.Mic], "ご意見を", Due)
        );
        await DoAsync<OpinionService>(
            "reviewer-mic",
            nameof(OpinionService.AnswerAsync),
            s => s.AnswerAsync(id, Stance.Objection, "必要性に疑問", [], "代替の手段は")
        );
        var suspected = await ReadAsync(id, a => OpinionConflict.Suspected(a.Consultations, a.Conflicts).Single());
        await DoAsync<OpinionService>(
            "lead",
            nameof(OpinionService.SettleSuspectedAsync),
            s => s.SettleSuspectedAsync(id, suspected, "両立する")
        );
        var sides = await SidesAsync(id);
        await DoAsync<OpinionService>("lead", nameof(OpinionService.MarkConflictAsync), s => s.MarkConflictAsync(id, sides, "両立しない"));
        var marked = await ReadAsync(id, application => application.Conflicts.Single(conflict => conflict.IsOpen).Id);
        await DoAsync<OpinionService>(
            "lead",
            nameof(OpinionService.SettleConflictAsync),
            s => s.SettleConflictAsync(id, marked, "後者による")
        );

        foreach (var name in new[] { "一人目", "二人目" })
        {
            await DoAsync<OpinionService>(
                "lead",
                nameof(OpinionService.InviteExpertAsync),
                s => s.InviteExpertAsync(id, name, $"expert{name.Length}{name[0] - '一'}@example.jp", "ご意見を")
            );
        }

        var experts = await ReadAsync(id, application => application.Experts.Select(e => e.Id).ToList());
        await DoAsync<OpinionService>(
            "lead",
            nameof(OpinionService.WithdrawExpertAsync),
            s => s.WithdrawExpertAsync(id, experts[0], "重複")
        );
        var link = await LinkAsync(experts[1]);
        var browser = await AskAsync<ExpertDoor, string?>("rep", nameof(ExpertDoor.EnterAsync), d => d.EnterAsync(link!));
        await AskAsync<ExpertDoor, object?>("rep", nameof(ExpertDoor.FindAsync), async d => await d.FindAsync(browser));
        await DoAsync<ExpertDoor>("rep", nameof(ExpertDoor.AnswerAsync), d => d.AnswerAsync(browser, "妥当"));

        await DoAsync<JudgementService>(
            "reviewer-mic",
            nameof(JudgementService.AddNotesAsync),
            s => s.AddNotesAsync(id, ReviewPart.Substance, new Dictionary<string, string> { [ReviewItems.Scope] = "基準と事実" })
        );
        await portal.ReviewAsync(id, "reviewer-mic");
        called.Add($"{nameof(JudgementService)}.{nameof(JudgementService.SignSubstanceAsync)}");
    }

    // As the mail does when it goes out.
    async Task<string?> LinkAsync(Guid invitation)
    {
        await using var db = await portal.Services.NewDbAsync();
        var mail = await db.Outbox.AsNoTracking().SingleAsync(one => one.About == invitation);
        return await portal.Services.GetRequiredService<Mail.Secrets>().ForAsync(mail, CancellationToken.None);
    }

    Task<IReadOnlyList<ConditionRef>> SidesAsync(ApplicationId id) =>
        ReadAsync<IReadOnlyList<ConditionRef>>(
            id,
            application => [.. application.Consultations.Where(c => c.Stance is not null).Select(c => new ConditionRef(c.Id, null))]
        );

    async Task<T> ReadAsync<T>(ApplicationId id, Func<Application, T> read)
    {
        await using var db = await portal.Services.NewDbAsync();
        var act = await portal.Services.AsAsync<CurrentUser, Domain.Act>("lead", user => user.ActAsync(db));
        return read(await db.LoadAsync(id, act, CancellationToken.None));
    }

    /// <summary>What the walk leaves out: a draft that is given up, and everything that is only read.</summary>
    public async Task LookRoundAsync(ApplicationId issued)
    {
        await DoAsync<CorrectionTexts>("lead", nameof(CorrectionTexts.KeepAsync), t => t.KeepAsync("GL-220", "写しを添えてください", 0));
        await DoAsync<CorrectionTexts>("lead", nameof(CorrectionTexts.DropAsync), t => t.DropAsync("GL-220", 1));
        await AskAsync<CorrectionTexts, object>("lead", nameof(CorrectionTexts.ListAsync), async t => await t.ListAsync());
        await ConditionsAsync();
        await LettersAsync(issued);
        await FiguresAsync(issued);
        var given = await AskAsync<ApplyingService, ApplicationId>("rep", nameof(ApplyingService.OpenAsync), s => s.OpenAsync());
        await DoAsync<ApplyingService>("rep", nameof(ApplyingService.WithdrawAsync), s => s.WithdrawAsync(given, ""));

        foreach (var text in new[] { null, "接種" })
        {
            foreach (var sort in Enum.GetValues<MySort>())
            {
                MyFilter mine = new(text, text is null ? null : ApplicationState.InReview, text is null, sort, Size: 10);
                await AskAsync<ApplyingQueries, object>("rep", nameof(ApplyingQueries.ListAsync), async q => await q.ListAsync(mine));
            }
        }

        await LookThroughTheListAsync(issued);
        await ArrangeTheDeskAsync();
        await AskAsync<ApplyingQueries, object>("rep", nameof(ApplyingQueries.FindAsync), async q => await q.FindAsync(issued));
        await DoAsync<DraftSignals>(
            "rep",
            nameof(DraftSignals.LookAsync),
            async signals =>
            {
                using var listening = signals.Listen(issued, this, () => { });
                await signals.LookAsync();
            }
        );
        await DoAsync<CaseSignals>("lead", nameof(CaseSignals.RememberAsync), signals => signals.RememberAsync(issued));
        await DoAsync<CaseSignals>(
            "lead",
            nameof(CaseSignals.LookAsync),
            async signals =>
            {
                using var listening = signals.Listen(issued, Holder.Government, () => Task.CompletedTask);
                await signals.LookAsync();
            }
        );
        await AskAsync<ApplyingService, ApplicationId>("rep", nameof(ApplyingService.CopyAsync), s => s.CopyAsync(issued));
        await AskAsync<DraftQueries, object>("rep", nameof(DraftQueries.ServicesAsync), async q => await q.ServicesAsync());
        await AskAsync<DraftQueries, object>("rep", nameof(DraftQueries.FindAsync), async q => await q.FindAsync(issued));
        await AskAsync<CaseQueries, object>("auditor", nameof(CaseQueries.FindAsync), async q => await q.FindAsync(issued));
        await AskAsync<CaseQueries, object>("auditor", nameof(CaseQueries.RefusalsAsync), async q => await q.RefusalsAsync(issued));
        foreach (var person in new[] { "rep", "intake", "reviewer-mic", "lead", "decider", "survey", "auditor", "admin" })
        {
            await AskAsync<HomeQueries, object>(person, nameof(HomeQueries.FindAsync), async q => await q.FindAsync());
            await AskAsync<Profiles, object?>(person, nameof(Profiles.FindAsync), async q => await q.FindAsync());
        }

        await PeopleAsync(issued);
        await MailsAsync();
        await FilesAsync();
        await DoAsync<StoredPlans>(
            "lead",
            nameof(StoredPlans.ImpactAsync),
            async plans =>
            {
                await foreach (var _ in plans.ImpactAsync(RuleSets.Shipped[0], RuleSets.Shipped[^1]))
                {
                    // That it goes through is enough.
                }
            }
        );
        RegisterFilter register = new(new(2026, 2, 28), "市");
        await AskAsync<RegisterQueries, object>("rep", nameof(RegisterQueries.AsOfAsync), async q => await q.AsOfAsync(register.Day));
        await AskAsync<RegisterQueries, object>("rep", nameof(RegisterQueries.FindAsync), async q => await q.FindAsync(register));
        await AskAsync<DemoAccounts, object>("rep", nameof(DemoAccounts.ListAsync), async q => await q.ListAsync());
        await RulesAsync();
        await DoAsync<DecisionService>("lead", nameof(DecisionService.DraftLetterAsync), s => s.DraftLetterAsync(issued));
    }

    async Task LookThroughTheListAsync(ApplicationId id)
    {
        foreach (var sort in Enum.GetValues<CaseSort>())
        {
            foreach (var descending in new[] { false, true })
            {
                CaseFilter filter = new("接種", Sort: sort, Descending: descending);
                await AskAsync<CaseListQueries, object>("lead", nameof(CaseListQueries.ListAsync), q => ListAsync(q, filter));
                await AskAsync<CaseListQueries, object>(
                    "lead",
                    nameof(CaseListQueries.AroundAsync),
                    async q => await q.AroundAsync(id, filter)
                );
                await AskAsync<CaseListQueries, object?>(
                    "lead",
                    nameof(CaseListQueries.FindAsync),
                    async q => await q.FindAsync(id, filter.Query)
                );
            }
        }

        CaseFilter everything = new(
            "接種 歴 予防接種 R8",
            ApplicationState.Issued,
            UseType.SelfUse,
            Route.Standard,
            Mine: true,
            Open: true,
            Page: 2,
            Size: 1,
            Flag: Flag.NoCert,
            Asked: Ministry.Mhlw,
            Holder: CaseHolder.Nobody,
            Person: Guid.NewGuid(),
            Organization: "デモ",
            Category: ServiceCategory.HealthRecord,
            ArrivedFrom: new(2026, 1, 1),
            ArrivedTo: new(2030, 1, 1),
            DueFrom: new(2026, 1, 1),
            DueTo: new(2030, 1, 1),
            DecidedFrom: new(2026, 1, 1),
            DecidedTo: new(2030, 1, 1),
            Overdue: true,
            Label: 3
        );
        foreach (var filter in new[] { everything, new(), new("R8-1"), new(Page: 99), new(Open: true, Overdue: true), new(Mine: true) })
        {
            await AskAsync<CaseListQueries, object>("reviewer-mic", nameof(CaseListQueries.ListAsync), q => ListAsync(q, filter));
            await AskAsync<CaseListQueries, object>("lead", nameof(CaseListQueries.ItemsAsync), async q => await q.ItemsAsync(filter));
        }

        await AskAsync<CaseListQueries, object>("lead", nameof(CaseListQueries.PeopleAsync), async q => await q.PeopleAsync());

        static async Task<object> ListAsync(CaseListQueries queries, CaseFilter filter) => await queries.ListAsync(filter);
    }

    async Task ArrangeTheDeskAsync()
    {
        var id = await portal.DraftAsync();
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id));
        await portal.CheckFormAsync(id, "intake");
        await DoAsync<DeskService>(
            "lead",
            nameof(DeskService.KeepLabelAsync),
            s => s.KeepLabelAsync(null, "急ぎ", "Red", isRetired: false)
        );
        var labels = await AskAsync<DeskService, IReadOnlyList<CaseLabel>>("lead", nameof(DeskService.LabelsAsync), s => s.LabelsAsync());
        await DoAsync<DeskService>("lead", nameof(DeskService.LabelAsync), s => s.LabelAsync(id, labels[0].Number, isOn: true));
        var list = await AskAsync<DelegationService, DelegationList>("lead", nameof(DelegationService.ListAsync), s => s.ListAsync());
        var (mic, mhlw) = (
            list.Colleagues.First(c => c.Ministry == Ministry.Mic).Id,
            list.Colleagues.First(c => c.Ministry == Ministry.Mhlw).Id
        );
        await DoAsync<DeskService>("lead", nameof(DeskService.AssignAsync), s => s.AssignAsync(id, mic));
        await DoAsync<DeskService>("lead", nameof(DeskService.AskAsync), s => s.AskAsync(id, [Ministry.Meti], "ご意見を", Due));
        await AskAsync<DeskService, BulkReminder>("lead", nameof(DeskService.RemindersAsync), s => s.RemindersAsync([id]));
        await DoAsync<DeskService>("lead", nameof(DeskService.RemindAsync), s => s.RemindAsync(id));
        var today = JapaneseDate.On(DateTime.UtcNow);
        await DoAsync<DelegationService>(
            "lead",
            nameof(DelegationService.ArrangeAsync),
            s => s.ArrangeAsync(mic, mhlw, today, today.AddDays(3))
        );
        await AskAsync<HomeQueries, object>("reviewer-mhlw", nameof(HomeQueries.FindAsync), async q => await q.FindAsync());
        list = await AskAsync<DelegationService, DelegationList>("lead", nameof(DelegationService.ListAsync), s => s.ListAsync());
        await DoAsync<DelegationService>("lead", nameof(DelegationService.EndAsync), s => s.EndAsync(list.Delegations[0].Id));
        await DoAsync<DeskService>(
            "lead",
            nameof(DeskService.KeepViewAsync),
            s => s.KeepViewAsync("急ぎの案件", "?label=0&page=3", isShared: true)
        );
        var views = (await AskAsync<CaseListQueries, CaseList>("lead", nameof(CaseListQueries.ListAsync), q => q.ListAsync(new()))).Views;
        await DoAsync<DeskService>("lead", nameof(DeskService.ForgetViewAsync), s => s.ForgetViewAsync(views[0].Id));
    }

    Task RecommendAsync(ApplicationId id) =>
        SeenAsync<ReviewService>(
            "reviewer-mic",
            nameof(ReviewService.RecommendAsync),
            id,
            (s, seen) => s.RecommendAsync(id, seen, Accepting with { DespiteReason = "代替の手段を確かめた" })
        );

    async Task SeenAsync<T>(string person, string method, ApplicationId id, Func<T, int, Task> use)
        where T : notnull
    {
        var seen = await portal.VersionAsync(id);
        await DoAsync<T>(person, method, service => use(service, seen));
    }

    Task DoAsync<T>(string person, string method, Func<T, Task> use)
        where T : notnull
    {
        called.Add($"{typeof(T).Name}.{method}");
        return portal.Services.AsAsync(person, use);
    }

    Task<TAnswer> AskAsync<T, TAnswer>(string person, string method, Func<T, Task<TAnswer>> use)
        where T : notnull
    {
        called.Add($"{typeof(T).Name}.{method}");
        return portal.Services.AsAsync(person, use);
    }
}

using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Features.Home;

/// <summary>What stands on an official's desk, and until when.</summary>
public sealed class TheDesk : IAsyncLifetime
{
    static readonly DateOnly Today = JapaneseDate.On(DateTime.UtcNow);
    static readonly DateOnly Due = Today.AddDays(6);
    TestPortal portal = null!;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => portal = await TestPortal.OnAsync(Providers.Sqlite);

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task Tells_whoever_owes_an_opinion_its_own_due_day_even_while_the_applicant_corrects()
    {
        var (later, sooner) = (await TakenAsync(), await TakenAsync());
        await AskAsync(later, Due);
        await AskAsync(sooner, Today.AddDays(2));
        await CorrectAsync(sooner, "reviewer-mic");

        var toDo = (await DeskAsync("reviewer-meti")).ToDo.Cases;

        DeskCase[] mine = [.. toDo.Where(one => one.Row.Application == later || one.Row.Application == sooner)];
        Assert.Equal([(sooner, Today.AddDays(2)), (later, Due)], mine.Select(one => (one.Row.Application, one.DueOn)));
        Assert.All(mine, one => Assert.Equal((TaskKind.GiveOpinion, false), (one.Kind, one.IsStopped)));
        Assert.Equal(mine.Select(one => BusinessCalendar.Shipped.CountBetween(Today, one.DueOn)), mine.Select(one => one.LeftDays));
        Assert.Equal(toDo.Select(one => one.DueOn).Order(), toDo.Select(one => one.DueOn));
        // Whoever has the case goes on to see that it stands.
        var waiting = (await DeskAsync("reviewer-mic")).Waiting.Cases.Single(one => one.Row.Application == sooner);
        Assert.True(waiting.IsStopped);
        Assert.NotEqual(Today.AddDays(2), waiting.DueOn);
    }

    [Fact]
    public async Task Has_the_applicants_request_for_more_time_for_those_who_answer_it()
    {
        var id = await TakenAsync();
        await CorrectAsync(id, "reviewer-mic");
        Assert.All(await KindsAsync(id, "reviewer-mic", "lead"), Assert.Null);

        await portal.Services.AsAsync<ApplyingService>("rep", s => s.RequestExtensionAsync(id, Due.AddDays(7), "不在のため", Cancel));

        Assert.Equal([TaskKind.AnswerExtension, TaskKind.AnswerExtension], await KindsAsync(id, "reviewer-mic", "lead"));
        Assert.All(await KindsAsync(id, "reviewer-mhlw", "intake", "decider"), Assert.Null);
        var desk = await DeskAsync("reviewer-mic");
        var asked = desk.ToDo.Cases.Single(one => one.Row.Application == id);
        Assert.Equal((Due, false), (asked.DueOn, asked.IsStopped));
        Assert.DoesNotContain(desk.Waiting.Cases, one => one.Row.Application == id);

        await SeenAsync("lead", id, (s, seen) => s.AnswerExtensionAsync(id, seen, agrees: false, "期限内に", Cancel));

        Assert.All(await KindsAsync(id, "reviewer-mic", "lead"), Assert.Null);
    }

    [Fact]
    public async Task Has_it_for_those_who_check_the_form_while_nobody_has_the_case()
    {
        var id = await FiledAsync();
        await CorrectAsync(id, "intake");
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.RequestExtensionAsync(id, Due.AddDays(7), "不在のため", Cancel));

        Assert.Equal([TaskKind.AnswerExtension, TaskKind.AnswerExtension], await KindsAsync(id, "intake", "lead"));
        Assert.All(await KindsAsync(id, "reviewer-mic"), Assert.Null);
    }

    [Fact]
    public async Task Has_for_a_lead_the_own_cases_and_those_of_the_reviewer_who_is_away()
    {
        var (own, theirs) = (await TakenAsync("lead"), await TakenAsync("reviewer-mic"));
        Assert.Equal([TaskKind.Review], await KindsAsync(own, "lead"));
        Assert.All(await KindsAsync(theirs, "lead"), Assert.Null);

        var people = await portal.Services.AsAsync<DelegationService, DelegationList>("lead", s => s.ListAsync(Cancel));
        var absent = people.Colleagues.Single(one => one.Name == "審査 総子");
        await portal.Services.AsAsync<DelegationService>("lead", s => s.ArrangeAsync(absent.Id, people.Me, Today, Today, Cancel));

        Assert.Equal([TaskKind.Review], await KindsAsync(theirs, "lead"));
        Assert.Equal(absent.Name, (await DeskAsync("lead")).ToDo.Cases.Single(one => one.Row.Application == theirs).InPlaceOf);
        Assert.DoesNotContain((await DeskAsync("lead")).Waiting.Cases, one => one.Row.Application == theirs);
    }

    [Fact]
    public async Task Has_for_whoever_has_a_case_what_can_be_done_while_ministries_are_asked()
    {
        var id = await TakenAsync();
        await AskAsync(id, Due);
        Assert.Equal([TaskKind.Review], await KindsAsync(id, "reviewer-mic"));
        Assert.All(await KindsAsync(id, "reviewer-mhlw", "lead"), Assert.Null);

        await portal.ReviewAsync(id);

        // Now only the ministry is waited for.
        Assert.All(await KindsAsync(id, "reviewer-mic"), Assert.Null);
        Assert.Contains((await DeskAsync("reviewer-mic")).Waiting.Cases, one => one.Row.Application == id);
        await CorrectAsync(id, "reviewer-mic");
        Assert.All(await KindsAsync(id, "reviewer-mic"), Assert.Null);
        await portal.Services.AsAsync<ApplyingService>(
            "rep",
            async s =>
            {
                await s.AnswerCorrectionAsync(id, "service.summary", "直しました", ct: Cancel);
                await s.ResubmitAsync(id, Cancel);
            }
        );
        Assert.Equal([TaskKind.Review], await KindsAsync(id, "reviewer-mic"));
        await SeenAsync("reviewer-mic", id, (s, _) => s.AcceptAnswerAsync(id, "service.summary", Cancel));
        await portal.ReviewAsync(id);
        Assert.All(await KindsAsync(id, "reviewer-mic"), Assert.Null);
    }

    [Fact]
    public async Task Has_a_form_check_that_is_to_be_signed_anew_for_those_who_can()
    {
        var id = await TakenAsync();
        Assert.All(await KindsAsync(id, "intake", "lead"), Assert.Null);

        await portal.Services.AsAsync<JudgementService>(
            "intake",
            s => s.JudgeAsync(id, ReviewPart.Form, ReviewItems.OfForm[0], Verdict.Met, "改めて確認", 1, Cancel)
        );

        Assert.Equal([TaskKind.CheckForm, TaskKind.CheckForm], await KindsAsync(id, "intake", "lead"));
        Assert.Equal([TaskKind.Review, null], await KindsAsync(id, "reviewer-mic", "decider"));
        await portal.Services.AsAsync<JudgementService>(
            "intake",
            async s => await s.RenewFormCheckAsync(id, await portal.VersionAsync(id), Cancel)
        );
        Assert.All(await KindsAsync(id, "intake", "lead"), Assert.Null);
    }

    [Fact]
    public async Task Keeps_before_those_who_brought_a_case_on_what_others_make_of_it()
    {
        var corrected = await FiledAsync();
        await CorrectAsync(corrected, "intake");
        var heard = await TakenAsync();
        await AskAsync(heard, Due);
        await portal.Services.AsAsync<ReviewService>("reviewer-meti", s => s.GiveOpinionAsync(heard, Stance.NoObjection, "", [], Cancel));
        var issued = await TakenAsync();
        await portal.ReviewAsync(issued);
        Proposal accepting = new(DecisionOutcome.Accepted, UseType.SelfUse, "要旨", [], []);
        await SeenAsync("lead", issued, (s, seen) => s.RecommendAsync(issued, seen, accepting, Cancel));
        Assert.Contains(issued, Of((await DeskAsync("lead")).Waiting));
        await DecideAsync((s, seen) => s.DecideAsync(issued, seen, Cancel));
        await DecideAsync((s, seen) => s.IssueAsync(issued, seen, Cancel));

        Assert.Contains(corrected, Of((await DeskAsync("intake")).Waiting));
        Assert.Contains(heard, Of((await DeskAsync("reviewer-meti")).Waiting));
        Assert.DoesNotContain(heard, Of((await DeskAsync("reviewer-mhlw")).Waiting));
        foreach (var person in new[] { "decider", "lead", "intake", "reviewer-mic" })
        {
            Assert.Contains(issued, Of((await DeskAsync(person)).Done));
        }

        Assert.DoesNotContain(issued, Of((await DeskAsync("reviewer-meti")).Done));
        // What is news to them is told, too.
        await portal.Services.AsAsync<ReviewService>(
            "lead",
            async s => await s.InquireAsync(heard, await portal.VersionAsync(heard), "期間は", Due, ct: Cancel)
        );
        await using var db = await portal.Services.NewDbAsync();
        await db.DeskVisits.ExecuteUpdateAsync(v => v.SetProperty(one => one.Before, DateTime.UtcNow.AddDays(-1)), Cancel);
        Assert.Contains(heard, (await DeskAsync("reviewer-meti")).News.Select(news => news.Row.Application));

        // Long after, only whoever has the case keeps it.
        var old = DateTime.UtcNow.AddDays(-91);
        await db.Events.ExecuteUpdateAsync(e => e.SetProperty(one => one.At, old), Cancel);
        Assert.DoesNotContain(issued, Of((await DeskAsync("decider")).Done));
        Assert.DoesNotContain(heard, Of((await DeskAsync("reviewer-meti")).Waiting));
        Assert.Contains(issued, Of((await DeskAsync("reviewer-mic")).Done));

        async Task DecideAsync(Func<DecisionService, int, Task> use)
        {
            var seen = await portal.VersionAsync(issued);
            await portal.Services.AsAsync<DecisionService>("decider", s => use(s, seen));
        }

        static IEnumerable<ApplicationId> Of(DeskPile pile) => pile.Cases.Select(one => one.Row.Application);
    }

    /// <summary>What each of them has to do about the case; null for nothing.</summary>
    async Task<List<TaskKind?>> KindsAsync(ApplicationId id, params string[] people)
    {
        List<TaskKind?> kinds = [];
        foreach (var person in people)
        {
            kinds.Add((await DeskAsync(person)).ToDo.Cases.SingleOrDefault(one => one.Row.Application == id)?.Kind);
        }

        return kinds;
    }

    async Task<Desk> DeskAsync(string person) => (await portal.Services.AsAsync<HomeQueries, Home>(person, q => q.FindAsync(Cancel))).Desk!;

    async Task<ApplicationId> FiledAsync()
    {
        var id = await portal.DraftAsync();
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id, Cancel));
        return id;
    }

    /// <summary>A case in review that somebody has taken.</summary>
    async Task<ApplicationId> TakenAsync(string person = "reviewer-mic")
    {
        var id = await FiledAsync();
        await portal.CheckFormAsync(id);
        if (person == "lead")
        {
            await using var db = await portal.Services.NewDbAsync();
            var lead = (await db.Users.SingleAsync(u => u.Email == "lead@demo.example", Cancel)).Key;
            await SeenAsync("lead", id, (s, seen) => s.AssignAsync(id, seen, lead, Cancel));
        }
        else
        {
            await SeenAsync(person, id, (s, seen) => s.TakeAsync(id, seen, Cancel));
        }

        return id;
    }

    Task AskAsync(ApplicationId id, DateOnly due) =>
        SeenAsync("lead", id, (s, seen) => s.RequestOpinionsAsync(id, seen, [Ministry.Meti], "ご意見を", due, Cancel));

    Task CorrectAsync(ApplicationId id, string person) =>
        SeenAsync(person, id, (s, seen) => s.RequestCorrectionAsync(id, seen, [new("service.summary", "具体的に")], Due, Cancel));

    async Task SeenAsync(string person, ApplicationId id, Func<ReviewService, int, Task> act)
    {
        var seen = await portal.VersionAsync(id);
        await portal.Services.AsAsync<ReviewService>(person, s => act(s, seen));
    }
}

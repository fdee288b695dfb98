using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Home;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Features.Statistics;

public sealed class TheFigures : IAsyncLifetime
{
    static readonly StatisticsFilter Always = new(new(2020, 1, 1), new(2030, 12, 31));

    TestPortal portal = null!;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => portal = await TestPortal.OnAsync(Providers.Sqlite);

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("2026-01-01", "2026-01-01", null, null)]
    [InlineData("2026-02-01", "2026-01-31", "statistics.turned", null)]
    [InlineData("2026-09-02", null, "statistics.ahead", null)]
    [InlineData("2016-08-31", "2026-09-01", "statistics.long", null)]
    [InlineData("2026-02-30", "", "form.no-date", null)]
    [InlineData("", "きのう", null, "form.no-date")]
    public void Say_at_the_field_which_days_cannot_be_shown(string? from, string? to, string? atFrom, string? atTo) =>
        Assert.Equal((atFrom, atTo), StatisticsEndpoints.Faults(from, to, new(2026, 9, 1)));

    [Fact]
    public async Task Of_no_decided_case_are_none()
    {
        // The demonstration has one notice, and it is not of this type.
        var view = await FindAsync(Always with { Type = UseType.OutsideTypes });

        var all = Assert.Single(view.Lines);
        Assert.Equal((0, null, null, null), (all.Count, all.Government, all.Applicant, all.Elapsed));
        Assert.Equal(11, view.Backlog.Count);
    }

    [Fact]
    public async Task Of_decided_cases_are_those_of_their_ledgers_and_every_filter_holds_for_all_of_them()
    {
        var view = await FindAsync(Always);
        await using var db = await portal.Services.NewDbAsync();
        var issued = await db
            .Applications.Include(a => a.Corrections)
            .Include(a => a.Consultations)
            .AsSplitQuery()
            .SingleAsync(a => a.State == ApplicationState.Issued, Cancel);
        var clock = issued.Clock(issued.EndedAt!.Value, 30, BusinessCalendar.Shipped);

        Assert.Equal(1, view.Lines[0].Count);
        Assert.Equal(new Spread(1, clock.UsedDays, clock.UsedDays), view.Lines[0].Government);
        Assert.Equal(new Spread(1, clock.ElapsedDays, clock.ElapsedDays), view.Lines[0].Elapsed);
        // Mhlw was asked, no other ministry.
        Assert.Equal([Ministry.Mhlw], view.Lines.Select(line => line.Group).OfType<Ministry>());
        var other = await FindAsync(Always with { Ministry = Ministry.Meti });
        Assert.Equal(0, other.Lines[0].Count);
        Assert.True(other.Backlog.Max(point => point.Open) < view.Backlog.Max(point => point.Open));
        var before = await FindAsync(Always with { To = new(2025, 12, 31) });
        Assert.Null(before.Lines[0].Government);
    }

    [Fact]
    public async Task Do_not_count_a_ministry_whose_request_was_withdrawn()
    {
        var id = await FiledAsync();
        await portal.CheckFormAsync(id);
        await portal.Services.AsAsync<ReviewService>(
            "lead",
            async s => await s.RequestOpinionsAsync(id, await portal.VersionAsync(id), [Ministry.Mic], "ご意見を", Soon, Cancel)
        );
        Assert.NotEqual(0, await BacklogOfMicAsync());

        await portal.Services.AsAsync<ReviewService>("lead", s => s.WithdrawOpinionRequestAsync(id, Ministry.Mic, "誤り", Cancel));

        Assert.Equal(0, await BacklogOfMicAsync());

        async Task<int> BacklogOfMicAsync() => (await FindAsync(Always with { Ministry = Ministry.Mic })).Backlog.Max(point => point.Open);
    }

    static DateOnly Soon => JapaneseDate.On(DateTime.UtcNow).AddDays(10);

    [Fact]
    public async Task Are_not_for_applicants_or_administrators()
    {
        foreach (var person in new[] { "rep", "admin", "survey", "rights" })
        {
            await Assert.ThrowsAsync<NotFound>(() =>
                portal.Services.AsAsync<StatisticsQueries, StatisticsView>(person, q => q.FindAsync(Always, Cancel))
            );
        }
    }

    [Fact]
    public async Task Of_a_case_find_its_precedent_and_not_itself_and_hide_what_is_kept_to_the_lead()
    {
        var id = await FiledAsync();
        var found = await PrecedentsAsync("reviewer-mhlw", id);

        var precedent = Assert.Single(found);
        Assert.Equal(1, precedent.Similarity);
        Assert.Empty(precedent.Only.Concat(precedent.Lacks));
        Assert.Equal(DecisionOutcome.Accepted, precedent.Outcome);
        await portal.Services.AsAsync<JudgementService>(
            "lead",
            s => s.KeepToLeadAsync(id, "functions[].dataItems[].item", keep: true, Cancel)
        );
        var masked = Assert.Single(await PrecedentsAsync("reviewer-mhlw", id));
        Assert.True(masked.Similarity < 1);
        Assert.DoesNotContain(masked.Shared, feature => feature.Group == Domain.Plans.FeatureGroup.DataItem);
        await Assert.ThrowsAsync<NotFound>(() => PrecedentsAsync("rep", id));
        Assert.DoesNotContain(await PrecedentsAsync("lead", precedent.Id), one => one.Id == precedent.Id);
    }

    [Fact]
    public async Task Of_the_period_move_when_the_applicant_agrees_and_a_letter_says_so_without_a_name()
    {
        var id = await FiledAsync();
        var due = await DueAsync(id);
        await ProposeAsync(id, due.AddDays(20));
        await Assert.ThrowsAsync<RuleBroken>(() => ProposeAsync(id, due.AddDays(40)));

        var asked = Assert.Single((await MineAsync(id)).PeriodExtensions);
        Assert.Null(asked.Agreed);
        Assert.DoesNotContain("主査", asked.ToString(), StringComparison.Ordinal);
        // It waits at the applicant's desk and in the list of what is to be done, until it is answered.
        Assert.Equal((nameof(TaskKind.AnswerPeriod), true), await WaitingAsync(id));
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.AnswerPeriodExtensionAsync(id, true, "", Cancel));
        Assert.Equal(("", false), await WaitingAsync(id));
        // The standard period has not changed: what was agreed is told beside it.
        var mine = await MineAsync(id);
        Assert.Equal(mine.Clock!.StandardDays - 30, mine.AgreedDays);

        Assert.True(await DueAsync(id) > due);
        await using var db = await portal.Services.NewDbAsync();
        var letter = await db.IssuedLetters.SingleAsync(l => l.Application == id && l.Kind == LetterKind.Extension, Cancel);
        Assert.Contains(JapaneseDate.Format(due.AddDays(20)), letter.Letter.Items[2].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("主査", letter.Letter.ToString() + string.Concat(letter.Letter.Items), StringComparison.Ordinal);
        // The list of the officials goes by it too.
        Assert.Equal(await DueAsync(id), (await db.CaseRows.SingleAsync(row => row.Application == id, Cancel)).DueOn);
        Assert.Contains(await db.Outbox.Select(mail => mail.Kind).ToListAsync(Cancel), kind => kind == MailKind.PeriodProposed);
        var lead = await db.Users.SingleAsync(user => user.Email == "lead@demo.example", Cancel);
        Assert.Contains(
            await db.Outbox.ToListAsync(Cancel),
            mail => mail.Kind == MailKind.PeriodAnswered && mail.To!.Value.Value == lead.Id
        );
    }

    async Task<(string Desk, bool IsListed)> WaitingAsync(ApplicationId id)
    {
        var home = await portal.Services.AsAsync<HomeQueries, Home.Home>("rep", q => q.FindAsync(Cancel));
        var list = await portal.Services.AsAsync<ApplyingQueries, Page<MyApplicationRow>>("rep", q => q.ListAsync(new(ToDo: true), Cancel));
        return (
            string.Join(",", home.Tasks.Where(task => task.Id == id).Select(task => task.Kind)),
            list.Items.SingleOrDefault(row => row.Id == id)?.IsAskedForTime == true
        );
    }

    [Fact]
    public async Task Of_the_period_stay_when_the_proposal_is_taken_back_and_the_applicant_is_told_once()
    {
        var id = await FiledAsync();
        var due = await DueAsync(id);
        await ProposeAsync(id, due.AddDays(20));

        // Two at once, and the applicant who agrees in the same moment: one of them happens.
        var outcomes = await Task.WhenAll(
            TryAsync(() => WithdrawAsync("lead")),
            TryAsync(() => WithdrawAsync("lead")),
            TryAsync(() => portal.Services.AsAsync<ApplyingService>("rep", s => s.AnswerPeriodExtensionAsync(id, false, "急ぐ", Cancel)))
        );
        Assert.Equal(["", "period-none", "period-none"], outcomes.Order(StringComparer.Ordinal));

        await ProposeAsync(id, due.AddDays(30));
        await WithdrawAsync("lead");
        Assert.Equal("period-none", await TryAsync(() => WithdrawAsync("lead")));
        Assert.Equal("not-proposer", await TryAsync(() => WithdrawAsync("reviewer-mic")));
        Assert.Equal(
            "period-none",
            await TryAsync(() => portal.Services.AsAsync<ApplyingService>("rep", s => s.AnswerPeriodExtensionAsync(id, true, "", Cancel)))
        );

        var mine = await MineAsync(id);
        Assert.Equal((false, "協議が済んだため"), (mine.PeriodExtensions[^1].IsOpen, mine.PeriodExtensions[^1].WithdrawnBecause));
        Assert.Equal(due, await DueAsync(id));
        var told = mine.Timeline[^1];
        Assert.Equal((null, new PeriodExtensionWithdrawn(due.AddDays(30), "協議が済んだため")), (told.By, told.What));
        await using var db = await portal.Services.NewDbAsync();
        var mails = await db.Outbox.Where(mail => mail.Application == id).ToListAsync(Cancel);
        var withdrawn = mails.Where(mail => mail.Kind == MailKind.PeriodWithdrawn && mail.Data.Day == due.AddDays(30)).ToList();
        Assert.NotEmpty(withdrawn);
        Assert.Equal(withdrawn.Count, withdrawn.Select(mail => mail.To).Distinct().Count());

        Task WithdrawAsync(string person) =>
            portal.Services.AsAsync<PeriodService>(person, s => s.WithdrawAsync(id, "協議が済んだため", Cancel));

        static async Task<string> TryAsync(Func<Task> act)
        {
            try
            {
                await Task.Run(act, Cancel);
                return "";
            }
            catch (RuleBroken refusal)
            {
                return refusal.Code;
            }
        }
    }

    async Task<ApplicationId> FiledAsync()
    {
        var id = await portal.DraftAsync();
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id));
        return id;
    }

    Task ProposeAsync(ApplicationId id, DateOnly due) =>
        portal.Services.AsAsync<PeriodService>(
            "lead",
            async s => await s.ProposeAsync(id, await portal.VersionAsync(id), due, "関係省庁との協議のため", Cancel)
        );

    Task<MyApplication> MineAsync(ApplicationId id) =>
        portal.Services.AsAsync<ApplyingQueries, MyApplication>("rep", q => q.FindAsync(id, Cancel));

    async Task<DateOnly> DueAsync(ApplicationId id) => (await MineAsync(id)).Clock!.DueOn;

    Task<StatisticsView> FindAsync(StatisticsFilter filter) =>
        portal.Services.AsAsync<StatisticsQueries, StatisticsView>("auditor", q => q.FindAsync(filter, Cancel));

    Task<IReadOnlyList<Precedent>> PrecedentsAsync(string person, ApplicationId id) =>
        portal.Services.AsAsync<PrecedentQueries, IReadOnlyList<Precedent>>(person, q => q.FindAsync(id, Cancel));
}

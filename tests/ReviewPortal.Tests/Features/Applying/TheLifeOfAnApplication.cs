using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Messages;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Features.Applying;

public class TheLifeOfAnApplication
{
    static DateOnly Due => JapaneseDate.On(DateTime.UtcNow).AddDays(20);

    [Fact]
    public async Task Is_told_to_the_applicant_without_what_is_decided_but_not_issued()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await Talking.InReviewAsync(portal);
        var before = await MineAsync(portal, id);
        await RecommendedAsync(portal, id);
        await portal.Services.AsAsync<DecisionService>("decider", async s => await s.DecideAsync(id, await portal.VersionAsync(id)));

        var after = await MineAsync(portal, id);

        Assert.Equal((Station.Review, Holder.Government), (after.Station, after.Holder));
        Assert.Equal(before.Open.Order(), after.Open.Order());
        Assert.Equal(before.Timeline.Count, after.Timeline.Count);
        Assert.Contains((await ListAsync(portal, new(State: ApplicationState.InReview))).Items, row => row.Id == id);
        Assert.DoesNotContain(
            (await ListAsync(portal, new(State: ApplicationState.Decided))).Items,
            row => row.State != ApplicationState.InReview
        );
    }

    [Fact]
    public async Task Waits_for_the_applicant_while_it_is_a_draft()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await portal.DraftAsync();
        Assert.Contains((await ListAsync(portal, new(ToDo: true))).Items, row => row.Id == id);
    }

    [Fact]
    public async Task Gives_the_turn_to_the_applicant_while_an_inquiry_is_open()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await Talking.InReviewAsync(portal);
        await portal.Services.AsAsync<ReviewService>(
            "reviewer-mic",
            async s => await s.InquireAsync(id, await portal.VersionAsync(id), "保存期間は", Due)
        );

        var asked = await MineAsync(portal, id);
        Assert.Equal((Station.Review, Holder.Applicant, true), (asked.Station, asked.Holder, asked.Clock!.IsStopped));
        var row = (await ListAsync(portal, new(ToDo: true))).Items.Single(row => row.Id == id);
        Assert.Equal((1, Due), (row.OpenInquiries, row.DueOn));

        await portal.Services.AsAsync<ApplyingService>("rep", s => s.AnswerInquiryAsync(id, asked.OpenInquiries.Single().Id, "一年です"));

        var answered = await MineAsync(portal, id);
        Assert.Equal(
            (Holder.Government, false, "出母 一郎"),
            (answered.Holder, answered.Clock!.IsStopped, answered.Inquiries.Single().AnsweredBy)
        );
        Assert.DoesNotContain((await ListAsync(portal, new(ToDo: true))).Items, other => other.Id == id);
    }

    [Fact]
    public async Task Is_estimated_from_like_cases_and_only_if_they_are_enough()
    {
        await using var few = await TestPortal.OnAsync(Providers.Sqlite);
        Assert.Null((await MineAsync(few, await Talking.InReviewAsync(few))).Estimate);

        await using var enough = await TestPortal.OnAsync(
            Providers.Sqlite,
            services => services.Configure<ReviewSettings>(review => review.EstimateMinimum = 1)
        );
        var id = await Talking.InReviewAsync(enough);

        // The demonstration has one case with a notice, of the same plan.
        var estimate = (await MineAsync(enough, id)).Estimate!;
        await using var db = await enough.Services.NewDbAsync();
        var issued = await db.Applications.Include(a => a.Corrections).SingleAsync(a => a.State == ApplicationState.Issued, Ct);
        var used = issued.Clock(issued.EndedAt!.Value, 30, BusinessCalendar.Shipped).UsedDays;
        Assert.Equal(new Spread(1, used, used), estimate);
    }

    [Fact]
    public async Task Begins_anew_with_the_answers_and_nothing_of_the_decision()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await Talking.InReviewAsync(portal);
        await RecommendedAsync(portal, id);
        await Assert.ThrowsAsync<NotFound>(() => portal.Services.AsAsync<ApplyingService, ApplicationId>("rep2", s => s.CopyAsync(id)));
        await Assert.ThrowsAsync<NotFound>(() => portal.Services.AsAsync<ApplyingService, ApplicationId>("lead", s => s.CopyAsync(id)));

        var copyId = await portal.Services.AsAsync<ApplyingService, ApplicationId>("rep", s => s.CopyAsync(id));

        var (first, copy) = (await MineAsync(portal, id), await MineAsync(portal, copyId));
        Assert.Equal(first.Versions[^1].Plan, PlanJson.Write(PlanJson.Read(copy.Draft).Plan!));
        Assert.Equal((ApplicationState.Draft, 0, 0, null), (copy.State, copy.Versions.Count, copy.Corrections.Count, copy.Number));
        Assert.Equal((copyId, id), (first.Copies.Single().Id, copy.CopiedFrom!.Id));
        var (filed, taken) = (await FilesAsync(portal, id), await FilesAsync(portal, copyId));
        Assert.NotEmpty(taken);
        Assert.Equal(
            filed.Select(file => (file.Kind, file.Name, file.Digest)).Order(),
            taken.Select(file => (file.Kind, file.Name, file.Digest)).Order()
        );
        Assert.Empty(filed.Select(file => file.Id).Intersect(taken.Select(file => file.Id)));

        // Officials see the draft only once it is filed.
        Assert.Empty((await CaseAsync(portal, id)).Beside.Related);
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(copyId));
        Assert.Equal(
            (copyId, false),
            ((await CaseAsync(portal, id)).Beside.Related.Single().Id, (await CaseAsync(portal, id)).Beside.Related.Single().IsSource)
        );
        Assert.True((await CaseAsync(portal, copyId)).Beside.Related.Single().IsSource);
    }

    [Fact]
    public async Task Begins_anew_without_documents_that_were_redacted_or_in_which_something_was_found()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await Talking.InReviewAsync(portal);
        var filed = await FilesAsync(portal, id);
        var (redacted, infected) = (filed[0], filed[1]);
        await portal.Services.AsAsync<TalkFiles>(
            "lead",
            async s => await s.RedactAsync(id, await portal.VersionAsync(id), redacted.Id, "誤って添付")
        );
        await using (var db = await portal.Services.NewDbAsync())
        {
            await db
                .Contents.Where(content => content.Digest == infected.Digest)
                .ExecuteUpdateAsync(set => set.SetProperty(content => content.Scan, ScanState.Found), Ct);
        }

        var copy = await portal.Services.AsAsync<ApplyingService, ApplicationId>("rep", s => s.CopyAsync(id));

        Assert.Equal(
            filed.Select(file => file.Digest).Except([redacted.Digest, infected.Digest]).Order(),
            (await FilesAsync(portal, copy)).Select(file => file.Digest).Order()
        );
    }

    [Fact]
    public async Task Tells_the_second_who_withdrew_or_ended_it_but_no_officials_name()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await portal.DraftAsync();
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id));

        await portal.Services.AsAsync<ApplyingService>("rep", s => s.WithdrawAsync(id, "中止"));
        var withdrawn = await Assert.ThrowsAsync<Stale>(() =>
            portal.Services.AsAsync<ApplyingService>("rep", s => s.WithdrawAsync(id, "中止"))
        );
        Assert.Equal(("出母 一郎", nameof(ApplicationWithdrawn)), (withdrawn.By, withdrawn.What));

        await using var db = await portal.Services.NewDbAsync();
        var issued = (await db.Applications.SingleAsync(a => a.State == ApplicationState.Issued, Ct)).Id;
        var ended = await Assert.ThrowsAsync<Stale>(() =>
            portal.Services.AsAsync<ApplyingService>("rep", s => s.WithdrawAsync(issued, "中止"))
        );
        Assert.Equal((null, nameof(NoticeIssued)), (ended.By, ended.What));
        Assert.Contains("審査の事務局が", new Wording().For(ended));
    }

    [Fact]
    public async Task Is_listed_by_page_order_and_text()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var all = await ListAsync(portal, new(Sort: MySort.Number, Descending: false, Size: 200));
        Assert.Equal(all.Items.Select(row => row.Number).Order(StringComparer.Ordinal), all.Items.Select(row => row.Number));
        var second = await ListAsync(portal, new(Sort: MySort.Number, Descending: false, Page: 2, Size: 1));
        Assert.Equal(all.Items[1].Id, second.Items.Single().Id);
        Assert.All((await ListAsync(portal, new("せっしゅ"))).Items, row => Assert.Contains("接種", row.ServiceName));
        Assert.Empty((await portal.Services.AsAsync<ApplyingQueries, Page<MyApplicationRow>>("lead", q => q.ListAsync(new()))).Items);
    }

    [Fact]
    public async Task Is_gone_for_everybody_as_a_draft_that_was_discarded()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await portal.DraftAsync();

        await portal.Services.AsAsync<ApplyingService>("rep", s => s.WithdrawAsync(id, ""));

        await Assert.ThrowsAsync<NotFound>(() => MineAsync(portal, id));
        await Assert.ThrowsAsync<NotFound>(() => FilesAsync(portal, id));
        await Assert.ThrowsAsync<NotFound>(() => portal.Services.AsAsync<DraftQueries, DraftNow>("rep", q => q.FindAsync(id)));
    }

    [Fact]
    public async Task Says_why_it_was_withdrawn()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await portal.DraftAsync();
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id));

        await portal.Services.AsAsync<ApplyingService>("rep", s => s.WithdrawAsync(id, "計画の見直し"));

        Assert.Equal("計画の見直し", (await MineAsync(portal, id)).WithdrawnBecause);
    }

    [Fact]
    public async Task Lists_whose_turn_it_is_and_the_days_that_its_page_counts()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var asked = await Talking.InReviewAsync(portal);
        await portal.Services.AsAsync<ReviewService>(
            "lead",
            async s => await s.InquireAsync(asked, await portal.VersionAsync(asked), "確認", Due)
        );
        var rows = (await ListAsync(portal, new(Size: 200))).Items;

        Assert.Contains(rows, row => row.Time is not null && row.Holder == Domain.Time.Holder.Government);
        Assert.Contains(rows, row => row.Time is not null && row.Holder == Domain.Time.Holder.Applicant);
        foreach (var row in rows)
        {
            var page = await MineAsync(portal, row.Id);
            Assert.Equal(page.Holder, row.Holder);
            Assert.Equal(
                page.Holder is null || page.Clock is not { } clock ? null : new MyTime(clock.UsedDays, clock.StandardDays),
                row.Time
            );
        }
    }

    [Fact]
    public async Task Begins_anew_with_its_documents_in_the_same_order()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await Talking.InReviewAsync(portal);
        var filed = (await MineAsync(portal, id)).Versions[^1].Files.Select(file => file.Sha256);

        var copy = await portal.Services.AsAsync<ApplyingService, ApplicationId>("rep", s => s.CopyAsync(id));

        Assert.Equal(filed, (await FilesAsync(portal, copy)).Select(file => file.Digest));
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static Task<MyApplication> MineAsync(TestPortal portal, ApplicationId id) =>
        portal.Services.AsAsync<ApplyingQueries, MyApplication>("rep", q => q.FindAsync(id));

    static async Task<IReadOnlyList<AttachedFile>> FilesAsync(TestPortal portal, ApplicationId id) =>
        (await portal.Services.AsAsync<ApplicationFiles, FilesOfApplication>("rep", files => files.FindAsync(id))).Files;

    static Task<Page<MyApplicationRow>> ListAsync(TestPortal portal, MyFilter filter) =>
        portal.Services.AsAsync<ApplyingQueries, Page<MyApplicationRow>>("rep", q => q.ListAsync(filter));

    static Task<Case> CaseAsync(TestPortal portal, ApplicationId id) =>
        portal.Services.AsAsync<CaseQueries, Case>("lead", q => q.FindAsync(id));

    static async Task RecommendedAsync(TestPortal portal, ApplicationId id)
    {
        await portal.ReviewAsync(id, "reviewer-mic");
        await portal.Services.AsAsync<ReviewService>(
            "reviewer-mic",
            async s =>
                await s.RecommendAsync(id, await portal.VersionAsync(id), new(DecisionOutcome.Accepted, UseType.SelfUse, "要旨", [], []))
        );
    }
}

using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Features.Guidelines;

public sealed class Rule_sets_of_the_portal : IAsyncLifetime
{
    static readonly int Revision = RuleSets.Find("PHR-GL-2025-04")!.Revision;
    static readonly string Shipped = $"PHR-GL-2025-04@{Revision}";
    static readonly string Next = $"PHR-GL-2025-04@{Revision + 1}";

    TestPortal portal = default!;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;
    static DateOnly Today => JapaneseDate.On(DateTime.UtcNow);

    public async ValueTask InitializeAsync() => portal = await TestPortal.OnAsync(Providers.Sqlite);

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task Take_effect_from_their_day_of_force_and_leave_what_was_assessed_as_it_was()
    {
        var before = await FiledAsync();
        var id = await CopyAsync();
        await EditAsync(id, "legal", SelfUseBecomesProvision());
        await PublishAsync(id, "lead", Today);
        var after = await FiledAsync();

        await using var db = await portal.Services.NewDbAsync();
        var first = await db.Assessments.SingleAsync(made => made.Application == before, Cancel);
        var second = await db.Assessments.SingleAsync(made => made.Application == after, Cancel);
        Assert.Equal((Revision, UseType.SelfUse), (first.RuleSetRevision, first.UseType));
        Assert.Equal((Revision + 1, UseType.InformationProvision), (second.RuleSetRevision, second.UseType));
        Assert.Equal(UseType.SelfUse, first.Whole.UseType);
        Assert.NotEmpty(first.Whole.Findings);
        var set = await db.RuleSets.SingleAsync(s => s.Id == id, Cancel);
        Assert.Equal((RuleSetState.Published, Next, second.RuleSetDigest), (set.State, set.PublishedAs, set.Digest));
        Assert.Equal(set.Digest, set.Read().Digest);
    }

    [Fact]
    public async Task Are_announced_and_not_used_before_their_day()
    {
        var id = await CopyAsync();
        await EditAsync(id, "legal", SelfUseBecomesProvision());
        await PublishAsync(id, "lead", Today.AddDays(10));

        var book = await portal.Services.GetRequiredService<RuleBooks>().NowAsync(Cancel);
        Assert.Equal(Revision, book.InForce(Today).Revision);
        Assert.Equal(Revision + 1, book.InForce(Today.AddDays(10)).Revision);
        Assert.Equal([Revision + 1], book.ComingAfter(Today).Select(set => set.Revision));
        Assert.Equal(Today.AddDays(9), book.LastDayOf(book.InForce(Today)));
        Assert.Equal(Revision, book.Find("PHR-GL-2025-04", Today)!.Revision);
        Assert.Equal(Revision + 1, book.Find(Next, Today)!.Revision);
    }

    [Theory]
    [InlineData("legal", "rule-set-four-eyes")]
    [InlineData("decider", "not-allowed")]
    [InlineData("auditor", "not-allowed")]
    public async Task Are_published_by_another_person_who_may(string person, string refusal)
    {
        var id = await CopyAsync();
        await EditAsync(id, "legal", SelfUseBecomesProvision());

        var broken = await Assert.ThrowsAsync<RuleBroken>(() => PublishAsync(id, person, Today));

        Assert.Equal(refusal, broken.Code);
    }

    [Fact]
    public async Task Count_whoever_changed_a_part_among_their_drafters()
    {
        var id = await CopyAsync();
        await EditAsync(id, "lead", SelfUseBecomesProvision());

        Assert.Equal("rule-set-four-eyes", (await Assert.ThrowsAsync<RuleBroken>(() => PublishAsync(id, "lead", Today))).Code);
    }

    [Fact]
    public async Task Are_not_published_from_a_day_that_is_past_nor_while_anything_forbids_it()
    {
        var id = await CopyAsync();
        await EditAsync(id, "legal", new(PartChange.Removed, "routes", RuleSets.Find("PHR-GL-2025-04")!.Routes.Count - 1));

        Assert.Equal("from-past", (await Assert.ThrowsAsync<RuleBroken>(() => PublishAsync(id, "lead", Today.AddDays(-1)))).Code);
        var faulty = await Assert.ThrowsAsync<RuleBroken>(() => PublishAsync(id, "lead", Today));
        Assert.Equal("rule-set-faulty", faulty.Code);
        Assert.StartsWith("routes[", (string)faulty.Details[1], StringComparison.Ordinal);
        Assert.IsType<LocalText>(faulty.Details[2]);
    }

    [Fact]
    public async Task Tell_the_second_of_two_editors_who_was_first()
    {
        var id = await CopyAsync();
        var seen = await VersionAsync(id);
        await EditAsync(id, "lead", SelfUseBecomesProvision());

        var stale = await Assert.ThrowsAsync<Stale>(() =>
            portal.Services.AsAsync<RuleSetService>("legal", s => s.EditAsync(id, seen, SelfUseBecomesProvision(), Cancel))
        );

        Assert.Equal(("主査 公一", nameof(RuleSetEdited)), (stale.By, stale.What));
    }

    [Fact]
    public async Task Refuse_what_they_could_no_longer_be_read_with_and_name_the_place()
    {
        var id = await CopyAsync();
        var line = SelfUseBecomesProvision().Json!;
        line["when"] = JsonNode.Parse("""{"answer":"handling.colour","given":true}""");

        var broken = await Assert.ThrowsAsync<RuleBroken>(() => EditAsync(id, "legal", new(PartChange.Changed, "types", 0, line)));

        Assert.Equal("rule-set-unreadable", broken.Code);
        Assert.Equal("types[0].when", broken.Details[0]);
    }

    [Fact]
    public async Task Judge_no_plan_while_they_go_round()
    {
        var id = await CopyAsync();
        var line = SelfUseBecomesProvision().Json!;
        line["when"] = JsonNode.Parse("""{ "fact": "Type", "of": "f", "in": ["SelfUse"] }""");
        await EditAsync(id, "legal", new(PartChange.Changed, "types", 0, line));

        var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<RunService, Guid>("legal", s => s.StartAsync(id, RunKind.Impact, Cancel))
        );

        Assert.Equal(("rule-set-cannot-judge", (object)"types"), (refused.Code, refused.Details[1]));
        var faulty = await Assert.ThrowsAsync<RuleBroken>(() => PublishAsync(id, "lead", Today));
        Assert.Equal(("rule-set-faulty", (object)"types"), (faulty.Code, faulty.Details[1]));
    }

    [Theory]
    [InlineData(
        """{ "answers": ["functions[].retrieval", "service.minors"], "offer": "functions[].purchase", "offerMembers": [] }""",
        "changes.answers"
    )]
    [InlineData(
        """{ "answers": [], "offer": "functions[].purchase", "offerMembers": ["functions[].retrieval"] }""",
        "changes.offerMembers"
    )]
    [InlineData("""{ "answers": ["functions[].colour"], "offer": "functions[].purchase", "offerMembers": [] }""", "changes.answers")]
    public async Task Let_only_answers_of_a_function_be_changed(string changes, string place)
    {
        var id = await CopyAsync();
        var own = PartEdit.OwnOf(RuleSetJson.Write(RuleSets.Find("PHR-GL-2025-04")!));
        own["changes"] = JsonNode.Parse(
            """{ "answers": ["functions[].retrieval"], "offer": "functions[].purchase", "offerMembers": [] }"""
        );
        await EditAsync(id, "legal", new(PartChange.Changed, PartEdit.Itself, 0, own));
        var set = await portal.Services.AsAsync<RuleSetQueries, RuleSetView>("legal", q => q.FindAsync(id, Cancel));
        Assert.Equal(["functions[].retrieval"], set.Rules.Changes.Answers);

        own["changes"] = JsonNode.Parse(changes);
        var broken = await Assert.ThrowsAsync<RuleBroken>(() => EditAsync(id, "legal", new(PartChange.Changed, PartEdit.Itself, 0, own)));

        Assert.Equal((object)place, broken.Details[0]);
        Assert.IsType<LocalText>(broken.Details[1]);
    }

    [Fact]
    public async Task Are_nobodys_business_outside_of_the_review()
    {
        var id = await CopyAsync();

        await Assert.ThrowsAsync<NotFound>(() =>
            portal.Services.AsAsync<RuleSetQueries, object>("rep", async q => await q.FindAsync(id, Cancel))
        );
        await Assert.ThrowsAsync<NotFound>(() =>
            portal.Services.AsAsync<RuleSetQueries, object>("survey", async q => await q.ListAsync(null, 1, 50, Cancel))
        );
        await Assert.ThrowsAsync<NotFound>(() => EditAsync(id, "rep", SelfUseBecomesProvision()));
        Assert.Equal("not-allowed", (await Assert.ThrowsAsync<RuleBroken>(() => EditAsync(id, "intake", SelfUseBecomesProvision()))).Code);
    }

    [Fact]
    public async Task Show_every_application_that_they_would_treat_differently()
    {
        var filed = await FiledAsync();
        var id = await CopyAsync();
        await EditAsync(id, "legal", SelfUseBecomesProvision());

        var run = await portal.Services.AsAsync<RunService, Guid>("legal", s => s.StartAsync(id, RunKind.Impact, Cancel));
        await portal.Services.GetRequiredService<RuleSetRunner>().EndedAsync(run);

        var told = await portal.Services.AsAsync<RunService, RunView?>("auditor", s => s.FindAsync(id, RunKind.Impact, Cancel));
        Assert.Equal((RunState.Done, 100, false), (told!.State, told.Run.Percent, told.IsStale));
        ImpactFilter filter = new(ImpactKind.Type, nameof(UseType.SelfUse), nameof(UseType.InformationProvision));
        var impact = await portal.Services.AsAsync<RunService, ImpactView>("auditor", s => s.ImpactAsync(run, filter, Cancel));
        var group = Assert.Single(impact.Groups, one => one.Kind == ImpactKind.Type && one.Before == nameof(UseType.SelfUse));
        Assert.Equal(impact.Rows.Total, group.Count);
        Assert.Contains(impact.Rows.Items, row => row.Application == filed);
        Assert.Equal(
            told.Run.Found,
            (await portal.Services.AsAsync<RunService, IReadOnlyList<ImpactRow>>("auditor", s => s.ExportAsync(run, Cancel))).Count
        );

        await EditAsync(id, "legal", new(PartChange.Moved, "rules", 0, To: 1));
        told = await portal.Services.AsAsync<RunService, RunView?>("auditor", s => s.FindAsync(id, RunKind.Impact, Cancel));
        Assert.True(told!.IsStale);
    }

    [Fact]
    public async Task Are_checked_for_combinations_without_a_type()
    {
        var id = await CopyAsync();
        await EditAsync(id, "legal", new(PartChange.Removed, "types", RuleSets.Find("PHR-GL-2025-04")!.Types.Count - 1));

        var run = await portal.Services.AsAsync<RunService, Guid>("legal", s => s.StartAsync(id, RunKind.Check, Cancel));
        await portal.Services.GetRequiredService<RuleSetRunner>().EndedAsync(run);

        var told = await portal.Services.AsAsync<RunService, RunView?>("legal", s => s.FindAsync(id, RunKind.Check, Cancel));
        var complete = told!.Checked!.Completeness!;
        Assert.True(complete.IsExhaustive && complete.GapCount > 0);
        Assert.NotEmpty(complete.Gaps);
        Assert.Equal("rule-set-faulty", (await Assert.ThrowsAsync<RuleBroken>(() => PublishAsync(id, "lead", Today))).Code);
    }

    [Fact]
    public async Task Are_begun_and_ended_only_by_those_who_write_them()
    {
        var id = await CopyAsync();

        var broken = await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<RunService, Guid>("auditor", s => s.StartAsync(id, RunKind.Check, Cancel))
        );

        Assert.Equal("not-allowed", broken.Code);
    }

    [Fact]
    public async Task Assess_a_case_once_more_beside_the_first_time()
    {
        await using var db = await portal.Services.NewDbAsync();
        var reviewed = await db.Applications.Where(a => a.State == ApplicationState.InReview).Select(a => a.Id).FirstAsync(Cancel);
        var before = await CaseAsync(reviewed);
        Assert.Null(before.NewRules);
        var id = await CopyAsync();
        await EditAsync(id, "legal", new(PartChange.Moved, "rules", 0, To: 1));
        await PublishAsync(id, "lead", Today);

        var offered = await CaseAsync(reviewed);
        Assert.Equal(Revision + 1, offered.NewRules!.Revision);
        await portal.Services.AsAsync<ReviewService>("lead", s => s.ReassessAsync(reviewed, offered.Application.Version, Cancel));

        var after = await CaseAsync(reviewed);
        Assert.Null(after.NewRules);
        Assert.Equal(Revision + 1, Assert.Single(after.Later).RuleSetRevision);
        Assert.Equal(before.Assessment.RuleSet, after.Assessment.RuleSet);
        Assert.True(AssessmentDiff.AreAlike(after.Assessment, after.Later[0].Whole));
        Assert.Contains(after.Timeline, e => e.What is ApplicationReassessed);
        var again = await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<ReviewService>("lead", s => s.ReassessAsync(reviewed, after.Application.Version, Cancel))
        );
        Assert.Equal("same-rules", again.Code);
    }

    [Fact]
    public async Task Are_agreed_with_or_not_and_the_reason_is_kept()
    {
        var filter = new AgreementFilter(new(Today.Year, Today.Month, 1), Today);
        var view = await portal.Services.AsAsync<AgreementQueries, AgreementView>(
            "auditor",
            q => q.FindAsync(filter with { From = filter.From.AddMonths(-3) }, Cancel)
        );
        Assert.Equal(1, view.Type.Of);
        Assert.Equal(100, view.Type.Percent);
        Assert.Null(Assert.Single(view.Lines).ByMonth.GetValueOrDefault(filter.From.AddMonths(-12)).Percent);

        await using var db = await portal.Services.NewDbAsync();
        var reviewed = await db.Applications.Where(a => a.State == ApplicationState.Recommended).Select(a => a.Id).FirstAsync(Cancel);
        await portal.Services.AsAsync<DecisionService>(
            "decider",
            async s => await s.ChallengeAsync(reviewed, await portal.VersionAsync(reviewed), "経路を", Cancel)
        );
        var rules = (await CaseAsync(reviewed)).Application.LatestVersion!;
        Proposal elsewhere = new(DecisionOutcome.Accepted, rules.UseType, "要旨", [], [], Route: Route.Consultation);
        Assert.NotEqual(Route.Consultation, rules.Route);
        Assert.Equal("route-reason", (await Assert.ThrowsAsync<RuleBroken>(() => RecommendAsync(reviewed, elsewhere))).Code);
        await RecommendAsync(reviewed, elsewhere with { RouteReason = "前例がない" });
        await portal.Services.AsAsync<DecisionService>(
            "decider",
            async s => await s.DecideAsync(reviewed, await portal.VersionAsync(reviewed), Cancel)
        );

        view = await portal.Services.AsAsync<AgreementQueries, AgreementView>(
            "auditor",
            q => q.FindAsync(filter with { By = AgreementBy.Route }, Cancel)
        );
        var differing = Assert.Single(view.Differing.Items, one => one.Id == reviewed);
        Assert.Equal((Route.Consultation, "前例がない"), (differing.DecidedRoute, differing.RouteReason));
        Assert.Contains(view.Lines, line => line.Key == $"{rules.Route}" && line.All.Count < line.All.Of);
    }

    Task RecommendAsync(ApplicationId id, Proposal proposal) =>
        portal.Services.AsAsync<ReviewService>(
            "lead",
            async s => await s.RecommendAsync(id, await portal.VersionAsync(id), proposal, Cancel)
        );

    Task<Case> CaseAsync(ApplicationId id) => portal.Services.AsAsync<CaseQueries, Case>("lead", q => q.FindAsync(id, Cancel));

    async Task<ApplicationId> FiledAsync()
    {
        var id = await portal.DraftAsync();
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id, Cancel));
        return id;
    }

    Task<PortalRuleSetId> CopyAsync() =>
        portal.Services.AsAsync<RuleSetService, PortalRuleSetId>("legal", s => s.CopyAsync(Shipped, Cancel));

    async Task EditAsync(PortalRuleSetId id, string person, PartEdit edit)
    {
        var seen = await VersionAsync(id);
        await portal.Services.AsAsync<RuleSetService>(person, s => s.EditAsync(id, seen, edit, Cancel));
    }

    async Task PublishAsync(PortalRuleSetId id, string person, DateOnly from)
    {
        var seen = await VersionAsync(id);
        await portal.Services.AsAsync<RuleSetService>(person, s => s.PublishAsync(id, seen, from, Cancel));
    }

    async Task<int> VersionAsync(PortalRuleSetId id)
    {
        await using var db = await portal.Services.NewDbAsync();
        return await db.RuleSets.Where(set => set.Id == id).Select(set => set.Version).SingleAsync(Cancel);
    }

    // The line that gives the self-use type gives another one: every such plan is concerned.
    static PartEdit SelfUseBecomesProvision()
    {
        var set = RuleSets.Find("PHR-GL-2025-04")!;
        var at = set.Types.ToList().FindIndex(line => line.Type == UseType.SelfUse);
        var json = RuleSetJson.Write(set)["types"]![at]!.DeepClone().AsObject();
        json["is"] = nameof(UseType.InformationProvision);
        return new(PartChange.Changed, "types", at, json);
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ReviewPortal.Data.Seed;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Home;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Data;

/// <summary>The rows that lists are read from say what the applications say, whichever way those were saved.</summary>
public class TheCaseRows
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Are_the_same_after_a_whole_life_as_when_they_are_written_anew()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        Journey journey = new(portal);
        await journey.LookRoundAsync(await journey.WalkAsync());

        var kept = await WrittenAsync(portal);
        await RebuildAsync(portal);

        Assert.True(kept.Count >= 7);
        Assert.Equal(kept, await WrittenAsync(portal));
    }

    [Fact]
    public async Task Of_an_older_form_are_written_anew_by_the_program_itself_and_no_others()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await SeedAsync(portal, 40);
        var now = await WrittenAsync(portal);
        await using (var db = await portal.Services.NewDbAsync())
        {
            await AgeAsync(db);
            // One of the present form is left as it is, be it wrong.
            await db
                .CaseRows.OrderBy(r => r.No)
                .Take(1)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(r => r.Format, CaseRows.Format).SetProperty(r => r.OrganizationKey, "x"),
                    Cancel
                );
        }

        Assert.Empty((await portal.Services.AsAsync<CaseListQueries, CaseList>("lead", q => q.ListAsync(new("健診"), Cancel))).Page.Items);
        using var upkeep = Assert.Single(portal.Services.GetServices<IHostedService>().OfType<CaseRowsUpkeep>());
        await upkeep.StartAsync(Cancel);
        await upkeep.ExecuteTask!;

        var written = await WrittenAsync(portal);
        Assert.Equal(now[1..], written[1..]);
        Assert.Contains("\"OrganizationKey\":\"x\"", written[0], StringComparison.Ordinal);
        Assert.NotEmpty(
            (await portal.Services.AsAsync<CaseListQueries, CaseList>("lead", q => q.ListAsync(new("健診"), Cancel))).Page.Items
        );
    }

    [Fact]
    public async Task Of_an_older_form_go_on_where_a_program_was_ended_and_two_programs_and_people_disturb_none()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await SeedAsync(portal, 60);
        await using var db = await portal.Services.NewDbAsync();
        await AgeAsync(db);
        var factory = portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>();
        using CancellationTokenSource ended = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Program(new EndsAtRest(ended)).RunAsync(ended.Token));
        Assert.Equal(20, await db.CaseRows.CountAsync(r => r.Format == CaseRows.Format, Cancel));

        var open = await db.CaseRows.Where(r => r.State == ApplicationState.InReview).Select(r => r.Application).ToListAsync(Cancel);
        Task<bool>[] programs = [Program().RunAsync(Cancel), Program().RunAsync(Cancel)];
        foreach (var id in open)
        {
            await portal.Services.AsAsync<JudgementService>("lead", s => s.KeepToLeadAsync(id, "service.summary", keep: true, Cancel));
        }

        await Task.WhenAll(programs);
        var kept = await WrittenAsync(portal);

        Assert.Equal(0, await db.CaseRows.CountAsync(r => r.Format < CaseRows.Format, Cancel));
        Assert.NotEmpty(open);
        await RebuildAsync(portal);
        Assert.Equal(await WrittenAsync(portal), kept);

        CaseRowsUpkeep Program(TimeProvider? time = null) => new(factory, time ?? TimeProvider.System, NullLogger<CaseRowsUpkeep>.Instance);
    }

    // As an older program has left them: what was chosen is not found, and one case has no row at all.
    static async Task AgeAsync(PortalDb db)
    {
        await db.SearchGrams.ExecuteDeleteAsync(Cancel);
        await db.CaseTexts.ExecuteUpdateAsync(text => text.SetProperty(t => t.Text, "古い"), Cancel);
        await db.CaseRows.ExecuteUpdateAsync(row => row.SetProperty(r => r.Format, 0).SetProperty(r => r.Flags, 0), Cancel);
        await db.CaseRows.Where(r => r.No == db.CaseRows.Max(one => one.No)).ExecuteDeleteAsync(Cancel);
    }

    /// <summary>Ends the program when it rests for the first time.</summary>
    sealed class EndsAtRest(CancellationTokenSource ended) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ended.Cancel();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }

    [Fact]
    public async Task Are_the_same_for_seeded_applications_as_for_saved_ones()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await SeedAsync(portal, 300);

        var seeded = await WrittenAsync(portal);
        await RebuildAsync(portal);

        Assert.Equal(seeded, await WrittenAsync(portal));
        await using var db = await portal.Services.NewDbAsync();
        var applications = await db
            .Applications.AsNoTracking()
            .Include(a => a.Versions)
            .Include(a => a.Corrections)
            .Include(a => a.Consultations)
            .ToListAsync(Cancel);
        Assert.Equal(306, applications.Count);
        Assert.True(applications.Select(a => a.State).Distinct().Count() >= 4);
        foreach (var application in applications)
        {
            var events = await db
                .Events.AsNoTracking()
                .Where(e => e.Stream == application.Id.Value)
                .OrderBy(e => e.Sequence)
                .ToListAsync(Cancel);
            Assert.Equal(Enumerable.Range(1, application.Version), events.Select(e => e.Sequence));
            Assert.All(events, e => Assert.NotNull(e.Read()));
            Assert.All(application.Versions, v => Assert.Equal(v.Digest, PlanJson.Digest(PlanJson.Read(v.Plan).Plan!)));
            Assert.All(application.Versions, v => Assert.Equal(v.Plan, PlanJson.Write(PlanJson.Read(v.Plan).Plan!)));
            Assert.True(application.IsDemo);
        }
    }

    [Fact]
    public async Task Are_seeded_with_every_way_in_which_officials_decide_otherwise()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await SeedAsync(portal, 2000);

        await using var db = await portal.Services.NewDbAsync();
        var kept = await db.Applications.AsNoTracking().Select(a => a.Recommendation).ToListAsync(Cancel);
        Proposal[] others = [.. kept.Select(r => r?.Proposal).OfType<Proposal>().Where(p => p.TypeReason is not null)];
        // Some accept, with another type, what the rules would have sent the way that ends without acceptance.
        Assert.Contains(others, proposal => proposal.RouteReason is not null);
        Assert.Contains(others, proposal => proposal.RouteReason is null);
    }

    [Fact]
    public async Task Of_the_same_seed_are_the_same()
    {
        await using var one = await TestPortal.OnAsync(Providers.Sqlite);
        await using var other = await TestPortal.OnAsync(Providers.Sqlite);
        FixedClock clock = new();
        await SeedAsync(one, 60, clock);
        await SeedAsync(other, 60, clock);

        Assert.Equal(await SummaryAsync(one), await SummaryAsync(other));
    }

    [Fact]
    public async Task Tell_the_due_day_as_the_clock_does_on_every_later_day()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await SeedAsync(portal, 200);
        await using var db = await portal.Services.NewDbAsync();
        var rows = await db.CaseRows.AsNoTracking().Where(r => r.EndedAt == null).ToListAsync(Cancel);
        Assert.Contains(rows, row => row.LeftDays is not null);
        foreach (var row in rows)
        {
            var application = await LoadAsync(db, row.Application);
            for (var days = 0; days < 90; days += 7)
            {
                var now = DateTime.UtcNow.AddDays(days);
                var today = JapaneseDate.On(now);
                var clock = application.Clock(now, 30, BusinessCalendar.Shipped);

                Assert.Equal((clock.DueOn, clock.RemainingDays < 0), (row.DueAsOf(today), row.LeftAsOf(today) < 0));
                Assert.Equal(clock.RemainingDays, row.LeftAsOf(today));
            }
        }
    }

    [Fact]
    public async Task Move_the_due_days_of_cases_whose_clock_stands_and_no_others()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await using var db = await portal.Services.NewDbAsync();
        var later = JapaneseDate.On(DateTime.UtcNow).AddDays(40);
        var before = await db.CaseRows.AsNoTracking().ToDictionaryAsync(r => r.No, Cancel);

        await db.MoveDueDaysAsync(later, Cancel);

        var after = await db.CaseRows.AsNoTracking().ToListAsync(Cancel);
        Assert.Contains(after, row => row.LeftDays > 0);
        Assert.All(after, row => Assert.Equal(row.LeftDays > 0 ? before[row.No].DueAsOf(later) : before[row.No].DueOn, row.DueOn));
    }

    [Fact]
    public async Task Follow_the_organisation_and_its_services()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await using (var db = await portal.Services.NewDbAsync())
        {
            var act = new Act(new(Guid.NewGuid()), "登録 係", new HashSet<Role> { Role.SurveyStaff }, DateTime.UtcNow);
            var organization = await db.Organizations.SingleAsync(o => o.Name == "デモ市", Cancel);
            organization.Rename("デモ第二市", act);
            await db.SaveChangesAsync(Cancel);
        }

        await using var read = await portal.Services.NewDbAsync();
        var rows = await read.CaseRows.AsNoTracking().Where(r => r.OrganizationName == "デモ第二市").ToListAsync(Cancel);
        Assert.Equal(2, rows.Count);
        var found = await portal.Services.AsAsync<CaseListQueries, CaseList>("lead", q => q.ListAsync(new("第二市"), Cancel));
        Assert.Equal(2, found.Page.Total);
    }

    [Fact]
    public async Task Give_each_official_the_desk_that_the_table_of_moves_gives()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await SeedAsync(portal, 400);
        await using var db = await portal.Services.NewDbAsync();
        var applications = new List<Application>();
        foreach (var id in await db.CaseRows.Where(r => r.EndedAt == null).Select(r => r.Application).ToListAsync(Cancel))
        {
            applications.Add(await LoadAsync(db, id));
        }

        foreach (var person in new[] { "intake", "reviewer-mic", "reviewer-mhlw", "reviewer-meti", "decider", "lead" })
        {
            var act = await portal.Services.AsAsync<Access.CurrentUser, Act>(person, user => user.ActAsync(db, Cancel));
            var desk = (await portal.Services.AsAsync<HomeQueries, Home>(person, q => q.FindAsync(Cancel))).Desk!;
            var expected = applications.Count(a => IsTurn(a, act));

            Assert.Equal(expected, desk.ToDo.Total);
            Assert.Equal(
                desk.ToDo.Cases.OrderBy(one => one.DueOn).ThenBy(one => one.Row.No).Select(one => one.Row.No),
                desk.ToDo.Cases.Select(one => one.Row.No)
            );
            Assert.All(desk.ToDo.Cases, one => Assert.NotNull(one.Kind));
            Assert.All(
                desk.ToDo.Cases,
                one => Assert.Contains(ActionOf(one), applications.Single(a => a.Id == one.Row.Application).OpenTo(act))
            );
            Assert.Empty(desk.Waiting.Cases.Select(one => one.Row.No).Intersect(desk.ToDo.Cases.Select(one => one.Row.No)));
        }
    }

    // Said once more, from the whole application and the table: what the person can do that nobody else is waited for.
    static bool IsTurn(Application a, Act act)
    {
        var open = a.OpenTo(act);
        var isReviewing = a.State == ApplicationState.InReview && !a.Consultations.Any(c => c.IsOpen);
        return open.Contains(ApplicationAction.GiveOpinion)
            || open.Contains(ApplicationAction.AcceptFormCheck)
            || open.Contains(ApplicationAction.Decide)
            || open.Contains(ApplicationAction.Issue)
            || (isReviewing && a.AssignedTo is null && open.Contains(ApplicationAction.Assign))
            || (
                a.OpenCorrection?.OpenExtension is not null
                && open.Contains(ApplicationAction.AnswerExtension)
                && (act.Is(Role.Lead) || a.AssignedTo is null || a.AssignedTo == act.By)
            )
            || (isReviewing && a.AssignedTo == act.By && open.Contains(ApplicationAction.Recommend))
            || (a.AssignedTo == act.By && open.Contains(ApplicationAction.SignSubstance) && HasOwnWork(a))
            || (
                open.Contains(ApplicationAction.RenewFormCheck)
                && a.Judgements.Any(one => one is { Part: ReviewPart.Form, IsSigned: false })
            );
    }

    // Whether or not ministries have answered.
    static bool HasOwnWork(Application a) =>
        a.SubstanceReview is null
        || a.Judgements.Any(one => one is { Part: ReviewPart.Substance, IsSigned: false })
        || a.Corrections.Any(correction => correction.Items.Any(item => !item.IsSettled))
        || a.Conflicts.Any(conflict => conflict.IsOpen)
        || OpinionConflict.Suspected(a.Consultations, a.Conflicts).Any();

    static ApplicationAction ActionOf(DeskCase one) =>
        one.Kind switch
        {
            TaskKind.CheckForm when one.Row.State == ApplicationState.InReview => ApplicationAction.RenewFormCheck,
            TaskKind.CheckForm => ApplicationAction.AcceptFormCheck,
            TaskKind.Take => ApplicationAction.Assign,
            TaskKind.GiveOpinion => ApplicationAction.GiveOpinion,
            TaskKind.AnswerExtension => ApplicationAction.AnswerExtension,
            TaskKind.Review => ApplicationAction.Recommend,
            TaskKind.Decide => ApplicationAction.Decide,
            TaskKind.Issue => ApplicationAction.Issue,
            _ => throw new ArgumentOutOfRangeException(nameof(one)),
        };

    internal static async Task SeedAsync(TestPortal portal, int count, TimeProvider? time = null)
    {
        await using var db = await portal.Services.NewDbAsync();
        var letters = portal.Services.GetRequiredService<IOptions<LetterSettings>>().Value;
        await new MassSeed(db, time ?? TimeProvider.System, letters, new()).RunAsync(count, ct: Cancel);
    }

    static async Task RebuildAsync(TestPortal portal)
    {
        await using var db = await portal.Services.NewDbAsync();
        await db.RebuildAsync(null, Cancel);
    }

    static async Task<Application> LoadAsync(PortalDb db, ApplicationId id) =>
        await db
            .Applications.AsNoTracking()
            .Include(a => a.Versions)
            .Include(a => a.Corrections)
            .Include(a => a.Consultations)
            .AsSplitQuery()
            .SingleAsync(a => a.Id == id, Cancel);

    /// <summary>Rows, texts and pairs, each case as one text.</summary>
    static async Task<List<string>> WrittenAsync(TestPortal portal)
    {
        await using var db = await portal.Services.NewDbAsync();
        var rows = await db.CaseRows.AsNoTracking().OrderBy(r => r.No).ToListAsync(Cancel);
        var texts = await db.CaseTexts.AsNoTracking().ToDictionaryAsync(t => t.No, t => t.Text, Cancel);
        var grams = (await db.SearchGrams.AsNoTracking().ToListAsync(Cancel)).ToLookup(g => g.No, g => g.Gram);
        return [.. rows.Select(row => $"{JsonSerializer.Serialize(row)} {texts[row.No]} {string.Join(',', grams[row.No].Order())}")];
    }

    static async Task<List<string>> SummaryAsync(TestPortal portal)
    {
        await using var db = await portal.Services.NewDbAsync();
        return await db
            .CaseRows.AsNoTracking()
            .Where(r => r.ServiceName.StartsWith("デモ") && r.OrganizationName.Contains("0"))
            .OrderBy(r => r.No)
            .Select(r => $"{r.Application.Value} {r.ServiceName} {r.OrganizationName} {r.State} {r.ArrivedAt} {r.AssignedName}")
            .ToListAsync(Cancel);
    }

    sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 9, 1, 3, 0, 0, TimeSpan.Zero);
    }
}

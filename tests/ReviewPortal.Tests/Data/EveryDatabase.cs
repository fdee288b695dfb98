using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Data;

/// <summary>What must hold whatever database it is. SQL Server takes part where a server is named; otherwise its tests are skipped by name.</summary>
public class EveryDatabase
{
    public static TheoryData<string> Databases => [Providers.Sqlite, Providers.SqlServer];

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task Is_made_from_nothing_and_left_alone_the_second_time(string database)
    {
        await using var portal = await TestPortal.OnAsync(database);
        await using var db = await portal.Services.NewDbAsync();

        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Cancel));
        var services = await db.Services.CountAsync(Cancel);
        await db.PrepareAsync(Cancel);
        Assert.Equal(services, await db.Services.CountAsync(Cancel));
        Assert.True(services > 0);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Keeps_an_application_through_its_whole_life(string database)
    {
        await using var portal = await TestPortal.OnAsync(database);

        var id = await new Journey(portal).WalkAsync();

        await using var db = await portal.Services.NewDbAsync();
        var application = await db.Applications.AsNoTracking().Include(a => a.Versions).SingleAsync(a => a.Id == id, Cancel);
        var events = await EventsAsync(db, id);
        Assert.Equal(ApplicationState.Issued, application.State);
        Assert.Equal([1, 2, 3], application.Versions.Select(v => v.Number).Order());
        Assert.Equal(Enumerable.Range(1, application.Version), events.Select(row => row.Sequence));
        Assert.All(events, row => Assert.Equal(DateTimeKind.Utc, row.At.Kind));
        Assert.Equal(application.Notice!.DocumentNumber, Assert.IsType<NoticeIssued>(events[^1].Read()).DocumentNumber);
        Assert.Equal(application.Notice.DocumentNumber, application.Notice.Letter.Number);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Tells_the_applicant_nothing_of_what_is_internal(string database)
    {
        await using var portal = await TestPortal.OnAsync(database);
        var id = await new Journey(portal).WalkAsync();

        var mine = await portal.Services.AsAsync<ApplyingQueries, MyApplication>("rep", q => q.FindAsync(id, Cancel));
        var officials = await portal.Services.AsAsync<CaseQueries, Case>("lead", q => q.FindAsync(id, Cancel));

        Assert.NotEmpty(mine.Timeline);
        Assert.DoesNotContain(mine.Timeline, e => e.What is IInternal);
        Assert.Contains(officials.Timeline, e => e.What is OpinionGiven);
        Assert.Equal(["出母 一郎"], mine.Timeline.Select(e => e.By).OfType<string>().Distinct());
        await Assert.ThrowsAsync<NotFound>(() =>
            portal.Services.AsAsync<ApplyingQueries, MyApplication>("rep2", q => q.FindAsync(id, Cancel))
        );
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Lets_one_of_two_deciders_decide_and_tells_the_other_who_did(string database)
    {
        AtOnce saves = new();
        await using var portal = await OnAsync(database, saves);
        await portal.OfficialAsync("decider2", Role.Decider);
        var id = await RecommendedAsync(portal);
        var seen = await portal.VersionAsync(id);
        saves.Expect(2);

        var outcomes = await Task.WhenAll(
            new[] { "decider", "decider2" }.Select(person =>
                OutcomeAsync(() => portal.Services.AsAsync<DecisionService>(person, s => s.DecideAsync(id, seen, Cancel)))
            )
        );

        await using var db = await portal.Services.NewDbAsync();
        var decided = Assert.Single(await EventsAsync(db, id), row => row.Kind == nameof(ApplicationDecided));
        Assert.Single(outcomes, outcome => outcome is null);
        var stale = Assert.IsType<Stale>(Assert.Single(outcomes, outcome => outcome is not null));
        Assert.Equal((decided.ByName, (DateTime?)decided.At, decided.Kind), (stale.By, stale.At, stale.What));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Gives_one_number_when_a_draft_is_submitted_fifty_times_at_once(string database)
    {
        AtOnce saves = new();
        await using var portal = await OnAsync(database, saves);
        var id = await portal.DraftAsync();
        var before = await NumbersAsync(portal);
        saves.Expect(50);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => OutcomeAsync(() => SubmitAsync(portal, id))));

        await using var db = await portal.Services.NewDbAsync();
        Assert.Single(outcomes, outcome => outcome is null);
        var filed = Assert.Single(await EventsAsync(db, id), row => row.Kind == nameof(ApplicationSubmitted));
        Assert.All(
            outcomes.OfType<Exception>(),
            outcome =>
            {
                // Whoever comes second is told who did it and when.
                var refusal = Assert.IsType<RuleBroken>(outcome);
                Assert.Equal("already-filed", refusal.Code);
                Assert.Equal<object>([filed.ByName, filed.At], refusal.Details);
            }
        );
        Assert.Equal(before.Count + 1, (await NumbersAsync(portal)).Count);
        await NoGapsAsync(portal);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Gives_numbers_without_gaps_when_fifty_drafts_are_submitted_at_once(string database)
    {
        AtOnce saves = new();
        await using var portal = await OnAsync(database, saves);
        List<ApplicationId> drafts = [];
        for (var i = 0; i < 50; i++)
        {
            drafts.Add(await portal.DraftAsync());
        }

        var before = await NumbersAsync(portal);
        saves.Expect(50);

        var outcomes = await Task.WhenAll(drafts.Select(id => OutcomeAsync(() => SubmitAsync(portal, id))));

        Assert.All(outcomes, Assert.Null);
        var numbers = await NumbersAsync(portal);
        Assert.Equal(before.Count + 50, numbers.Count);
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        await NoGapsAsync(portal);
    }

    static Task<TestPortal> OnAsync(string database, AtOnce saves) =>
        TestPortal.OnAsync(
            database,
            services =>
            {
                services.ConfigureDbContext<SqlitePortalDb>(options => options.AddInterceptors(saves));
                services.ConfigureDbContext<SqlServerPortalDb>(options => options.AddInterceptors(saves));
            }
        );

    // A thread each: SQLite's own calls never give theirs back while they wait.
    static Task<Exception?> OutcomeAsync(Func<Task> attempt) => Task.Run(async () => await Record.ExceptionAsync(attempt), Cancel);

    static Task SubmitAsync(TestPortal portal, ApplicationId id) =>
        portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id, Cancel));

    static async Task<ApplicationId> RecommendedAsync(TestPortal portal)
    {
        var id = await portal.DraftAsync();
        await SubmitAsync(portal, id);
        await portal.CheckFormAsync(id, "lead");
        await portal.ReviewAsync(id);
        Proposal accepting = new(DecisionOutcome.Accepted, UseType.SelfUse, "要旨", [], []);
        await portal.Services.AsAsync<ReviewService>(
            "lead",
            async s => await s.RecommendAsync(id, await portal.VersionAsync(id), accepting)
        );
        return id;
    }

    static Task<List<EventRow>> EventsAsync(PortalDb db, ApplicationId id) =>
        db.Events.AsNoTracking().Where(row => row.Stream == id.Value).OrderBy(row => row.Sequence).ToListAsync(Cancel);

    static async Task<List<string>> NumbersAsync(TestPortal portal)
    {
        await using var db = await portal.Services.NewDbAsync();
        return await db.Applications.Where(a => a.Number != null).OrderBy(a => a.Number).Select(a => a.Number!).ToListAsync(Cancel);
    }

    /// <summary>Within each fiscal year the numbers run from 1, and the series knows the last one.</summary>
    static async Task NoGapsAsync(TestPortal portal)
    {
        await using var db = await portal.Services.NewDbAsync();
        var series = await db.NumberSeries.AsNoTracking().ToDictionaryAsync(s => s.Key, s => s.Last, Cancel);
        foreach (var year in (await NumbersAsync(portal)).GroupBy(number => number.Split('-')[0]))
        {
            var expected = Enumerable.Range(1, series[$"application:{year.Key}"]).Select(n => ApplicationNumber.Format(year.Key, n));
            Assert.Equal(expected, year.Order(StringComparer.Ordinal));
        }
    }
}

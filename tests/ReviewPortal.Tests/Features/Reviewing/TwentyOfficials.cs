using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Messages;

namespace ReviewPortal.Features.Reviewing;

/// <summary>Twenty who do everything to one case at once: the real services on a real database.</summary>
public sealed class TwentyOfficials : IAsyncLifetime
{
    static readonly string[] People = ["lead", "reviewer-mic", "reviewer-mhlw", "reviewer-meti", "intake", "decider"];
    static readonly Proposal Accepting = new(DecisionOutcome.Accepted, UseType.SelfUse, "要旨", [], [], DespiteReason: "確認した");

    readonly Dictionary<string, int> kept = [];
    TestPortal portal = null!;
    ApplicationId id;
    IReadOnlyList<string> items = [];

    /// <summary>How often each of them acts; by hand it can be let run for as long as one wants.</summary>
    static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("PORTAL_TEST_ROUNDS"), out var rounds) ? rounds : 8;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal = await TestPortal.OnAsync(Providers.Sqlite);
        id = await portal.DraftAsync();
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id));
        await portal.CheckFormAsync(id);
        await SeenAsync<ReviewService>("reviewer-mic", (s, seen) => s.TakeAsync(id, seen));
        items = ReviewItems.OfSubstance(ReviewItems.RulesOf((await LoadAsync()).LatestVersion!));
        foreach (var item in items)
        {
            await JudgeAsync("lead", item, 0);
        }

        // From a case that can be recommended and decided, so that this is tried and not only refused.
        await SeenAsync<JudgementService>("lead", (s, seen) => s.SignSubstanceAsync(id, seen, ""));
        await SeenAsync<ReviewService>("lead", (s, seen) => s.RecommendAsync(id, seen, Accepting));
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task Lose_nothing_and_decide_nothing_twice()
    {
        var (messages, notes) = (0, 0);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(official => Task.Run(() => ActAsync(People[official % People.Length], new(official)), Cancel))
        );

        var refused = outcomes.SelectMany(one => one).ToList();
        Assert.All(refused, outcome => Assert.True(outcome is RuleBroken or Stale, outcome.ToString()));
        Assert.All(refused.OfType<RuleBroken>(), refusal => Assert.NotNull(new Wording().Find($"refusal.{refusal.Code}")));
        await using var db = await portal.Services.NewDbAsync();
        var application = await LoadAsync();
        var rows = await db.Events.AsNoTracking().Where(row => row.Stream == id.Value).OrderBy(row => row.Sequence).ToListAsync(Cancel);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{refused.Count} refused; {string.Join(", ", rows.CountBy(row => row.Kind).Select(kind => $"{kind.Key} {kind.Value}"))}"
        );
        Assert.Equal(Enumerable.Range(1, application.Version), rows.Select(row => row.Sequence));
        // Every judgement that was told to have been kept is one revision of its item: none was lost, none was written over.
        foreach (var judgement in application.Judgements.Where(j => j.Part == ReviewPart.Substance))
        {
            Assert.Equal(kept.GetValueOrDefault(judgement.Item), judgement.Revision);
        }

        Assert.Equal(messages, await db.Messages.CountAsync(m => m.Application == id, Cancel));
        Assert.Equal(notes, await db.InternalNotes.CountAsync(n => n.Application == id, Cancel));
        Assert.InRange(application.Consultations.Count(c => c.IsOpen && c.Ministry == Ministry.Meti), 0, 1);
        var state = Walk(rows.Select(row => row.Read()));
        Assert.Equal(state, application.State);
        // Whatever was sent back or withdrawn is there to be read.
        Assert.Equal(
            rows.Count(row => row.Kind is nameof(RecommendationChallenged) or nameof(RecommendationWithdrawn)),
            application.EarlierRecommendations.Count
        );

        async Task<List<Exception>> ActAsync(string person, Random random)
        {
            List<Exception> refusals = [];
            for (var round = 0; round < Rounds; round++)
            {
                if (await Record.ExceptionAsync(Next(person, random)) is { } refusal)
                {
                    refusals.Add(refusal);
                }
            }

            return refusals;
        }

        Func<Task> Next(string person, Random random) =>
            random.Next(12) switch
            {
                0 => () =>
                    SeenAsync<ReviewService>(person, (s, seen) => s.RequestOpinionsAsync(id, seen, [Ministry.Meti], "ご意見を", Due)),
                1 => () => portal.Services.AsAsync<ReviewService>(person, s => s.GiveOpinionAsync(id, Stance.NoObjection, "", [])),
                2 => () => SeenAsync<JudgementService>(person, (s, seen) => s.SignSubstanceAsync(id, seen, "")),
                3 or 4 => () => SeenAsync<ReviewService>(person, (s, seen) => s.RecommendAsync(id, seen, Accepting)),
                5 => () => SeenAsync<DecisionService>(person, (s, seen) => s.WithdrawAsync(id, seen, "見直す")),
                6 => () => SeenAsync<DecisionService>(person, (s, seen) => s.ChallengeAsync(id, seen, "理由が足りない")),
                7 or 8 => () => SeenAsync<DecisionService>(person, (s, seen) => s.DecideAsync(id, seen)),
                9 => () => SeenAsync<DecisionService>(person, (s, seen) => s.UndoAsync(id, seen, "誤り")),
                10 => () => TalkAsync(person),
                _ => async () =>
                {
                    var item = items[random.Next(items.Count)];
                    await JudgeAsync(person, item, (await LoadAsync()).JudgementOf(ReviewPart.Substance, item)?.Revision ?? 0);
                },
            };

        async Task TalkAsync(string person)
        {
            await portal.Services.AsAsync<MessageService>(person, s => s.NoteAsync(id, "確認しました"));
            Interlocked.Increment(ref notes);
            await portal.Services.AsAsync<MessageService>(person, s => s.SendAsync(id, "ご連絡です"));
            Interlocked.Increment(ref messages);
        }
    }

    static DateOnly Due => JapaneseDate.On(DateTime.UtcNow).AddDays(20);

    // Each step follows from the one before: nothing is recommended or decided that is so already.
    static ApplicationState Walk(IEnumerable<Event?> events)
    {
        var state = ApplicationState.InReview;
        foreach (var one in events)
        {
            (ApplicationState From, ApplicationState To)? move = one switch
            {
                ApplicationRecommended => (ApplicationState.InReview, ApplicationState.Recommended),
                RecommendationChallenged or RecommendationWithdrawn => (ApplicationState.Recommended, ApplicationState.InReview),
                ApplicationDecided => (ApplicationState.Recommended, ApplicationState.Decided),
                DecisionUndone => (ApplicationState.Decided, ApplicationState.Recommended),
                _ => null,
            };
            if (move is { } step)
            {
                Assert.Equal(step.From, state);
                state = step.To;
            }
        }

        return state;
    }

    async Task JudgeAsync(string person, string item, int seen)
    {
        await portal.Services.AsAsync<JudgementService>(
            person,
            s => s.JudgeAsync(id, ReviewPart.Substance, item, Verdict.Met, "理由", seen, Cancel)
        );
        lock (kept)
        {
            kept[item] = kept.GetValueOrDefault(item) + 1;
        }
    }

    async Task SeenAsync<TService>(string person, Func<TService, int, Task> act)
        where TService : notnull
    {
        var seen = await portal.VersionAsync(id);
        await portal.Services.AsAsync<TService>(person, s => act(s, seen));
    }

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

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Home;
using ReviewPortal.Features.Messages;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Features.Applying;

/// <summary>What officials write for officials reaches no applicant: not a word, not a name, not how much of it there is.</summary>
public class NothingInternal
{
    const string Canary = "カナリア";

    [Fact]
    public async Task Reaches_the_applicant_in_anything_that_is_read_or_sent()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await Talking.InReviewAsync(portal);
        var before = await ReceivedAsync(portal, id);

        await WorkInsideAsync(portal, id);

        // Texts, names and numbers alike: everything reads as it read before.
        var after = await ReceivedAsync(portal, id);
        Assert.Equal(before, after);
        Assert.DoesNotContain(Canary, after);
        await using var db = await portal.Services.NewDbAsync();
        Assert.All(
            await db.Users.Where(u => u.OrganizationId == null).Select(u => u.DisplayName).ToListAsync(Ct),
            name => Assert.DoesNotContain(name, after)
        );
    }

    [Fact]
    public async Task Would_be_seen_by_these_tests()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await Talking.InReviewAsync(portal);
        await portal.Services.AsAsync<MessageService>("reviewer-mic", s => s.SendAsync(id, Canary));

        Assert.Contains(Canary, await ReceivedAsync(portal, id));
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static DateOnly Due => JapaneseDate.On(DateTime.UtcNow).AddDays(20);

    // Notes, a hand-over, opinions, a recommendation, a challenge, and a decision that has not gone out.
    static async Task WorkInsideAsync(TestPortal portal, ApplicationId id)
    {
        Proposal proposal = new(DecisionOutcome.Accepted, UseType.SelfUse, $"要旨{Canary}", [], []);
        await portal.Services.AsAsync<MessageService>("lead", s => s.NoteAsync(id, $"@審査 経子 {Canary}"));
        await ActAsync("lead", s => s.RequestOpinionsAsync, [Ministry.Mhlw, Ministry.Meti]);
        await portal.Services.AsAsync<ReviewService>(
            "reviewer-mhlw",
            s => s.GiveOpinionAsync(id, Stance.Conditional, $"意見{Canary}", [$"条件{Canary}"])
        );
        await portal.Services.AsAsync<ReviewService>("lead", s => s.WithdrawOpinionRequestAsync(id, Ministry.Meti, $"取下げ{Canary}"));
        await portal.ReviewAsync(id, "reviewer-mic");
        await portal.Services.AsAsync<ReviewService>(
            "reviewer-mic",
            async s => await s.RecommendAsync(id, await portal.VersionAsync(id), proposal)
        );
        await portal.Services.AsAsync<DecisionService>(
            "decider",
            async s => await s.ChallengeAsync(id, await portal.VersionAsync(id), $"差戻し{Canary}")
        );
        await portal.Services.AsAsync<ReviewService>(
            "reviewer-mic",
            async s => await s.RecommendAsync(id, await portal.VersionAsync(id), proposal)
        );
        await portal.Services.AsAsync<DecisionService>(
            "lead",
            async s => await s.WithdrawAsync(id, await portal.VersionAsync(id), $"取下げ{Canary}")
        );
        await portal.Services.AsAsync<ReviewService>(
            "reviewer-mic",
            async s => await s.RecommendAsync(id, await portal.VersionAsync(id), proposal)
        );
        await portal.OfficialAsync("second", Role.Decider);
        var people = (await portal.Services.AsAsync<DelegationService, DelegationList>("lead", s => s.ListAsync())).Colleagues;
        var (absent, standIn) = (people.Single(one => one.Name == "決裁 明").Id, people.Single(one => one.Name == "second").Id);
        await portal.Services.AsAsync<DelegationService>("lead", s => s.ArrangeAsync(absent, standIn, Due.AddDays(-20), Due));
        await portal.Services.AsAsync<DecisionService>("second", async s => await s.DecideAsync(id, await portal.VersionAsync(id)));

        Task ActAsync(
            string person,
            Func<ReviewService, Func<ApplicationId, int, IReadOnlyCollection<Ministry>, string, DateOnly, CancellationToken, Task>> ask,
            Ministry[] ministries
        ) =>
            portal.Services.AsAsync<ReviewService>(
                person,
                async s => await ask(s)(id, await portal.VersionAsync(id), ministries, $"照会{Canary}", Due, Ct)
            );
    }

    /// <summary>Everything that the applicant's people can read or are sent, as one text.</summary>
    static async Task<string> ReceivedAsync(TestPortal portal, ApplicationId id)
    {
        List<object> read =
        [
            await portal.Services.AsAsync<ApplyingQueries, MyApplication>("rep", q => q.FindAsync(id)),
            await portal.Services.AsAsync<ApplyingQueries, Page<MyApplicationRow>>("rep", q => q.ListAsync(new())),
            await portal.Services.AsAsync<MessageQueries, Talk>("rep", q => q.MessagesAsync(id)),
            await portal.Services.AsAsync<MessageQueries, IReadOnlyList<string>>("rep", q => q.ReaderNamesAsync()),
            await portal.Services.AsAsync<TalkFiles, TalkFileList>("rep", q => q.FindAsync(id)),
            await portal.Services.AsAsync<HomeQueries, Home.Home>("rep", q => q.FindAsync()),
            await portal.Services.AsAsync<DraftQueries, object>("rep", async q => await q.FindAsync(id)),
        ];
        foreach (var state in Enum.GetValues<ApplicationState>())
        {
            MyFilter filter = new(State: state, Sort: MySort.Number);
            read.Add(await portal.Services.AsAsync<ApplyingQueries, Page<MyApplicationRow>>("rep", q => q.ListAsync(filter)));
        }

        await using var db = await portal.Services.NewDbAsync();
        var people = await db.Users.Where(u => u.OrganizationId != null).Select(u => new UserId(u.Id)).ToListAsync(Ct);
        var mails = await db
            .Outbox.AsNoTracking()
            .Where(mail => mail.To == null || people.Contains(mail.To!.Value))
            .OrderBy(mail => mail.Id)
            .ToListAsync(Ct);
        return string.Join('\n', read.Concat(mails).Select(one => JsonSerializer.Serialize(one, one.GetType(), JsonValue.Options)));
    }
}

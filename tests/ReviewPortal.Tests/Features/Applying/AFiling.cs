using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Applying;

public class AFiling
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Repeated_as_the_same_attempt_gives_the_same_number_and_files_nothing_more()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await portal.DraftAsync();
        var attempt = Guid.NewGuid();

        var first = await SubmitAsync(portal, id, FilingNow.TermsOfToday, attempt);
        var second = await SubmitAsync(portal, id, FilingNow.TermsOfToday, attempt);

        Assert.Equal(first, second);
        await using var db = await portal.Services.NewDbAsync();
        Assert.Equal(1, await db.Events.CountAsync(row => row.Stream == id.Value && row.Kind == nameof(ApplicationSubmitted), Cancel));
        var refusal = await RefusalAsync(() => SubmitAsync(portal, id, FilingNow.TermsOfToday, Guid.NewGuid()));
        Assert.Equal("already-filed", refusal.Code);
        Assert.Equal("出母 一郎", refusal.Details[0]);
    }

    [Fact]
    public async Task Of_a_change_or_an_end_names_the_service_as_the_list_has_it_or_as_it_was_written()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var own = await portal.Services.AsAsync<DraftQueries, IReadOnlyList<OwnService>>("rep", q => q.ServicesAsync(Cancel));
        Assert.Empty(await portal.Services.AsAsync<DraftQueries, IReadOnlyList<OwnService>>("lead", q => q.ServicesAsync(Cancel)));
        var accepted = own.First(one => one.Number is not null);

        Assert.Equal(accepted.Text, await ImportedAsync(accepted.Number!));
        Assert.Equal(accepted.Text, await ImportedAsync($"　{accepted.Number!.ToLowerInvariant()} "));
        Assert.Equal(own.First(one => one.Name == accepted.Name).Text, await ImportedAsync(accepted.Name));
        Assert.Equal("よその名称", await ImportedAsync("よその名称"));

        var id = await portal.DraftAsync();
        await AnswerAsync("filing.kind", "Amendment");
        Assert.Equal("plan-incomplete", (await RefusalAsync(() => SubmitAsync(portal, id, FilingNow.TermsOfToday, Guid.NewGuid()))).Code);
        await AnswerAsync("filing.concerns", "一覧にない名称");
        await SubmitAsync(portal, id, FilingNow.TermsOfToday, Guid.NewGuid());

        var filed = await portal.Services.AsAsync<ApplyingQueries, MyApplication>("rep", q => q.FindAsync(id, Cancel));
        Assert.Contains("一覧にない名称", filed.Versions[^1].Plan, StringComparison.Ordinal);

        Task AnswerAsync(string path, string answer) =>
            portal.Services.AsAsync<ApplyingService>("rep", s => s.EditAsync(id, path, draft => draft.Set(path, answer), ct: Cancel));

        async Task<string?> ImportedAsync(string said)
        {
            var begun = PlanDraft.Parse(PlanForm.NewDraft);
            begun.Set("filing.concerns", said);
            var opened = await portal.Services.AsAsync<ApplyingService, ApplicationId>("rep", s => s.OpenAsync(begun.Json, Cancel));
            var now = await portal.Services.AsAsync<DraftQueries, DraftNow>("rep", q => q.FindAsync(opened, Cancel));
            return PlanDraft.Parse(now.Draft.Json).Get("filing.concerns")?.ToString();
        }
    }

    [Fact]
    public async Task Is_not_offered_a_service_whose_end_was_accepted()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        string number;
        await using (var db = await portal.Services.NewDbAsync())
        {
            var notice = await db.Applications.Include(a => a.Versions).FirstAsync(a => a.State == ApplicationState.Issued, Cancel);
            db.Services.Add(Domain.Register.Service.FromSurvey(notice.Organization, "終わるサービス", new(2026, 4, 1), null, 0));
            db.Services.Add(Domain.Register.Service.FromSurvey(notice.Organization, "続くサービス", new(2026, 4, 1), null, 1));
            await db.SaveChangesAsync(Cancel);
            Assert.Contains("終わるサービス", await NamesAsync());

            var plan = PlanDraft.Parse(notice.LatestVersion!.Plan);
            plan.Set("filing.kind", "EndNotice");
            plan.Set("filing.concerns", "終わるサービス");
            db.Entry(notice.LatestVersion!).Property(version => version.Plan).CurrentValue = plan.Json;
            await db.SaveChangesAsync(Cancel);
            number = notice.Number!;
        }

        Assert.Contains("続くサービス", await NamesAsync());
        Assert.DoesNotContain("終わるサービス", await NamesAsync());
        Assert.DoesNotContain(await OwnAsync(), one => one.Number == number);

        Task<IReadOnlyList<OwnService>> OwnAsync() =>
            portal.Services.AsAsync<DraftQueries, IReadOnlyList<OwnService>>("rep", q => q.ServicesAsync(Cancel));

        async Task<IEnumerable<string>> NamesAsync() => (await OwnAsync()).Select(one => one.Name);
    }

    [Fact]
    public async Task Of_a_corrected_plan_happens_once_as_well()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await portal.DraftAsync();
        await SubmitAsync(portal, id, FilingNow.TermsOfToday, Guid.NewGuid());
        await portal.Services.AsAsync<Reviewing.ReviewService>(
            "intake",
            async s =>
                await s.RequestCorrectionAsync(
                    id,
                    await portal.VersionAsync(id),
                    [new("service.summary", "具体的に")],
                    Domain.Time.JapaneseDate.On(DateTime.UtcNow).AddDays(9)
                )
        );
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.AnswerCorrectionAsync(id, "service.summary", "変えない", ct: Cancel));
        var attempt = Guid.NewGuid();

        await ResubmitAsync(attempt);
        await ResubmitAsync(attempt);
        Assert.Equal("already-filed", (await RefusalAsync(() => ResubmitAsync(Guid.NewGuid()))).Code);

        await using var db = await portal.Services.NewDbAsync();
        Assert.Equal(1, await db.Events.CountAsync(row => row.Stream == id.Value && row.Kind == nameof(ApplicationResubmitted), Cancel));

        Task ResubmitAsync(Guid name) => portal.Services.AsAsync<ApplyingService>("rep", s => s.ResubmitAsync(id, 2, name, Cancel));
    }

    [Fact]
    public async Task Needs_the_terms_in_force_accepted_by_the_person_who_files()
    {
        TermsOfUse changing = new([
            new("2020-04", new(2020, 4, 1), "古い", "old", true),
            new("2099-04", new(2024, 4, 1), "新しい", "new", false),
        ]);
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite, services => services.AddSingleton(changing));
        var id = await portal.DraftAsync();

        Assert.Equal("terms-not-accepted", (await RefusalAsync(() => SubmitAsync(portal, id, null, Guid.NewGuid()))).Code);
        // What was accepted is no longer what is in force: the new wording has to be accepted.
        Assert.Equal("terms-changed", (await RefusalAsync(() => SubmitAsync(portal, id, "2020-04", Guid.NewGuid()))).Code);
        await using (var db = await portal.Services.NewDbAsync())
        {
            Assert.Null((await db.Applications.SingleAsync(a => a.Id == id, Cancel)).Number);
        }

        await SubmitAsync(portal, id, "2099-04", Guid.NewGuid());
        await using var after = await portal.Services.NewDbAsync();
        var filed = await after.Applications.Include(a => a.Versions).SingleAsync(a => a.Id == id, Cancel);
        Assert.Equal("2099-04", filed.LatestVersion!.Terms);
        Assert.Equal(64, filed.LatestVersion.Seal.Length);
    }

    [Fact]
    public async Task Takes_no_number_from_whoever_may_not_file()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await portal.DraftAsync();
        await using (var db = await portal.Services.NewDbAsync())
        {
            var rep = await db.Users.Include(u => u.Grants).SingleAsync(u => u.Email == "rep@demo.example", Cancel);
            rep.Grants.Clear();
            rep.Grants.Add(new() { Role = Role.Contributor });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal("not-allowed", (await RefusalAsync(() => SubmitAsync(portal, id, FilingNow.TermsOfToday, Guid.NewGuid()))).Code);
    }

    [Fact]
    public async Task Is_confirmed_by_a_letter_with_what_arrived_when_from_whom_and_under_which_terms()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await portal.DraftAsync();
        var number = await SubmitAsync(portal, id, FilingNow.TermsOfToday, Guid.NewGuid());
        await using var db = await portal.Services.NewDbAsync();

        var receipt = await db.IssuedLetters.SingleAsync(letter => letter.Application == id && letter.Kind == LetterKind.Receipt, Cancel);
        var filed = (await db.Applications.Include(a => a.Versions).SingleAsync(a => a.Id == id, Cancel)).LatestVersion!;

        Assert.Equal($"{number}（第1版）", receipt.Number);
        var html = System.Net.WebUtility.HtmlDecode(
            await portal.Services.GetRequiredService<Documents.PortalDocuments>().HtmlAsync(receipt.Letter)
        );
        string[] told =
        [
            number,
            filed.Seal,
            filed.Digest,
            .. filed.Files.Select(file => file.Sha256),
            $"{FilingNow.TermsOfToday}版",
            "出母 一郎",
            "デモ健康ノート株式会社",
            "デモ接種歴ノート",
            "要確認",
            "審査の結果を示すものではありません",
        ];
        Assert.All(told, text => Assert.Contains(text, html, StringComparison.Ordinal));
    }

    static Task<string> SubmitAsync(TestPortal portal, ApplicationId id, string? terms, Guid attempt) =>
        portal.Services.AsAsync<ApplyingService, string>("rep", service => service.SubmitAsync(id, terms, attempt, Cancel));

    static Task<RuleBroken> RefusalAsync(Func<Task> attempt) => Assert.ThrowsAsync<RuleBroken>(attempt);
}

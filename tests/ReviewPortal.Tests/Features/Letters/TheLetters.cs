using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Files;
using ReviewPortal.Features.Reviewing;
using UglyToad.PdfPig;

namespace ReviewPortal.Features.Letters;

public sealed class TheLetters : IAsyncLifetime
{
    TestPortal portal = null!;
    ApplicationId id;

    static DateOnly Due => JapaneseDate.On(DateTime.UtcNow).AddDays(20);
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal = await TestPortal.OnAsync(Providers.Sqlite);
        id = await portal.DraftAsync();
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id));
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task Follow_from_what_happens_each_in_the_transaction_of_its_event()
    {
        await CorrectAsync();
        var asked = (await LettersAsync()).Single(letter => letter.Kind == LetterKind.Correction);
        Assert.Contains(asked.Letter.Items, item => item.Items.Any(point => point.Items.Any(text => text.Text == "具体的に")));
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.AnswerCorrectionAsync(id, "service.summary", "直した", ct: Cancel));
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.ResubmitAsync(id));
        await DecideAsync();

        var letters = await LettersAsync();
        Assert.Equal(
            [LetterKind.Receipt, LetterKind.Correction, LetterKind.Receipt, LetterKind.Accepted],
            letters.Select(letter => letter.Kind)
        );
        Assert.All(letters, letter => Assert.Equal(IssuedLetter.DigestOf(letter.Letter), letter.Digest));
        await using var db = await portal.Services.NewDbAsync();
        var notice = (await db.Applications.SingleAsync(a => a.Id == id, Cancel)).Notice!;
        Assert.Equal(notice.DocumentNumber, letters[^1].Number);
        // The office's numbers have no gap, whatever kind of letter takes them.
        var numbers = await db.IssuedLetters.Where(l => l.Kind != LetterKind.Receipt).Select(l => l.Number).ToListAsync(Cancel);
        var last = await db.NumberSeries.Where(s => s.Key.StartsWith("notice:")).SumAsync(s => s.Last, Cancel);
        Assert.Equal(last, numbers.Distinct().Count());
    }

    [Fact]
    public async Task Of_an_inquiry_go_out_with_it_and_are_listed_for_both_sides_and_verified()
    {
        await portal.CheckFormAsync(id);
        var form = await portal.Services.AsAsync<UploadService, TakenFile>(
            "lead",
            s => s.ReceiveAsync(new TalkUpload(id, TalkPlace.Inquiry, "様式.pdf"), new MemoryStream(AFile.Pdf()), null, Cancel)
        );
        await portal.Services.AsAsync<ReviewService>(
            "lead",
            async s => await s.InquireAsync(id, await portal.VersionAsync(id), "保存期間は。\n委託先は。", Due, [form.Id], Cancel)
        );

        var letter = (await LettersAsync()).Single(one => one.Kind == LetterKind.Inquiry);
        var texts = letter.Letter.Items.SelectMany(item => item.Items.Select(point => point.Text).Prepend(item.Text)).ToList();
        Assert.Contains("保存期間は。　委託先は。", texts);
        Assert.Contains("添付　様式.pdf", texts);
        Assert.Contains($"回答の期限　{JapaneseDate.Format(Due)}", texts);
        Assert.DoesNotContain("主査", string.Concat(texts), StringComparison.Ordinal);
        Assert.Equal(IssuedLetter.DigestOf(letter.Letter), letter.Digest);
        var mine = await portal.Services.AsAsync<ApplyingQueries, MyApplication>("rep", q => q.FindAsync(id, Cancel));
        Assert.Contains(mine.Letters, one => one.Id == letter.Id && one.Kind == LetterKind.Inquiry);
        var theirs = await portal.Services.AsAsync<CaseQueries, Case>("lead", q => q.FindAsync(id, Cancel));
        Assert.Contains(theirs.Letters, one => one.Id == letter.Id);
        Assert.Equal((letter.Number, true), ((await VerifyAsync(letter.Id))!.Number, (await VerifyAsync(letter.Id))!.Stands));

        // Refused with its inquiry: neither a letter nor a number.
        await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<ReviewService>(
                "lead",
                async s => await s.InquireAsync(id, await portal.VersionAsync(id), "古い", new(2020, 1, 1), ct: Cancel)
            )
        );
        Assert.Single(await LettersAsync(), one => one.Kind == LetterKind.Inquiry);
    }

    [Fact]
    public async Task Are_refused_together_with_their_event()
    {
        await CorrectAsync();
        await Assert.ThrowsAsync<RuleBroken>(CorrectAsync);

        Assert.Single(await LettersAsync(), letter => letter.Kind == LetterKind.Correction);
    }

    [Fact]
    public async Task Keep_the_wording_by_which_they_were_made()
    {
        LetterWording own = new("補正のお願い", "{受付番号}について、{期限}までに。", "1 事項\n{事項}");
        await portal.Services.AsAsync<LetterService>("legal", s => s.WriteAsync(LetterKind.Correction, 0, own, Cancel));
        await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<LetterService>("legal", s => s.PublishAsync(LetterKind.Correction, 1, Cancel))
        );
        await Assert.ThrowsAsync<Stale>(() =>
            portal.Services.AsAsync<LetterService>("lead", s => s.WriteAsync(LetterKind.Correction, 0, own, Cancel))
        );
        await portal.Services.AsAsync<LetterService>("lead", s => s.PublishAsync(LetterKind.Correction, 1, Cancel));
        await CorrectAsync();

        var letter = (await LettersAsync()).Single(one => one.Kind == LetterKind.Correction);
        Assert.Equal((1, "補正のお願い"), (letter.Wording, letter.Letter.Subject));
        // The kept wording and data give the same letter again.
        var (subject, body, items) = own.Fill(LetterKind.Correction, letter.Data);
        var again = letter.Letter with { Subject = subject, Body = body, Items = items };
        Assert.Equal(letter.Digest, IssuedLetter.DigestOf(again));
    }

    [Fact]
    public async Task Are_not_published_from_a_draft_that_was_kept_before_it_had_to_be_whole()
    {
        var shipped = ShippedLetters.Of(LetterKind.Correction);
        await portal.Services.AsAsync<LetterService>("legal", s => s.WriteAsync(LetterKind.Correction, 0, shipped, Cancel));
        await using (var db = await portal.Services.NewDbAsync())
        {
            var template = await db.LetterTemplates.SingleAsync(Cancel);
            db.Entry(template).Property(one => one.Draft).CurrentValue = template.Draft! with
            {
                Wording = shipped with { Items = "1 受付番号　{受付番号}" },
            };
            await db.SaveChangesAsync(Cancel);
        }

        await using var after = await portal.Services.NewDbAsync();
        var seen = (await after.LetterTemplates.SingleAsync(Cancel)).Version;
        var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<LetterService>("lead", s => s.PublishAsync(LetterKind.Correction, seen, Cancel))
        );

        Assert.Equal(("letter-lacks", "{事項}"), (refused.Code, (string)refused.Details[0]));
    }

    [Fact]
    public async Task Are_printed_once_with_number_digest_and_the_address_that_verifies_them()
    {
        await CorrectAsync();
        var letter = (await LettersAsync()).Single(one => one.Kind == LetterKind.Correction);
        var prints = portal.Services.GetRequiredService<LetterPrints>();

        var printed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => prints.FileAsync(letter.Id, Cancel)));

        Assert.All(printed, file => Assert.Equal(printed[0]!.Content, file!.Content));
        using var pdf = PdfDocument.Open(printed[0]!.Content);
        var text = string.Concat(pdf.GetPages().Select(page => page.Text)).Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains(letter.Number, text, StringComparison.Ordinal);
        Assert.Contains(letter.Digest, text, StringComparison.Ordinal);
        Assert.Contains($"/verify/{letter.Id}", text, StringComparison.Ordinal);
        var told = await VerifyAsync(letter.Id);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(printed[0]!.Content)), told!.FileDigest);
    }

    [Fact]
    public async Task Are_verified_without_a_word_of_whom_they_are_about()
    {
        await CorrectAsync();
        var letter = (await LettersAsync()).Single(one => one.Kind == LetterKind.Correction);
        await portal.Services.AsAsync<LetterStanding>("lead", s => s.RevokeAsync(letter.Id, 0, "宛先の誤り", Cancel));

        var told = await VerifyAsync(letter.Id);

        Assert.Equal((letter.Number, LetterKind.Correction, false), (told!.Number, told.Kind, told.Stands));
        Assert.DoesNotContain("宛先", told.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("デモ健康", told.ToString(), StringComparison.Ordinal);
        Assert.Null(await VerifyAsync(Guid.NewGuid()));
        await Assert.ThrowsAsync<NotFound>(() =>
            portal.Services.AsAsync<LetterStanding>("rep", s => s.RevokeAsync(letter.Id, 1, "", Cancel))
        );
    }

    [Fact]
    public async Task Are_cancelled_in_the_history_that_officials_read_and_with_a_reason_that_can_be_kept()
    {
        await CorrectAsync();
        var letter = (await LettersAsync()).Single(one => one.Kind == LetterKind.Correction);
        var tooLong = await Assert.ThrowsAsync<RuleBroken>(() => RevokeAsync(new('あ', 10_000)));
        Assert.Equal("text-too-long", tooLong.Code);

        await RevokeAsync("宛先の誤り");

        var shown = await portal.Services.AsAsync<CaseQueries, Case>("lead", q => q.FindAsync(letter.Application, Cancel));
        Assert.Equal(new LetterRevoked(letter.Number, "宛先の誤り"), shown.Timeline[^1].What);
        var mine = await portal.Services.AsAsync<ApplyingQueries, MyApplication>("rep", q => q.FindAsync(letter.Application, Cancel));
        Assert.DoesNotContain(mine.Timeline, one => one.What is LetterRevoked);

        Task RevokeAsync(string reason) =>
            portal.Services.AsAsync<LetterStanding>("lead", s => s.RevokeAsync(letter.Id, 0, reason, Cancel));
    }

    [Fact]
    public async Task Are_previewed_with_a_case_only_by_who_keeps_templates()
    {
        var wording = ShippedLetters.Of(LetterKind.Correction);
        foreach (var typed in new[] { "ｒ8-0001", "R8-1", " 令和8-1 " })
        {
            var shown = await PreviewAsync("legal", typed);
            Assert.Contains("R8-0001", shown.Items[0].Items[0].Text, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<NotFound>(() => PreviewAsync("legal", "R8-9999"));
        await Assert.ThrowsAsync<NotFound>(() => PreviewAsync("rep", null));

        Task<Letter> PreviewAsync(string person, string? number) =>
            portal.Services.AsAsync<LetterService, Letter>(person, s => s.PreviewAsync(LetterKind.Correction, wording, number, Cancel));
    }

    [Fact]
    public async Task Are_previewed_with_days_that_fit_the_day_of_the_letter()
    {
        var wording = ShippedLetters.Of(LetterKind.Receipt);
        var shown = await portal.Services.AsAsync<LetterService, Letter>(
            "legal",
            s => s.PreviewAsync(LetterKind.Receipt, wording, null, Cancel)
        );

        var text = string.Concat(shown.Body) + string.Concat(shown.Items.Select(item => item.Text));
        Assert.Contains(JapaneseDate.Format(shown.Date.AddDays(-30)), text, StringComparison.Ordinal);
        Assert.Contains(JapaneseDate.Format(shown.Date.AddDays(30)), text, StringComparison.Ordinal);
    }

    async Task CorrectAsync()
    {
        var seen = await portal.VersionAsync(id);
        await portal.Services.AsAsync<ReviewService>(
            "intake",
            s => s.RequestCorrectionAsync(id, seen, [new("service.summary", "具体的に")], Due, Cancel)
        );
    }

    async Task DecideAsync()
    {
        await portal.Services.AsAsync<ReviewService>("intake", s => s.AcceptAnswerAsync(id, "service.summary", Cancel));
        foreach (var item in ReviewItems.OfForm)
        {
            await portal.Services.AsAsync<JudgementService>(
                "lead",
                s => s.JudgeAsync(id, ReviewPart.Form, item, Verdict.Met, "確認", 0, Cancel)
            );
        }

        await portal.Services.AsAsync<ReviewService>(
            "lead",
            async s => await s.AcceptFormCheckAsync(id, await portal.VersionAsync(id), "", Cancel)
        );
        await portal.ReviewAsync(id);
        Proposal accepting = new(DecisionOutcome.Accepted, UseType.SelfUse, "要旨", [], []);
        await portal.Services.AsAsync<ReviewService>(
            "lead",
            async s => await s.RecommendAsync(id, await portal.VersionAsync(id), accepting, Cancel)
        );
        await portal.Services.AsAsync<DecisionService>(
            "decider",
            async s => await s.DecideAsync(id, await portal.VersionAsync(id), Cancel)
        );
        await portal.Services.AsAsync<DecisionService>("lead", async s => await s.IssueAsync(id, await portal.VersionAsync(id), Cancel));
    }

    Task<VerifiedLetter?> VerifyAsync(Guid letter) =>
        portal.Services.AsAsync<LetterService, VerifiedLetter?>("rep", s => s.VerifyAsync(letter, Cancel));

    async Task<List<IssuedLetter>> LettersAsync()
    {
        await using var db = await portal.Services.NewDbAsync();
        return await db.IssuedLetters.AsNoTracking().Where(l => l.Application == id).OrderBy(l => l.IssuedAt).ToListAsync(Cancel);
    }
}

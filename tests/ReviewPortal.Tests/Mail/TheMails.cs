using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Features.Mails;

namespace ReviewPortal.Mail;

/// <summary>What mails say, to whom, and who wants them.</summary>
public class TheMails
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Have_a_line_and_words_in_both_languages_for_every_kind()
    {
        Assert.Equal(Enum.GetValues<MailKind>(), MailKinds.All.Select(kind => kind.Kind));
        Wording words = new();
        foreach (var (kind, language) in MailKinds.All.SelectMany(kind => new[] { (kind, "ja"), (kind, "en") }))
        {
            OutgoingMail mail = new()
            {
                Kind = kind.Kind,
                Data = kind.Sample,
                Language = language,
            };
            var text = MailText.Write(words, mail, "https://portal.example.jp/x?a=1&b=2", "https://portal.example.jp/stop", []);

            Assert.DoesNotContain("⟦", text.Subject + text.Plain + text.Html, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\{\d\}", text.Subject + text.Plain);
            Assert.Contains("https://portal.example.jp/x?a=1&b=2", text.Plain, StringComparison.Ordinal);
            Assert.Contains("x?a=1&amp;b=2", text.Html, StringComparison.Ordinal);
            // A person's name or the service's stands in no subject.
            Assert.DoesNotContain("見本", text.Subject, StringComparison.Ordinal);
            Assert.DoesNotContain("サンプル", text.Subject, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Carry_what_people_wrote_as_text_only()
    {
        OutgoingMail mail = new()
        {
            Kind = MailKind.Submitted,
            Data = new("R8-0001\r\nBcc: evil@example.jp", "<img src=x onerror=alert(1)>"),
        };

        var text = MailText.Write(new(), mail, "https://portal.example.jp/", null, []);

        Assert.DoesNotContain('\n', text.Subject);
        Assert.DoesNotContain("<img", text.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailKind.Resubmitted)]
    [InlineData(MailKind.ResubmissionReceived)]
    public void Of_a_resubmission_that_changed_nothing_say_so(MailKind kind)
    {
        OutgoingMail Mail(int changed) =>
            new()
            {
                Kind = kind,
                Data = new("R8-0001", "健康手帳") { Count = changed },
            };

        var unchanged = MailText.Write(new(), Mail(0), "https://portal.example.jp/", null, []).Plain;
        var changed = MailText.Write(new(), Mail(2), "https://portal.example.jp/", null, []).Plain;

        Assert.Contains("変更はありません", unchanged, StringComparison.Ordinal);
        Assert.DoesNotContain("0項目", unchanged, StringComparison.Ordinal);
        Assert.Contains("2項目", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Go_to_those_whom_the_event_concerns_and_name_no_official_to_applicants()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.InReviewAsync();
        await portal.SeenAsync("reviewer-mic", id, (s, seen) => s.TakeAsync(id, seen, Cancel));
        await portal.SeenAsync(
            "lead",
            id,
            (s, seen) => s.RequestOpinionsAsync(id, seen, [Ministry.Mhlw], "秘密の照会", new(2026, 9, 30), Cancel)
        );
        await portal.SeenAsync("reviewer-mhlw", id, (s, _) => s.GiveOpinionAsync(id, Stance.NoObjection, "秘密の意見", [], Cancel));
        await portal.SeenAsync(
            "lead",
            id,
            (s, seen) => s.RequestCorrectionAsync(id, seen, [new("service.summary", "具体的に")], new(2026, 9, 30), Cancel)
        );
        await portal.Services.AsAsync<Features.Applying.ApplyingService>(
            "rep",
            async s =>
            {
                await s.AnswerCorrectionAsync(id, "service.summary", "直しました", ct: Cancel);
                await s.ResubmitAsync(id, Cancel);
            }
        );
        await portal.SeenAsync("lead", id, (s, _) => s.AcceptAnswerAsync(id, "service.summary", Cancel));
        await portal.Portal.ReviewAsync(id);
        Proposal accepting = new(DecisionOutcome.Accepted, Domain.Guidelines.UseType.SelfUse, "秘密の要旨", [], []);
        await portal.SeenAsync("lead", id, (s, seen) => s.RecommendAsync(id, seen, accepting, Cancel));
        await portal.Services.AsAsync<Features.Applying.ApplyingService>("rep", s => s.WithdrawAsync(id, "都合により", Cancel));

        await portal.SendAsync();

        var sent = portal.Server.Messages.ToLookup(mail => mail.To.Mailboxes.Single().Address, mail => mail);
        Assert.Equivalent(new[] { "【受付】", "【補正依頼】", "【再提出の受付】" }, sent["rep@demo.example"].Select(Tag), strict: true);
        Assert.Equivalent(new[] { "【意見照会】" }, sent["reviewer-mhlw@demo.example"].Select(Tag), strict: true);
        Assert.Equivalent(
            new[] { "【意見回答】", "【再提出】", "【取下げ】" },
            sent["reviewer-mic@demo.example"].Select(Tag),
            strict: true
        );
        Assert.Equivalent(new[] { "【決裁待ち】" }, sent["decider@demo.example"].Select(Tag), strict: true);
        foreach (var mail in sent["rep@demo.example"])
        {
            var all = mail.ToString() + mail.TextBody + mail.HtmlBody + mail.Subject;
            Assert.All(
                ["秘密", "主査", "審査 総子", "審査 厚夫", "lead@", "reviewer"],
                trace => Assert.DoesNotContain(trace, all, StringComparison.Ordinal)
            );
        }

        static string Tag(MimeKit.MimeMessage mail) => mail.Subject![..(mail.Subject!.IndexOf('】', StringComparison.Ordinal) + 1)];
    }

    [Theory]
    [InlineData("lead", "lead@demo.example", "reviewer-mic@demo.example")]
    [InlineData("reviewer-mic", "reviewer-mic@demo.example")]
    public async Task Of_a_challenge_go_to_whoever_drafted_and_to_whoever_has_the_case_once_each(string drafter, params string[] told)
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.InReviewAsync();
        await portal.SeenAsync("reviewer-mic", id, (s, seen) => s.TakeAsync(id, seen, Cancel));
        await portal.Portal.ReviewAsync(id);
        Proposal accepting = new(DecisionOutcome.Accepted, Domain.Guidelines.UseType.SelfUse, "要旨", [], []);
        await portal.SeenAsync(drafter, id, (s, seen) => s.RecommendAsync(id, seen, accepting, Cancel));
        var version = await portal.Portal.VersionAsync(id);
        await portal.Services.AsAsync<Features.Reviewing.DecisionService>("decider", s => s.ChallengeAsync(id, version, "根拠を", Cancel));

        Assert.Equivalent(told, await ToldAsync(portal, MailKind.Challenged), strict: true);
    }

    [Theory]
    [InlineData("lead", "reviewer-mic@demo.example")]
    [InlineData("reviewer-mic")]
    public async Task Of_a_withdrawn_recommendation_go_to_its_drafter_where_somebody_else_withdrew_it(string person, params string[] told)
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.InReviewAsync();
        await portal.SeenAsync("reviewer-mic", id, (s, seen) => s.TakeAsync(id, seen, Cancel));
        await portal.Portal.ReviewAsync(id);
        Proposal accepting = new(DecisionOutcome.Accepted, Domain.Guidelines.UseType.SelfUse, "要旨", [], []);
        await portal.SeenAsync("reviewer-mic", id, (s, seen) => s.RecommendAsync(id, seen, accepting, Cancel));
        var version = await portal.Portal.VersionAsync(id);
        await portal.Services.AsAsync<Features.Reviewing.DecisionService>(person, s => s.WithdrawAsync(id, version, "改める", Cancel));

        Assert.Equivalent(told, await ToldAsync(portal, MailKind.RecommendationWithdrawn), strict: true);
    }

    [Fact]
    public async Task Of_a_resubmission_go_to_those_who_check_the_form_where_it_is_to_be_signed_anew()
    {
        await using var portal = await MailPortal.OpenAsync();
        var (signed, open) = (await TakenAsync(), await TakenAsync());
        await ResubmitAsync(signed);
        Assert.Equal(["reviewer-mic@demo.example"], await ToldAsync(portal, MailKind.Resubmitted));

        await portal.Services.AsAsync<Features.Reviewing.JudgementService>(
            "lead",
            s => s.JudgeAsync(open, ReviewPart.Form, ReviewItems.OfForm[0], Verdict.Met, "改めて確認", 1, Cancel)
        );
        await ResubmitAsync(open);

        Assert.Equal(
            ["intake@demo.example", "reviewer-mic@demo.example", "reviewer-mic@demo.example"],
            await ToldAsync(portal, MailKind.Resubmitted)
        );

        async Task<ApplicationId> TakenAsync()
        {
            var id = await portal.InReviewAsync();
            await portal.SeenAsync("reviewer-mic", id, (s, seen) => s.TakeAsync(id, seen, Cancel));
            return id;
        }

        async Task ResubmitAsync(ApplicationId id)
        {
            await portal.SeenAsync(
                "lead",
                id,
                (s, seen) => s.RequestCorrectionAsync(id, seen, [new("service.summary", "具体的に")], new(2026, 9, 30), Cancel)
            );
            await portal.Services.AsAsync<Features.Applying.ApplyingService>(
                "rep",
                async s =>
                {
                    await s.AnswerCorrectionAsync(id, "service.summary", "直しました", ct: Cancel);
                    await s.ResubmitAsync(id, Cancel);
                }
            );
        }
    }

    static async Task<List<string>> ToldAsync(MailPortal portal, MailKind kind)
    {
        await using var db = await portal.Services.NewDbAsync();
        var people = await db.Users.AsNoTracking().ToDictionaryAsync(user => new UserId(user.Id), user => user.Email!, Cancel);
        return [.. (await portal.RowsAsync(kind)).Select(mail => people[mail.To!.Value]).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Are_dropped_for_whoever_left_before_they_were_sent()
    {
        await using var portal = await MailPortal.OpenAsync();
        await portal.FiledAsync();
        await using (var db = await portal.Services.NewDbAsync())
        {
            var rep = await db.Users.Include(u => u.Grants).SingleAsync(u => u.Email == "rep@demo.example", Cancel);
            rep.Grants.Clear();
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(0, await portal.SendAsync());

        Assert.Equal(MailState.Dropped, Assert.Single(await portal.RowsAsync()).State);
        Assert.Empty(portal.Server.Taken);
    }

    [Fact]
    public async Task Come_in_the_language_of_the_person()
    {
        await using var portal = await MailPortal.OpenAsync();
        await WishAsync(portal, "en", []);
        await portal.FiledAsync();
        await portal.SendAsync();

        Assert.StartsWith("[Received]", portal.Server.Messages[0].Subject, StringComparison.Ordinal);
        Assert.Equal("en", portal.Server.Messages[0].Body!.Headers[MimeKit.HeaderId.ContentLanguage]);
    }

    [Fact]
    public async Task Of_a_kind_that_nobody_wants_are_not_written_and_the_receipt_always_is()
    {
        await using var portal = await MailPortal.OpenAsync();
        await WishAsync(portal, "ja", new() { [MailKind.CorrectionRequested] = MailChoice.Off, [MailKind.Submitted] = MailChoice.Off });
        await CorrectAsync(portal);

        Assert.Equal([MailKind.Submitted], (await portal.RowsAsync()).Select(mail => mail.Kind));
    }

    [Fact]
    public async Task Of_a_day_come_together_once_for_whoever_wants_a_digest()
    {
        await using var portal = await MailPortal.OpenAsync();
        await WishAsync(portal, "ja", new() { [MailKind.CorrectionRequested] = MailChoice.Digest });
        await CorrectAsync(portal);
        await CorrectAsync(portal);
        await DigestAsync(portal);
        Assert.Equal(2, await portal.SendAsync()); // The receipts: at ten, what came after seven waits for the next day.

        portal.Clock.MoveDays(1);
        await DigestAsync(portal);
        await DigestAsync(portal);
        Assert.Equal(1, await portal.SendAsync());

        var digest = portal.Server.Messages[^1];
        Assert.Contains("2件", digest.Subject, StringComparison.Ordinal);
        Assert.Equal(2, digest.TextBody!.Split("【補正依頼】").Length - 1);
        portal.Clock.MoveDays(1);
        await DigestAsync(portal);
        Assert.Equal(0, await portal.SendAsync());
    }

    [Fact]
    public async Task Can_be_stopped_by_their_own_link_which_changes_nothing_until_it_is_confirmed()
    {
        await using var portal = await MailPortal.OpenAsync();
        await CorrectAsync(portal);
        await portal.SendAsync();
        var mail = portal.Server.Messages.Single(m => m.Headers[MimeKit.HeaderId.ListUnsubscribe] is not null);
        var address = new Uri(mail.Headers[MimeKit.HeaderId.ListUnsubscribe]!.Trim('<', '>'));
        var secret = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query)["t"].ToString();
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers[MimeKit.HeaderId.ListUnsubscribePost]);

        Assert.Equal(MailKind.CorrectionRequested, await UseAsync(portal, wishes => Task.FromResult(wishes.KindOf(secret))));
        Assert.Equal(MailChoice.Each, await ChoiceAsync());
        Assert.True(await UseAsync(portal, wishes => wishes.UnsubscribeAsync(secret, Cancel)));
        Assert.True(await UseAsync(portal, wishes => wishes.UnsubscribeAsync(secret, Cancel)));
        Assert.Equal(MailChoice.Off, await ChoiceAsync());
        Assert.False(await UseAsync(portal, wishes => wishes.UnsubscribeAsync(secret + "x", Cancel)));
        Assert.False(await UseAsync(portal, wishes => wishes.UnsubscribeAsync("", Cancel)));
        portal.Clock.MoveDays(61);
        Assert.False(await UseAsync(portal, wishes => wishes.UnsubscribeAsync(secret, Cancel)));

        async Task<MailChoice> ChoiceAsync() =>
            (await portal.Services.AsAsync<MailWishes, Wishes>("rep", w => w.FindAsync(Cancel))).Choices[MailKind.CorrectionRequested];
    }

    [Fact]
    public async Task Tell_a_contact_once_that_the_plan_was_filed_and_nothing_else_of_it()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.FiledAsync("contact@example.jp");

        Assert.Equal(2, await portal.SendAsync());

        var mail = Assert.Single(portal.Server.Messages, m => m.To.Mailboxes.Single().Address == "contact@example.jp");
        Assert.Contains("R8-", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(id.Value.ToString(), mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public void Tell_contacts_whom_the_plan_names_each_address_once()
    {
        Assert.Equal(
            ["a@example.jp", "b@example.jp"],
            PlanContacts.Of(
                """{"contacts":[{"mail":" a@example.jp"},{"mail":"A@EXAMPLE.JP"},{"mail":"x\r\ny@z.jp"},{"name":"n"},3,{"mail":"b@example.jp"}]}"""
            )
        );
        Assert.Empty(PlanContacts.Of("""{"contacts":{"mail":"a@example.jp"}}"""));
        Assert.Empty(PlanContacts.Of("[]"));
    }

    static async Task CorrectAsync(MailPortal portal)
    {
        var id = await portal.FiledAsync();
        await portal.SeenAsync(
            "lead",
            id,
            (s, seen) => s.RequestCorrectionAsync(id, seen, [new("service.summary", "具体的に")], new(2026, 9, 30), Cancel)
        );
    }

    static Task DigestAsync(MailPortal portal) =>
        Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ => Task.Run(() => ActivatorUtilities.CreateInstance<Digests>(portal.Services).RunAsync(Cancel), Cancel))
        );

    static Task WishAsync(MailPortal portal, string language, Dictionary<MailKind, MailChoice> choices) =>
        portal.Services.AsAsync<MailWishes>("rep", wishes => wishes.SaveAsync(new(language, choices), Cancel));

    static async Task<T> UseAsync<T>(MailPortal portal, Func<MailWishes, Task<T>> use)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<MailWishes>());
    }
}

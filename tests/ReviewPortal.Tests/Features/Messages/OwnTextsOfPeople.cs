using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Features.Messages;

/// <summary>What people type is kept for themselves alone, until they send it.</summary>
public class OwnTextsOfPeople
{
    [Fact]
    public async Task Come_back_to_their_writer_and_to_nobody_else()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await Talking.InReviewAsync(portal);

        Assert.NotNull(await KeepAsync(portal, "rep", id, TextPlace.Message, "書きかけ"));
        await KeepAsync(portal, "rep", id, TextPlace.Message, "書きかけの続き");
        await KeepAsync(portal, "lead", id, TextPlace.Message, "事務局の書きかけ");
        await KeepAsync(portal, "lead", id, TextPlace.Note, "内部の書きかけ");

        Assert.Equal("書きかけの続き", await TextAsync(portal, "rep", id, TextPlace.Message));
        Assert.Equal("事務局の書きかけ", await TextAsync(portal, "lead", id, TextPlace.Message));
        Assert.Equal("内部の書きかけ", await TextAsync(portal, "lead", id, TextPlace.Note));
        Assert.Null(await TextAsync(portal, "rep", id, TextPlace.Note));
        Assert.Null(await TextAsync(portal, "reviewer-mic", id, TextPlace.Note));
        await Assert.ThrowsAsync<NotFound>(() => KeepAsync(portal, "rep2", id, TextPlace.Message, "他社"));
        await Assert.ThrowsAsync<NotFound>(() => TextAsync(portal, "rep2", id, TextPlace.Message));
    }

    [Fact]
    public async Task Go_when_they_are_sent_or_emptied()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await Talking.InReviewAsync(portal);
        await KeepAsync(portal, "rep", id, TextPlace.Message, "送る");
        await KeepAsync(portal, "lead", id, TextPlace.Note, "残す");
        await KeepAsync(portal, "lead", id, TextPlace.Inquiry, "聞く");
        await KeepAsync(portal, "lead", id, TextPlace.Message, "やめる");

        await portal.Services.AsAsync<MessageService>("rep", s => s.SendAsync(id, "送る"));
        await portal.Services.AsAsync<MessageService>("lead", s => s.NoteAsync(id, "残す"));
        await InquireAsync(portal, id);
        Assert.Null(await KeepAsync(portal, "lead", id, TextPlace.Message, " \n"));

        Assert.Null(await TextAsync(portal, "rep", id, TextPlace.Message));
        Assert.Null(await TextAsync(portal, "lead", id, TextPlace.Note));
        Assert.Null(await TextAsync(portal, "lead", id, TextPlace.Inquiry));
        Assert.Null(await TextAsync(portal, "lead", id, TextPlace.Message));
    }

    [Fact]
    public async Task Of_an_opinion_go_when_it_is_given_and_stay_when_the_request_was_withdrawn()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await Talking.InReviewAsync(portal);
        var due = JapaneseDate.On(DateTime.UtcNow).AddDays(9);
        var cancel = TestContext.Current.CancellationToken;
        await portal.Services.AsAsync<DeskService>("lead", s => s.AskAsync(id, [Ministry.Mhlw, Ministry.Meti], "ご意見を", due, cancel));
        var asked = (await portal.Services.AsAsync<CaseQueries, Case>("lead", q => q.FindAsync(id, cancel))).Application.Consultations;
        var (mhlw, meti) = (asked.Single(c => c.Ministry == Ministry.Mhlw).Id, asked.Single(c => c.Ministry == Ministry.Meti).Id);
        await KeepAsync("reviewer-mhlw", mhlw);
        await KeepAsync("reviewer-meti", meti);

        await portal.Services.AsAsync<OpinionService>(
            "reviewer-mhlw",
            s => s.AnswerAsync(id, Stance.Objection, "書いた意見", [], "", cancel)
        );
        await portal.Services.AsAsync<ReviewService>("lead", s => s.WithdrawOpinionRequestAsync(id, Ministry.Meti, "所管外", cancel));

        Assert.Null(await KeptAsync("reviewer-mhlw", mhlw));
        Assert.Equal("書いた意見", await KeptAsync("reviewer-meti", meti));
        Assert.Null(await KeptAsync("lead", meti));

        Task KeepAsync(string person, Guid about) =>
            portal.Services.AsAsync<OwnTexts, KeptOwnText>(
                person,
                s => s.KeepAsync(id, TextPlace.Opinion, about, "書いた意見", null, cancel)
            );

        async Task<string?> KeptAsync(string person, Guid about) =>
            (await portal.Services.AsAsync<OwnTexts, TypedText>(person, s => s.FindAsync(id, TextPlace.Opinion, about, cancel))).Text;
    }

    [Fact]
    public async Task Of_two_windows_do_not_write_over_each_other_unseen()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await Talking.InReviewAsync(portal);
        Assert.Null((await KeepAsync("一つ目の窓", null)).Other);

        Assert.Equal(new KeptOwnText(null, "一つ目の窓"), await KeepAsync("二つ目の窓", null));
        Assert.Equal(new KeptOwnText(null, "一つ目の窓"), await KeepAsync("", "二つ目の窓"));
        Assert.Equal("一つ目の窓", await TextAsync(portal, "rep", id, TextPlace.Message));

        Assert.NotNull((await KeepAsync("二つ目の窓\n一つ目の窓", "一つ目の窓")).SavedAt);
        Assert.Equal("二つ目の窓\n一つ目の窓", await TextAsync(portal, "rep", id, TextPlace.Message));

        Task<KeptOwnText> KeepAsync(string text, string? seen) =>
            portal.Services.AsAsync<OwnTexts, KeptOwnText>("rep", s => s.KeepAsync(id, TextPlace.Message, default, text, seen));
    }

    [Fact]
    public async Task Stay_when_another_window_has_kept_another_text_since()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await Talking.InReviewAsync(portal);
        await InquireAsync(portal, id);
        var inquiry = (await portal.Services.AsAsync<ApplyingQueries, MyApplication>("rep", q => q.FindAsync(id)))
            .OpenInquiries.Single()
            .Id;
        await KeepAsync(portal, "rep", id, TextPlace.Message, "別の窓の続き");
        await KeepAsync(portal, "lead", id, TextPlace.Note, "別の窓のメモ");
        await KeepAsync(portal, "lead", id, TextPlace.Inquiry, "別の窓の照会");
        await KeepAsync(portal, "rep", id, TextPlace.Answer, "別の窓の回答", inquiry);

        await portal.Services.AsAsync<MessageService>("rep", s => s.SendAsync(id, "この窓の文章"));
        await portal.Services.AsAsync<MessageService>("lead", s => s.NoteAsync(id, "この窓のメモ"));
        await InquireAsync(portal, id);
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.AnswerInquiryAsync(id, inquiry, "この窓の回答"));

        Assert.Equal("別の窓の続き", await TextAsync(portal, "rep", id, TextPlace.Message));
        Assert.Equal("別の窓のメモ", await TextAsync(portal, "lead", id, TextPlace.Note));
        Assert.Equal("別の窓の照会", await TextAsync(portal, "lead", id, TextPlace.Inquiry));
        Assert.Equal("別の窓の回答", await TextAsync(portal, "rep", id, TextPlace.Answer, inquiry));
    }

    [Fact]
    public async Task Of_an_answer_stay_with_the_one_who_was_slower()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await Talking.InReviewAsync(portal);
        await InquireAsync(portal, id);
        var inquiry = (await portal.Services.AsAsync<ApplyingQueries, MyApplication>("rep", q => q.FindAsync(id)))
            .OpenInquiries.Single()
            .Id;
        await KeepAsync(portal, "rep", id, TextPlace.Answer, "私の回答", inquiry);
        await using (var db = await portal.Services.NewDbAsync())
        {
            db.OwnTexts.Add(
                new()
                {
                    Application = id,
                    Person = new(Guid.NewGuid()),
                    Place = TextPlace.Answer,
                    About = inquiry,
                    Text = "同僚の書きかけ",
                    SavedAt = DateTime.UtcNow,
                }
            );
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await portal.Services.AsAsync<ApplyingService>("rep", s => s.AnswerInquiryAsync(id, inquiry, "私の回答"));

        Assert.Null(await TextAsync(portal, "rep", id, TextPlace.Answer, inquiry));
        await using var after = await portal.Services.NewDbAsync();
        Assert.Equal("同僚の書きかけ", Assert.Single(after.OwnTexts.Where(text => text.Place == TextPlace.Answer)).Text);
    }

    static Task InquireAsync(TestPortal portal, ApplicationId id) =>
        portal.Services.AsAsync<ReviewService>(
            "lead",
            async s => await s.InquireAsync(id, await portal.VersionAsync(id), "聞く", JapaneseDate.On(DateTime.UtcNow).AddDays(20))
        );

    static Task<DateTime?> KeepAsync(
        TestPortal portal,
        string person,
        ApplicationId id,
        TextPlace place,
        string text,
        Guid about = default
    ) =>
        portal.Services.AsAsync<OwnTexts, DateTime?>(
            person,
            async s => (await s.KeepAsync(id, place, about, text, (await s.FindAsync(id, place, about)).Text)).SavedAt
        );

    static async Task<string?> TextAsync(TestPortal portal, string person, ApplicationId id, TextPlace place, Guid about = default) =>
        (await portal.Services.AsAsync<OwnTexts, TypedText>(person, s => s.FindAsync(id, place, about))).Text;
}

using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Home;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Features.Messages;

public class Talking
{
    [Fact]
    public async Task Marks_what_the_other_side_wrote_as_unread_until_the_person_has_seen_it()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await InReviewAsync(portal);

        await AsAsync("rep", s => s.SendAsync(id, "いつ頃になりますか"));

        Assert.Equal((1, 1, 0), (await CaseUnreadAsync("reviewer-mic"), await CaseUnreadAsync("lead"), await MineUnreadAsync("rep")));
        Assert.Equal(1, await CaseUnreadAsync("lead", await NameAsync()));
        Assert.Contains(await TasksAsync("reviewer-mic"), task => task.Kind == TaskKind.ReadMessages && task.Id == id);
        Assert.DoesNotContain(await TasksAsync("reviewer-meti"), task => task.Kind == TaskKind.ReadMessages && task.Id == id);

        var seen = await portal.Services.AsAsync<MessageQueries, Talk>("reviewer-mic", q => q.MessagesAsync(id));
        Assert.True(Assert.Single(seen.Lines).IsNew);
        await AsAsync("reviewer-mic", s => s.MarkReadAsync(id, seen.Newest, null));

        // Each person has marks of their own.
        Assert.Equal((0, 1), (await CaseUnreadAsync("reviewer-mic"), await CaseUnreadAsync("lead")));
        Assert.DoesNotContain(await TasksAsync("reviewer-mic"), task => task.Kind == TaskKind.ReadMessages && task.Id == id);

        await AsAsync("reviewer-mic", s => s.SendAsync(id, "来週です"));

        Assert.Equal((0, 1), (await CaseUnreadAsync("reviewer-mic"), await MineUnreadAsync("rep")));
        Assert.Contains(await TasksAsync("rep"), task => task.Kind == TaskKind.ReadMessages && task.Id == id);

        Task AsAsync(string person, Func<MessageService, Task> use) => portal.Services.AsAsync(person, use);

        async Task<string> NameAsync() =>
            (await portal.Services.AsAsync<CaseListQueries, CaseList>("lead", q => q.ListAsync(new())))
                .Page.Items.Single(listed => listed.Row.Application == id)
                .Row.ServiceName;

        async Task<int> CaseUnreadAsync(string person, string? text = null) =>
            (await portal.Services.AsAsync<CaseListQueries, CaseList>(person, q => q.ListAsync(new(text))))
                .Page.Items.Single(listed => listed.Row.Application == id)
                .Unread;

        async Task<int> MineUnreadAsync(string person) =>
            (await portal.Services.AsAsync<ApplyingQueries, Page<MyApplicationRow>>(person, q => q.ListAsync(new())))
                .Items.Single(row => row.Id == id)
                .Unread;

        async Task<IReadOnlyList<HomeTask>> TasksAsync(string person) =>
            (await portal.Services.AsAsync<HomeQueries, Home.Home>(person, q => q.FindAsync())).Unread;
    }

    [Fact]
    public async Task Stands_beside_the_same_counts_as_every_other_page_of_the_case()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await InReviewAsync(portal);
        await portal.Services.AsAsync<MessageService>("rep", s => s.SendAsync(id, "いつ頃になりますか"));
        await portal.Services.AsAsync<MessageService>("lead", s => s.NoteAsync(id, "急ぎ", false));
        await portal.Services.AsAsync<MessageService>("lead", s => s.NoteAsync(id, "主査だけに", true));

        var page = await portal.Services.AsAsync<CaseQueries, Case>("reviewer-meti", q => q.FindAsync(id));
        var rules = ReviewItems.RulesOf(page.Application.LatestVersion!);
        var (messages, notes) = (page.Beside.UnreadMessages, page.Beside.UnreadNotes);
        var counts = CaseCounts.Of(page.Application, rules, page.Changes.Count, messages, notes);

        // The second note is for those who lead.
        Assert.Equal((new Share(5, 5), 1, 1), (counts.Form, counts.UnreadMessages, counts.UnreadNotes));
        Assert.Equal(counts, await CountsAsync("reviewer-meti", q => q.MessagesAsync(id)));
        Assert.Equal(counts, await CountsAsync("reviewer-meti", q => q.NotesAsync(id)));
        Assert.Null(await CountsAsync("rep", q => q.MessagesAsync(id)));

        async Task<CaseCounts?> CountsAsync(string person, Func<MessageQueries, Task<Talk>> read) =>
            (await portal.Services.AsAsync(person, read)).Counts;
    }

    [Fact]
    public async Task Is_marked_as_read_by_two_programs_in_the_same_moment_without_a_fault()
    {
        AnotherProgram other = new();
        await using var portal = await TestPortal.OnAsync(
            Providers.Sqlite,
            services => services.ConfigureDbContext<SqlitePortalDb>(options => options.AddInterceptors(other))
        );
        var id = await InReviewAsync(portal);
        await portal.Services.AsAsync<MessageService>("rep", s => s.SendAsync(id, "いつ頃になりますか"));
        var newest = (await portal.Services.AsAsync<MessageQueries, Talk>("reviewer-mic", q => q.MessagesAsync(id))).Newest;
        await using var db = await portal.Services.NewDbAsync();
        var reader = new UserId(await db.Users.Where(u => u.DisplayName == "審査 総子").Select(u => u.Id).SingleAsync(Ct));
        other.Does = async () =>
        {
            await using var theirs = await portal.Services.NewDbAsync();
            theirs.ReadingMarks.Add(
                new()
                {
                    Application = id,
                    Reader = reader,
                    Notes = newest!.Value,
                }
            );
            await theirs.SaveChangesAsync(Ct);
        };

        await portal.Services.AsAsync<MessageService>("reviewer-mic", s => s.MarkReadAsync(id, newest, null));
        // What was seen before takes nothing back.
        await portal.Services.AsAsync<MessageService>(
            "reviewer-mic",
            s => s.MarkReadAsync(id, newest!.Value.AddDays(-1), newest.Value.AddDays(-1))
        );

        Assert.Null(other.Does);
        Assert.Empty(other.Faults);
        var mark = await db.ReadingMarks.AsNoTracking().SingleAsync(m => m.Application == id && m.Reader == reader, Ct);
        Assert.Equal((newest, newest), (mark.Messages, mark.Notes));
        Assert.Equal(0, (await portal.Services.AsAsync<CaseQueries, Case>("reviewer-mic", q => q.FindAsync(id))).Beside.UnreadMessages);
    }

    /// <summary>Does something right before the mark is inserted, and keeps what the database refused.</summary>
    sealed class AnotherProgram : DbCommandInterceptor
    {
        public Func<Task>? Does { get; set; }
        public List<string> Faults { get; } = [];

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            await MeetAsync(command);
            return result;
        }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            await MeetAsync(command);
            return result;
        }

        public override Task CommandFailedAsync(
            DbCommand command,
            CommandErrorEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            Faults.Add(eventData.Exception.Message);
            return Task.CompletedTask;
        }

        async Task MeetAsync(DbCommand command)
        {
            if (Does is { } does && command.CommandText.Contains("INSERT INTO \"ReadingMarks\"", StringComparison.Ordinal))
            {
                Does = null;
                await does();
            }
        }
    }

    [Fact]
    public async Task Leaves_the_version_that_an_official_decides_on_as_it_is()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await InReviewAsync(portal);
        var seen = await portal.VersionAsync(id);

        await portal.Services.AsAsync<MessageService>("rep", s => s.SendAsync(id, "補足です"));
        await portal.Services.AsAsync<MessageService>("lead", s => s.NoteAsync(id, "確認"));

        await portal.Services.AsAsync<ReviewService>("reviewer-mic", s => s.InquireAsync(id, seen, "問い", Due));
    }

    [Fact]
    public async Task Tells_the_applicant_no_officials_name_unless_the_setting_says_so()
    {
        foreach (var shows in new[] { false, true })
        {
            await using var portal = await TestPortal.OnAsync(
                Providers.Sqlite,
                services => services.Configure<ReviewSettings>(review => review.ShowOfficialNames = shows)
            );
            var id = await InReviewAsync(portal);
            await portal.Services.AsAsync<MessageService>("reviewer-mic", s => s.SendAsync(id, "ご連絡です"));

            var talk = await portal.Services.AsAsync<MessageQueries, Talk>("rep", q => q.MessagesAsync(id));

            Assert.Equal(shows ? "審査 総子" : null, Assert.Single(talk.Lines).By);
        }
    }

    [Fact]
    public async Task Is_no_place_for_other_companies_notes_for_applicants_or_words_after_the_end()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await InReviewAsync(portal);

        await Assert.ThrowsAsync<NotFound>(() => portal.Services.AsAsync<MessageService>("rep2", s => s.SendAsync(id, "他社です")));
        await Assert.ThrowsAsync<NotFound>(() => portal.Services.AsAsync<MessageQueries, Talk>("rep2", q => q.MessagesAsync(id)));
        await Assert.ThrowsAsync<NotFound>(() => portal.Services.AsAsync<MessageQueries, Talk>("rep", q => q.NotesAsync(id)));
        await Assert.ThrowsAsync<NotFound>(() => portal.Services.AsAsync<MessageService>("rep2", s => s.MarkReadAsync(id, Now, null)));
        Assert.Equal("not-allowed", await RefusedAsync("rep", s => s.NoteAsync(id, "メモ")));
        Assert.Equal("not-allowed", await RefusedAsync("auditor", s => s.SendAsync(id, "監査です")));
        Assert.Equal("not-assigned", await RefusedAsync("reviewer-meti", s => s.SendAsync(id, "担当外です")));
        Assert.Empty(await portal.Services.AsAsync<MessageQueries, IReadOnlyList<string>>("rep", q => q.ReaderNamesAsync()));
        Assert.Empty(await portal.Services.AsAsync<MessageQueries, IReadOnlyList<Block>>("rep", q => q.BlocksAsync()));

        await portal.Services.AsAsync<ApplyingService>("rep", s => s.WithdrawAsync(id, "中止"));

        await Assert.ThrowsAsync<Stale>(() => portal.Services.AsAsync<MessageService>("reviewer-mic", s => s.SendAsync(id, "遅れました")));
        Assert.False((await portal.Services.AsAsync<MessageQueries, Talk>("rep", q => q.MessagesAsync(id))).MayWrite);

        async Task<string> RefusedAsync(string person, Func<MessageService, Task> use) =>
            (await Assert.ThrowsAsync<RuleBroken>(() => portal.Services.AsAsync(person, use))).Code;
    }

    [Fact]
    public async Task In_notes_reaches_those_who_are_named_once_they_look_at_their_desk()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await InReviewAsync(portal);

        await portal.Services.AsAsync<MessageService>("lead", s => s.NoteAsync(id, "@審査 経子 ご意見を。@出母 一郎 は申請者"));

        Assert.Contains(await TasksAsync("reviewer-meti"), task => task.Kind == TaskKind.ReadNotes && task.Id == id);
        Assert.DoesNotContain(await TasksAsync("rep"), task => task.Kind == TaskKind.ReadNotes);
        var notes = await portal.Services.AsAsync<MessageQueries, Talk>("reviewer-meti", q => q.NotesAsync(id));
        Assert.True(notes.Lines.Single().IsForMe);
        await portal.Services.AsAsync<MessageService>("reviewer-meti", s => s.MarkReadAsync(id, null, notes.Newest));
        Assert.DoesNotContain(await TasksAsync("reviewer-meti"), task => task.Kind == TaskKind.ReadNotes);

        async Task<IReadOnlyList<HomeTask>> TasksAsync(string person) =>
            (await portal.Services.AsAsync<HomeQueries, Home.Home>(person, q => q.FindAsync())).Unread;
    }

    [Fact]
    public async Task In_notes_for_those_who_lead_is_not_there_for_a_ministry_that_is_asked()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await InReviewAsync(portal);

        var unheard = await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<MessageService>("lead", s => s.NoteAsync(id, "@審査 経子 @審査 総子 方針", forLead: true))
        );
        Assert.Equal(("note-unheard", "審査 経子"), (unheard.Code, unheard.Details[0]));
        var offered = await portal.Services.AsAsync<MessageQueries, IReadOnlyList<string>>("lead", q => q.ReaderNamesAsync(id, Ct));
        Assert.Contains("審査 総子", offered);
        Assert.DoesNotContain("審査 経子", offered);

        await portal.Services.AsAsync<MessageService>("lead", s => s.NoteAsync(id, "@審査 総子 方針", forLead: true));

        // The one whom the case is assigned to leads it; the other is a ministry's.
        Assert.Equal((1, 1), await NotesAsync("reviewer-mic"));
        Assert.Equal((0, 0), await NotesAsync("reviewer-meti"));
        Assert.Equal((1, 1), await NotesAsync("decider"));
        Assert.Equal((1, 0), await NotesAsync("lead"));
        Assert.Contains((await HomeAsync("reviewer-mic")).Unread, task => task.Kind == TaskKind.ReadNotes && task.Id == id);
        Assert.DoesNotContain((await HomeAsync("reviewer-meti")).Unread, task => task.Kind == TaskKind.ReadNotes);
        await using var db = await portal.Services.NewDbAsync();
        var told = await db.Outbox.Where(mail => mail.Kind == MailKind.Mentioned).Select(mail => mail.To!.Value).ToListAsync(Ct);
        Assert.Equal([new(await db.Users.Where(u => u.DisplayName == "審査 総子").Select(u => u.Id).SingleAsync(Ct))], told);
        var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<MessageService>("reviewer-meti", s => s.NoteAsync(id, "隠す", forLead: true))
        );
        Assert.Equal("note-lead", refused.Code);

        async Task<(int Lines, int Unread)> NotesAsync(string person) =>
            (
                (await portal.Services.AsAsync<MessageQueries, Talk>(person, q => q.NotesAsync(id))).Lines.Count,
                (await portal.Services.AsAsync<CaseQueries, Case>(person, q => q.FindAsync(id))).Beside.UnreadNotes
            );

        Task<Home.Home> HomeAsync(string person) => portal.Services.AsAsync<HomeQueries, Home.Home>(person, q => q.FindAsync());
    }

    [Fact]
    public async Task Sends_no_text_of_an_official_in_which_a_variable_was_not_filled_in()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await InReviewAsync(portal);

        var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<MessageService>("lead", s => s.SendAsync(id, "期限は%{due}です。"))
        );
        Assert.Equal(("message-variable", "due"), (refused.Code, refused.Details.Single()));

        // What is no variable is a text like another, and applicants have none.
        await portal.Services.AsAsync<MessageService>("lead", s => s.SendAsync(id, "100%{参考}です。"));
        await portal.Services.AsAsync<MessageService>("rep", s => s.SendAsync(id, "「%{due}」とは何ですか。"));
    }

    [Fact]
    public async Task Begins_with_kept_texts_of_which_the_second_change_from_the_same_version_is_refused()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        await portal.Services.AsAsync<MessageService>("lead", s => s.SaveBlockAsync(null, 0, "題", "%{number}は100%です"));
        var block = (await portal.Services.AsAsync<MessageQueries, IReadOnlyList<Block>>("intake", q => q.BlocksAsync())).Single(b =>
            b.Title == "題"
        );

        await portal.Services.AsAsync<MessageService>("intake", s => s.SaveBlockAsync(block.Id, block.Version, "題", "直した"));

        var stale = await Assert.ThrowsAsync<Stale>(() =>
            portal.Services.AsAsync<MessageService>("lead", s => s.SaveBlockAsync(block.Id, block.Version, "題", "私も"))
        );
        Assert.Equal("受付 太郎", stale.By);
        var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<MessageService>("lead", s => s.SaveBlockAsync(null, 0, "題", "%{nummer}"))
        );
        Assert.Equal(("block-variable", "nummer"), (refused.Code, refused.Details.Single()));
    }

    [Fact]
    public async Task Signals_open_pages_of_the_side_that_is_told()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await InReviewAsync(portal);
        var signals = portal.Services.GetRequiredService<CaseSignals>();
        var (mine, theirs) = (0, 0);
        using var applicant = signals.Listen(id, Holder.Applicant, () => Counted(ref mine));
        using var office = signals.Listen(id, Holder.Government, () => Counted(ref theirs));

        await portal.Services.AsAsync<MessageService>("lead", s => s.NoteAsync(id, "内部"));
        Assert.Equal((0, 1), (mine, theirs));
        await portal.Services.AsAsync<MessageService>("lead", s => s.SendAsync(id, "ご連絡"));
        Assert.Equal((1, 2), (mine, theirs));
        var seen = await portal.VersionAsync(id);
        await portal.Services.AsAsync<ReviewService>(
            "lead",
            s => s.RequestOpinionsAsync(id, seen, [Domain.People.Ministry.Mhlw], "意見を", Due)
        );
        Assert.Equal((1, 3), (mine, theirs));
        applicant.Dispose();
        await portal.Services.AsAsync<MessageService>("rep", s => s.SendAsync(id, "返信"));
        Assert.Equal((1, 4), (mine, theirs));

        static Task Counted(ref int count)
        {
            count++;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Are_told_to_each_page_in_its_own_language()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var id = await InReviewAsync(portal);
        var heard = "";
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        using var listening = portal.Services.GetRequiredService<CaseSignals>().Listen(id, Holder.Government, HearAsync);

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
        await portal.Services.AsAsync<MessageService>("lead", s => s.NoteAsync(id, "内部"));

        Assert.Equal("en", heard);

        Task HearAsync()
        {
            heard = CultureInfo.CurrentUICulture.Name;
            return Task.CompletedTask;
        }
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static DateTime Now => DateTime.UtcNow;

    internal static DateOnly Due => JapaneseDate.On(DateTime.UtcNow).AddDays(20);

    /// <summary>Filed, its form checked, and taken by 審査 総子.</summary>
    internal static async Task<ApplicationId> InReviewAsync(TestPortal portal)
    {
        var id = await portal.DraftAsync();
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id));
        await portal.CheckFormAsync(id, "intake");
        await portal.Services.AsAsync<ReviewService>("reviewer-mic", async s => await s.TakeAsync(id, await portal.VersionAsync(id)));
        return id;
    }
}

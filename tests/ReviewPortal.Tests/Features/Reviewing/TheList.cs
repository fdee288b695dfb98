using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Home;
using ReviewPortal.Shell;

namespace ReviewPortal.Features.Reviewing;

public sealed class TheList : IAsyncLifetime
{
    readonly Commands commands = new();
    TestPortal portal = default!;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal = await TestPortal.OnAsync(
            Providers.Sqlite,
            services => services.ConfigureDbContext<SqlitePortalDb>(options => options.AddInterceptors(commands))
        );
        await TheCaseRows.SeedAsync(portal, 300);
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Theory]
    [InlineData("健診")]
    [InlineData("検診")] // Folded alike.
    [InlineData("ｹﾝｼﾝ")]
    [InlineData("歯")]
    [InlineData("健診結果")]
    [InlineData("前の年と比べて折れ線")]
    [InlineData("健診 代理人")]
    [InlineData("デモ健康007")]
    [InlineData("ノート1")]
    [InlineData("事業者")]
    [InlineData("健診等情報")]
    [InlineData("折れ線")]
    [InlineData("Health checkup")]
    [InlineData("特定健診 本人")]
    [InlineData("診健")] // Its characters are there, the word is not.
    [InlineData("健診手帳健")] // Each of its pairs may be there, the word is not.
    [InlineData("100%")]
    [InlineData("_")]
    public async Task Finds_exactly_the_cases_in_whose_words_each_word_occurs(string typed)
    {
        await using var db = await portal.Services.NewDbAsync();
        var expected = (await FoundAsync(db, typed, "ja-JP", "en-GB")).Select(text => text.No).Order();

        Assert.Equal(expected, (await AllAsync(new(typed))).Select(row => row.No).Order());
    }

    [Fact]
    public async Task Finds_by_what_an_answer_is_called_the_plans_that_only_chose_it_in_both_languages()
    {
        await using var db = await portal.Services.NewDbAsync();
        var texts = await db.CaseTexts.AsNoTracking().ToDictionaryAsync(t => t.No, t => t.Text, Cancel);
        foreach (var (typed, english) in new[] { ("特定健診", "specific health checkup"), ("利用者本人", "the user") })
        {
            var only = (await AllAsync(new(typed))).Where(row => !texts[row.No].Contains(SearchText.Fold(typed))).ToList();

            Assert.NotEmpty(only);
            Assert.Superset(only.Select(row => row.No).ToHashSet(), (await AllAsync(new(english))).Select(row => row.No).ToHashSet());
        }

        // Which words are in so many labels that they mean none: none that somebody searches for.
        Assert.All(
            new[] { "健診", "薬", "本人", "API", "checkup", "vaccin" },
            word => Assert.NotEmpty(ChoiceWords.Meant(SearchText.Fold(word)))
        );
        Assert.Empty(ChoiceWords.Meant("e"));
    }

    [Fact]
    public async Task Finds_nobody_s_answer_by_its_name_that_is_kept_to_the_lead()
    {
        await using var db = await portal.Services.NewDbAsync();
        const string Question = "functions[].dataItems[].item";
        var texts = await db.CaseTexts.AsNoTracking().ToDictionaryAsync(t => t.No, t => t.Text, Cancel);
        var row = (await AllAsync(new("特定健診", ApplicationState.InReview))).First(r => !texts[r.No].Contains("健診"));
        foreach (var person in new[] { "lead", "reviewer-mic" })
        {
            Assert.Contains(row.No, (await AllAsync(new("特定健診"), person)).Select(one => one.No));
        }

        await portal.Services.AsAsync<JudgementService>("lead", s => s.KeepToLeadAsync(row.Application, Question, keep: true, Cancel));

        foreach (var typed in new[] { "特定健診", "定健", "specific" })
        {
            Assert.DoesNotContain(row.No, (await AllAsync(new(typed), "reviewer-mic")).Select(one => one.No));
        }
    }

    [Fact]
    public async Task Finds_no_case_by_what_the_rules_point_at_in_an_answer_that_is_kept_to_the_lead()
    {
        const string Question = "functions[].recipients";
        await using var db = await portal.Services.NewDbAsync();
        var (row, flag) = await WithAFlagAsync();
        Assert.Contains(row.No, (await AllAsync(new(Flag: flag), "reviewer-mic")).Select(one => one.No));
        Assert.Contains(flag, await FlagsAsync("reviewer-mic"));

        await portal.Services.AsAsync<JudgementService>("lead", s => s.KeepToLeadAsync(row.Application, Question, keep: true, Cancel));

        Assert.DoesNotContain(row.No, (await AllAsync(new(Flag: flag), "reviewer-mic")).Select(one => one.No));
        Assert.DoesNotContain(flag, await FlagsAsync("reviewer-mic"));
        Assert.Contains(flag, await FlagsAsync("lead"));
        await portal.Services.AsAsync<JudgementService>("lead", s => s.KeepToLeadAsync(row.Application, Question, keep: false, Cancel));
        Assert.Contains(row.No, (await AllAsync(new(Flag: flag), "reviewer-mic")).Select(one => one.No));

        async Task<IReadOnlyList<Flag>> FlagsAsync(string person) =>
            (await portal.Services.AsAsync<CaseQueries, Case>(person, q => q.FindAsync(row.Application, Cancel))).Assessment.Flags;

        // One that another ministry's reviewer does not lead, with a flag that goes with the recipients.
        async Task<(CaseRow, Flag)> WithAFlagAsync()
        {
            var rows = await db
                .CaseRows.AsNoTracking()
                .Where(r => r.State == ApplicationState.InReview && r.AssignedName != "審査 総子")
                .ToListAsync(Cancel);
            foreach (var one in rows)
            {
                var version = (
                    await db.Applications.AsNoTracking().Include(a => a.Versions).SingleAsync(a => a.Id == one.Application, Cancel)
                ).LatestVersion!;
                var without = Assessor.Assess(
                    PlanJson.Read(PlanMask.Without(version.Plan, [Question])).Plan!,
                    RuleSets.Find(version.RuleSetId)!,
                    JapaneseDate.On(version.SubmittedAt)
                );
                foreach (var found in Enum.GetValues<Flag>().Where(f => (one.Flags & (1 << (int)f)) != 0 && !without.Flags.Contains(f)))
                {
                    return (one, found);
                }
            }

            throw new InvalidOperationException("No seeded plan has such a flag.");
        }
    }

    [Theory]
    [InlineData("R8-3")]
    [InlineData("r8-0003")]
    [InlineData("Ｒ８－３")]
    public async Task Finds_one_case_by_its_number_however_it_is_typed(string typed) =>
        Assert.Equal("R8-0003", Assert.Single(await AllAsync(new(typed))).Number);

    [Fact]
    public async Task Finds_nothing_by_a_text_that_is_too_long_to_search_for()
    {
        Assert.Empty(await AllAsync(new(new string('健', 3000))));
        Assert.Empty(await AllAsync(new(string.Concat(Enumerable.Range(0, 1500).Select(i => $"語{i} ")))));
        Assert.Empty(await AllAsync(new(Organization: new string('社', 3000))));
        Assert.NotEmpty(await AllAsync(new($"健診{new string(' ', CaseFilter.TextMaxLength)}")));
    }

    [Fact]
    public async Task Finds_a_number_without_its_letter_and_the_texts_that_have_it()
    {
        await using var db = await portal.Services.NewDbAsync();
        var third = ApplicationNumber.Order("R8-0003");
        var expected = (await FoundAsync(db, "8-3", "ja-JP", "en-GB")).Select(text => text.No).Append(third).Distinct().Order();

        var found = await AllAsync(new("8-3"));

        Assert.Contains("R8-0003", found.Select(row => row.Number));
        Assert.Equal(expected, found.Select(row => row.No).Order());
    }

    [Fact]
    public async Task Shows_and_sorts_by_the_day_of_the_opinion_that_the_own_ministry_owes()
    {
        await AskMicAsync();
        var mine = await ByDueAsync("reviewer-mic");
        var owed = mine.Where(listed => listed.HasOwnDay).ToList();

        Assert.NotEmpty(owed);
        Assert.All(owed, listed => Assert.True(listed.AsksMe && !listed.IsStopped));
        await using var db = await portal.Services.NewDbAsync();
        foreach (var listed in owed)
        {
            var asked = await db
                .Applications.Where(a => a.Id == listed.Row.Application)
                .SelectMany(a => a.Consultations)
                .SingleAsync(c => c.Ministry == Ministry.Mic && c.ClosedAt == null, Cancel);
            Assert.Equal(asked.DueOn, listed.DueOn);
        }

        var days = mine.Select(listed => listed.HasOwnDay ? listed.DueOn : listed.Row.DueOn).ToList();
        Assert.Equal(days.Order(), days);
        Assert.DoesNotContain(await ByDueAsync("lead"), listed => listed.HasOwnDay);

        async Task<IReadOnlyList<ListedCase>> ByDueAsync(string person) =>
            (
                await portal.Services.AsAsync<CaseListQueries, CaseList>(
                    person,
                    q => q.ListAsync(new(Open: true, Sort: CaseSort.Due, Size: 500), Cancel)
                )
            )
                .Page
                .Items;
    }

    // One early, one about when cases are due, one late.
    async Task AskMicAsync()
    {
        await using var db = await portal.Services.NewDbAsync();
        var cases = await db.CaseRows.Where(r => r.State == ApplicationState.InReview).OrderBy(r => r.No).Take(3).ToListAsync(Cancel);
        var today = JapaneseDate.On(DateTime.UtcNow);
        foreach (var (row, days) in cases.Zip([3, 30, 300]))
        {
            await portal.Services.AsAsync<DeskService>(
                "lead",
                s => s.AskAsync(row.Application, [Ministry.Mic], "ご意見を", today.AddDays(days), Cancel)
            );
        }
    }

    [Fact]
    public async Task Narrows_down_by_every_condition_as_the_rows_themselves_say()
    {
        await AskMicAsync();
        await using var db = await portal.Services.NewDbAsync();
        var rows = await db.CaseRows.AsNoTracking().ToListAsync(Cancel);
        var checkups = (await FoundAsync(db, "健診", "ja-JP", "en-GB")).Select(text => text.No).ToHashSet();
        var act = await portal.Services.AsAsync<CurrentUser, Act>("reviewer-mic", user => user.ActAsync(db, Cancel));
        var today = JapaneseDate.On(act.At);
        var reviewer = rows.First(r => r.AssignedTo is not null).AssignedTo!.Value;
        var middle = JapaneseDate.On(rows.OrderBy(r => r.ArrivedAt).ElementAt(150).ArrivedAt);
        var owed = await db
            .Applications.SelectMany(
                a => a.Consultations.Where(c => c.Ministry == Ministry.Mic && c.ClosedAt == null),
                (a, c) => new { a.Id, c.DueOn }
            )
            .ToDictionaryAsync(one => one.Id, one => one.DueOn, Cancel);
        Assert.NotEmpty(owed);
        var flag = Enum.GetValues<Flag>().First(one => rows.Exists(r => (r.Flags & (1 << (int)one)) != 0));
        var partner = PlanChoices.Find("functions[].recipients[].kind=PartnerCompany")!;
        var plans = (
            await db.Applications.AsNoTracking().Where(a => a.ArrivedAt != null).Include(a => a.Versions).ToListAsync(Cancel)
        ).ToDictionary(a => a.Id, a => PlanChoices.Of(PlanJson.Read(a.LatestVersion!.Plan).Plan!).ToList());
        Assert.Contains(plans.Values, chosen => chosen.Contains(partner));
        Assert.Contains(plans.Values, chosen => !chosen.Contains(partner));
        (CaseFilter Filter, Func<CaseRow, bool> Fits)[] all =
        [
            (new(State: ApplicationState.Issued), r => r.State == ApplicationState.Issued),
            (new(Type: UseType.OutsideTypes), r => r.UseType == UseType.OutsideTypes),
            (new(Route: Route.Conditional), r => r.Route == Route.Conditional),
            (new(Open: true), r => r.EndedAt is null),
            (new(Mine: true), r => r.AssignedTo == act.By || (r.Asked & (1 << (int)Ministry.Mic)) != 0),
            (new(Flag: flag), r => (r.Flags & (1 << (int)flag)) != 0),
            (new(Asked: Ministry.Mhlw), r => (r.Asked & (1 << (int)Ministry.Mhlw)) != 0),
            (new(Holder: CaseHolder.Applicant), r => r.Holder == CaseHolder.Applicant),
            (new(Person: reviewer.Value), r => r.AssignedTo == reviewer),
            (new(Organization: "けんこう０１"), _ => false),
            (new(Organization: "健康０１"), r => r.OrganizationName.Contains("健康01")),
            (new(ArrivedFrom: middle), r => JapaneseDate.On(r.ArrivedAt) >= middle),
            (new(ArrivedTo: middle), r => JapaneseDate.On(r.ArrivedAt) <= middle),
            (new(DecidedFrom: middle), r => r.DecidedAt is { } at && JapaneseDate.On(at) >= middle),
            (new(DecidedTo: middle), r => r.DecidedAt is { } at && JapaneseDate.On(at) <= middle),
            (new(DueTo: today), r => r.EndedAt is null && Due(r) <= today),
            (new(DueFrom: today), r => r.EndedAt is null && Due(r) >= today),
            (new(Overdue: true), r => r.EndedAt is null && r.LeftAsOf(today) < 0),
            (new(Outcome: DecisionOutcome.Refused), r => r.Outcome == DecisionOutcome.Refused),
            (new(Answer: partner.Key), r => plans[r.Application].Contains(partner)),
            (new(Idle: 3), r => r.EndedAt is null && BusinessCalendar.Shipped.CountBetween(JapaneseDate.On(r.ChangedAt), today) >= 3),
            (
                new(State: ApplicationState.Issued, Route: Route.Standard, Text: "健診"),
                r => r.State == ApplicationState.Issued && r.Route == Route.Standard && checkups.Contains(r.No)
            ),
        ];
        foreach (var (filter, fits) in all)
        {
            Assert.Equal(
                (filter, rows.Where(fits).Select(r => r.No).Order().ToList()),
                (filter, (await AllAsync(filter, "reviewer-mic")).Select(r => r.No).Order().ToList()),
                Same
            );
        }

        // A ministry that owes an opinion goes by the day of the opinion.
        DateOnly Due(CaseRow row) => owed.TryGetValue(row.Application, out var own) ? own : row.DueOn;
        static bool Same((CaseFilter, List<int>) a, (CaseFilter, List<int>) b) => a.Item2.SequenceEqual(b.Item2);
    }

    [Fact]
    public async Task Goes_to_the_next_and_the_previous_case_in_the_order_of_the_list()
    {
        foreach (var sort in Enum.GetValues<CaseSort>())
        {
            foreach (var descending in new[] { false, true })
            {
                CaseFilter filter = new("健診", Open: true, Sort: sort, Descending: descending);
                var ids = (await AllAsync(filter)).Select(row => row.Application).ToList();
                Assert.True(ids.Count > 5);
                for (var i = 0; i < ids.Count; i += 3)
                {
                    var beside = await portal.Services.AsAsync<CaseListQueries, Around>("lead", q => q.AroundAsync(ids[i], filter, Cancel));
                    Assert.Equal(i == 0 ? null : ids[i - 1], beside.Previous);
                    Assert.Equal(i == ids.Count - 1 ? null : ids[i + 1], beside.Next);
                }
            }
        }
    }

    [Fact]
    public async Task Tells_every_page_of_a_case_what_it_is_and_its_way_through_the_list()
    {
        CaseFilter filter = new("健診", Open: true);
        var rows = (await AllAsync(filter)).ToList();

        var facts = await FindAsync("lead", filter.Query);
        Assert.Equal(
            (rows[1].State, rows[1].OrganizationName, rows[1].AssignedName),
            (facts!.State, facts.Organization, facts.AssignedName)
        );
        Assert.Equal(new(rows[0].Application, rows[2].Application, filter.Address), facts.Way);
        Assert.Null((await FindAsync("lead", null))!.Way);
        Assert.Null(await FindAsync("admin", filter.Query));

        Task<CaseHeadFacts?> FindAsync(string person, string? list) =>
            portal.Services.AsAsync<CaseListQueries, CaseHeadFacts?>(person, q => q.FindAsync(rows[1].Application, list, Cancel));
    }

    [Fact]
    public async Task Pages_through_every_row_once_and_a_page_past_the_end_is_the_last()
    {
        List<int> seen = [];
        for (var page = 1; page <= 4; page++)
        {
            var list = await ListAsync(new(Sort: CaseSort.State, Page: page, Size: 100));
            seen.AddRange(list.Page.Items.Select(one => one.Row.No));
            Assert.Equal(305, list.Page.Total);
        }

        Assert.Equal(305, seen.Distinct().Count());
        var past = await ListAsync(new(Page: 99, Size: 100));
        Assert.Equal((4, 5), (past.Page.Number, past.Page.Items.Count));
    }

    [Fact]
    public async Task Asks_the_database_at_most_four_times_for_a_page()
    {
        var count = await commands.CountAsync(
            "lead",
            portal,
            (CaseListQueries q) => q.ListAsync(new("健診", ApplicationState.Issued, Sort: CaseSort.Due), Cancel)
        );

        Assert.InRange(count, 1, 4);
    }

    [Fact]
    public async Task Asks_the_database_at_most_twelve_times_for_a_case()
    {
        var id = (await AllAsync(new(State: ApplicationState.Issued)))[0].Application;

        Assert.InRange(await commands.CountAsync("lead", portal, (CaseQueries q) => q.FindAsync(id, Cancel)), 1, 12);
    }

    [Fact]
    public async Task Reads_no_table_through_to_open_a_case()
    {
        var id = (await AllAsync(new(State: ApplicationState.Issued)))[0].Application;
        await commands.CountAsync("lead", portal, (CaseQueries q) => q.FindAsync(id, Cancel));

        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancel);
        await db.Database.OpenConnectionAsync(Cancel);
        var ways = new List<string>();
        foreach (var (sql, values) in commands.Last)
        {
            await using var explain = db.Database.GetDbConnection().CreateCommand();
            explain.CommandText = "EXPLAIN QUERY PLAN " + sql;
            foreach (var (name, value) in values)
            {
                explain.Parameters.Add(new Microsoft.Data.Sqlite.SqliteParameter(name, value));
            }

            await using var reader = await explain.ExecuteReaderAsync(Cancel);
            while (await reader.ReadAsync(Cancel))
            {
                ways.Add(reader.GetString(3));
            }
        }

        Assert.Contains(ways, way => way.StartsWith("SEARCH", StringComparison.Ordinal));
        // The services of the register are few; what each case adds to must be searched.
        Assert.DoesNotContain(
            ways,
            way =>
                way.StartsWith("SCAN", StringComparison.Ordinal)
                && way.Contains(" USING ", StringComparison.Ordinal)
                && !way.Contains("IX_Services_", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("rep")]
    [InlineData("survey")]
    [InlineData("admin")]
    public async Task Shows_nothing_to_who_reads_no_cases(string person)
    {
        Assert.Equal(0, (await ListAsync(new(), person)).Page.Total);
        Assert.Empty(await portal.Services.AsAsync<CaseListQueries, IReadOnlyList<BulkItem>>(person, q => q.ItemsAsync(new(), Cancel)));
        Assert.Empty(await portal.Services.AsAsync<CaseListQueries, IReadOnlyList<ReviewerChoice>>(person, q => q.PeopleAsync(Cancel)));
        await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<DeskService>(person, s => s.KeepViewAsync("一覧", "", true, ct: Cancel))
        );
        await Assert.ThrowsAsync<RuleBroken>(() => portal.Services.AsAsync<DeskService>(person, s => s.LabelsAsync(Cancel)));
    }

    [Fact]
    public void Holds_its_whole_state_in_the_address()
    {
        CaseFilter filter = new(
            "健診 ＆ 結果",
            ApplicationState.InReview,
            UseType.SelfUse,
            Route.Conditional,
            true,
            true,
            CaseSort.Due,
            true,
            3,
            100,
            Flag.MedLaw,
            Ministry.Meti,
            CaseHolder.Ministries,
            Guid.NewGuid(),
            "デモ",
            Domain.Register.ServiceCategory.HealthRecord,
            new(2026, 1, 2),
            new(2026, 2, 3),
            new(2026, 3, 4),
            new(2026, 4, 5),
            new(2026, 5, 6),
            new(2026, 6, 7),
            true,
            5,
            "State.Due",
            Outcome: DecisionOutcome.Refused
        );

        Assert.Equal(filter, CaseFilter.Read(new Uri("http://x" + filter.Address).Query));
        Assert.Equal([CaseColumn.State, CaseColumn.Due], filter.Shown);
        Assert.Equal(new CaseFilter(), CaseFilter.Read("?state=Nonsense&page=-4&label=99&due-to=yesterday&size=x&person=me"));
        Assert.Equal(200, CaseFilter.Read("?size=100000").Size);
        Assert.Equal("/cases", new CaseFilter().Address);
    }

    [Fact]
    public async Task Keeps_named_lists_for_oneself_or_for_all()
    {
        await portal.Services.AsAsync<DeskService>(
            "lead",
            s => s.KeepViewAsync("期限順", "?sort=Due&open=1&page=7", isShared: true, ct: Cancel)
        );
        await portal.Services.AsAsync<DeskService>("lead", s => s.KeepViewAsync("私の一覧", "?q=健診", isShared: false, ct: Cancel));
        var own = await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<DeskService>("lead", s => s.KeepViewAsync("私の一覧", "?q=接種", isShared: false, ct: Cancel))
        );
        Assert.Equal("view-own", own.Code);
        await portal.Services.AsAsync<DeskService>(
            "lead",
            s => s.KeepViewAsync("私の一覧", "?q=接種", isShared: false, replaces: true, Cancel)
        );

        var mine = (await ListAsync(new())).Views;
        var others = (await ListAsync(new(), "reviewer-mic")).Views;

        Assert.Equal(["期限順", "私の一覧"], mine.Select(view => view.Name).Order(StringComparer.Ordinal));
        Assert.Equal("open=1&sort=Due", Assert.Single(others).Query);
        await Assert.ThrowsAsync<NotFound>(() =>
            portal.Services.AsAsync<DeskService>("reviewer-mic", s => s.ForgetViewAsync(others[0].Id, Cancel))
        );
    }

    [Fact]
    public async Task Lets_nobody_take_over_write_over_or_delete_the_shared_list_of_another()
    {
        await portal.Services.AsAsync<DeskService>("lead", s => s.KeepViewAsync("期限順", "?sort=Due&open=1", isShared: true, ct: Cancel));
        var before = (await ListAsync(new())).Views.Single();

        var taken = await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<DeskService>(
                "reviewer-mic",
                s => s.KeepViewAsync("期限順", "?state=Issued", isShared: true, replaces: true, Cancel)
            )
        );
        Assert.Equal("view-taken", taken.Code);
        await Assert.ThrowsAsync<NotFound>(() =>
            portal.Services.AsAsync<DeskService>("reviewer-mic", s => s.ForgetViewAsync(before.Id, Cancel))
        );
        var after = (await ListAsync(new())).Views.Single();
        Assert.Equal(
            (before.Id, before.Owner, before.OwnerName, before.Name, before.Query, before.IsShared),
            (after.Id, after.Owner, after.OwnerName, after.Name, after.Query, after.IsShared)
        );
    }

    [Fact]
    public async Task Does_something_to_many_cases_and_says_for_each_how_it_went()
    {
        await portal.Services.AsAsync<DeskService>("lead", s => s.KeepLabelAsync(null, "急ぎ", "Red", false, Cancel));
        // A name that turns the text around it, or that nobody sees, is none.
        var turned = await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<DeskService>("lead", s => s.KeepLabelAsync(null, "急ぎ\u202Eabc", "Red", false, Cancel))
        );
        Assert.Equal("text-unusable", turned.Code);
        await using (var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancel))
        {
            var record = await db.Events.Where(row => row.Stream == CaseLabel.Vocabulary).OrderBy(row => row.Sequence).LastAsync(Cancel);
            Assert.Equal("急ぎ", Assert.IsType<LabelKept>(record.Read()).Name);
        }

        var items = await portal.Services.AsAsync<CaseListQueries, IReadOnlyList<BulkItem>>(
            "lead",
            q => q.ItemsAsync(new(Open: true, Sort: CaseSort.Number), Cancel)
        );
        var ended = (await AllAsync(new(State: ApplicationState.Issued)))[0];
        List<BulkResult> results = [];

        await portal.Services.AsAsync<DeskService>(
            "lead",
            desk =>
                CaseBulk.RunAsync(
                    [new(ended.Application, ended.Number, ended.ServiceName), .. items.Take(3)],
                    item => desk.LabelAsync(item.Id, 0, isOn: true, Cancel),
                    new(),
                    result =>
                    {
                        results.Add(result);
                        return Task.CompletedTask;
                    },
                    Cancel
                )
        );

        Assert.Equal([false, true, true, true], results.Select(result => result.Problem is null));
        Assert.Equal(
            items.Take(3).Select(item => item.Number),
            (await AllAsync(new(Label: 0, Sort: CaseSort.Number))).Select(row => row.Number)
        );
    }

    [Fact]
    public async Task Stops_between_two_cases_when_it_is_told_to()
    {
        using CancellationTokenSource stop = new();
        List<BulkResult> results = [];
        BulkItem[] items = [.. Enumerable.Range(0, 5).Select(i => new BulkItem(ApplicationId.New(), $"R8-{i}", ""))];

        await CaseBulk.RunAsync(
            items,
            _ => Task.CompletedTask,
            new(),
            result =>
            {
                results.Add(result);
                if (results.Count == 2)
                {
                    stop.Cancel();
                }

                return Task.CompletedTask;
            },
            stop.Token
        );

        Assert.Equal(2, results.Count);
    }

    [Fact]
    public async Task Gives_the_desk_of_an_absent_official_to_the_stand_in_and_records_both()
    {
        // Somebody can answer for the ministry that is asked.
        await portal.OfficialAsync("reviewer-digital", Role.Reviewer);
        await using var db = await portal.Services.NewDbAsync();
        var colleagues = (await portal.Services.AsAsync<DelegationService, DelegationList>("lead", s => s.ListAsync(Cancel))).Colleagues;
        var (absent, standIn) = (colleagues.Single(c => c.Name == "審査 総子"), colleagues.Single(c => c.Name == "審査 厚夫"));
        var theirs = await db
            .CaseRows.AsNoTracking()
            .FirstAsync(r => r.AssignedTo == absent.Id && r.State == ApplicationState.InReview, Cancel);
        var today = JapaneseDate.On(DateTime.UtcNow);
        await Assert.ThrowsAsync<RuleBroken>(() => LabelAndAskAsync());

        await portal.Services.AsAsync<DelegationService>(
            "reviewer-mic",
            s => s.ArrangeAsync(absent.Id, standIn.Id, today, today.AddDays(2), Cancel)
        );
        await LabelAndAskAsync();

        var last = await db
            .Events.AsNoTracking()
            .Where(e => e.Stream == theirs.Application.Value)
            .OrderByDescending(e => e.Sequence)
            .FirstAsync(Cancel);
        Assert.Equal("審査 厚夫（審査 総子の代理）", last.ByName);
        var desk = (await portal.Services.AsAsync<HomeQueries, Home.Home>("reviewer-mhlw", q => q.FindAsync(Cancel))).Desk!;
        Assert.Equal(["審査 総子"], desk.StandsInFor);
        Assert.Equal(
            "delegation-double",
            (
                await Assert.ThrowsAsync<RuleBroken>(() =>
                    portal.Services.AsAsync<DelegationService>("lead", s => s.ArrangeAsync(absent.Id, standIn.Id, today, today, Cancel))
                )
            ).Code
        );

        Task LabelAndAskAsync() =>
            portal.Services.AsAsync<DeskService>(
                "reviewer-mhlw",
                s => s.AskAsync(theirs.Application, [Ministry.DigitalAgency], "ご意見を", today.AddDays(9), Cancel)
            );
    }

    /// <summary>
    /// The texts that have each word, or whose plan has an answer that is called so in one of the languages. A word that is a part of very
    /// many labels means none of them.
    /// </summary>
    static async Task<List<CaseText>> FoundAsync(PortalDb db, string typed, params string[] cultures)
    {
        Dictionary<PlanChoice, string[]> labels = PlanChoices.All.ToDictionary(
            choice => choice,
            choice => cultures.Select(culture => Label(choice, culture)).ToArray()
        );
        var words = SearchGrams
            .Words(typed)
            .Select(word =>
                (word, Meant: labels.Where(one => one.Value.Any(label => IsIn(one.Key, label, word))).Select(one => one.Key).ToList())
            )
            .ToList();
        var chosen = (await db.CaseRows.AsNoTracking().ToListAsync(Cancel)).Join(
            await db.Applications.AsNoTracking().Where(a => a.ArrivedAt != null).Include(a => a.Versions).ToListAsync(Cancel),
            row => row.Application,
            application => application.Id,
            (row, application) => (row.No, Choices: PlanChoices.Of(PlanJson.Read(application.LatestVersion!.Plan).Plan!).ToHashSet())
        );
        var choices = chosen.ToDictionary(one => one.No, one => one.Choices);
        return
        [
            .. (await db.CaseTexts.AsNoTracking().ToListAsync(Cancel)).Where(text =>
                words.All(one =>
                    text.Text.Contains(one.word, StringComparison.Ordinal)
                    || (one.Meant.Count <= ChoiceWords.Most && choices[text.No].Overlaps(one.Meant))
                )
            ),
        ];

        // The matter of the guideline itself is meant by its whole name only.
        static bool IsIn(PlanChoice choice, string label, string word) =>
            choice.Value is DataKind ? label == word : label.Contains(word, StringComparison.Ordinal);

        static string Label(PlanChoice choice, string culture)
        {
            CultureInfo.CurrentUICulture = new(culture);
            return SearchText.Fold(new Wording().Find($"{choice.Value.GetType().Name}.{choice.Value}"));
        }
    }

    Task<CaseList> ListAsync(CaseFilter filter, string person = "lead") =>
        portal.Services.AsAsync<CaseListQueries, CaseList>(person, q => q.ListAsync(filter, Cancel));

    async Task<List<CaseRow>> AllAsync(CaseFilter filter, string person = "lead")
    {
        List<CaseRow> rows = [];
        for (var page = 1; ; page++)
        {
            var list = (await ListAsync(filter with { Page = page, Size = 200 }, person)).Page;
            rows.AddRange(list.Items.Select(one => one.Row));
            if (rows.Count >= list.Total)
            {
                return rows;
            }
        }
    }

    /// <summary>Counts what is sent to the database.</summary>
    sealed class Commands : DbCommandInterceptor
    {
        int sent;

        /// <summary>What the last count counted, with its parameters.</summary>
        public List<(string Sql, List<(string, object?)> Values)> Last { get; } = [];

        public async Task<int> CountAsync<TService, T>(string person, TestPortal portal, Func<TService, Task<T>> use)
            where TService : notnull =>
            await portal.Services.AsAsync<TService, int>(
                person,
                async service =>
                {
                    sent = 0;
                    Last.Clear();
                    await use(service);
                    return sent;
                }
            );

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            Interlocked.Increment(ref sent);
            Last.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
            return ValueTask.FromResult(result);
        }
    }
}

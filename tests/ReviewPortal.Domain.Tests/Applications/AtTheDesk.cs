using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Applications;

public class AtTheDesk
{
    static readonly CaseLabel Urgent = new() { Number = 59, Name = "急ぎ" };

    [Theory]
    [InlineData("R8-12")]
    [InlineData("r8-0012")]
    [InlineData("Ｒ８－１２")]
    [InlineData(" 令和8-12 ")]
    [InlineData("R8‐000012")]
    [InlineData("R8 12")]
    [InlineData("Ｒ８　１２")]
    public void A_number_is_understood_however_it_is_typed(string typed)
    {
        Assert.True(ApplicationNumber.TryParse(typed, out var order));
        Assert.Equal(ApplicationNumber.Order("R8-0012"), order);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("R8")]
    [InlineData("8-12")]
    [InlineData("R8-1234567")]
    [InlineData("R8-12 健診")]
    public void Anything_else_is_no_number(string? typed) => Assert.False(ApplicationNumber.TryParse(typed, out _));

    [Theory]
    [InlineData("8-12", true)]
    [InlineData(" ８－００１２ ", true)]
    [InlineData("R8-12", true)]
    [InlineData("令和8-12", true)]
    [InlineData("8", false)]
    [InlineData("1-8-12", false)]
    [InlineData("健診", false)]
    public void A_number_without_its_letter_may_be_one(string typed, bool isOne)
    {
        Assert.Equal(isOne, ApplicationNumber.MayMean(typed, out var order));
        Assert.Equal(isOne ? ApplicationNumber.Order("R8-0012") : 0, order);
    }

    [Fact]
    public void Numbers_sort_as_they_are_given() =>
        Assert.Equal(
            ["R7-0002", "R7-9999", "R7-10000", "R8-0001"],
            new[] { "R8-0001", "R7-10000", "R7-0002", "R7-9999" }.OrderBy(ApplicationNumber.Order)
        );

    [Fact]
    public void A_text_has_each_pair_of_its_characters_once_and_none_across_two_answers()
    {
        var joined = SearchGrams.Join(["健診の健診", "", "結果"]);

        Assert.Equal("健診の健診\n結果\n", joined);
        Assert.Equal(
            new[] { ('健', '診'), ('診', 'の'), ('の', '健'), ('診', '\n'), ('結', '果'), ('果', '\n') }
                .Select(p => SearchGrams.Pair(p.Item1, p.Item2))
                .Order(),
            SearchGrams.Of(joined).Order()
        );
    }

    [Fact]
    public void Words_are_apart_by_any_space_and_folded() => Assert.Equal(["健診", "のと"], SearchGrams.Words("検診　ﾉｰﾄ ノート"));

    [Fact]
    public void What_people_wrote_is_found_and_what_they_chose_is_not()
    {
        var plan = PlanJson
            .Read(
                """{"service":{"name":"接種歴ノート","summary":"一覧","minors":false},"functions":[{"name":"表","main":true,"content":"RetrievedData"}]}"""
            )
            .Plan!;

        Assert.Equal(["接種歴ノート", "一覧", "表"], PlanTexts.Of(plan));
        Assert.Equal(["functions[].content=RetrievedData"], PlanChoices.Of(plan).Select(choice => choice.Key));
    }

    [Fact]
    public void What_can_be_chosen_has_each_its_own_mark_in_the_search_which_is_no_text()
    {
        var marks = PlanChoices.All.Select(choice => choice.Mark).ToList();

        Assert.Equal(marks.Count, marks.Distinct().Count());
        Assert.All(marks, mark => Assert.Equal(mark, SearchText.Fold(mark)));
        // Neither in what is written nor between two marks is a mark found that was not put there.
        var joined = SearchGrams.Join(["健診", string.Concat(marks.Take(3))]);
        Assert.Equal(
            marks.Take(3).Select(mark => SearchGrams.Pair(mark[0], mark[1])).Order(),
            SearchGrams.Of(joined).Except(SearchGrams.Of(SearchGrams.Join(["健診"]))).Order()
        );
        Assert.Null(PlanChoices.Find("service.minors=True"));
    }

    [Fact]
    public void A_label_is_put_on_once_and_taken_off_once()
    {
        var application = A.At(ApplicationState.InReview);

        application.PutLabel(Urgent, An.Reviewer);
        Assert.Equal(Urgent.Bit, application.Labels);
        Assert.Equal("label-same", Assert.Throws<RuleBroken>(() => application.PutLabel(Urgent, An.Lead)).Code);
        application.TakeLabel(Urgent, An.Lead);
        Assert.Equal(0, application.Labels);
        Assert.Equal("label-none", Assert.Throws<RuleBroken>(() => application.TakeLabel(Urgent, An.Lead)).Code);
        Assert.Equal([new LabelPut(59, "急ぎ"), new LabelTaken(59, "急ぎ")], application.Happened.Select(one => one.Event));
    }

    [Fact]
    public void A_retired_label_is_not_put_on() =>
        Assert.Equal(
            "label-retired",
            Assert
                .Throws<RuleBroken>(() =>
                    A.At(ApplicationState.Arrived)
                        .PutLabel(
                            new()
                            {
                                Number = 1,
                                Name = "旧",
                                IsRetired = true,
                            },
                            An.Lead
                        )
                )
                .Code
        );

    [Fact]
    public void Every_ministry_that_has_not_answered_is_reminded_once_a_day()
    {
        var application = A.Asking(Ministry.Meti, Ministry.Mhlw);

        application.Remind(An.Reviewer);

        Assert.Equal(
            [new OpinionReminded(Ministry.Mhlw, A.Due), new OpinionReminded(Ministry.Meti, A.Due)],
            application.Happened.Select(one => one.Event)
        );
        Assert.Equal("reminded-today", Assert.Throws<RuleBroken>(() => application.Remind(An.Lead)).Code);
        application.Remind(An.Act(Role.Lead, day: 1));
    }

    [Fact]
    public void The_applicant_is_reminded_of_the_open_correction()
    {
        var application = A.At(ApplicationState.Correcting);

        application.Remind(An.Lead);

        Assert.Equal(new CorrectionReminded(application.OpenCorrection!.Id, A.Due), Assert.Single(application.Happened).Event);
    }

    [Fact]
    public void Everybody_who_is_waited_for_is_reminded_at_once()
    {
        var application = A.Asking(Ministry.Mhlw);
        application.Inquire("保存期間は", A.Due, An.Reviewer);
        application.RequestCorrection([new("service.name", "名称")], A.Due, An.Reviewer);
        var before = application.Happened.Count;
        IReadOnlyList<Event> expected =
        [
            new CorrectionReminded(application.OpenCorrection!.Id, A.Due),
            new InquiryReminded(application.Inquiries.Single().Id, A.Due),
            new OpinionReminded(Ministry.Mhlw, A.Due),
        ];
        Assert.Equal(expected, application.Reminders(An.Lead));
        Assert.Empty(application.Reminders(An.Decider));

        application.Remind(An.Lead);

        Assert.Equal(expected, application.Happened.Skip(before).Select(one => one.Event));
        Assert.Empty(application.Reminders(An.Lead));
    }

    [Fact]
    public void Nobody_is_reminded_where_nobody_is_waited_for() =>
        Assert.Equal("nobody-to-remind", Assert.Throws<RuleBroken>(() => A.At(ApplicationState.InReview).Remind(An.Reviewer)).Code);

    [Fact]
    public void A_reviewer_hands_over_the_own_case_and_nobody_elses()
    {
        var other = An.Act(Role.Reviewer, "other reviewer", Ministry.Mhlw);
        var application = A.At(ApplicationState.InReview);

        Assert.Equal("assign-others", Assert.Throws<RuleBroken>(() => application.Assign(other.By, other.Name, other)).Code);
        application.Assign(other.By, other.Name, An.Reviewer);

        Assert.Equal(other.By, application.AssignedTo);
        Assert.Equal("assign-others", Assert.Throws<RuleBroken>(() => application.Assign(An.Reviewer.By, "", An.Reviewer)).Code);
    }

    [Fact]
    public void Who_stands_in_acts_on_the_case_and_both_names_are_recorded()
    {
        var other = An.Act(Role.Reviewer, "other reviewer", Ministry.Mhlw);
        var standIn = other with { StandsInFor = new Dictionary<UserId, string> { [An.Reviewer.By] = An.Reviewer.Name } };
        var application = A.At(ApplicationState.InReview);

        Assert.DoesNotContain(ApplicationAction.Recommend, application.OpenTo(other));
        Assert.Contains(ApplicationAction.Recommend, application.OpenTo(standIn));
        application.RequestOpinions([Ministry.Meti], "ご意見を", A.Due, standIn);

        var recorded = Assert.Single(application.Happened).Act;
        Assert.Equal((other.By, "other reviewer（reviewerの代理）"), (recorded.By, recorded.Name));
    }

    [Fact]
    public void Who_stands_in_gets_no_role_by_it()
    {
        var intake = An.Intake with { StandsInFor = new Dictionary<UserId, string> { [An.Reviewer.By] = An.Reviewer.Name } };

        Assert.DoesNotContain(ApplicationAction.Recommend, A.At(ApplicationState.InReview).OpenTo(intake));
    }

    [Fact]
    public void Who_stands_in_and_drafted_does_not_decide()
    {
        var both = An.Act(Role.Reviewer, "second") with
        {
            Roles = new HashSet<Role> { Role.Reviewer, Role.Decider },
            StandsInFor = new Dictionary<UserId, string> { [An.Reviewer.By] = An.Reviewer.Name },
        };
        var application = A.At(ApplicationState.InReview);

        application.Recommend(A.Accepting, both);

        Assert.Equal("four-eyes", Assert.Throws<RuleBroken>(() => application.Decide(both)).Code);
    }
}

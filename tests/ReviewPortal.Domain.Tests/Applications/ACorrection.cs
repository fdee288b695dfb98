using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Applications;

public class ACorrection
{
    [Fact]
    public void Is_asked_again_as_a_new_round_that_names_the_old_one()
    {
        var application = Answered();
        var first = application.Corrections.Single();

        application.RequestCorrection([new("service.summary", "まだ足りない")], A.Due, An.Reviewer);

        var again = Assert.Single(application.OpenCorrection!.Items);
        Assert.Equal(first.Id, again.Follows);
        Assert.True(first.Items.Single() is { IsAskedAgain: true, IsAccepted: false, IsSettled: true });

        application.AnswerCorrection("service.summary", "書き足した", An.Representative);
        application.Resubmit(A.Plan(), An.Representative);
        Assert.Equal([new OpenPoint(OpenPointKind.Answer, "service.summary")], application.OpenPoints());
        application.AcceptAnswer("service.summary", An.Reviewer);
        Assert.Empty(application.OpenPoints());
        // What was not enough stays on record as not accepted.
        Assert.False(first.Items.Single().IsAccepted);
    }

    [Fact]
    public void Begins_anew_where_the_last_answer_was_accepted()
    {
        var application = Answered();
        application.AcceptAnswer("service.summary", An.Reviewer);
        application.RequestCorrection([new("service.summary", "別の点")], A.Due, An.Reviewer);
        Assert.Null(Assert.Single(application.OpenCorrection!.Items).Follows);
    }

    [Fact]
    public void Without_a_text_changes_nothing()
    {
        var application = Answered();
        var version = application.Version;
        Refused("correction-text", () => application.RequestCorrection([new("service.summary", " \n ")], A.Due, An.Reviewer));
        Assert.Equal((version, ApplicationState.InReview), (application.Version, application.State));
        Assert.False(application.Corrections.Single().Items.Single().IsAskedAgain);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Is_extended_only_to_a_later_day(int days)
    {
        var application = A.At(ApplicationState.Correcting);
        Refused("extension-later", () => application.RequestExtension(A.Due.AddDays(days), "不在のため", An.Representative));
    }

    [Fact]
    public void Is_extended_when_an_official_agrees()
    {
        var application = A.At(ApplicationState.Correcting);
        Refused("reason-missing", () => application.RequestExtension(A.Due.AddDays(7), " ", An.Representative));
        application.RequestExtension(A.Due.AddDays(7), "不在のため", An.Act(Role.Contributor));
        Refused("extension-open", () => application.RequestExtension(A.Due.AddDays(9), "さらに", An.Representative));

        application.AnswerExtension(agrees: true, "", An.Reviewer);

        Assert.Equal(A.Due.AddDays(7), application.OpenCorrection!.DueOn);
        Refused("extension-none", () => application.AnswerExtension(agrees: true, "", An.Reviewer));
        application.RequestExtension(A.Due.AddDays(14), "もう一度", An.Representative);
    }

    [Fact]
    public void Keeps_its_due_day_where_an_official_refuses_with_a_reason()
    {
        var application = A.At(ApplicationState.Correcting);
        application.RequestExtension(A.Due.AddDays(7), "不在のため", An.Representative);
        Refused("reason-missing", () => application.AnswerExtension(agrees: false, "", An.Lead));

        application.AnswerExtension(agrees: false, "すでに二度延長した", An.Lead);

        Assert.Equal(A.Due, application.OpenCorrection!.DueOn);
        Assert.Equal("すでに二度延長した", application.OpenCorrection.Extensions.Single().RefusedBecause);
    }

    [Fact]
    public void Is_not_extended_to_a_day_that_has_come_meanwhile()
    {
        var application = A.At(ApplicationState.Correcting);
        application.RequestExtension(A.Due.AddDays(1), "不在のため", An.Representative);
        var late = An.Act(Role.Lead, day: A.Due.AddDays(1).DayNumber - JapaneseDate.On(An.Morning).DayNumber);
        Refused("due-past", () => application.AnswerExtension(agrees: true, "", late));
    }

    [Fact]
    public void Takes_its_open_extension_with_it()
    {
        var application = A.At(ApplicationState.Correcting);
        application.RequestExtension(A.Due.AddDays(7), "不在のため", An.Representative);
        application.AnswerCorrection("service.summary", "間に合った", An.Representative);
        application.Resubmit(A.Plan(), An.Representative);
        Assert.Null(application.Corrections.Single().OpenExtension);
        Refused("not-now", () => application.AnswerExtension(agrees: true, "", An.Lead));
    }

    [Fact]
    public void Changes_the_name_of_the_case_only_when_it_is_filed_again()
    {
        var application = A.At(ApplicationState.InReview);
        var filed = application.ServiceName;
        application.RequestCorrection([new("service.name", "正式な名称に")], A.Due, An.Reviewer);

        application.Edit("service.name", draft => draft.Set("service.name", "書きかけの名"), An.Representative);
        Assert.Equal(filed, application.ServiceName);

        application.Withdraw("取りやめ", An.Representative);
        Assert.Equal(filed, application.ServiceName);
    }

    [Fact]
    public void That_ends_with_the_case_was_not_answered()
    {
        Assert.True(Answered() is var application && application.IsAnswered(application.Corrections.Single()));
        application.RequestCorrection([new("service.summary", "別の点")], A.Due, An.Reviewer);
        application.AnswerCorrection("service.summary", "書きかけ", An.Representative);
        Assert.False(application.IsAnswered(application.OpenCorrection!));

        application.Withdraw("取りやめ", An.Representative);

        Assert.Equal([true, false], application.Corrections.OrderBy(c => c.RequestedAt).Select(application.IsAnswered));
    }

    [Fact]
    public void Wants_no_answer_where_its_question_applies_no_more()
    {
        const string before =
            """{"filing":{"kind":"EndNotice","concerns":"R8-0001 接種歴ノート"},"service":{"name":"接種歴ノート","summary":"一覧"}}""";
        const string after =
            """{"filing":{"kind":"New","concerns":"R8-0001 接種歴ノート"},"service":{"name":"接種歴ノート","summary":"一覧"}}""";
        var application = A.Draft();
        application.Submit("R8-0001", A.Plan(before), An.Representative);
        application.RequestCorrection([new("filing.kind", "新規では"), new("filing.concerns", "対象を正しく")], A.Due, An.Intake);

        Refused("correction-unanswered", () => application.Resubmit(A.Plan(after), An.Representative));
        application.AnswerCorrection("filing.kind", "新規に直した", An.Representative);
        Refused("correction-unanswered", () => application.Resubmit(A.Plan(before), An.Representative));
        application.Resubmit(A.Plan(after), An.Representative);

        Assert.Equal(ApplicationState.Arrived, application.State);
    }

    static Application Answered()
    {
        var application = A.At(ApplicationState.Correcting);
        application.AnswerCorrection("service.summary", "直した", An.Representative);
        application.Resubmit(A.Plan(), An.Representative);
        return application;
    }

    static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<RuleBroken>(act).Code);
}

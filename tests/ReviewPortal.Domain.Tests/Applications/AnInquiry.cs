using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Applications;

public class AnInquiry
{
    [Fact]
    public void Is_answered_once_and_by_the_applicant()
    {
        var application = A.Inquiring();
        var asked = application.Inquiries.Single();

        application.AnswerInquiry(asked.Id, " 一年です ", An.Representative);

        Assert.Equal(("一年です", false), (asked.Answer, asked.IsOpen));
        Assert.IsType<InquiryAnswered>(Assert.Single(application.Happened).Event);
        Refused("inquiry-not-open", () => application.AnswerInquiry(asked.Id, "二年です", An.Representative));
        Assert.Equal("一年です", asked.Answer);
    }

    [Fact]
    public void Needs_a_question_a_day_ahead_and_an_answer()
    {
        var application = A.Inquiring();
        Refused("inquiry-question", () => application.Inquire("　", A.Due, An.Reviewer));
        Refused("due-past", () => application.Inquire("問い", JapaneseDate.On(An.Morning), An.Reviewer));
        Refused("inquiry-answer", () => application.AnswerInquiry(application.Inquiries.Single().Id, " \n", An.Representative));
        Refused("inquiry-answered", () => application.AnswerInquiry(Guid.NewGuid(), "答え", An.Representative));
        Refused(
            "not-allowed",
            () =>
                application.AnswerInquiry(
                    application.Inquiries.Single().Id,
                    "答え",
                    An.Act(Role.Representative, "他社", organization: An.OtherOrganization)
                )
        );
    }

    [Fact]
    public void Is_passed_over_by_no_recommendation()
    {
        var application = A.Inquiring();
        Refused("open-points", () => application.Recommend(A.Accepting, An.Reviewer));
        Assert.Equal([new OpenPoint(OpenPointKind.Inquiry, "保存期間を教えてください")], application.OpenPoints());
    }

    [Fact]
    public void Ends_with_the_case()
    {
        var application = A.Inquiring();
        application.Withdraw("", An.Act(Role.Representative, day: 3));
        Assert.Equal((false, null), (application.Inquiries.Single().IsOpen, application.Inquiries.Single().Answer));
    }

    /// <summary>
    /// Three ministries, a correction inside of an open inquiry, a second inquiry that overlaps both, weekends: the two sides add up to the
    /// days since arrival, days on which several stood open count once, and the ministries' time lies inside as parallel detail.
    /// </summary>
    [Fact]
    public void Stops_the_clock_once_however_much_is_open()
    {
        var application = A.At(ApplicationState.InReview); // arrived on Tuesday 1 September 2026
        var reviewer = (int day) => An.Act(Role.Reviewer, "reviewer", Ministry.Mic, day: day);
        var rep = (int day) => An.Act(Role.Representative, day: day);
        application.RequestOpinions([Ministry.Mhlw, Ministry.Meti, Ministry.DigitalAgency], "ご意見を", A.Due, reviewer(1));
        application.Inquire("一つ目", A.Due, reviewer(3)); // open on 4–13 September
        application.Inquire("二つ目", A.Due, reviewer(6)); // open on 7–15 September
        application.RequestCorrection([new("service.summary", "具体的に")], A.Due, reviewer(7)); // open on 8–9 September
        application.AnswerCorrection("service.summary", "直した", rep(9));
        application.Resubmit(A.Plan(), rep(9));
        application.AnswerInquiry(application.Inquiries[0].Id, "答え", rep(13));
        application.AnswerInquiry(application.Inquiries[1].Id, "答え", rep(15));

        var ledger = application.Clock(An.Morning.AddDays(23), 30, BusinessCalendar.Shipped);

        Assert.Equal(
            [
                new LedgerSpan(Holder.Government, new(2026, 9, 2), new(2026, 9, 3)),
                new LedgerSpan(Holder.Applicant, new(2026, 9, 4), new(2026, 9, 15)),
                new LedgerSpan(Holder.Government, new(2026, 9, 16), new(2026, 9, 24)),
            ],
            ledger.Spans
        );
        Assert.Equal((23, 12, 11), (ledger.ElapsedDays, ledger.ApplicantDays, ledger.GovernmentDays));
        // 2, 3, 16, 17, 18 and 24 September; 19 to 23 are closed.
        Assert.Equal(6, ledger.UsedDays);
        Assert.Equal(3, ledger.Ministries.Count);
        Assert.All(ledger.Ministries, span => Assert.InRange(span.Days, 0, ledger.ElapsedDays));
    }

    static void Refused(string code, Action action) => Assert.Equal(code, Assert.Throws<RuleBroken>(action).Code);
}

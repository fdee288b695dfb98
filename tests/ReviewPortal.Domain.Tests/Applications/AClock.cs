using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Applications;

public sealed class AClock
{
    const int Standard = 30;
    static readonly Ministry[] Three = [Ministry.Mic, Ministry.Mhlw, Ministry.Meti];

    static DateOnly Day(int day) => JapaneseDate.On(An.Morning.AddDays(day));

    [Fact]
    public void Adds_up_with_three_ministries_a_correction_inside_of_their_requests_an_extension_and_weekends()
    {
        // Filed on Tuesday 2026-09-01; three ministries asked, a correction while they are, a later end agreed; two weekends and holidays in it.
        var application = A.At(ApplicationState.InReview);
        application.RequestOpinions(Three, "ご意見を", Day(60), An.Act(Role.Lead, day: 2));
        application.RequestCorrection([new("service.summary", "具体的に")], Day(30), An.Act(Role.Lead, day: 6));
        application.ProposePeriodExtension(Day(90), "協議のため", Standard, BusinessCalendar.Shipped, An.Act(Role.Lead, day: 7));
        application.AnswerPeriodExtension(true, "", An.Act(Role.Representative, day: 8));
        Opine(application, Ministry.Mhlw, 9);
        application.AnswerCorrection("service.summary", "直した", An.Act(Role.Representative, day: 12));
        application.Resubmit(A.Plan(), An.Act(Role.Representative, day: 13));
        Opine(application, Ministry.Meti, 14);
        Opine(application, Ministry.Mic, 20);
        var happened = application.Happened.Select(recorded => (recorded.Act.At, recorded.Event)).ToList();

        var ledger = application.Clock(An.Morning.AddDays(24), Standard, BusinessCalendar.Shipped);

        Assert.Equal(24, ledger.ElapsedDays);
        Assert.Equal(ledger.ElapsedDays, ledger.GovernmentDays + ledger.ApplicantDays);
        Assert.Equal(7, ledger.ApplicantDays); // the evenings of the sixth day to the twelfth
        Assert.Equal(3, ledger.Ministries.Count);
        Assert.All(
            ledger.Ministries,
            span => Assert.True(span.From >= ledger.Arrived && (span.To ?? ledger.Until) <= ledger.Until, $"{span}")
        );
        Assert.Equal(Standard + application.AgreedDays, ledger.StandardDays);
        // Each day of the government is a business day or none; weekends and holidays use nothing up.
        Assert.Equal(
            Enumerable
                .Range(1, 24)
                .Select(Day)
                .Count(day => BusinessCalendar.Shipped.IsBusinessDay(day) && (day < Day(6) || day > Day(12))),
            ledger.UsedDays
        );

        var custody = Custody.Of(ledger, happened);
        Assert.Equal(ledger.ElapsedDays, custody.Sum(row => row.Days));
        Assert.Equal(ledger.ApplicantDays, custody.Where(row => row.Desk == Desk.Applicant).Sum(row => row.Days));
        Assert.Equal(custody, Custody.Of(ledger, Enumerable.Reverse(happened)));
        // Each row says what brought the case there.
        Assert.All(custody.Where(row => row.Desk == Desk.Applicant), row => Assert.True(row.Why is CorrectionRequested or InquiryMade));
        Assert.All(custody.Where(row => row.Desk != Desk.Applicant), row => Assert.False(row.Why is CorrectionRequested or InquiryMade));
    }

    [Fact]
    public void Is_the_same_in_whichever_order_overlapping_stretches_arrive()
    {
        var at = An.Morning;
        Stretch[] applicant = [new(at.AddDays(3), at.AddDays(9)), new(at.AddDays(5), at.AddDays(7)), new(at.AddDays(9), at.AddDays(12))];
        (Ministry, Stretch)[] ministries = [.. Three.Select((ministry, i) => (ministry, new Stretch(at.AddDays(i), at.AddDays(15 - i))))];
        var drawn = Draw(applicant, ministries);

        foreach (var order in Orders(3))
        {
            var again = Draw([.. order.Select(i => applicant[i])], [.. order.Select(i => ministries[i])]);
            Assert.Equal(drawn.Spans, again.Spans);
            Assert.Equal(drawn.Ministries, again.Ministries);
            Assert.Equal((drawn.UsedDays, drawn.DueOn), (again.UsedDays, again.DueOn));
        }

        ClockLedger Draw(Stretch[] withApplicant, (Ministry, Stretch)[] withMinistries) =>
            ClockLedger.Draw(at, withApplicant, withMinistries, null, at.AddDays(20), Standard, BusinessCalendar.Shipped);
    }

    [Fact]
    public void Ends_later_only_by_agreement_only_later_and_one_proposal_at_a_time()
    {
        var application = A.At(ApplicationState.InReview);
        var due = application.Clock(An.Morning, Standard, BusinessCalendar.Shipped).DueOn;

        Assert.Equal("period-later", Refused(() => Propose(application, due)).Code);
        // Sunday after a last day on Friday would be later by no business day.
        Assert.Equal(
            "reason-missing",
            Refused(() => application.ProposePeriodExtension(due.AddDays(14), " ", Standard, BusinessCalendar.Shipped, An.Lead)).Code
        );
        Assert.Equal(
            "not-allowed",
            Refused(() => application.ProposePeriodExtension(due.AddDays(14), "理由", Standard, BusinessCalendar.Shipped, An.Reviewer)).Code
        );
        Propose(application, due.AddDays(14));
        Assert.Equal("period-open", Refused(() => Propose(application, due.AddDays(21))).Code);

        Assert.Equal("reason-missing", Refused(() => application.AnswerPeriodExtension(false, "", An.Representative)).Code);
        application.AnswerPeriodExtension(false, "急ぐため", An.Representative);
        Assert.Equal(due, application.Clock(An.Morning, Standard, BusinessCalendar.Shipped).DueOn);
        Assert.Equal("period-none", Refused(() => application.AnswerPeriodExtension(true, "", An.Representative)).Code);

        Propose(application, due.AddDays(14));
        application.AnswerPeriodExtension(true, "", An.Representative);
        var moved = application.PeriodExtensions[^1].DueOn;
        Assert.Equal(
            BusinessCalendar.Shipped.CountBetween(due, moved),
            BusinessCalendar.Shipped.CountBetween(due, application.Clock(An.Morning, Standard, BusinessCalendar.Shipped).DueOn)
        );
    }

    [Fact]
    public void Is_not_moved_by_a_proposal_that_is_taken_back_before_it_is_answered()
    {
        var application = A.At(ApplicationState.InReview);
        var due = application.Clock(An.Morning, Standard, BusinessCalendar.Shipped).DueOn;
        Assert.Equal("period-none", Refused(() => application.WithdrawPeriodExtension("不要", An.Lead)).Code);
        Propose(application, due.AddDays(14));

        Assert.Equal("reason-missing", Refused(() => application.WithdrawPeriodExtension(" ", An.Lead)).Code);
        Assert.Equal("not-proposer", Refused(() => application.WithdrawPeriodExtension("不要", An.Reviewer)).Code);
        Assert.Equal("not-allowed", Refused(() => application.WithdrawPeriodExtension("不要", An.Representative)).Code);
        application.WithdrawPeriodExtension(" 協議が済んだため ", An.Lead);

        var taken = Assert.Single(application.PeriodExtensions);
        Assert.Equal((false, null, "協議が済んだため"), (taken.IsOpen, taken.Agreed, taken.WithdrawnBecause));
        Assert.Equal(due, application.Clock(An.Morning, Standard, BusinessCalendar.Shipped).DueOn);
        Assert.Equal("period-none", Refused(() => application.WithdrawPeriodExtension("不要", An.Lead)).Code);
        Assert.Equal("period-none", Refused(() => application.AnswerPeriodExtension(true, "", An.Representative)).Code);

        // Another one can be made, and whoever made it can take it back without leading any more.
        Propose(application, due.AddDays(7));
        var proposer = An.Lead;
        Act former = new(proposer.By, proposer.Name, new HashSet<Role> { Role.Reviewer }, proposer.At);
        application.WithdrawPeriodExtension("誤り", former);
        Assert.Null(application.OpenPeriodExtension);

        Propose(application, due.AddDays(7));
        application.AnswerPeriodExtension(true, "", An.Representative);
        Assert.Equal("period-none", Refused(() => application.WithdrawPeriodExtension("不要", An.Lead)).Code);
    }

    [Fact]
    public void Counts_the_backlog_by_the_evening_of_each_day_and_in_steps_that_fit_the_range()
    {
        (DateOnly, DateOnly?)[] cases = [(new(2026, 6, 2), new(2026, 6, 5)), (new(2026, 6, 11), new(2026, 6, 16))];
        var open = Backlog.Between(cases, new(2026, 6, 1), new(2026, 6, 30)).ToDictionary(point => point.Day.Day, point => point.Open);

        Assert.Equal([1, 1], new[] { open[3], open[15] });
        Assert.Equal([0, 0, 0], new[] { open[6], open[10], open[30] });
        Assert.Equal(30, open.Count);
        Assert.Equal(27, Backlog.Days(new(2026, 1, 1), new(2026, 7, 2)).Count()); // 183 days
        Assert.Equal(24, Backlog.Days(new(2025, 1, 1), new(2026, 12, 31)).Count());
        Assert.Equal(3, Backlog.Days(new(2024, 1, 1), new(2026, 12, 31)).Count());
        Assert.Equal(new DateOnly(2026, 12, 30), Backlog.Days(new(2024, 1, 1), new(2026, 12, 30)).Last());
        Assert.All(Backlog.Between([], new(2026, 6, 1), new(2026, 6, 3)), point => Assert.Equal(0, point.Open));
    }

    [Fact]
    public void Gives_a_spread_by_the_nearest_rank_and_none_of_nothing()
    {
        Assert.Null(Spread.Of([], 1));
        Assert.Null(Spread.Of([1, 2, 3, 4], 5));
        Assert.Equal(new Spread(10, 5, 9), Spread.Of([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 1));
    }

    [Fact]
    public void Of_a_plan_compares_by_weighed_features_and_counts_nothing_as_nothing_in_common()
    {
        Assert.InRange(PlanFeatures.Count, 1, 128);
        var gym = PlanFeatures.Of(Example.Plan("04"));
        var vaccination = PlanFeatures.Of(Example.Plan("01"));

        Assert.Equal(1, gym.SimilarityTo(gym));
        Assert.InRange(gym.SimilarityTo(vaccination), 0.0001, 0.9);
        Assert.Equal(gym.SimilarityTo(vaccination), vaccination.SimilarityTo(gym));
        Assert.True(gym.SimilarityTo(PlanFeatures.Of(Example.Plan("05"))) > gym.SimilarityTo(vaccination));
        Assert.Equal(0, default(PlanFeatures).SimilarityTo(default));
        Assert.Equal(gym, PlanFeatures.Parse(gym.Key));
        Assert.Equal(32, gym.Key.Length);
        Assert.NotEmpty(gym.Present());
    }

    static void Opine(Application application, Ministry ministry, int day) =>
        application.GiveOpinion(Stance.NoObjection, "", [], An.Act(Role.Reviewer, $"{ministry}", ministry, day: day));

    static void Propose(Application application, DateOnly due) =>
        application.ProposePeriodExtension(due, "協議のため", Standard, BusinessCalendar.Shipped, An.Lead);

    static RuleBroken Refused(Action action) => Assert.Throws<RuleBroken>(action);

    static IEnumerable<int[]> Orders(int count) =>
        count == 1
            ?
            [
                [0],
            ]
            : Orders(count - 1)
                .SelectMany(rest => Enumerable.Range(0, count).Select(at => (int[])[.. rest.Take(at), count - 1, .. rest.Skip(at)]));
}

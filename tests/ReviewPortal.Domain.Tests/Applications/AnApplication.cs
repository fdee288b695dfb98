using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Applications;

public class AnApplication
{
    [Fact]
    public void Walks_from_draft_to_issued_notice_and_remembers_every_step()
    {
        var application = Application.Open(ApplicationId.New(), A.PlanText, true, An.Representative);
        application.Submit("R8-0001", A.Plan(), An.Representative);
        A.JudgeAll(application, ReviewPart.Form, ReviewItems.OfForm, An.Intake);
        application.AcceptFormCheck("揃っている", An.Intake);
        application.Assign(An.Reviewer.By, "reviewer", An.Reviewer);
        application.RequestOpinions([Ministry.Mhlw, Ministry.Meti], "ご意見を", A.Due, An.Reviewer);
        application.RequestCorrection([new("service.summary", "具体的に"), new("service.url", "URLを")], A.Due, An.Reviewer);
        application.Edit("service.summary", draft => draft.Set("service.summary", "接種歴の一覧を本人が見る"), An.Representative);
        application.AnswerCorrection("service.summary", "具体的にした", An.Representative);
        application.AnswerCorrection("service.url", "ないため空欄", An.Representative);
        application.Resubmit(A.Plan(application.Draft), An.Representative);
        application.AcceptAnswer("service.summary", An.Reviewer);
        application.AcceptAnswer("service.url", An.Reviewer);
        application.GiveOpinion(Stance.NoObjection, "", [], An.Act(Role.Reviewer, "mhlw", Ministry.Mhlw));
        application.GiveOpinion(Stance.Conditional, "表示を明確に", ["同意画面の表示"], An.Act(Role.Reviewer, "meti", Ministry.Meti));
        A.Review(application);
        application.Recommend(A.Accepting, An.Reviewer);
        application.Decide(An.Decider);
        application.Issue(A.Letter, An.Lead);

        Assert.Equal(ApplicationState.Issued, application.State);
        Assert.Equal(2, application.Versions.Count);
        Assert.Equal(application.Happened.Count, application.Version);
        Assert.Equal(["service.summary"], application.Happened.Select(h => h.Event).OfType<ApplicationResubmitted>().Single().ChangedPaths);
    }

    [Fact]
    public void Returns_from_a_correction_to_the_state_that_it_left()
    {
        var application = A.At(ApplicationState.Arrived);
        application.RequestCorrection([new("service.summary", "具体的に")], A.Due, An.Intake);
        application.AnswerCorrection("service.summary", "変更なし", An.Representative);
        application.Resubmit(A.Plan(), An.Representative);
        Assert.Equal(ApplicationState.Arrived, application.State);
        Refused("open-points", () => application.AcceptFormCheck("", An.Intake));
        application.AcceptAnswer("service.summary", An.Intake);
        A.CheckForm(application);
        Assert.Equal(ApplicationState.InReview, application.State);
    }

    [Fact]
    public void Opens_in_a_correction_only_the_named_fields()
    {
        var application = A.At(ApplicationState.Correcting);
        application.Edit("service.summary", draft => draft.Set("service.summary", "新しい要約"), An.Representative);
        Refused("field-closed", () => application.Edit("service.name", draft => draft.Set("service.name", "別名"), An.Representative));
        Refused("field-closed", () => application.AnswerCorrection("service.name", "変えた", An.Representative));
        application.AnswerCorrection("service.summary", "直した", An.Representative);
        Refused(
            "field-closed",
            () => application.Resubmit(A.Plan(A.PlanText.Replace("接種歴ノート", "別名", StringComparison.Ordinal)), An.Representative)
        );
    }

    [Fact]
    public void Opens_also_what_the_corrected_answers_raise()
    {
        var application = A.At(ApplicationState.Arrived);
        application.RequestCorrection([new("filing.kind", "種別を確かめてください")], A.Due, An.Intake);
        Refused(
            "field-closed",
            () =>
                application.Edit(
                    "filing.serviceEnd.endsOn",
                    draft => draft.Set("filing.serviceEnd.endsOn", "2026-12-31"),
                    An.Representative
                )
        );
        application.Edit("filing.kind", draft => draft.Set("filing.kind", "EndNotice"), An.Representative);
        application.Edit("filing.serviceEnd.endsOn", draft => draft.Set("filing.serviceEnd.endsOn", "2026-12-31"), An.Representative);
        application.AnswerCorrection("filing.kind", "終了の届出です", An.Representative);
        application.Resubmit(A.Plan(application.Draft), An.Representative);
        Assert.Equal(ApplicationState.Arrived, application.State);
    }

    [Fact]
    public void Lets_every_answer_be_accepted_whichever_correction_asked_for_it()
    {
        var application = A.At(ApplicationState.InReview);
        foreach (var path in new[] { "service.summary", "service.url", "service.summary" })
        {
            application.RequestCorrection([new(path, "直してください")], A.Due, An.Reviewer);
            application.AnswerCorrection(path, "直しました", An.Representative);
            application.Resubmit(A.Plan(), An.Representative);
        }

        application.AcceptAnswer("service.url", An.Reviewer);
        application.AcceptAnswer("service.summary", An.Reviewer);

        Assert.Empty(application.OpenPoints());
        Refused("nothing-to-accept", () => application.AcceptAnswer("service.summary", An.Reviewer));
    }

    [Fact]
    public void Overlooks_in_a_correction_what_is_no_longer_asked()
    {
        var application = A.At(ApplicationState.Arrived);
        application.RequestCorrection([new("filing.kind", "種別を確かめてください")], A.Due, An.Intake);
        application.Edit("filing.kind", draft => draft.Set("filing.kind", "EndNotice"), An.Representative);
        application.Edit("filing.serviceEnd.endsOn", draft => draft.Set("filing.serviceEnd.endsOn", "2026-12-31"), An.Representative);
        application.Edit("filing.kind", draft => draft.Set("filing.kind", "New"), An.Representative);
        application.AnswerCorrection("filing.kind", "新規のままです", An.Representative);
        application.Resubmit(A.Plan(application.Draft), An.Representative);
        Assert.Equal(ApplicationState.Arrived, application.State);
    }

    [Fact]
    public void Does_not_write_into_an_entry_that_moved_up_meanwhile()
    {
        var application = A.Draft();
        application.Edit("functions", draft => draft.AddEntry("functions"), An.Representative);
        var seen = application.Removals;
        application.Edit("functions[0]", draft => draft.RemoveEntry("functions[0]"), An.Representative, seen);

        Refused(
            "entry-gone",
            () => application.Edit("functions[0].name", draft => draft.Set("functions[0].name", "x"), An.Representative, seen)
        );
        application.Edit("service.name", draft => draft.Set("service.name", "別の項目"), An.Representative, seen);
    }

    [Fact]
    public void Is_not_resubmitted_before_every_item_is_answered()
    {
        var application = A.At(ApplicationState.Correcting);
        Refused("correction-unanswered", () => application.Resubmit(A.Plan(), An.Representative));
    }

    [Fact]
    public void Asks_a_ministry_once_and_hears_it_once()
    {
        var application = A.Asking(Ministry.Meti);
        var meti = An.Act(Role.Reviewer, "meti", Ministry.Meti);
        Refused("opinion-asked", () => application.RequestOpinions([Ministry.Meti], "もう一度", A.Due, An.Reviewer));
        Refused("not-asked", () => application.GiveOpinion(Stance.NoObjection, "", [], An.Act(Role.Reviewer, "mhlw", Ministry.Mhlw)));
        application.GiveOpinion(Stance.NoObjection, "", [], meti);
        Refused("not-asked", () => application.GiveOpinion(Stance.Objection, "やはり", [], meti));
    }

    [Fact]
    public void Passes_nothing_over_that_is_open()
    {
        var application = A.Asking(Ministry.Meti, Ministry.Mhlw);
        Refused("open-points", () => application.Recommend(A.Accepting, An.Reviewer));
        Assert.Equal(["Mhlw", "Meti"], application.OpenPoints().Select(point => point.Of));
        application.WithdrawOpinionRequest(Ministry.Meti, "他省の所管", An.Reviewer);
        application.GiveOpinion(Stance.NotConcerned, "", [], An.Act(Role.Reviewer, "mhlw", Ministry.Mhlw));
        application.Recommend(A.Accepting, An.Reviewer);
        Assert.Equal(ApplicationState.Recommended, application.State);
    }

    [Fact]
    public void Is_recommended_by_the_reviewer_who_has_it()
    {
        var application = A.At(ApplicationState.InReview);
        Refused("not-assigned", () => application.Recommend(A.Accepting, An.Act(Role.Reviewer, "another", Ministry.Mhlw)));
        application.Recommend(A.Accepting, An.Lead);
    }

    [Fact]
    public void Is_decided_by_another_person_than_the_drafter()
    {
        var application = A.At(ApplicationState.InReview);
        var both = An.Act(Role.Lead, "both");
        application.Recommend(A.Accepting, both);
        var asDecider = both with
        {
            Roles = new HashSet<Role> { Role.Lead, Role.Decider },
        };
        Refused("four-eyes", () => application.Decide(asDecider));
        Refused("four-eyes", () => application.Challenge("だめ", asDecider));
        application.Decide(An.Decider);
        Refused("not-decider", () => application.UndoDecision("別人", An.Act(Role.Decider, "other decider")));
        application.UndoDecision("取り違え", An.Decider);
        Assert.Equal(ApplicationState.Recommended, application.State);
    }

    [Fact]
    public void Returns_to_review_with_the_challenges_comment()
    {
        var application = A.At(ApplicationState.Recommended);
        Refused("comment-missing", () => application.Challenge(" ", An.Decider));
        application.Challenge("根拠が足りない", An.Decider);
        Assert.Equal((ApplicationState.InReview, "根拠が足りない"), (application.State, application.ChallengeComment));
        Assert.Null(application.Recommendation);
    }

    [Fact]
    public void Keeps_every_recommendation_that_was_sent_back_whole_with_what_was_said_of_it()
    {
        var application = A.At(ApplicationState.Recommended);
        application.Challenge("根拠が足りない", An.Decider);
        var second = A.Accepting with { Summary = "改めた要旨", UseType = UseType.InformationProvision, TypeReason = "記事がある" };
        application.Recommend(second, An.Lead);
        application.Challenge("条件を検討", An.Act(Role.Decider, "other decider", day: 1));

        Assert.Equal(
            [("要旨", "reviewer", "根拠が足りない", "Decider"), ("改めた要旨", "Lead", "条件を検討", "other decider")],
            application.EarlierRecommendations.Select(one =>
                (one.Recommendation.Proposal.Summary, one.Recommendation.ByName, one.Comment, one.ByName)
            )
        );
        Assert.Equal(second with { Route = Route.Standard }, application.EarlierRecommendations[1].Recommendation.Proposal);
        Assert.Equal(
            (An.Morning, An.Morning.AddDays(1)),
            (application.EarlierRecommendations[1].Recommendation.At, application.EarlierRecommendations[1].At)
        );
        application.Recommend(A.Accepting, An.Reviewer);
        Assert.Equal(2, application.EarlierRecommendations.Count);
    }

    [Fact]
    public void Returns_to_review_when_its_drafter_or_the_lead_withdraws_the_recommendation()
    {
        var application = A.At(ApplicationState.Recommended);
        Refused("reason-missing", () => application.WithdrawRecommendation(" ", An.Reviewer));
        Refused("not-drafter", () => application.WithdrawRecommendation("別人", An.Act(Role.Reviewer, "another", Ministry.Mhlw)));
        Refused("not-allowed", () => application.WithdrawRecommendation("決裁者", An.Decider));

        application.WithdrawRecommendation("条件を改める", An.Reviewer);

        Assert.Equal(ApplicationState.InReview, application.State);
        Assert.Null(application.Recommendation);
        Assert.Null(application.ChallengeComment);
        Assert.Equal(new RecommendationWithdrawn("条件を改める"), application.Happened[^1].Event);
        var kept = Assert.Single(application.EarlierRecommendations);
        Assert.Equal(
            ("要旨", "条件を改める", "reviewer", true),
            (kept.Recommendation.Proposal.Summary, kept.Comment, kept.ByName, kept.IsWithdrawn)
        );
        application.Recommend(A.Accepting, An.Reviewer);
        application.WithdrawRecommendation("主査が止める", An.Lead);
        Assert.Equal(2, application.EarlierRecommendations.Count);
        Refused("not-now", () => application.WithdrawRecommendation("もう一度", An.Lead));
    }

    [Fact]
    public void Is_decided_in_place_of_an_absent_decider_with_both_names()
    {
        var standIn = An.Act(Role.Decider, "stand-in") with
        {
            StandsInFor = new Dictionary<UserId, string> { [An.Decider.By] = "Decider" },
            DecidesFor = new Dictionary<UserId, string> { [An.Decider.By] = "Decider" },
        };
        var application = A.At(ApplicationState.Recommended);
        application.Decide(standIn);
        Assert.Equal(("stand-in", "Decider"), Act.NamesOf(application.Decision!.ByName));
        Assert.Equal(("stand-in", "Decider"), Act.NamesOf(application.Happened[^1].Act.Name));
        Assert.Equal(standIn.By, application.Decision.By);
        application.UndoDecision("取り違え", standIn);
        application.Challenge("根拠を", standIn);
        Assert.Equal(("stand-in", "Decider"), Act.NamesOf(application.EarlierRecommendations.Single().ByName));

        // Nobody decides in place of who proposed it.
        var own = A.At(ApplicationState.InReview);
        own.Recommend(A.Accepting, An.Lead);
        own.Decide(standIn with { DecidesFor = new Dictionary<UserId, string> { [An.Lead.By] = "Lead" } });
        Assert.Equal(("stand-in", null), Act.NamesOf(own.Decision!.ByName));

        // Whoever also stands in for the reviewer of the case decides in the own right.
        var reviewed = A.At(ApplicationState.Recommended);
        reviewed.Decide(An.Decider with { StandsInFor = new Dictionary<UserId, string> { [reviewed.AssignedTo!.Value] = "Reviewer" } });
        Assert.Equal(An.Decider.Name, reviewed.Happened[^1].Act.Name);
    }

    [Fact]
    public void Is_not_refused_without_a_complete_reason()
    {
        var application = A.At(ApplicationState.InReview);
        Refused("reason-missing", () => application.Recommend(A.Accepting with { Outcome = DecisionOutcome.Refused }, An.Reviewer));
        Refused(
            "reason-missing",
            () =>
                application.Recommend(
                    A.Accepting with
                    {
                        Outcome = DecisionOutcome.Refused,
                        Reasons = [new("CO-01", "購入ボタン", " ")],
                    },
                    An.Reviewer
                )
        );
        application.Recommend(
            A.Accepting with
            {
                Outcome = DecisionOutcome.Refused,
                Reasons = [new("CO-01", "購入ボタンがある", "購買を促している")],
            },
            An.Reviewer
        );
    }

    [Fact]
    public void Carries_conditions_only_where_the_acceptance_hangs_on_them()
    {
        var application = A.At(ApplicationState.InReview);
        DecisionCondition[] conditions = [new("表示を改める", "利用者が誤る")];
        Refused("condition-too-many", () => application.Recommend(A.Accepting with { Conditions = conditions }, An.Reviewer));
        var conditional = A.Accepting with { Outcome = DecisionOutcome.AcceptedWithConditions };
        Refused("condition-missing", () => application.Recommend(conditional, An.Reviewer));
        Refused("condition-incomplete", () => application.Recommend(conditional with { Conditions = [new("表示", "")] }, An.Reviewer));
        application.Recommend(conditional with { Conditions = conditions }, An.Reviewer);
    }

    [Fact]
    public void Keeps_the_reason_where_the_official_sees_another_type_than_the_rules()
    {
        var application = A.At(ApplicationState.InReview);
        var other = A.Accepting with { UseType = UseType.InformationProvision };
        Refused("type-reason", () => application.Recommend(other, An.Reviewer));
        application.Recommend(other with { TypeReason = "記事は新たな情報に当たる" }, An.Reviewer);
        Assert.Equal(UseType.SelfUse, application.LatestVersion!.UseType);
        Assert.Equal("記事は新たな情報に当たる", application.Recommendation!.Proposal.TypeReason);
    }

    [Theory]
    [InlineData(UseType.Undetermined, Route.Standard, "type-open")]
    [InlineData(UseType.SelfUse, Route.Undetermined, "type-open")]
    [InlineData(UseType.SelfUse, Route.OutOfScopeGuidance, "route-refuses")]
    [InlineData(UseType.SelfUse, Route.RefusalLikely, "route-refuses")]
    public void Is_not_accepted_without_a_type_or_by_a_route_that_ends_otherwise(UseType type, Route route, string code)
    {
        var application = A.At(ApplicationState.InReview);
        var odd = A.Accepting with { UseType = type, TypeReason = "理由", Route = route, RouteReason = "理由" };
        Refused(code, () => application.Recommend(odd, An.Reviewer));

        // What its type rests on may never have been answered: that is no reason not to refuse it.
        application.Recommend(odd with { Outcome = DecisionOutcome.Refused, Reasons = [new("基準", "事実", "理由")] }, An.Reviewer);
    }

    [Fact]
    public void Is_accepted_against_what_its_rules_find_to_hinder_it_only_with_a_reason()
    {
        var application = A.At(ApplicationState.InReview);
        var assessment = A.Assessment(RuleSets.Find("PHR-GL-2025-04")!);
        var hinders = assessment.Findings[0] with { Rule = "CO-01", Outcome = Outcome.NotMet, Severity = Severity.Block };
        assessment = assessment with
        {
            Findings =
            [
                hinders,
                hinders with
                {
                    FunctionIndex = 1,
                },
                hinders with
                {
                    Rule = "CO-03",
                    Severity = Severity.Warn,
                },
                hinders with
                {
                    Rule = "GL-201",
                    Outcome = Outcome.Undetermined,
                },
            ],
        };

        Assert.Equal([new OpenPoint(OpenPointKind.Finding, "CO-01")], application.Against(assessment));
        Refused("despite-reason", () => application.Recommend(A.Accepting, An.Reviewer, assessment));
        application.Recommend(A.Accepting with { DespiteReason = "是正を確認した" }, An.Reviewer, assessment);
        Assert.Equal("是正を確認した", application.Recommendation!.Proposal.DespiteReason);
    }

    [Theory]
    [InlineData(UseType.OutsideTypes, UseType.SelfUse)]
    [InlineData(UseType.OutsideTypes, UseType.OutsideTypes)]
    [InlineData(UseType.SelfUse, UseType.OutsideTypes)]
    public void Is_accepted_outside_of_the_types_only_with_a_reason(UseType assessed, UseType seen)
    {
        var application = A.Draft();
        application.Submit("R8-0001", A.Plan() with { UseType = assessed }, An.Representative);
        A.CheckForm(application);
        A.Review(application, An.Lead);
        var proposal = A.Accepting with { UseType = seen, TypeReason = "三類型に準じる" };

        Refused("despite-reason", () => application.Recommend(proposal, An.Lead));
        application.Recommend(proposal with { DespiteReason = "準じて扱う" }, An.Lead);
        Assert.Equal([new OpenPoint(OpenPointKind.OutsideTypes, "")], application.Against(null, seen));
    }

    [Fact]
    public void Is_accepted_against_an_objection_or_what_is_not_met_only_with_a_reason()
    {
        var application = A.Unreviewed();
        A.JudgeAll(application, ReviewPart.Substance, A.Viewpoints, An.Reviewer);
        var revision = application.JudgementOf(ReviewPart.Substance, "RV-03")!.Revision;
        application.Judge(ReviewPart.Substance, "RV-03", A.Viewpoints, Verdict.NotMet, "窓口が一つしかない", revision, An.Reviewer);
        application.RequestOpinions([Ministry.Mhlw], "医学的な観点", A.Due, An.Reviewer);
        application.GiveOpinion(Stance.Objection, "必要性がない", [], An.Act(Role.Reviewer, "mhlw", Ministry.Mhlw));
        application.SignSubstance(A.Viewpoints, "", An.Reviewer);

        Assert.Equal(
            [new(OpenPointKind.Opinion, nameof(Ministry.Mhlw)), new OpenPoint(OpenPointKind.SubstanceItem, "RV-03")],
            application.Against(null)
        );
        Refused("despite-reason", () => application.Recommend(A.Accepting, An.Reviewer));
        application.Recommend(A.Accepting with { DespiteReason = " 代替の窓口を確認した " }, An.Reviewer);
        Assert.Equal("代替の窓口を確認した", application.Recommendation!.Proposal.DespiteReason);
    }

    [Fact]
    public void Stops_the_clock_while_the_applicant_corrects()
    {
        var application = A.At(ApplicationState.Correcting);
        var clock = application.Clock(An.Morning.AddDays(20), 30, BusinessCalendar.Shipped);
        Assert.True(clock.IsStopped);
        Assert.Equal((20, 20, 0), (clock.ElapsedDays, clock.ApplicantDays, clock.UsedDays));
    }

    [Fact]
    public void Leaves_nothing_open_when_it_is_withdrawn()
    {
        var application = A.Asking(Ministry.Meti);
        application.Withdraw("計画変更", An.Representative);
        Assert.All(application.Consultations, consultation => Assert.False(consultation.IsOpen));
        Assert.True(application.Clock(An.Morning.AddDays(90), 30, BusinessCalendar.Shipped).HasEnded);
    }

    [Fact]
    public void Is_not_another_organisations_business()
    {
        var application = A.Draft();
        var stranger = An.Act(Role.Representative, "stranger", organization: An.OtherOrganization);
        Assert.Empty(application.OpenTo(stranger));
        Refused("not-allowed", () => application.Submit("R8-0009", A.Plan(), stranger));
    }

    [Fact]
    public void Wants_due_days_that_are_not_further_than_a_year()
    {
        var application = A.At(ApplicationState.InReview);
        var far = DueDay.LastToAnswer(JapaneseDate.On(An.Morning)).AddDays(1);
        Refused("due-far", () => application.RequestCorrection([new("service.name", "名称")], far, An.Reviewer));
        Refused("due-far", () => application.RequestOpinions([Ministry.Meti], "質問", far, An.Reviewer));
        Refused("due-far", () => application.Inquire("問い", far, An.Reviewer));
        Refused("due-far", () => application.ProposePeriodExtension(far, "理由", 30, BusinessCalendar.Shipped, An.Lead));
        application.RequestCorrection([new("service.name", "名称")], far.AddDays(-1), An.Reviewer);
        Refused("due-far", () => application.RequestExtension(far, "理由", An.Representative));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Wants_due_days_that_lie_ahead(int days)
    {
        var application = A.At(ApplicationState.InReview);
        var due = JapaneseDate.On(An.Morning).AddDays(days);
        Refused("due-past", () => application.RequestCorrection([new("service.name", "名称")], due, An.Reviewer));
        Refused("due-past", () => application.RequestOpinions([Ministry.Meti], "質問", due, An.Reviewer));
    }

    static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<RuleBroken>(act).Code);
}

using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Applications;

public class AnOpinion
{
    static readonly Act Mhlw = An.Act(Role.Reviewer, "mhlw", Ministry.Mhlw);
    static readonly Act Meti = An.Act(Role.Reviewer, "meti", Ministry.Meti);

    [Fact]
    public void That_conflicts_with_another_is_settled_before_a_recommendation()
    {
        var application = Heard();
        ConditionRef[] sides = [new(Of(application, Ministry.Mhlw), 0), new(Of(application, Ministry.Meti), 1)];
        application.MarkConflict(sides, "保存期間が両立しない", An.Reviewer);
        Refused("conflict-marked", () => application.MarkConflict([.. sides.Reverse()], "同じもの", An.Lead));

        Assert.Equal([new OpenPoint(OpenPointKind.Conflict, "保存期間が両立しない")], application.OpenPoints());
        Refused("open-points", () => application.Recommend(A.Accepting, An.Reviewer));

        var conflict = application.Conflicts.Single();
        Refused("reason-missing", () => application.SettleConflict(conflict.Id, " ", An.Reviewer));
        application.SettleConflict(conflict.Id, "一年とする", An.Lead);
        Refused("conflict-gone", () => application.SettleConflict(conflict.Id, "二年とする", An.Lead));
        Assert.Empty(application.OpenPoints());
    }

    [Fact]
    public void Says_with_the_settlement_which_conditions_stay()
    {
        var application = Heard();
        ConditionRef[] sides = [new(Of(application, Ministry.Mhlw), 0), new(Of(application, Ministry.Meti), 1)];
        application.MarkConflict(sides, "保存期間が両立しない", An.Reviewer);
        var id = application.Conflicts.Single().Id;
        Refused("conflict-keeps", () => application.SettleConflict(id, "一年とする", An.Lead, [new(Of(application, Ministry.Meti), 0)]));

        application.SettleConflict(id, "一年とする", An.Lead, [sides[0]]);

        var settled = application.Conflicts.Single();
        Assert.Equal([true, false], sides.Select(settled.DoesKeep));
        Assert.False(settled.IsAbout(new(Of(application, Ministry.Meti), 0)));
    }

    [Fact]
    public void As_a_whole_is_in_conflict_with_each_of_its_conditions_and_none_stays_or_goes_unsaid()
    {
        var application = Heard();
        var (mhlw, meti) = (Of(application, Ministry.Mhlw), Of(application, Ministry.Meti));
        application.MarkConflict([new(mhlw, null), new(meti, 1)], "両立しない", An.Reviewer);
        application.SettleConflict(application.Conflicts.Single().Id, "双方を付す", An.Lead);

        var conflict = application.Conflicts.Single();
        Assert.True(conflict.IsAbout(new(mhlw, 0)));
        Assert.Null(conflict.DoesKeep(new(mhlw, 0)));
        Assert.Equal(
            new ConditionRef[] { new(mhlw, 0), new(meti, 1) },
            OpinionConflict.ConditionsOf(conflict.Between, application.Consultations)
        );
    }

    [Fact]
    public void With_conditions_beside_anothers_is_to_be_looked_at_together_and_holds_nothing_up()
    {
        var application = A.Asking(Ministry.Mhlw, Ministry.Meti);
        application.GiveOpinion(Stance.Conditional, "条件", ["データの保存期間を1年とする", "年次報告を行う"], Mhlw);
        Assert.Empty(Hints());
        application.GiveOpinion(Stance.Conditional, "条件", ["保存期間は5年とする", "窓口を設ける"], Meti);
        var (mhlw, meti) = (Of(application, Ministry.Mhlw), Of(application, Ministry.Meti));

        Assert.Equal(["保存期間", null], Hints().Select(hint => hint.Subject));
        Assert.Equal([new ConditionRef(mhlw, 0), new(meti, 0)], Hints()[0].Between.OrderBy(side => side.Consultation == meti));
        Assert.Equal([new ConditionRef(mhlw, 1), new(meti, 1)], Hints()[1].Between.OrderBy(side => side.Consultation == meti));
        Assert.Empty(application.OpenPoints());

        application.MarkConflict(Hints()[0].Between, "期間が異なる", An.Reviewer);

        Assert.DoesNotContain("保存期間", Hints().Select(hint => hint.Subject));

        IReadOnlyList<ConditionHint> Hints() => ConditionHint.Of(application.Consultations, application.Conflicts);
    }

    [Fact]
    public void Conflicts_only_with_another_ministrys_and_only_where_it_is()
    {
        var application = Heard();
        var (mhlw, meti) = (Of(application, Ministry.Mhlw), Of(application, Ministry.Meti));
        ConditionRef[][] none =
        [
            [],
            [new(mhlw, 0)],
            [new(meti, 0), new(meti, 1)],
            [new(mhlw, 0), new(meti, 2)],
            [new(mhlw, 0), new(meti, -1)],
            [new(mhlw, 0), new(Guid.NewGuid(), null)],
        ];
        Assert.All(none, sides => Refused("conflict-two", () => application.MarkConflict(sides, "両立しない", An.Reviewer)));
    }

    [Fact]
    public void That_objects_beside_one_that_lets_pass_is_suspected_until_it_is_marked()
    {
        var application = A.Asking(Ministry.Mhlw, Ministry.Meti);
        application.GiveOpinion(Stance.Objection, "必要性がない", [], Mhlw);
        Assert.Empty(OpinionConflict.Suspected(application.Consultations, application.Conflicts));
        application.GiveOpinion(Stance.NoObjection, "", [], Meti);

        var suspected = Assert.Single(OpinionConflict.Suspected(application.Consultations, application.Conflicts));
        application.MarkConflict(suspected, "評価が分かれた", An.Reviewer);

        Assert.Empty(OpinionConflict.Suspected(application.Consultations, application.Conflicts));
    }

    [Fact]
    public void That_objects_beside_one_that_lets_pass_is_an_open_point_until_it_is_settled()
    {
        var application = A.Asking(Ministry.Mhlw, Ministry.Meti, Ministry.Mic);
        application.GiveOpinion(Stance.Objection, "必要性がない", [], Mhlw);
        application.GiveOpinion(Stance.NoObjection, "", [], Meti);
        application.GiveOpinion(Stance.Conditional, "条件があれば", ["年一回の報告"], An.Act(Role.Reviewer, "mic", Ministry.Mic));

        // One objection is one thing to settle, however many let the plan pass.
        Assert.Equal([new OpenPoint(OpenPointKind.SuspectedConflict, nameof(Ministry.Mhlw))], application.OpenPoints());
        Refused("open-points", () => application.Recommend(A.Accepting with { DespiteReason = "理由" }, An.Reviewer));
        var suspected = OpinionConflict.Suspected(application.Consultations, application.Conflicts).Single();
        Refused("reason-missing", () => application.SettleSuspected(suspected, " ", An.Reviewer));
        Refused("conflict-gone", () => application.SettleSuspected([suspected[0]], "理由", An.Reviewer));
        Refused("not-allowed", () => application.SettleSuspected(suspected, "理由", An.Representative));

        application.SettleSuspected(suspected, " 異議は条件で満たされる ", An.Reviewer);

        Assert.Equal("異議は条件で満たされる", Assert.Single(application.Conflicts).Settlement);
        Assert.Empty(application.OpenPoints());
        Refused("conflict-gone", () => application.SettleSuspected(suspected, "もう一度", An.Reviewer));
        application.Recommend(A.Accepting with { DespiteReason = "理由" }, An.Reviewer);
    }

    [Fact]
    public void Of_an_expert_is_given_once_through_a_link_that_works_once()
    {
        var application = A.Inviting();
        var expert = A.Expert(application);
        application.UseExpertLink("browser", expert);
        Refused("expert-gone", () => application.UseExpertLink("another", expert));
        Refused("expert-gone", () => application.IssueExpertLink(expert.By.Value, "new", An.Morning));
        Assert.Equal([OpenPointKind.Expert], application.OpenPoints().Select(point => point.Kind));
        Refused("opinion-text", () => application.GiveExpertOpinion(" ", expert));

        application.GiveExpertOpinion("医学的に妥当", expert);

        Refused("not-asked", () => application.GiveExpertOpinion("もう一つ", expert));
        Assert.Empty(application.OpenPoints());
        Assert.Null(application.Experts.Single().BrowserHash);
    }

    [Fact]
    public void Of_an_expert_comes_too_late_when_the_invitation_is_over()
    {
        var application = A.Inviting();
        var expert = A.Expert(application);
        var late = expert with { At = An.Morning + ExpertInvitation.Life };
        Refused("not-asked", () => application.UseExpertLink("browser", late));
        application.WithdrawExpert(expert.By.Value, "不要になった", An.Reviewer);
        Refused("not-asked", () => application.UseExpertLink("browser", expert));
        Refused("expert-gone", () => application.WithdrawExpert(expert.By.Value, "もう一度", An.Reviewer));
    }

    [Fact]
    public void Of_an_expert_is_shut_out_when_the_case_ends()
    {
        var application = A.Inviting();
        application.Withdraw("", An.Representative);
        Assert.True(application.Experts.Single() is { IsOpen: false, LinkHash: null });
        Refused("not-now", () => application.GiveExpertOpinion("遅れて", A.Expert(application)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("expert")]
    [InlineData("a@b")]
    [InlineData("a b@example.jp")]
    [InlineData("a@example.jp,b@example.jp")]
    public void Of_an_expert_needs_an_address(string address) =>
        Refused("expert-address", () => A.At(ApplicationState.InReview).InviteExpert("識者", address, "ご意見を", An.Lead));

    static Application Heard()
    {
        var application = A.Asking(Ministry.Mhlw, Ministry.Meti);
        application.GiveOpinion(Stance.Conditional, "保存", ["保存は一年以内"], Mhlw);
        application.GiveOpinion(Stance.Conditional, "保存", ["画面に示す", "保存は三年以上"], Meti, "根拠の法令は何ですか");
        return application;
    }

    static Guid Of(Application application, Ministry ministry) => application.Consultations.Single(c => c.Ministry == ministry).Id;

    static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<RuleBroken>(act).Code);
}

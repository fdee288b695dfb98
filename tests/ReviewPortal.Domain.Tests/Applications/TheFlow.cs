using System.Text;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Applications;

public class TheFlow
{
    public static TheoryData<ApplicationState, ApplicationAction, Role> Everything()
    {
        var all = new TheoryData<ApplicationState, ApplicationAction, Role>();
        foreach (var state in Enum.GetValues<ApplicationState>())
        {
            foreach (var action in Enum.GetValues<ApplicationAction>())
            {
                foreach (var role in Enum.GetValues<Role>())
                {
                    all.Add(state, action, role);
                }
            }
        }

        return all;
    }

    [Theory, MemberData(nameof(Everything))]
    public void Allows_what_it_lists_and_refuses_all_else(ApplicationState state, ApplicationAction action, Role role)
    {
        var application = A.At(state);
        if (action is ApplicationAction.GiveOpinion or ApplicationAction.WithdrawOpinionRequest && state == ApplicationState.InReview)
        {
            application = A.Asking(Ministry.Mic);
        }

        if (action == ApplicationAction.AnswerInquiry && state is ApplicationState.InReview or ApplicationState.Correcting)
        {
            application = A.Inquiring();
            if (state == ApplicationState.Correcting)
            {
                application.RequestCorrection([new("service.summary", "要約を具体的に")], A.Due, An.Reviewer);
                application.TakeHappened();
            }
        }

        if (action is ApplicationAction.GiveExpertOpinion or ApplicationAction.WithdrawExpert && state is ApplicationState.InReview)
        {
            application = A.Inviting();
        }

        if (action == ApplicationAction.GiveExpertOpinion && state == ApplicationState.Correcting)
        {
            application = A.Inviting();
            application.RequestCorrection([new("service.summary", "要約を具体的に")], A.Due, An.Reviewer);
            application.TakeHappened();
        }

        if (action == ApplicationAction.SignSubstance && state == ApplicationState.InReview)
        {
            application = A.Unreviewed();
            A.JudgeAll(application, ReviewPart.Substance, A.Viewpoints, An.Lead);
            application.TakeHappened();
        }

        if (action == ApplicationAction.AcceptFormCheck && state == ApplicationState.Arrived)
        {
            A.JudgeAll(application, ReviewPart.Form, ReviewItems.OfForm, An.Lead);
            application.TakeHappened();
        }

        if (
            action is ApplicationAction.WithdrawPeriodExtension or ApplicationAction.AnswerPeriodExtension
            && ApplicationFlow.Find(state, ApplicationAction.ProposePeriodExtension) is not null
        )
        {
            Try(application, ApplicationAction.ProposePeriodExtension, An.Lead);
            application.TakeHappened();
        }

        // Whoever is tied to the case as the table wants it: of the applicant, the assigned reviewer of the asked ministry, the decider.
        var act =
            role == Role.Reviewer ? An.Reviewer
            : role == Role.Expert && application.Experts.Count > 0 ? A.Expert(application)
            : An.Act(role);
        var listed = ApplicationFlow.Find(state, action)?.Who.Any(party => party.Role == role) == true;
        var version = application.Version;
        var offered = application.OpenTo(act).Contains(action);
        RuleBroken? refusal = null;
        try
        {
            Try(application, action, act);
        }
        catch (RuleBroken broken)
        {
            refusal = broken;
        }

        if (!listed)
        {
            Assert.Contains(refusal?.Code, new[] { "not-allowed", "not-now", "not-taken-now" });
            Assert.Equal((version, state), (application.Version, application.State));
            Assert.Empty(application.Happened);
            Assert.False(offered);
        }
        else if (refusal is not null)
        {
            // Listed, but a rule of its own stands in the way here; the person and the state were not the reason.
            Assert.DoesNotContain(refusal.Code, new[] { "not-now", "not-allowed" });
        }
        else
        {
            Assert.True(offered);
        }
    }

    [Fact]
    public void Has_at_most_one_row_for_an_action_in_a_state() =>
        Assert.Equal(ApplicationFlow.Moves.Count, ApplicationFlow.Moves.DistinctBy(move => (move.From, move.Action)).Count());

    [Fact]
    public void Ends_only_with_a_notice_or_a_withdrawal() =>
        Assert.Equal(
            [ApplicationState.Issued, ApplicationState.Withdrawn],
            Enum.GetValues<ApplicationState>().Where(state => state.IsFinal())
        );

    [Fact]
    public void Offers_nothing_of_the_review_while_a_correction_is_open()
    {
        var application = A.At(ApplicationState.Correcting);
        ApplicationAction[] review =
        [
            ApplicationAction.Recommend,
            ApplicationAction.Decide,
            ApplicationAction.RequestOpinion,
            ApplicationAction.InviteExpert,
            ApplicationAction.RequestCorrection,
            ApplicationAction.SignSubstance,
        ];
        Assert.All(Enum.GetValues<Role>(), role => Assert.Empty(application.OpenTo(An.Act(role)).Intersect(review)));
    }

    [Fact]
    public void Is_printed_in_the_documents()
    {
        var text = new StringBuilder("# Who may do what\n\nPrinted from `ApplicationFlow`. `dotnet dev.cs docs` prints it anew.\n\n");
        text.AppendLine("| state | action | leads to | who |").AppendLine("| --- | --- | --- | --- |");
        foreach (var move in ApplicationFlow.Moves)
        {
            var who = string.Join(", ", move.Who.Select(party => party.Tie == Tie.None ? $"{party.Role}" : $"{party.Role} ({party.Tie})"));
            text.AppendLine($"| {move.From} | {move.Action} | {move.To?.ToString() ?? "the state that the correction left"} | {who} |");
        }

        text.AppendLine("\n## State × role\n");
        var roles = Enum.GetValues<Role>();
        text.AppendLine($"| state | {string.Join(" | ", roles)} |").AppendLine($"| --- |{string.Concat(roles.Select(_ => " --- |"))}");
        foreach (var state in Enum.GetValues<ApplicationState>())
        {
            var cells = roles.Select(role =>
                string.Join(", ", ApplicationFlow.Moves.Where(m => m.From == state && m.Who.Any(p => p.Role == role)).Select(m => m.Action))
            );
            text.AppendLine($"| {state} | {string.Join(" | ", cells.Select(cell => cell.Length > 0 ? cell : "–"))} |");
        }

        text.AppendLine("\n## Rule sets\n\nPrinted from `RuleSetFlow`. Legal and Lead copy a published set to a draft.\n");
        text.AppendLine("| state | action | leads to | who |").AppendLine("| --- | --- | --- | --- |");
        foreach (var move in RuleSetFlow.Moves)
        {
            var who = string.Join(", ", move.Who.Select(party => party.Tie == Tie.None ? $"{party.Role}" : $"{party.Role} ({party.Tie})"));
            text.AppendLine($"| {move.From} | {move.Action} | {move.To} | {who} |");
        }

        Docs.MustMatch("who-may-do-what.md", text.ToString());
    }

    static void Judge(Application application, ReviewPart part, string item, IReadOnlyList<string> items, Act act) =>
        application.Judge(part, item, items, Verdict.Met, "", application.JudgementOf(part, item)?.Revision ?? 0, act);

    static void Try(Application application, ApplicationAction action, Act act)
    {
        switch (action)
        {
            case ApplicationAction.Edit:
                // In a correction the same method serves the answers; there it is the action AnswerCorrection.
                if (application.State == ApplicationState.Correcting)
                {
                    throw new RuleBroken("not-now");
                }

                application.Edit("service.url", draft => draft.Set("service.url", "https://example.jp/"), act);
                break;
            case ApplicationAction.Submit:
                application.Submit("R8-0002", A.Plan(), act);
                break;
            case ApplicationAction.Withdraw:
                application.Withdraw("", act);
                break;
            case ApplicationAction.HandOver:
                application.HandOver(An.Act(Role.Viewer, "colleague").By, "colleague", act);
                break;
            case ApplicationAction.AcceptFormCheck:
                application.AcceptFormCheck("", act);
                break;
            case ApplicationAction.JudgeForm:
                Judge(application, ReviewPart.Form, ReviewItems.Certificate, ReviewItems.OfForm, act);
                break;
            case ApplicationAction.RenewFormCheck:
                application.RenewFormCheck(act);
                break;
            case ApplicationAction.JudgeSubstance:
                Judge(application, ReviewPart.Substance, ReviewItems.Scope, A.Viewpoints, act);
                break;
            case ApplicationAction.SignSubstance:
                application.SignSubstance(A.Viewpoints, "", act);
                break;
            case ApplicationAction.RequestExtension:
                application.RequestExtension(A.Due.AddDays(7), "担当者の不在のため", act);
                break;
            case ApplicationAction.AnswerExtension:
                application.AnswerExtension(agrees: true, "", act);
                break;
            case ApplicationAction.MarkConflict:
                application.MarkConflict([], "両立しない", act);
                break;
            case ApplicationAction.SettleConflict:
                application.SettleConflict(Guid.NewGuid(), "整理した", act);
                break;
            case ApplicationAction.InviteExpert:
                application.InviteExpert("外部 識者", "other@example.jp", "ご意見を", act);
                break;
            case ApplicationAction.WithdrawExpert:
                application.WithdrawExpert(application.Experts.FirstOrDefault()?.Id ?? Guid.Empty, "不要になった", act);
                break;
            case ApplicationAction.GiveExpertOpinion:
                application.GiveExpertOpinion("支障ない", act);
                break;
            case ApplicationAction.KeepToLead:
                application.KeepToLead("service.summary", keep: true, act);
                break;
            case ApplicationAction.Assign:
                application.Assign(act.By, act.Name, act);
                break;
            case ApplicationAction.RequestCorrection:
                application.RequestCorrection([new("service.url", "直してください")], A.Due, act);
                break;
            case ApplicationAction.AnswerCorrection:
                application.AnswerCorrection("service.summary", "直しました", act);
                break;
            case ApplicationAction.Resubmit:
                application.Resubmit(A.Plan(), act);
                break;
            case ApplicationAction.AcceptAnswer:
                application.AcceptAnswer("service.summary", act);
                break;
            case ApplicationAction.Label:
                application.PutLabel(new() { Number = 3, Name = "急ぎ" }, act);
                break;
            case ApplicationAction.Remind:
                application.Remind(act);
                break;
            case ApplicationAction.Reassess:
                application.Reassess(A.Assessment(RuleSets.Shipped[0]), act);
                break;
            case ApplicationAction.Inquire:
                application.Inquire("保存期間は", A.Due, act);
                break;
            case ApplicationAction.AnswerInquiry:
                application.AnswerInquiry(application.Inquiries.FirstOrDefault()?.Id ?? Guid.Empty, "一年です", act);
                break;
            case ApplicationAction.SendMessage:
                _ = Message.Write(application, "お世話になります", act);
                break;
            case ApplicationAction.WriteNote:
                _ = InternalNote.Write(application, "確認中", [], act);
                break;
            case ApplicationAction.RequestOpinion:
                application.RequestOpinions([Ministry.Meti], "ご意見を", A.Due, act);
                break;
            case ApplicationAction.WithdrawOpinionRequest:
                application.WithdrawOpinionRequest(Ministry.Mic, "不要になった", act);
                break;
            case ApplicationAction.GiveOpinion:
                application.GiveOpinion(Stance.NoObjection, "", [], act);
                break;
            case ApplicationAction.Recommend:
                application.Recommend(A.Accepting, act);
                break;
            case ApplicationAction.WithdrawRecommendation:
                application.WithdrawRecommendation("改める", act);
                break;
            case ApplicationAction.Challenge:
                application.Challenge("根拠が足りない", act);
                break;
            case ApplicationAction.Decide:
                application.Decide(act);
                break;
            case ApplicationAction.UndoDecision:
                application.UndoDecision("誤り", act);
                break;
            case ApplicationAction.Issue:
                application.Issue(A.Letter, act);
                break;
            case ApplicationAction.ProposePeriodExtension:
                application.ProposePeriodExtension(new(2027, 6, 1), "協議に時間を要するため", 30, BusinessCalendar.Shipped, act);
                break;
            case ApplicationAction.AnswerPeriodExtension:
                application.AnswerPeriodExtension(agrees: true, "", act);
                break;
            case ApplicationAction.WithdrawPeriodExtension:
                application.WithdrawPeriodExtension("協議が早く済んだため", act);
                break;
            case ApplicationAction.Redact:
                application.Redact(Guid.Empty, "個人情報が含まれる", [], act);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action));
        }
    }
}

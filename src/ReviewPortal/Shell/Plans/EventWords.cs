using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Shell.Plans;

/// <summary>What happened, as a sentence. Keys are <c>event.KIND</c>, with the event's own values as placeholders.</summary>
public static class EventWords
{
    public static string Event(this Wording words, Event what) =>
        words[
            // A note without a verdict is no judgement.
            what is ItemJudged { Verdict: null }
                ? "event.ItemNoted"
            // Nothing is not counted.
            : what is ApplicationResubmitted { ChangedPaths.Count: 0 } ? "event.ApplicationResubmitted-unchanged"
            : $"event.{what.GetType().Name}",
            what switch
            {
                ApplicationSubmitted e => [e.Number],
                ApplicationResubmitted e => [e.PlanVersion, e.ChangedPaths.Count],
                ApplicationHandedOver e => [e.Name],
                PersonInvited e => [e.Role],
                InvitationAccepted e => [e.Name, e.Role],
                MemberRoleChanged e => [e.Name, e.Before, e.After],
                MemberRemoved e => [e.Name],
                ReviewerAssigned e => [e.Name],
                CorrectionRequested e => [e.Paths.Count, e.DueOn],
                LabelPut e => [e.Name],
                LabelTaken e => [e.Name],
                CorrectionReminded e => [e.DueOn],
                InquiryReminded e => [e.DueOn],
                OpinionReminded e => [e.Ministry, e.DueOn],
                AnswerAccepted e => [words.Place(e.Path)],
                ApplicationReassessed e => [e.RuleSet, e.UseType, e.Route],
                RuleSetCopied e => [e.Origin],
                RuleSetEdited e => [$"{words[$"rule-sets.part.{e.Part}"]} {e.Entry}".TrimEnd(), e.How],
                RuleSetDiscarded e => [e.Reason],
                RuleSetPublished e => [e.RuleSet, e.From],
                InquiryMade e => [e.DueOn],
                OpinionRequested e => [e.Ministry, e.DueOn],
                OpinionRequestWithdrawn e => [e.Ministry, e.Reason],
                OpinionGiven e => [e.Ministry, e.Stance],
                ItemJudged e => [words.Item(e.Item), e.Verdict is { } verdict ? verdict : "–"],
                SignatureVoided e => [words.Item(e.Item), e.SignedByName],
                ItemsReopened e => [string.Join(words["plan.and"], e.Items.Select(words.Item))],
                FormCheckRenewed e => [string.Join(words["plan.and"], e.Items.Select(words.Item))],
                ExtensionRequested e => [e.DueOn, e.Reason],
                ExtensionAgreed e => [e.DueOn],
                ExtensionRefused e => [e.Reason],
                PeriodExtensionProposed e => [e.DueOn, e.Reason],
                PeriodExtensionAgreed e => [e.DueOn],
                PeriodExtensionWithdrawn e => [e.DueOn, e.Because],
                PeriodExtensionRefused e => [e.DueOn, e.Because],
                ConflictMarked e => [e.Why],
                ConflictSettled e => [e.Settlement],
                ExpertInvited e => [e.Name],
                ExpertInvitationWithdrawn e => [e.Reason],
                QuestionKeptToLead e => [words.Question(e.Question)],
                QuestionShownToAll e => [words.Question(e.Question)],
                ApplicationRecommended e => [e.Outcome, e.UseType],
                RecommendationChallenged e => [e.Comment],
                RecommendationWithdrawn e => [e.Reason],
                ApplicationDecided e => [e.Outcome],
                DecisionUndone e => [e.Reason],
                TalkFileRedacted e => [e.Reason],
                FileRedacted e => [e.Kind, e.Reason],
                LetterRevoked e => [e.Number, e.Reason],
                NoticeIssued e => [e.DocumentNumber, e.Outcome],
                _ => Array.Empty<object>(),
            }
        ];

    /// <summary>An item of a review: its name, or the id of the viewpoint that it is.</summary>
    static string Item(this Wording words, string item) => words.Find($"judge.item.{item}") ?? item;

    /// <summary>A rule's text in the user's language.</summary>
    public static string Text(this Wording words, LocalText text) => words.Language == "ja" ? text.Ja : text.En;

    /// <summary>What a rule came to and how much it weighs; null where the set has no such rule.</summary>
    public static string Said(this Wording words, Finding? finding) =>
        finding is null ? words["reassess.no-rule"] : words["reassess.said", words.Of(finding.Outcome), words.Of(finding.Severity)];

    /// <summary>A rule's condition in the user's language.</summary>
    public static string Condition(this Wording words, Condition condition, IReadOnlyList<NamedCondition> named)
    {
        ConditionLabels labels = new(words.Question, value => words[$"{value.GetType().Name}.{value}"], words.One);
        return words.Language == "ja" ? ConditionText.Japanese(condition, named, labels) : ConditionText.English(condition, named, labels);
    }

    /// <summary>A change that would help, as a sentence.</summary>
    public static string Change(this Wording words, AnswerChange change) =>
        words[
            $"change.{change.Kind}",
            words.Place(change.Path),
            change.To switch
            {
                null => "",
                "true" => words["plan.yes"],
                "false" => words["plan.no"],
                var value => words.Answer(change.Path, System.Text.Json.Nodes.JsonValue.Create(value)),
            }
        ];
}

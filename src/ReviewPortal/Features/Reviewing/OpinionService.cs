using ReviewPortal.Access;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Features.Reviewing;

/// <summary>What is made of opinions: conflicts that are settled, and experts who are heard.</summary>
public sealed class OpinionService(ApplicationChanges changes)
{
    /// <summary>The signed-in person's ministry answers, and asks in turn. Ministries work side by side: another's answer in between is no obstacle.</summary>
    public Task AnswerAsync(
        ApplicationId id,
        Stance stance,
        string text,
        IReadOnlyList<string> conditions,
        string questions,
        CancellationToken ct = default
    ) =>
        changes.RunAsync(
            id,
            seen: null,
            async (application, act, db) =>
            {
                var asked = application.Consultations.FirstOrDefault(c => c.IsOpen && c.Ministry == act.Ministry);
                application.GiveOpinion(stance, text, conditions, act, questions);
                await db.SentAsync(act, id, TextPlace.Opinion, text, asked?.Id ?? default, ct);
                await db.SentAsync(act, id, TextPlace.OpinionQuestions, questions, asked?.Id ?? default, ct);
                // As lines they are sent, as they were typed they were kept; with another stance none are sent.
                await db.SentLinesAsync(act, id, TextPlace.OpinionConditions, conditions, asked?.Id ?? default, ct);
            },
            ct
        );

    public Task MarkConflictAsync(ApplicationId id, IReadOnlyList<ConditionRef> between, string why, CancellationToken ct = default) =>
        changes.RunAsync(id, seen: null, (application, act) => application.MarkConflict(between, why, act), ct);

    /// <param name="keeps">Of the conditions that it is about, those that stay; null where that is not said.</param>
    public Task SettleConflictAsync(
        ApplicationId id,
        Guid conflict,
        string settlement,
        IReadOnlyCollection<ConditionRef>? keeps = null,
        CancellationToken ct = default
    ) => changes.RunAsync(id, seen: null, (application, act) => application.SettleConflict(conflict, settlement, act, keeps), ct);

    /// <param name="between">As it is suspected.</param>
    /// <param name="keeps">Of the conditions that it is about, those that stay; null where that is not said.</param>
    public Task SettleSuspectedAsync(
        ApplicationId id,
        IReadOnlyList<ConditionRef> between,
        string settlement,
        IReadOnlyCollection<ConditionRef>? keeps = null,
        CancellationToken ct = default
    ) => changes.RunAsync(id, seen: null, (application, act) => application.SettleSuspected(between, settlement, act, keeps), ct);

    public Task InviteExpertAsync(ApplicationId id, string name, string email, string question, CancellationToken ct = default) =>
        changes.RunAsync(
            id,
            seen: null,
            async (application, act, db) =>
            {
                application.InviteExpert(name, email, question, act);
                await db.SentAsync(act, id, TextPlace.ExpertQuestion, question, ct: ct);
            },
            ct
        );

    public Task WithdrawExpertAsync(ApplicationId id, Guid invitation, string reason, CancellationToken ct = default) =>
        changes.RunAsync(id, seen: null, (application, act) => application.WithdrawExpert(invitation, reason, act), ct);
}

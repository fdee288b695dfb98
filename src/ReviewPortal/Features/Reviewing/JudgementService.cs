using ReviewPortal.Access;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Features.Reviewing;

/// <summary>What officials judge, item by item, and what they sign.</summary>
public sealed class JudgementService(ApplicationChanges changes)
{
    /// <summary>Keeps one judgement as it is being made. Others may judge other items meanwhile; the same item only from what was seen.</summary>
    /// <param name="seen">The item's revision that the page showed; 0 where there was none.</param>
    public Task JudgeAsync(
        ApplicationId id,
        ReviewPart part,
        string item,
        Verdict? verdict,
        string note,
        int seen,
        CancellationToken ct = default
    ) =>
        changes.RunAsync(
            id,
            seen: null,
            (application, act) => application.Judge(part, item, Items(application, part), verdict, note, seen, act),
            ct
        );

    public Task RenewFormCheckAsync(ApplicationId id, int seen, CancellationToken ct = default) =>
        changes.RunAsync(id, seen, (application, act) => application.RenewFormCheck(act), ct);

    public Task SignSubstanceAsync(ApplicationId id, int seen, string note, CancellationToken ct = default) =>
        changes.RunAsync(
            id,
            seen,
            (application, act) => application.SignSubstance(Items(application, ReviewPart.Substance), note, act),
            ct
        );

    public Task KeepToLeadAsync(ApplicationId id, string question, bool keep, CancellationToken ct = default) =>
        changes.RunAsync(id, seen: null, (application, act) => application.KeepToLead(question, keep, act), ct);

    static IReadOnlyList<string> Items(Application application, ReviewPart part) =>
        ReviewItems.Of(part, ReviewItems.RulesOf(application.LatestVersion!));
}

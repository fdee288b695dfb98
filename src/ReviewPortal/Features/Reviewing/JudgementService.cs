using ReviewPortal.Access;
using ReviewPortal.Domain;
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

    /// <summary>
    /// Makes what the machine found met the person's own judgement, for every item of the form check that nobody has judged. What it did
    /// not find met needs a reason, and is judged by hand.
    /// </summary>
    /// <exception cref="RuleBroken"><c>nothing-to-adopt</c></exception>
    public Task AdoptAsync(ApplicationId id, int seen, CancellationToken ct = default) =>
        changes.RunAsync(
            id,
            seen,
            async (application, act, db) =>
            {
                application.RequirePermission(ApplicationAction.JudgeForm, act);
                var found = await MachineCheck.ToAdoptAsync(db, application, act, ct);
                if (found.Count == 0)
                {
                    throw new RuleBroken("nothing-to-adopt");
                }

                foreach (var one in found)
                {
                    var kept = application.JudgementOf(ReviewPart.Form, one.Item);
                    application.Judge(
                        ReviewPart.Form,
                        one.Item,
                        ReviewItems.OfForm,
                        one.Verdict,
                        kept?.Note ?? "",
                        kept?.Revision ?? 0,
                        act
                    );
                }
            },
            ct
        );

    /// <summary>Puts proposed notes into those items that have none; what was judged or written stays.</summary>
    /// <param name="notes">For each item, what the page proposed.</param>
    public Task AddNotesAsync(
        ApplicationId id,
        ReviewPart part,
        IReadOnlyDictionary<string, string> notes,
        CancellationToken ct = default
    ) =>
        changes.RunAsync(
            id,
            seen: null,
            (application, act) =>
            {
                var items = Items(application, part);
                application.RequirePermission(
                    part == ReviewPart.Form ? ApplicationAction.JudgeForm : ApplicationAction.JudgeSubstance,
                    act
                );
                foreach (var (item, note) in notes)
                {
                    var kept = application.JudgementOf(part, item);
                    if (kept is null or { Note.Length: 0 })
                    {
                        application.Judge(part, item, items, kept?.Verdict, note, kept?.Revision ?? 0, act);
                    }
                }
            },
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

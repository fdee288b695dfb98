using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Domain.Applications;

/// <summary>What the machine found about one item of the form check; a proposal, never the judgement.</summary>
/// <param name="Item">A name of <see cref="ReviewItems.OfForm"/>.</param>
/// <param name="Verdict">Null where a person has to look.</param>
/// <param name="Reason">Why, as a kebab-case name from which the wording is found.</param>
/// <param name="Details">Values for the wording.</param>
public sealed record FormCheckProposal(string Item, Verdict? Verdict, string Reason, params IReadOnlyList<object> Details)
{
    /// <summary>Goes through the list of the form check.</summary>
    /// <param name="plan">The plan as it was filed.</param>
    /// <param name="sheet">Of the edition under which it was filed: it says which documents the plan needs.</param>
    /// <param name="filed">The kinds of the documents that were filed with it and can still be read.</param>
    /// <param name="organization">Who filed it.</param>
    /// <param name="day">The day of the check, in Japan.</param>
    /// <param name="infected">The kinds of the documents in which something harmful was found.</param>
    public static IReadOnlyList<FormCheckProposal> Of(
        UsePlan plan,
        SheetTemplate sheet,
        IReadOnlyCollection<DocumentKind> filed,
        Organization organization,
        DateOnly day,
        IReadOnlyCollection<DocumentKind>? infected = null
    ) =>
        [
            PlanCompleteness.Missing(plan) is { Count: > 0 } missing
                ? new(ReviewItems.Complete, Applications.Verdict.NotMet, "incomplete", missing.Count)
                : new(ReviewItems.Complete, Applications.Verdict.Met, "complete"),
            organization is { CorporateNumber: null, LocalGovernmentCode: null }
                ? new(ReviewItems.Applicant, null, "no-number")
                : new(
                    ReviewItems.Applicant,
                    Applications.Verdict.Met,
                    "has-number",
                    organization.CorporateNumber?.Value ?? organization.LocalGovernmentCode!.Value
                ),
            Certificate(plan, day),
            plan.CheckSheet is { Count: > 0 } entries
                ? new(ReviewItems.CheckSheet, Applications.Verdict.Met, "sheet", entries.Count)
                : new(ReviewItems.CheckSheet, Applications.Verdict.NotMet, "no-sheet"),
            DocumentsOf(plan, sheet, filed, infected ?? []),
        ];

    static FormCheckProposal DocumentsOf(
        UsePlan plan,
        SheetTemplate sheet,
        IReadOnlyCollection<DocumentKind> filed,
        IReadOnlyCollection<DocumentKind> infected
    )
    {
        DocumentKind[] asked = [.. sheet.DocumentsFor(plan).Select(need => need.Kind).Distinct()];
        DocumentKind[] missing = [.. asked.Except(filed)];
        DocumentKind[] harmful = [.. missing.Intersect(infected)];
        if (harmful.Length > 0)
        {
            return new(ReviewItems.Documents, Applications.Verdict.NotMet, "documents-infected", [.. harmful]);
        }

        return (asked.Length, missing.Length) switch
        {
            (0, _) => new(ReviewItems.Documents, Applications.Verdict.Met, "none-asked"),
            (_, 0) => new(ReviewItems.Documents, Applications.Verdict.Met, "documents-there", asked.Length),
            _ => new(ReviewItems.Documents, Applications.Verdict.NotMet, "documents-missing", [.. missing]),
        };
    }

    static FormCheckProposal Certificate(UsePlan plan, DateOnly day)
    {
        var held = plan.Compliance?.Certifications ?? [];
        var last = held.Where(one => one.Expires is not null).MaxBy(one => one.Expires);
        return (held.Count, last?.Expires) switch
        {
            (0, _) => new(ReviewItems.Certificate, null, "no-certificate"),
            (_, null) => new(ReviewItems.Certificate, null, "no-expiry"),
            (_, { } expires) when expires < day => new(ReviewItems.Certificate, Applications.Verdict.NotMet, "expired", expires),
            (_, { } expires) => new(ReviewItems.Certificate, Applications.Verdict.Met, "valid", expires),
        };
    }
}

using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>The machine's part of the form check, as of a day.</summary>
static class MachineCheck
{
    /// <param name="infected">Documents in which something harmful was found.</param>
    public static IReadOnlyList<FormCheckProposal> Of(
        Application application,
        Organization organization,
        IReadOnlySet<Guid> infected,
        DateTime now
    )
    {
        // What was redacted since is gone for everybody: nobody can check it any more. Nor what nobody may open.
        var redacted = application.Attachments.Where(file => file.Redaction is not null).Select(file => file.Id).ToHashSet();
        var there = application
            .LatestVersion!.Files.Where(file => !redacted.Contains(file.Id))
            .ToLookup(file => infected.Contains(file.Id));
        return FormCheckProposal.Of(
            PlanJson.Read(application.LatestVersion.Plan).Plan!,
            CheckSheets.Of(application.LatestVersion.RuleSetId),
            [.. there[false].Select(DocumentPath.KindOf).Distinct()],
            organization,
            JapaneseDate.On(now),
            [.. there[true].Select(DocumentPath.KindOf).Distinct()]
        );
    }

    /// <summary>What it found met, of the items that nobody has judged.</summary>
    public static IReadOnlyList<FormCheckProposal> ToAdopt(Application application, IEnumerable<FormCheckProposal> found) =>
        [.. found.Where(one => one.Verdict == Verdict.Met && application.JudgementOf(ReviewPart.Form, one.Item)?.Verdict is null)];

    /// <summary>The same, from what is stored now.</summary>
    public static async Task<IReadOnlyList<FormCheckProposal>> ToAdoptAsync(
        PortalDb db,
        Application application,
        Act act,
        CancellationToken ct
    )
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(o => o.Id == application.Organization, ct);
        var infected = await db
            .Applications.Where(a => a.Id == application.Id)
            .SelectMany(a => a.Attachments)
            .Where(file => db.Contents.Any(c => c.Digest == file.Digest && c.Scan == ScanState.Found))
            .Select(file => file.Id)
            .ToListAsync(ct);
        return ToAdopt(application, Of(application, organization, infected.ToHashSet(), act.At));
    }
}

using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Applying;

/// <summary>A draft as it is stored now.</summary>
/// <param name="Draft">The answers.</param>
/// <param name="IsOpen">False once it is filed, withdrawn or corrected: nothing can be written any more.</param>
/// <param name="Remarks">In a correction what was said about each item so far.</param>
/// <param name="Filed">Who filed it last, and when; null when nobody did.</param>
public sealed record DraftNow(SavedDraft Draft, bool IsOpen, IReadOnlyDictionary<string, string> Remarks, (string By, DateTime At)? Filed);

/// <summary>What the form reads while it is open, and what its filing left behind.</summary>
public sealed class DraftQueries(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    /// <exception cref="NotFound">Not there, or another organisation's.</exception>
    public async Task<DraftNow> FindAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (act.Organization is null)
        {
            throw new NotFound();
        }

        var application = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Include(a => a.Versions)
            .Include(a => a.Corrections)
            .AsSplitQuery()
            .SingleOrDefaultAsync(a => a.Id == id, ct);
        if (application is null)
        {
            throw new NotFound();
        }

        return new(
            new(application.Draft, application.DraftSavedAt, application.Removals),
            application.State is ApplicationState.Draft or ApplicationState.Correcting,
            application.OpenCorrection?.Items.ToDictionary(item => item.Path, item => item.Answer ?? "") ?? [],
            application.LatestVersion is { } version ? (version.SubmittedByName, version.SubmittedAt) : null
        );
    }
}

/// <summary>到達確認 of a filing, as the database tells it.</summary>
public static class Receipts
{
    /// <summary>The receipt of one plan version; null when it is not there or not the person's to see.</summary>
    public static async Task<Receipt?> FindAsync(
        PortalDb db,
        ApplicationId id,
        int version,
        Act act,
        int standardDays,
        IReadOnlyList<string> contacts,
        CancellationToken ct
    )
    {
        var application = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Include(a => a.Versions)
            .SingleOrDefaultAsync(a => a.Id == id, ct);
        if (application?.Number is null || application.Versions.SingleOrDefault(v => v.Number == version) is not { } filed)
        {
            return null;
        }

        var organization = await db.Organizations.AsNoTracking().SingleAsync(o => o.Id == application.Organization, ct);
        var plan = PlanJson.Read(filed.Plan).Plan ?? new();
        return new()
        {
            Number = application.Number,
            Organization = organization.Name,
            ServiceName = plan.Service?.Name ?? "",
            Version = filed.Number,
            SubmittedBy = filed.SubmittedByName,
            ArrivedAt = filed.SubmittedAt,
            Digest = filed.Digest,
            Seal = filed.Seal,
            Answers = PlanCompleteness.Asked(plan).Count(path => PlanQuestions.Answer(plan, path) is not null),
            CheckSheetItems = plan.CheckSheet?.Count(entry => entry.Answer is not null) ?? 0,
            Files = filed.Files,
            Terms = filed.Terms,
            StandardDays = standardDays,
            StandardUntil = BusinessCalendar.Shipped.Add(JapaneseDate.On(application.ArrivedAt!.Value), standardDays).Date,
            ContactLines = contacts,
            IsDemo = application.IsDemo,
        };
    }
}

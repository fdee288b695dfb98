using ReviewPortal.Access;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Features.Applying;

/// <summary>What an applicant does with an application that is filed.</summary>
public sealed partial class ApplyingService
{
    /// <summary>Answers an inquiry, once.</summary>
    public Task AnswerInquiryAsync(ApplicationId id, Guid inquiry, string answer, CancellationToken ct = default) =>
        changes.RunAsync(id, seen: null, (application, act) => application.AnswerInquiry(inquiry, answer, act), ct);

    /// <summary>
    /// Begins a draft with the answers of a filed application, as they were filed last. Decisions, remarks and what was accepted on filing stay
    /// behind; the two applications name each other.
    /// </summary>
    /// <exception cref="NotFound">Not there, another organisation's, or never filed.</exception>
    public async Task<ApplicationId> CopyAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (act.Organization is null)
        {
            throw new NotFound();
        }

        var filed = await db.LoadAsync(id, act, ct);
        var answers = filed.LatestVersion?.Plan ?? throw new NotFound();
        var copy = Application.Open(ApplicationId.New(), answers, filed.IsDemo, act, copiedFrom: id);
        db.Applications.Add(copy);
        await db.SaveChangesAsync(ct);
        return copy.Id;
    }
}

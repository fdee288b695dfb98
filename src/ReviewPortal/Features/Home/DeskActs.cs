using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Features.Home;

/// <summary>The cases that an official has brought on, whoever has them.</summary>
static class DeskActs
{
    /// <summary>So long a case stays on the desk of whoever brought it on without having it.</summary>
    const int Days = 90;

    /// <summary>What brings a case on, so that the person waits for what others make of it.</summary>
    static readonly string[] Kinds =
    [
        nameof(CorrectionRequested),
        nameof(ExtensionAgreed),
        nameof(ExtensionRefused),
        nameof(FormCheckAccepted),
        nameof(FormCheckRenewed),
        nameof(ReviewerAssigned),
        nameof(InquiryMade),
        nameof(OpinionRequested),
        nameof(OpinionGiven),
        nameof(SubstanceReviewSigned),
        nameof(ApplicationRecommended),
        nameof(RecommendationChallenged),
        nameof(RecommendationWithdrawn),
        nameof(ApplicationDecided),
        nameof(DecisionUndone),
        nameof(NoticeIssued),
    ];

    /// <summary>
    /// Read on its own by the index of events by person and time: as a part of other queries, whose keys are of another type, it would keep
    /// them from their indexes.
    /// </summary>
    public static async Task<ApplicationId[]> OfAsync(PortalDb db, Act act, CancellationToken ct)
    {
        var (me, since) = (act.By, act.At.AddDays(-Days));
        var streams = await db
            .Events.Where(e => e.By == me && e.At > since && Kinds.Contains(e.Kind))
            .Select(e => e.Stream)
            .Distinct()
            .ToListAsync(ct);
        return [.. streams.Select(stream => new ApplicationId(stream))];
    }
}

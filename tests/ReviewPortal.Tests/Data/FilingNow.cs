using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Applying;

namespace ReviewPortal.Data;

/// <summary>Filing as the page does it: with the terms of the day accepted, each time as an attempt of its own.</summary>
static class FilingNow
{
    public static string TermsOfToday => ShippedTerms.All.InForce(JapaneseDate.On(DateTime.UtcNow)).Id;

    public static Task<string> SubmitAsync(this ApplyingService service, ApplicationId id, CancellationToken ct = default) =>
        service.SubmitAsync(id, TermsOfToday, Guid.NewGuid(), ct);

    public static Task ResubmitAsync(this ApplyingService service, ApplicationId id, CancellationToken ct = default) =>
        service.ResubmitAsync(id, 2, Guid.NewGuid(), ct);
}

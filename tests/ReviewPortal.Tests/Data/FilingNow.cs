using ReviewPortal.Access;
using ReviewPortal.Data.Seed;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Applying;

namespace ReviewPortal.Data;

/// <summary>Opening and filing as the pages do it: with the terms of the day accepted, each time as an attempt of its own.</summary>
static class FilingNow
{
    public static string TermsOfToday => ShippedTerms.All.InForce(JapaneseDate.On(DateTime.UtcNow)).Id;

    /// <summary>Attaches the documents that the plan of a draft needs.</summary>
    public static async Task DocumentsAsync(this IServiceProvider services, ApplicationId id, string person = "rep")
    {
        await using var db = await services.NewDbAsync();
        var act = await services.AsAsync<CurrentUser, Act>(person, user => user.ActAsync(db));
        var application = await db.LoadAsync(id, act, CancellationToken.None);
        await DemoDocuments.AttachAsync(db, application, act);
        await db.SaveChangesAsync();
    }

    public static Task<ApplicationId> OpenAsync(this ApplyingService service, string? answers = null, CancellationToken ct = default) =>
        service.OpenAsync(Guid.CreateVersion7(), answers, ct);

    public static Task<ApplicationId> CopyAsync(this ApplyingService service, ApplicationId id, CancellationToken ct = default) =>
        service.CopyAsync(id, Guid.CreateVersion7(), ct);

    public static Task<string> SubmitAsync(this ApplyingService service, ApplicationId id, CancellationToken ct = default) =>
        service.SubmitAsync(id, TermsOfToday, Guid.NewGuid(), ct);

    public static Task ResubmitAsync(this ApplyingService service, ApplicationId id, CancellationToken ct = default) =>
        service.ResubmitAsync(id, 2, Guid.NewGuid(), ct);
}

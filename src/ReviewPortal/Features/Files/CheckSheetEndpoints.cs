using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Documents;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Files;

/// <summary>The check sheet as PDF: not filled in for everybody, filled in for those who may see the application.</summary>
public static class CheckSheetEndpoints
{
    /// <summary>How many sheets one address may ask for; see Services.</summary>
    public const string PrintLimit = "check-sheet";

    public static void MapCheckSheets(this WebApplication app)
    {
        app.MapGet(Links.CheckSheetPdf(), BlankAsync)
            .RequireAuthorization(Policies.Public)
            .RequireRateLimiting(PrintLimit)
            .AddEndpointFilter(PrintedFile.SayWhyNot);
        app.MapGet("/applications/{id:guid}/check-sheet.pdf", FilledAsync)
            .RequireAuthorization(Policies.SignedIn)
            .AddEndpointFilter(PrintedFile.SayWhyNot)
            .AddEndpointFilter(RequestPerson.ActsAsync);
    }

    static async Task<IResult> BlankAsync(PortalDocuments documents, IMemoryCache cache, TimeProvider time, CancellationToken ct)
    {
        var sheet = CheckSheets.InForce(JapaneseDate.On(time.GetUtcNow().UtcDateTime));
        var key = $"sheet:{sheet.Id}:{sheet.Revision}";
        if (!cache.TryGetValue(key, out PrintedDocument? printed))
        {
            printed = await documents.PrintAsync(new CheckSheetPrint(sheet), ct);
            cache.Set(key, printed, new MemoryCacheEntryOptions { Size = 1 });
        }

        return PrintedFile.Of(printed!);
    }

    // The applicant's own sheet is the one that is being written; officials see the one that was filed.
    static async Task<IResult> FilledAsync(
        Guid id,
        CurrentUser user,
        IDbContextFactory<PortalDb> databases,
        PortalDocuments documents,
        TimeProvider time,
        CancellationToken ct
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        Application application;
        try
        {
            application = await db.LoadAsync(new(id), act, ct);
        }
        catch (NotFound)
        {
            return Results.NotFound();
        }

        var filed = act.IsOfficial ? application.LatestVersion : null;
        var sheet = filed is null ? CheckSheets.InForce(JapaneseDate.On(time.GetUtcNow().UtcDateTime)) : CheckSheets.Of(filed.RuleSetId);
        var organization = await db.Organizations.AsNoTracking().SingleAsync(one => one.Id == application.Organization, ct);
        IReadOnlyList<FiledFile> files =
            filed?.Files ?? [.. application.Attachments.Where(file => file.IsCurrent).Select(file => file.Filed)];
        var redacted = application.Attachments.Where(file => file.Redaction is not null).Select(file => file.Id).ToHashSet();
        return PrintedFile.Of(
            await documents.PrintAsync(
                new CheckSheetPrint(
                    sheet,
                    PlanJson.Read(filed is null ? application.Draft : application.PlanFor(filed, act)).Plan ?? new(),
                    application.ServiceName,
                    organization.Name,
                    application.Number,
                    [.. files.Where(file => DocumentPath.KindOf(file) == DocumentKind.Evidence && !redacted.Contains(file.Id))]
                ),
                ct
            )
        );
    }
}

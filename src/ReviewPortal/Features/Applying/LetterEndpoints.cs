using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Documents;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Features.Applying;

/// <summary>The issued letter as PDF, for the applicant and for officials who read the case.</summary>
public static class LetterEndpoints
{
    public static void MapLetters(this WebApplication app) =>
        app.MapGet("/applications/{id:guid}/letter.pdf", LetterAsync)
            .RequireAuthorization(Policies.SignedIn)
            .AddEndpointFilter(PrintedFile.SayWhyNot);

    static async Task<IResult> LetterAsync(
        Guid id,
        ClaimsPrincipal person,
        IDbContextFactory<PortalDb> databases,
        PortalDocuments documents,
        TimeProvider time,
        CancellationToken ct
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await CurrentUser.ActAsync(db, person, time, ct);
        var application = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Where(a => a.State == ApplicationState.Issued)
            .SingleOrDefaultAsync(a => a.Id == new ApplicationId(id), ct);
        if (application?.Notice is not { } notice)
        {
            return Results.NotFound();
        }

        return PrintedFile.Of(await documents.PrintAsync(notice.Letter, ct));
    }
}

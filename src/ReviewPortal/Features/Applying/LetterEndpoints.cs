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
        app.MapGet("/applications/{id:guid}/letter.pdf", LetterAsync).RequireAuthorization(Policies.SignedIn);

    static async Task<IResult> LetterAsync(
        Guid id,
        CurrentUser user,
        IDbContextFactory<PortalDb> databases,
        PortalDocuments documents,
        CancellationToken ct
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var application = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Where(a => a.State == ApplicationState.Issued)
            .SingleOrDefaultAsync(a => a.Id == new ApplicationId(id), ct);
        if (application?.Notice is not { } notice)
        {
            return Results.NotFound();
        }

        var printed = await documents.PrintAsync(notice.Letter, ct);
        return Results.File(printed.Content, PrintedDocument.MediaType, printed.FileName);
    }
}

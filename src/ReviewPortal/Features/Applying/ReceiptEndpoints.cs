using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Documents;

namespace ReviewPortal.Features.Applying;

/// <summary>到達確認 as PDF, for whoever may see the application.</summary>
public static class ReceiptEndpoints
{
    public static void MapReceipts(this WebApplication app) =>
        app.MapGet("/applications/{id:guid}/receipt.pdf", ReceiptAsync)
            .RequireAuthorization(Policies.SignedIn)
            .AddEndpointFilter(PrintedFile.SayWhyNot);

    static async Task<IResult> ReceiptAsync(
        Guid id,
        int? version,
        ClaimsPrincipal person,
        IDbContextFactory<PortalDb> databases,
        IOptions<ReviewSettings> review,
        IOptions<LetterSettings> letters,
        PortalDocuments documents,
        TimeProvider time,
        CancellationToken ct
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await CurrentUser.ActAsync(db, person, time, ct);
        var contacts = letters.Value.ContactLines;
        return await Receipts.FindAsync(db, new(id), version ?? 1, act, review.Value.StandardDays, contacts, ct) is { } receipt
            ? PrintedFile.Of(await documents.PrintAsync(receipt, ct))
            : Results.NotFound();
    }
}

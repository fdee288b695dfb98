using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Documents;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;

namespace ReviewPortal.Features.Letters;

/// <summary>Letters as PDF, for the applicant and for officials who read the case.</summary>
public static class LetterEndpoints
{
    static readonly LetterKind[] Decisions = [LetterKind.Accepted, LetterKind.AcceptedWithConditions, LetterKind.Refused];

    public static void MapLetters(this WebApplication app)
    {
        app.MapGet("/applications/{id:guid}/letter.pdf", DecisionAsync)
            .RequireAuthorization(Policies.SignedIn)
            .AddEndpointFilter(PrintedFile.SayWhyNot);
        app.MapGet("/applications/{id:guid}/letters/{letter:guid}.pdf", LetterAsync)
            .RequireAuthorization(Policies.SignedIn)
            .AddEndpointFilter(PrintedFile.SayWhyNot);
    }

    static async Task<IResult> DecisionAsync(
        Guid id,
        ClaimsPrincipal person,
        IDbContextFactory<PortalDb> databases,
        LetterPrints prints,
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

        var letter = (await db.LettersOfAsync(application.Id, ct)).FirstOrDefault(one => Decisions.Contains(one.Kind));
        // A notice from before letters were kept by themselves is printed from the case.
        return letter is not null && await prints.FileAsync(letter.Id, ct) is { } printed
            ? PrintedFile.Of(printed)
            : PrintedFile.Of(await documents.PrintAsync(notice.Letter, ct));
    }

    static async Task<IResult> LetterAsync(
        Guid id,
        Guid letter,
        ClaimsPrincipal person,
        IDbContextFactory<PortalDb> databases,
        LetterPrints prints,
        TimeProvider time,
        CancellationToken ct
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await CurrentUser.ActAsync(db, person, time, ct);
        var application = new ApplicationId(id);
        var about = await db.Applications.AsNoTracking().VisibleTo(act).SingleOrDefaultAsync(a => a.Id == application, ct);
        var kind = await db
            .IssuedLetters.Where(one => one.Id == letter && one.Application == application)
            .Select(one => (LetterKind?)one.Kind)
            .SingleOrDefaultAsync(ct);
        var isTheirs = about is not null && kind is { } what && !about.KeepsLetterFrom(what, act);
        return isTheirs && await prints.FileAsync(letter, ct) is { } printed ? PrintedFile.Of(printed) : Results.NotFound();
    }
}

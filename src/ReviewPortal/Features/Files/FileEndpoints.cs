using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Shell;

namespace ReviewPortal.Features.Files;

/// <summary>Files come and go over HTTP, never through a circuit: sent by the page's script, had by links.</summary>
public static class FileEndpoints
{
    public static void MapFiles(this WebApplication app)
    {
        var files = app.MapGroup("/applications/{id:guid}/files").AddEndpointFilter(RequestPerson.ActsAsync);
        files.MapPost("", ReceiveAsync).RequireAuthorization(Policies.WritePlans);
        // Both sides send these; who may write is asked of the case before a byte is read.
        files.MapPost("/talk", ReceiveForTalkAsync).RequireAuthorization(Policies.SignedIn);
        files.MapGet("/{file:guid}", DownloadAsync).RequireAuthorization(Policies.SignedIn);
        files.MapGet("/{file:guid}/preview", PreviewAsync).RequireAuthorization(Policies.SignedIn);
    }

    static Task<IResult> ReceiveAsync(
        Guid id,
        string? kind,
        string? name,
        string? item,
        string? replaces,
        HttpContext request,
        IAntiforgery antiforgery,
        UploadService uploads,
        Wording words,
        CancellationToken ct
    ) =>
        TakeAsync(
            Enum.TryParse<DocumentKind>(kind, out var document) && Enum.IsDefined(document) && IsIdOrNone(replaces, out var replaced)
                ? new DocumentUpload(new(id), document, name, item, replaced)
                : null,
            request,
            antiforgery,
            uploads,
            words,
            ct
        );

    static Task<IResult> ReceiveForTalkAsync(
        Guid id,
        string? place,
        string? name,
        string? inquiry,
        HttpContext request,
        IAntiforgery antiforgery,
        UploadService uploads,
        Wording words,
        CancellationToken ct
    ) =>
        TakeAsync(
            Enum.TryParse<TalkPlace>(place, out var talk) && Enum.IsDefined(talk) && IsIdOrNone(inquiry, out var asked)
                ? new TalkUpload(new(id), talk, name, asked)
                : null,
            request,
            antiforgery,
            uploads,
            words,
            ct
        );

    // Read here and not by the framework, which says of what it cannot read nothing that the page's script could show.
    static bool IsIdOrNone(string? text, out Guid? id)
    {
        id = Guid.TryParse(text, out var read) ? read : null;
        return id is not null || string.IsNullOrEmpty(text);
    }

    /// <summary>Takes one file as the body of the request. Everything that is refused is said as <c>{"message": …}</c> in the person's language.</summary>
    static async Task<IResult> TakeAsync(
        Upload? upload,
        HttpContext request,
        IAntiforgery antiforgery,
        UploadService uploads,
        Wording words,
        CancellationToken ct
    )
    {
        if (!await antiforgery.IsRequestValidAsync(request))
        {
            return Refused(words["upload.token"], StatusCodes.Status400BadRequest);
        }

        if (upload is null)
        {
            return Refused(words["upload.unclear"], StatusCodes.Status400BadRequest);
        }

        // The limit is the portal's own, with a sentence of its own; the server's would cut the connection.
        request.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        try
        {
            var attached = await uploads.ReceiveAsync(upload, request.Request.Body, request.Request.ContentLength, ct);
            return Results.Json(new { id = attached.Id, name = attached.Name }, statusCode: StatusCodes.Status201Created);
        }
        catch (RuleBroken refusal)
        {
            var isTooLarge = refusal.Code is "file-large" or "files-large" or "talk-large";
            return Refused(
                words.For(refusal),
                isTooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity
            );
        }
        catch (NotFound)
        {
            return Refused(words["problem.not-there"], StatusCodes.Status404NotFound);
        }
        catch (Stale)
        {
            return Refused(words["stale.unknown"], StatusCodes.Status409Conflict);
        }
        // The sender went away in the middle: nobody is left to be told, and nothing stays behind.
        catch (Exception fault) when (fault is BadHttpRequestException or IOException or OperationCanceledException)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
    }

    static Task<IResult> DownloadAsync(Guid id, Guid file, string? warned, Reading reading, CancellationToken ct) =>
        reading.SendAsync(new(id), file, isPreview: false, wasWarned: warned == "true", ct);

    static Task<IResult> PreviewAsync(Guid id, Guid file, string? warned, Reading reading, CancellationToken ct) =>
        reading.SendAsync(new(id), file, isPreview: true, wasWarned: warned == "true", ct);

    static IResult Refused(string message, int status) => Results.Json(new { message }, statusCode: status);
}

/// <summary>Hands out a file to whom it may be handed out, and records it.</summary>
public sealed class Reading(
    IDbContextFactory<PortalDb> databases,
    CurrentUser user,
    IOptions<FileSettings> settings,
    IHttpContextAccessor requests,
    Wording words
)
{
    public async Task<IResult> SendAsync(ApplicationId id, Guid file, bool isPreview, bool wasWarned, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        Act act;
        Application application;
        try
        {
            act = await user.ActAsync(db, ct);
            application = await db.LoadAsync(id, act, ct);
        }
        catch (NotFound)
        {
            return Results.NotFound();
        }
        catch (RuleBroken)
        {
            return Results.Forbid();
        }

        var found = await FindAsync(db, application, file, act, ct);
        if (found is null || (isPreview && !found.Type.CanBeShown))
        {
            return Results.NotFound();
        }

        var content = await db.Contents.AsNoTracking().SingleOrDefaultAsync(one => one.Digest == found.Digest, ct);
        if (content is null)
        {
            return Results.NotFound();
        }

        var isAllowed =
            content.Scan == ScanState.Clean || (content.Scan == ScanState.Unscanned && settings.Value.AllowUnscanned && wasWarned);
        if (!isAllowed)
        {
            return Results.Text(words[$"file.withheld.{content.Scan}"], statusCode: StatusCodes.Status409Conflict);
        }

        db.FileReads.Add(
            new()
            {
                Id = Guid.CreateVersion7(act.At),
                Application = id,
                Attachment = file,
                By = act.By,
                ByName = act.Name,
                ByOfficial = act.IsOfficial,
                At = act.At,
                IsPreview = isPreview,
                WasWarned = content.Scan == ScanState.Unscanned,
            }
        );
        await db.SaveChangesAsync(ct);
        return Answer(found, isPreview);
    }

    // A document, or what went with a message: null where the person may not know it, and where it was redacted.
    static async Task<StoredFile?> FindAsync(PortalDb db, Application application, Guid file, Act act, CancellationToken ct)
    {
        var document = application.Attachments.SingleOrDefault(one => one.Id == file && application.ShowsFile(one, act));
        if (document is not null)
        {
            return document.Redaction is null ? new(document.Name, document.Type, document.Size, document.Digest) : null;
        }

        var said = await db.TalkFiles.AsNoTracking().SingleOrDefaultAsync(one => one.Id == file && one.Application == application.Id, ct);
        return said?.Redaction is null && said?.IsShownTo(act) == true ? new(said.Name, said.Type, said.Size, said.Digest) : null;
    }

    IResult Answer(StoredFile file, bool isPreview)
    {
        var request = requests.HttpContext!;
        // A browser shows no PDF in a sandbox; its own viewer is one, and what acts by itself was refused when the file came.
        SecurityHeaders.Confine(request, isFramed: isPreview, isSandboxed: !isPreview || file.Type.IsPicture);
        ContentDispositionHeaderValue disposition = new(isPreview ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        request.Response.Headers.ContentDisposition = disposition.ToString();
        request.Response.Headers.CacheControl = "private, no-store";
        request.Response.ContentLength = file.Size;
        return Results.Stream(to => databases.CopyAsync(file.Digest, to, request.RequestAborted), file.Type.MediaType);
    }
}

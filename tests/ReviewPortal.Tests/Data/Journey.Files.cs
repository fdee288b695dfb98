using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Access;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Files;
using ReviewPortal.Features.Messages;

namespace ReviewPortal.Data;

/// <content>Documents.</content>
public sealed partial class Journey
{
    async Task FilesAsync()
    {
        var id = await portal.DraftAsync();
        var taken = await SendAsync(id, "外す.pdf");
        await DoAsync<ApplyingService>("rep", nameof(ApplyingService.RemoveFileAsync), s => s.RemoveFileAsync(id, taken));
        var kept = await SendAsync(id, "残す.pdf");
        await DoAsync<ApplyingService>("rep", nameof(ApplyingService.SubmitAsync), s => s.SubmitAsync(id));

        portal.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext();
        await AskAsync<Reading, IResult>(
            "lead",
            nameof(Reading.SendAsync),
            reading => reading.SendAsync(id, kept, isPreview: false, wasWarned: true, CancellationToken.None)
        );
        portal.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = null;
        await AskAsync<ApplicationFiles, object>("lead", nameof(ApplicationFiles.FindAsync), async f => await f.FindAsync(id));
        await AskAsync<ApplicationFiles, object>("lead", nameof(ApplicationFiles.ReadsAsync), async f => await f.ReadsAsync(id));
        await TalkFilesAsync(id);
        await SeenAsync<TalkFiles>(
            "lead",
            nameof(TalkFiles.RedactAsync),
            id,
            (s, seen) => s.RedactAsync(id, seen, kept, "健診結果が含まれる")
        );

        await using (var db = await portal.Services.NewDbAsync())
        {
            // One that nothing happens to: what was kept of the others is not written anew here.
            await db.CaseRows.OrderBy(r => r.No).Take(1).ExecuteUpdateAsync(row => row.SetProperty(r => r.Format, 0));
        }

        await AskAsync<CaseRowsUpkeep, bool>("admin", nameof(CaseRowsUpkeep.RunAsync), u => u.RunAsync(CancellationToken.None));
        await DoAsync<ScanWorker>("admin", nameof(ScanWorker.PrepareAsync), w => w.PrepareAsync(CancellationToken.None));
        await AskAsync<ScanWorker, int>("admin", nameof(ScanWorker.ScanDueAsync), w => w.ScanDueAsync(CancellationToken.None));
        await DoAsync<ScanWorker>("admin", nameof(ScanWorker.SweepAsync), w => w.SweepAsync(CancellationToken.None));
    }

    async Task TalkFilesAsync(ApplicationId id)
    {
        await AskAsync<OwnTexts, KeptOwnText>(
            "rep",
            nameof(OwnTexts.KeepAsync),
            s => s.KeepAsync(id, TextPlace.Message, Guid.Empty, "書きかけ", null)
        );
        await AskAsync<OwnTexts, TypedText>("rep", nameof(OwnTexts.FindAsync), s => s.FindAsync(id, TextPlace.Message));
        await SayAsync();
        var list = await AskAsync<TalkFiles, TalkFileList>("rep", nameof(TalkFiles.FindAsync), f => f.FindAsync(id));
        await DoAsync<TalkFiles>("rep", nameof(TalkFiles.DiscardAsync), f => f.DiscardAsync(id, list.Files[0].File.Id));
        var sent = await SayAsync();
        await portal.Services.AsAsync<MessageService>("rep", s => s.SendAsync(id, "図を送ります", [sent.Id]));
        await portal.Services.AsAsync<ApplicationFiles, object>("lead", async f => await f.ReadsAsync(id));

        Task<TakenFile> SayAsync() =>
            portal.Services.AsAsync<UploadService, TakenFile>(
                "rep",
                s =>
                    s.ReceiveAsync(
                        new TalkUpload(id, TalkPlace.Message, "図.png"),
                        new MemoryStream(AFile.Png),
                        null,
                        CancellationToken.None
                    )
            );
    }

    async Task<Guid> SendAsync(ApplicationId id, string name)
    {
        var file = AFile.Pdf($"/Lang ({Guid.NewGuid()})");
        var attached = await AskAsync<UploadService, TakenFile>(
            "rep",
            nameof(UploadService.ReceiveAsync),
            s =>
                s.ReceiveAsync(
                    new DocumentUpload(id, DocumentKind.Other, name),
                    new MemoryStream(file),
                    file.Length,
                    CancellationToken.None
                )
        );
        return attached.Id;
    }
}

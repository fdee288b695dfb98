using System.Buffers;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Files;

/// <summary>What a file is sent for.</summary>
/// <param name="Name">As the browser gives it.</param>
public abstract record Upload(ApplicationId Application, string? Name);

/// <summary>A document of the plan.</summary>
/// <param name="Item">The check-sheet item that evidence belongs to.</param>
/// <param name="Replaces">The file whose place it takes.</param>
public sealed record DocumentUpload(ApplicationId Application, DocumentKind Kind, string? Name, string? Item = null, Guid? Replaces = null)
    : Upload(Application, Name);

/// <summary>A file that goes with a message, an inquiry or its answer.</summary>
/// <param name="Inquiry">The inquiry that is being answered.</param>
public sealed record TalkUpload(ApplicationId Application, TalkPlace Place, string? Name, Guid? Inquiry = null) : Upload(Application, Name);

/// <summary>What has been taken.</summary>
public sealed record TakenFile(Guid Id, string Name, string Digest);

/// <summary>Receives, inspects, stores and attaches files, so many at once as the machine bears, each in little memory.</summary>
public sealed class UploadService(
    IDbContextFactory<PortalDb> databases,
    CurrentUser user,
    ApplicationChanges changes,
    UploadFolder folder,
    UploadTurns turns,
    ScanWorker scans,
    IOptions<FileSettings> settings,
    TimeProvider time
)
{
    const int BufferSize = 64 * 1024;

    /// <summary>Attaches what is sent: to the plan, or to what the person is writing.</summary>
    /// <param name="upload">What it is sent for.</param>
    /// <param name="body">The content as it arrives.</param>
    /// <param name="announced">How long it says it is; null when it does not say.</param>
    /// <param name="ct">Cancels; nothing stays behind then.</param>
    /// <exception cref="NotFound">Not there, or not the person's to see.</exception>
    /// <exception cref="RuleBroken">Not allowed now, or the file is refused.</exception>
    public async Task<TakenFile> ReceiveAsync(Upload upload, Stream body, long? announced, CancellationToken ct)
    {
        await changes.RecordingAsync(upload.Application, () => RequireOpenAsync(upload, ct));
        if (announced > FileLimits.One)
        {
            throw new RuleBroken("file-large", FileName.Clean(upload.Name, FileType.Pdf));
        }

        await using var received = folder.New();
        var digest = await CopyAsync(upload, body, received, ct);
        var type = await turns.InspectAsync(() => FileInspection.Inspect(received, ct), ct);
        if (!type.IsPicture)
        {
            return await KeepAsync(upload, type, digest, received, ct);
        }

        // A photo tells where it was taken: it is kept without that, and known by the digest of what is kept.
        await using var cleaned = folder.New();
        var cleanDigest = await turns.InspectAsync(() => Clean(type, received, cleaned, ct), ct);
        return await KeepAsync(upload, type, cleanDigest, cleaned, ct);
    }

    static string Clean(FileType type, FileStream received, FileStream cleaned, CancellationToken ct)
    {
        PictureCleaning.Copy(type, received, cleaned, ct);
        cleaned.Position = 0;
        return Convert.ToHexStringLower(SHA256.HashData(cleaned));
    }

    Task<TakenFile> KeepAsync(Upload upload, FileType type, string digest, FileStream content, CancellationToken ct)
    {
        StoredFile file = new(FileName.Clean(upload.Name, type), type, content.Length, digest);
        return turns.StoreAsync(() => StoreAsync(upload, file, content, ct), ct);
    }

    // Asked before anything is read: a stranger's file is not even received.
    async Task RequireOpenAsync(Upload upload, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var application = await db.LoadAsync(upload.Application, act, ct);
        if (upload is TalkUpload talk)
        {
            TalkFile.Permit(application, talk.Place, talk.Inquiry, act);
            return;
        }

        var document = (DocumentUpload)upload;
        if (!application.OpensDocuments(document.Kind, act))
        {
            throw new RuleBroken("documents-closed") { Attempted = nameof(ApplicationAction.Edit) };
        }

        var items = CheckSheets.InForce(JapaneseDate.On(act.At)).Items;
        if (document.Item is { } item && (document.Kind != DocumentKind.Evidence || items.All(known => known.Id != item)))
        {
            throw new RuleBroken("file-gone");
        }
    }

    static async Task<string> CopyAsync(Upload upload, Stream body, FileStream to, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await body.ReadAsync(buffer.AsMemory(0, BufferSize), ct) is > 0 and var read)
            {
                if (to.Position + read > FileLimits.One)
                {
                    throw new RuleBroken("file-large", FileName.Clean(upload.Name, FileType.Pdf));
                }

                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    async Task<TakenFile> StoreAsync(Upload upload, StoredFile file, FileStream received, CancellationToken ct)
    {
        // The content can go again between being stored and being attached, when the last other file with it is redacted.
        for (var tries = 3; ; tries--)
        {
            await using (var db = await databases.CreateDbContextAsync(ct))
            {
                received.Position = 0;
                await db.StoreAsync(NewContent(file), received, ct);
            }

            try
            {
                TakenFile? taken = null;
                await changes.RunAsync(
                    upload.Application,
                    seen: null,
                    async (application, act, db) =>
                    {
                        if (!await db.Contents.AnyAsync(content => content.Digest == file.Digest, ct))
                        {
                            throw new ContentGone();
                        }

                        taken = await AttachAsync(db, application, upload, file, act, ct);
                    },
                    ct
                );
                scans.Wake();
                return taken!;
            }
            catch (ContentGone) when (tries > 0) { }
        }
    }

    static async Task<TakenFile> AttachAsync(
        PortalDb db,
        Application application,
        Upload upload,
        StoredFile file,
        Act act,
        CancellationToken ct
    )
    {
        if (upload is DocumentUpload document)
        {
            var attached = application.Attach(document.Kind, document.Item, file, document.Replaces, act);
            return new(attached.Id, attached.Name, attached.Digest);
        }

        var talk = (TalkUpload)upload;
        var others = await db.TalkFiles.AsNoTracking().Where(one => one.Application == application.Id).ToListAsync(ct);
        var taken = TalkFile.Take(application, talk.Place, talk.Inquiry, file, others, act);
        db.TalkFiles.Add(taken);
        return new(taken.Id, taken.Name, taken.Digest);
    }

    Content NewContent(StoredFile file)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new()
        {
            Digest = file.Digest,
            Type = file.Type,
            Size = file.Size,
            Scan = settings.Value.IsScanning ? ScanState.Waiting : ScanState.Unscanned,
            ScanDue = now,
            ReceivedAt = now,
        };
    }

    sealed class ContentGone : Exception;
}

/// <summary>How much is done at once: inspecting costs the processor, storing the one writer that a small database has.</summary>
public sealed class UploadTurns : IDisposable
{
    readonly SemaphoreSlim inspecting = new(2, 2);
    readonly SemaphoreSlim storing = new(1, 1);

    public async Task<T> InspectAsync<T>(Func<T> inspect, CancellationToken ct)
    {
        await inspecting.WaitAsync(ct);
        try
        {
            return await Task.Run(inspect, ct);
        }
        finally
        {
            inspecting.Release();
        }
    }

    public async Task<T> StoreAsync<T>(Func<Task<T>> store, CancellationToken ct)
    {
        await storing.WaitAsync(ct);
        try
        {
            return await store();
        }
        finally
        {
            storing.Release();
        }
    }

    public void Dispose()
    {
        inspecting.Dispose();
        storing.Dispose();
    }
}

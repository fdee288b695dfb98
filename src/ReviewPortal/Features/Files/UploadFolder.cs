namespace ReviewPortal.Features.Files;

/// <summary>Where files stand while they are received and looked at. Nothing in it outlives its request, or the program's next start.</summary>
public sealed class UploadFolder
{
    readonly string path;

    public UploadFolder(string dataFolder)
    {
        path = Path.Combine(dataFolder, "uploads");
        Directory.CreateDirectory(path);
        foreach (var left in Directory.EnumerateFiles(path))
        {
            File.Delete(left);
        }
    }

    /// <summary>A new file, gone when it is closed.</summary>
    public FileStream New() =>
        new(
            Path.Combine(path, Guid.NewGuid().ToString("N")),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 0,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
}

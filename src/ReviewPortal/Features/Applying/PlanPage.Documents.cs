using ReviewPortal.Access;
using ReviewPortal.Domain.Files;

namespace ReviewPortal.Features.Applying;

/// <content>The documents beside the answers: what is attached, and what the scanner says of it.</content>
public sealed partial class PlanPage
{
    // A scan takes a moment, and its verdict is waited for.
    static readonly TimeSpan LookForVerdict = TimeSpan.FromSeconds(2);

    FilesOfApplication? files;

    async Task ReadFilesAsync()
    {
        files = await documents.FindAsync(new(Id), gone.Token);
        form!.Take(files.Files, files.Opens);
        LookForVerdicts();
    }

    void LookForVerdicts()
    {
        var wait = files!.Files.Any(file => file is { IsCurrent: true, Scan: ScanState.Waiting })
            ? LookForVerdict
            : Timeout.InfiniteTimeSpan;
        looking?.Change(wait, wait);
    }
}

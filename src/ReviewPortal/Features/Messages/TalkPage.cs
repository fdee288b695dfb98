using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReviewPortal.Access;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Files;
using ReviewPortal.Shell;

namespace ReviewPortal.Features.Messages;

/// <summary>What the pages of messages and notes share: they read, and remember how far the person has read what is on the screen.</summary>
public abstract class TalkPage : ComponentBase
{
    DateTime? marked;

    [Inject]
    protected MessageService Service { get; private set; } = default!;

    [Inject]
    protected MessageQueries Queries { get; private set; } = default!;

    [Inject]
    protected Wording Words { get; private set; } = default!;

    [Inject]
    protected TalkFiles TalkFiles { get; private set; } = default!;

    [Inject]
    protected Attempt Attempt { get; private set; } = default!;

    [Inject]
    protected IDialogService Dialogs { get; private set; } = default!;

    [Parameter]
    public Guid Id { get; set; }

    protected ApplicationId Application => new(Id);
    protected Talk? Talk { get; private set; }
    protected TalkFileList Files { get; private set; } = TalkFileList.None;
    protected bool IsMissing { get; private set; }

    /// <summary>Notes have no files.</summary>
    protected virtual bool HasFiles => true;

    protected abstract Task<Talk> FindAsync();

    protected abstract Task MarkAsync(DateTime newest);

    protected override Task OnParametersSetAsync() => Talk?.Id == Application ? Task.CompletedTask : ReadAsync();

    // Only a page that stands before somebody marks: the first answer is printed without a circuit, for anybody who fetches it.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Talk?.Newest is { } newest && newest != marked)
        {
            marked = newest;
            await MarkAsync(newest);
        }
    }

    protected async Task ReadAsync()
    {
        try
        {
            Files = HasFiles ? await TalkFiles.FindAsync(Application) : TalkFileList.None;
            Talk = await FindAsync();
        }
        catch (Exception refusal) when (refusal is NotFound or RuleBroken)
        {
            // Shut out meanwhile: what stood there is taken away, too.
            (Talk, Files, IsMissing) = (null, TalkFileList.None, true);
        }
    }

    protected async Task DiscardAsync(AttachedFile file)
    {
        if (await Attempt.RunAsync(() => TalkFiles.DiscardAsync(Application, file.Id), Words["documents.removed-done"], ReadAsync))
        {
            await ReadAsync();
        }
    }

    protected async Task RedactAsync(AttachedFile file)
    {
        if (
            await Dialogs.AskRedactionAsync(Words) is { } reason
            && await Attempt.RunAsync(
                () => TalkFiles.RedactAsync(Application, null, file.Id, reason),
                Words["documents.redacted"],
                ReadAsync
            )
        )
        {
            await ReadAsync();
        }
    }
}

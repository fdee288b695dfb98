using Microsoft.AspNetCore.Components;
using ReviewPortal.Domain;

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

    [Parameter]
    public Guid Id { get; set; }

    protected ApplicationId Application => new(Id);
    protected Talk? Talk { get; private set; }
    protected bool IsMissing { get; private set; }

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
            Talk = await FindAsync();
        }
        catch (Exception refusal) when (refusal is NotFound or RuleBroken)
        {
            // Shut out meanwhile: what stood there is taken away, too.
            (Talk, IsMissing) = (null, true);
        }
    }
}

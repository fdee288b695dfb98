using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ReviewPortal.Data;

/// <summary>Holds saves back until so many have come together, so that all of them have read before the first one writes.</summary>
sealed class AtOnce : SaveChangesInterceptor
{
    TaskCompletionSource? together;
    int missing;

    /// <summary>The next saves wait for one another; those after them do not wait.</summary>
    public void Expect(int saves) => (missing, together) = (saves, new(TaskCreationOptions.RunContinuationsAsynchronously));

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (together is { } meeting && Interlocked.Decrement(ref missing) is >= 0 and var left)
        {
            if (left == 0)
            {
                meeting.SetResult();
            }

            await meeting.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        }

        return result;
    }
}

using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReviewPortal.Domain;

namespace ReviewPortal.Shell;

/// <summary>
/// Runs one thing that a person does, and gives each way of failing its place: a refusal and a change by somebody else become a
/// notice (<c>AttemptNotice</c>), anything else goes on to the error boundary.
/// </summary>
public sealed class Attempt(ISnackbar snackbar, Wording words, NavigationManager navigation)
{
    Func<Task>? reload;

    /// <summary>True while something runs: a second click does nothing, and buttons show it.</summary>
    public bool Busy { get; private set; }

    /// <summary>Why the last attempt did not happen; null when it did, or when the notice was closed.</summary>
    public string? Problem { get; private set; }

    /// <summary>How many attempts have failed so far: tells a failure from the next one with the same reason.</summary>
    public int Failures { get; private set; }

    /// <summary>Where failures are said, the innermost last: with a dialog open that is the dialog's own notice.</summary>
    public IList<AttemptNotice> Notices { get; } = [];

    /// <summary>True when reading the page anew helps: it has changed meanwhile.</summary>
    public bool CanReload { get; private set; }

    /// <summary>What was done last, for the live region.</summary>
    public string? Done { get; private set; }

    /// <summary>Something above has changed.</summary>
    public event Action? Changed;

    /// <summary>Runs the action, unless another one is still running.</summary>
    /// <param name="action">What to do; may throw <see cref="RuleBroken"/>, <see cref="Stale"/> or <see cref="NotFound"/>.</param>
    /// <param name="done">What to say when it is done; nothing when null.</param>
    /// <param name="reload">How the page reads itself anew after somebody else's change; a full reload when null.</param>
    /// <returns>True when it happened.</returns>
    public async Task<bool> RunAsync(Func<Task> action, string? done = null, Func<Task>? reload = null)
    {
        if (Busy)
        {
            return false;
        }

        (Busy, Problem, CanReload, Done, this.reload) = (true, null, false, null, reload);
        Changed?.Invoke();
        try
        {
            await action();
            Say(done);
            return true;
        }
        catch (RuleBroken refusal)
        {
            Problem = words.For(refusal);
        }
        catch (Stale stale)
        {
            (Problem, CanReload) = (words.For(stale), true);
        }
        catch (NotFound)
        {
            Problem = words["problem.not-there"];
        }
        finally
        {
            Failures += Problem is null ? 0 : 1;
            Busy = false;
            Changed?.Invoke();
        }

        return false;
    }

    /// <summary>Confirms something on the screen and to screen readers.</summary>
    public void Say(string? done)
    {
        if (done is not null)
        {
            Done = done;
            snackbar.Add(done, Severity.Success);
            Changed?.Invoke();
        }
    }

    /// <summary>Reads the page anew, after somebody else has changed what it shows.</summary>
    public async Task ReloadAsync()
    {
        var again = reload;
        Clear();
        if (again is null)
        {
            navigation.Refresh(forceReload: true);
            return;
        }

        // The button stands in the notice: a page that reads itself anew by a method of its own is to be drawn anew, too.
        await (again.Target is IHandleEvent page ? page.HandleEventAsync(new(again), null) : again());
    }

    /// <summary>Takes the notice away.</summary>
    public void Clear()
    {
        (Problem, CanReload, reload) = (null, false, null);
        Changed?.Invoke();
    }
}

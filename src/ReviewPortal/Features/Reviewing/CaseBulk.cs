using ReviewPortal.Domain;

namespace ReviewPortal.Features.Reviewing;

/// <summary>How it went with one case.</summary>
/// <param name="Problem">Why it did not happen, in the user's words; null when it did.</param>
public sealed record BulkResult(BulkItem Item, string? Problem);

/// <summary>
/// One action on many cases: each in its own transaction, so that a refusal of one is no obstacle for the next, and what is done when the
/// person stops it stays done.
/// </summary>
public static class CaseBulk
{
    /// <param name="items">In the order in which it is done.</param>
    /// <param name="action">What is done with one.</param>
    /// <param name="words">Puts refusals into words.</param>
    /// <param name="done">Told after each.</param>
    /// <param name="ct">Ends between two cases.</param>
    public static async Task RunAsync(
        IReadOnlyList<BulkItem> items,
        Func<BulkItem, Task> action,
        Wording words,
        Func<BulkResult, Task> done,
        CancellationToken ct
    )
    {
        foreach (var item in items)
        {
            if (ct.IsCancellationRequested)
            {
                return;
            }

            string? problem = null;
            try
            {
                await action(item);
            }
            catch (RuleBroken refusal)
            {
                problem = words.For(refusal);
            }
            catch (Stale stale)
            {
                problem = words.For(stale);
            }
            catch (NotFound)
            {
                problem = words["problem.not-there"];
            }

            await done(new(item, problem));
        }
    }
}

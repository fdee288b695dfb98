namespace ReviewPortal.Mail;

/// <summary>Something that the portal does by itself again and again. Each run must do no harm when another instance does the same.</summary>
/// <param name="Name">For the log.</param>
/// <param name="Every">Time between two runs.</param>
/// <param name="RunAsync">One run.</param>
public sealed record Round(string Name, TimeSpan Every, Func<IServiceProvider, CancellationToken, Task> RunAsync);

/// <summary>Runs every <see cref="Round"/> that is registered, each at its own pace, for as long as the program serves.</summary>
public sealed partial class Rounds(IEnumerable<Round> rounds, IServiceScopeFactory scopes, TimeProvider time, ILogger<Rounds> log)
    : BackgroundService
{
    /// <summary>Often enough for what falls due on a day.</summary>
    public static readonly TimeSpan Often = TimeSpan.FromMinutes(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(rounds.Select(round => Task.Run(() => RepeatAsync(round, stoppingToken), stoppingToken)));

    async Task RepeatAsync(Round round, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(round.Every, time, ct);
                await using var scope = scopes.CreateAsyncScope();
                await round.RunAsync(scope.ServiceProvider, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            // One failed run is no reason to stop: the database may be away for a minute.
            catch (Exception fault)
            {
                Failed(log, round.Name, fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "{Round} failed; it will run again")]
    static partial void Failed(ILogger log, string round, Exception fault);
}

using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Data;
using ReviewPortal.Data.Seed;

namespace ReviewPortal.Commands;

/// <summary>
/// <c>ReviewPortal seed --applications N</c>: fills the database with invented applications, marked デモ.
/// <c>ReviewPortal rows rebuild</c>: writes the rows of the officials' lists anew from the applications.
/// </summary>
public static class SeedCommand
{
    const string Usage = "Usage: ReviewPortal seed --applications NUMBER, or ReviewPortal rows rebuild";

    /// <returns>0 done, 1 ended before, 2 unusable arguments.</returns>
    public static async Task<int> RunAsync(string[] args, IServiceProvider services, TextWriter output, TextWriter error)
    {
        using CancellationTokenSource ended = new();
        ConsoleCancelEventHandler end = (_, pressed) =>
        {
            pressed.Cancel = true;
            ended.Cancel();
        };
        Console.CancelKeyPress += end;
        try
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
            var clock = Stopwatch.StartNew();
            Told told = new(output, clock);
            switch (args)
            {
                case ["seed", "--applications", var number]
                    when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count):
                    MassSeed seed = new(
                        db,
                        services.GetRequiredService<TimeProvider>(),
                        services.GetRequiredService<IOptions<LetterSettings>>().Value,
                        services.GetRequiredService<IOptions<ReviewSettings>>().Value
                    );
                    await seed.RunAsync(count, told, ended.Token);
                    await output.WriteLineAsync($"{count} applications were seeded in {clock.Elapsed.TotalSeconds:0} s.");
                    return 0;
                case ["rows", "rebuild"]:
                    var cases = await db.RebuildAsync(told, ended.Token);
                    await output.WriteLineAsync($"The rows of {cases} cases were written anew.");
                    return 0;
                default:
                    await error.WriteLineAsync(Usage);
                    return 2;
            }
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Ended before everything was done; what is in the database is whole.");
            return 1;
        }
        finally
        {
            Console.CancelKeyPress -= end;
        }
    }

    // Progress<T> would tell through the thread pool, out of order.
    sealed class Told(TextWriter output, Stopwatch clock) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value % 1000 == 0)
            {
                output.WriteLine($"{value} cases, {clock.Elapsed.TotalSeconds:0} s");
            }
        }
    }
}

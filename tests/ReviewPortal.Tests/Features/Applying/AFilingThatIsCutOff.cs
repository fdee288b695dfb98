using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Features.Applying;

public class AFilingThatIsCutOff
{
    const int Times = 20;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Has_happened_wholly_or_not_at_all_however_often_the_program_is_killed()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var filed = 0;
        for (var time = 0; time < Times; time++)
        {
            var told = await FileUntilKilledAsync(portal.DataFolder, numbers: 1 + (time % 4));
            filed = await CheckAsync(portal, told, filed);
        }
    }

    /// <summary>Kills the program after it has told so many numbers, while it is filing the next.</summary>
    static async Task<IReadOnlyList<string>> FileUntilKilledAsync(string folder, int numbers)
    {
        using Process program = new()
        {
            StartInfo = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "ReviewPortal.Filing.dll"), folder])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        program.Start();
        try
        {
            var errors = program.StandardError.ReadToEndAsync(Cancel);
            List<string> told = [];
            while (told.Count < numbers)
            {
                var line = await program.StandardOutput.ReadLineAsync(Cancel).AsTask().WaitAsync(Patience, Cancel);
                Assert.True(line is not null, line is null ? await errors : "");
                told.Add(line!);
            }

            program.Kill();
            return told;
        }
        finally
        {
            if (!program.HasExited)
            {
                program.Kill();
            }

            await program.WaitForExitAsync(Cancel).WaitAsync(Patience, Cancel);
        }
    }

    /// <returns>How many are filed.</returns>
    static async Task<int> CheckAsync(TestPortal portal, IReadOnlyList<string> told, int before)
    {
        await using var db = await portal.Services.NewDbAsync();
        var all = await db
            .Applications.AsNoTracking()
            .Include(a => a.Versions)
            .Where(a => a.ServiceName == "途中で切れる提出")
            .ToListAsync(Cancel);
        var submissions = await db
            .Events.AsNoTracking()
            .Where(row => row.Kind == nameof(ApplicationSubmitted))
            .GroupBy(row => row.Stream)
            .ToDictionaryAsync(group => group.Key, group => group.Count(), Cancel);
        foreach (var application in all)
        {
            var isFiled = application.Number is not null;
            Assert.Equal(isFiled, application.State != ApplicationState.Draft);
            Assert.Equal(isFiled, application.ArrivedAt is not null);
            Assert.Equal(isFiled ? 1 : 0, application.Versions.Count);
            Assert.Equal(isFiled ? 1 : 0, submissions.GetValueOrDefault(application.Id.Value));
        }

        // Whoever was told a number has it; nobody's number is another's, and none is missing.
        var numbers = await db.Applications.Where(a => a.Number != null).Select(a => a.Number!).ToListAsync(Cancel);
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.Empty(told.Except(numbers));
        Assert.True(numbers.Count >= before + told.Count);
        foreach (var series in await db.NumberSeries.AsNoTracking().Where(s => s.Key.StartsWith("application:")).ToListAsync(Cancel))
        {
            var year = series.Key["application:".Length..];
            Assert.Equal(
                Enumerable.Range(1, series.Last).Select(number => ApplicationNumber.Format(year, number)),
                numbers.Where(number => number.StartsWith($"{year}-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            );
        }

        return numbers.Count;
    }
}

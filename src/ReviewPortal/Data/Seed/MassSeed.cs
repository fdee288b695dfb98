using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Data.Seed;

/// <summary>
/// Invented applications by the thousand, for measuring and for looking at full lists. Each reached its state through the same moves that
/// people make; its rows are those that a save would have written, inserted in bulk. Everything is marked デモ. The same number of
/// applications seeded on the same day gives the same ones.
/// </summary>
public sealed class MassSeed(PortalDb db, TimeProvider time, LetterSettings letters, ReviewSettings review)
{
    // Written in one transaction. The first ones are made before anything is written, and some are held at a time.
    const int Chunk = 2_500;

    // The pairs of all cases, for one pass at the end in the order of the key: the table grows page by page then. Written with each chunk they
    // would touch nearly every page of it again and again, which took most of the time. 8 bytes each, about 220 for a case.
    readonly List<long> pairs = [];

    readonly MassRows rows = new(db.Model, review);

    /// <summary>Adds applications that arrived over the last years.</summary>
    /// <param name="count">How many.</param>
    /// <param name="progress">Told how many are in the database.</param>
    /// <param name="ct">Ends between two chunks; whatever is there then is whole.</param>
    /// <exception cref="SettingsFault">They are there already, or the number is not possible.</exception>
    public async Task RunAsync(int count, IProgress<int>? progress = null, CancellationToken ct = default)
    {
        if (count is < 1 or > 500_000)
        {
            throw new SettingsFault("Between 1 and 500000 applications can be seeded.");
        }

        if (await db.Organizations.AnyAsync(o => o.Name.StartsWith("デモ健康001"), ct))
        {
            throw new SettingsFault("The database has seeded applications already; seed into an empty data folder.");
        }

        db.TellsNobody = true;
        await db.ExpectManyAsync(ct);
        var people = await MassPeople.PrepareAsync(db, ct);
        var made = Channel.CreateBounded<List<MassMade>>(2);
        var chunks = Channel.CreateBounded<MassRows.Chunk>(2);
        var numbers = new MassNumbers(await db.NumberSeries.AsNoTracking().ToDictionaryAsync(s => s.Key, s => s.Last, ct));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // Making cases, reading their rows and writing these takes about as long each, and goes on side by side.
        var making = Task.Run(() => PassAsync(MakeAsync(count, people, numbers, stop.Token), made.Writer, stop.Token), stop.Token);
        var reading = Task.Run(
            () => PassAsync(made.Reader.ReadAllAsync(stop.Token).Select(rows.Read), chunks.Writer, stop.Token),
            stop.Token
        );
        try
        {
            var done = 0;
            await foreach (var chunk in chunks.Reader.ReadAllAsync(ct))
            {
                await WriteAsync(chunk, ct);
                progress?.Report(done += chunk.Cases.Count);
            }

            await Task.WhenAll(making, reading);
        }
        finally
        {
            await stop.CancelAsync();
            // Whatever ended it: what was written can be found.
            await WriteGramsAsync();
        }

        await db.TuneAsync(ct);
        await db.Database.CloseConnectionAsync();
    }

    static async Task PassAsync<T>(IAsyncEnumerable<T> from, ChannelWriter<T> to, CancellationToken ct)
    {
        try
        {
            await foreach (var one in from.WithCancellation(ct))
            {
                await to.WriteAsync(one, ct);
            }

            to.Complete();
        }
        catch (Exception fault)
        {
            to.Complete(fault);
            throw;
        }
    }

    async IAsyncEnumerable<List<MassMade>> MakeAsync(
        int count,
        MassPeople people,
        MassNumbers numbers,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        var first = new DateTime(2021, 6, 1, 0, 0, 0, DateTimeKind.Utc);
        var life = new MassCase(people, numbers, letters, now);
        foreach (var indices in Enumerable.Range(0, count).Chunk(Chunk))
        {
            List<MassMade> chunk = new(indices.Length);
            foreach (var i in indices)
            {
                ct.ThrowIfCancellationRequested();
                chunk.Add(Make(life, i, Arrival(i, count, first, now)));
            }

            yield return chunk;
        }
    }

    MassMade Make(MassCase life, int index, DateTime arrival)
    {
        var (application, organization) = life.Live(index, arrival);
        var no = ApplicationNumber.Order(application.Number!);
        CaseRow row = new() { No = no, Application = application.Id };
        CaseRows.Fill(row, application, new(organization, 0, review), life.Flags);
        CaseText text = new() { No = no, Text = CaseRows.TextOf(application, organization, life.Texts) };
        var version = application.Version - application.Happened.Count;
        List<EventRow> events =
        [
            .. application.TakeHappened().Select((what, i) => EventRow.From(application.Id.Value, version + i + 1, what)),
        ];
        return new(application, events, row, text, [.. SearchGrams.Of(text.Text).Select(gram => ((long)gram << 32) | (uint)no)]);
    }

    // More arrive every year; on working days, between nine and half past five in Japan.
    static DateTime Arrival(int index, int count, DateTime first, DateTime now)
    {
        var share = Math.Sqrt((index + 0.5) / count);
        var at = first + ((now.AddHours(-1) - first) * share);
        var minutes = at.TimeOfDay.TotalMinutes / (24 * 60) * 510;
        var day = at.Date.AddDays(
            at.DayOfWeek switch
            {
                DayOfWeek.Saturday => -1,
                DayOfWeek.Sunday => -2,
                _ => 0,
            }
        );
        return day.AddMinutes(
            at.DayOfWeek switch
            {
                DayOfWeek.Saturday => 511,
                DayOfWeek.Sunday => 512,
                _ => Math.Floor(minutes),
            }
        );
    }

    async Task WriteAsync(MassRows.Chunk chunk, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await rows.WriteAsync(db, chunk);
        ct.ThrowIfCancellationRequested();
        await KeepNumbersAsync(chunk.Cases, ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        foreach (var one in chunk.Cases)
        {
            pairs.AddRange(one.Pairs);
        }
    }

    async Task WriteGramsAsync()
    {
        pairs.Sort();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await rows.WritePairsAsync(db, pairs);
        await transaction.CommitAsync();
        pairs.Clear();
    }

    // As far as these cases have come; the next ones are being made meanwhile.
    async Task KeepNumbersAsync(IReadOnlyList<MassMade> made, CancellationToken ct)
    {
        var given = made.Select(one => (Key: $"application:{one.Application.Number!.Split('-')[0]}", Last: one.Row.No % 1_000_000))
            .Concat(
                made.Select(one => one.Application.Notice?.DocumentNumber)
                    .OfType<string>()
                    .Select(number => number.TrimEnd('号').Split('第'))
                    .Select(parts =>
                        (Key: $"notice:{parts[0]}", Last: int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture))
                    )
            )
            .GroupBy(one => one.Key, one => one.Last);
        foreach (var series in given)
        {
            var kept = await db.NumberSeries.SingleOrDefaultAsync(s => s.Key == series.Key, ct);
            if (kept is null)
            {
                kept = new() { Key = series.Key };
                db.NumberSeries.Add(kept);
            }

            kept.Last = Math.Max(kept.Last, series.Max());
        }

        await db.SaveChangesAsync(ct);
    }
}

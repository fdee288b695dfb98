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
    const int Chunk = 10_000;

    // The pairs of all cases, for one pass at the end in the order of the key: the table grows page by page then. Written with each chunk they
    // would touch nearly every page of it again and again, which took most of the time. 8 bytes each, about 220 for a case.
    readonly List<long> pairs = [];

    /// <summary>One case with everything that is written of it.</summary>
    sealed record Made(Application Application, List<EventRow> Events, CaseRow Row, CaseText Text, long[] Pairs);

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
        var chunks = Channel.CreateBounded<List<Made>>(2);
        var numbers = new MassNumbers(await db.NumberSeries.AsNoTracking().ToDictionaryAsync(s => s.Key, s => s.Last, ct));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var making = Task.Run(() => MakeAsync(count, people, numbers, chunks.Writer, stop.Token), stop.Token);
        try
        {
            var done = 0;
            await foreach (var chunk in chunks.Reader.ReadAllAsync(ct))
            {
                await WriteAsync(chunk, ct);
                progress?.Report(done += chunk.Count);
            }

            await making;
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

    async Task MakeAsync(int count, MassPeople people, MassNumbers numbers, ChannelWriter<List<Made>> writer, CancellationToken ct)
    {
        try
        {
            var now = time.GetUtcNow().UtcDateTime;
            var first = new DateTime(2021, 6, 1, 0, 0, 0, DateTimeKind.Utc);
            var life = new MassCase(people, numbers, letters, now);
            List<Made> chunk = [];
            for (var i = 0; i < count; i++)
            {
                ct.ThrowIfCancellationRequested();
                chunk.Add(Make(life, i, Arrival(i, count, first, now)));
                if (chunk.Count == Chunk || i == count - 1)
                {
                    await writer.WriteAsync(chunk, ct);
                    chunk = [];
                }
            }

            writer.Complete();
        }
        catch (Exception fault)
        {
            writer.Complete(fault);
            throw;
        }
    }

    Made Make(MassCase life, int index, DateTime arrival)
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

    async Task WriteAsync(List<Made> made, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await using BulkInsert<Application> applications = new(db);
        await using BulkInsert<PlanVersion> versions = new(db);
        await using BulkInsert<CorrectionRequest> corrections = new(db);
        await using BulkInsert<Consultation> consultations = new(db);
        await using BulkInsert<EventRow> events = new(db, atOnce: 4);
        await using BulkInsert<CaseRow> rows = new(db);
        await using BulkInsert<DecidedPlan> decided = new(db);
        await using BulkInsert<CaseText> texts = new(db);
        foreach (var (application, happened, row, text, _) in made)
        {
            applications.Insert([application]);
            versions.Insert(application.Versions, application.Id);
            corrections.Insert(application.Corrections, application.Id);
            consultations.Insert(application.Consultations, application.Id);
            events.Insert(happened);
            rows.Insert([row]);
            if (application.Notice is not null)
            {
                decided.Insert([DecidedPlan.Of(application, review.StandardFor(application.LatestVersion!.Route))]);
            }

            texts.Insert([text]);
        }

        ct.ThrowIfCancellationRequested();
        await KeepNumbersAsync(made, ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        made.ForEach(one => pairs.AddRange(one.Pairs));
    }

    async Task WriteGramsAsync()
    {
        pairs.Sort();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await using (BulkInsert<SearchGram> grams = new(db, atOnce: 10))
        {
            grams.Insert(pairs.Select(pair => new SearchGram { Gram = (int)(pair >> 32), No = (int)(pair & 0xFFFF_FFFF) }));
        }

        await transaction.CommitAsync();
        pairs.Clear();
    }

    // As far as these cases have come; the next ones are being made meanwhile.
    async Task KeepNumbersAsync(List<Made> made, CancellationToken ct)
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

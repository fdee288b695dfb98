using Microsoft.EntityFrameworkCore.Metadata;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Data.Seed;

/// <summary>One invented case with everything that is written of it.</summary>
/// <param name="Pairs">Of its searchable text: the pair above, the number of the case below.</param>
sealed record MassMade(Application Application, List<EventRow> Events, CaseRow Row, CaseText Text, long[] Pairs);

/// <summary>The rows of invented cases. Reading them costs as much as writing them, and can be done while others are written.</summary>
sealed class MassRows(IModel model, ReviewSettings review)
{
    readonly TableColumns<Application> applications = new(model);
    readonly TableColumns<PlanVersion> versions = new(model);
    readonly TableColumns<CorrectionRequest> corrections = new(model);
    readonly TableColumns<Consultation> consultations = new(model);
    readonly TableColumns<EventRow> events = new(model);
    readonly TableColumns<CaseRow> rows = new(model);
    readonly TableColumns<DecidedPlan> decided = new(model);
    readonly TableColumns<CaseText> texts = new(model);
    readonly TableColumns<SearchGram> grams = new(model);

    /// <summary>The values of some cases, by table.</summary>
    public sealed record Chunk(
        IReadOnlyList<MassMade> Cases,
        List<object[]> Applications,
        List<object[]> Versions,
        List<object[]> Corrections,
        List<object[]> Consultations,
        List<object[]> Events,
        List<object[]> Rows,
        List<object[]> Decided,
        List<object[]> Texts
    );

    /// <summary>Asks no database.</summary>
    public Chunk Read(IReadOnlyList<MassMade> cases) =>
        new(
            cases,
            [.. cases.Select(one => applications.Values(one.Application))],
            [.. OfEach(cases, application => application.Versions, versions)],
            [.. OfEach(cases, application => application.Corrections, corrections)],
            [.. OfEach(cases, application => application.Consultations, consultations)],
            [.. cases.SelectMany(one => one.Events).Select(one => events.Values(one))],
            [.. cases.Select(one => rows.Values(one.Row))],
            [
                .. cases
                    .Where(one => one.Application.Notice is not null)
                    .Select(one => DecidedPlan.Of(one.Application, review.StandardFor(one.Application.LatestVersion!.Route)))
                    .Select(one => decided.Values(one)),
            ],
            [.. cases.Select(one => texts.Values(one.Text))]
        );

    /// <param name="db">Its connection is open, and in a transaction.</param>
    /// <param name="chunk">What is written.</param>
    public async Task WriteAsync(PortalDb db, Chunk chunk)
    {
        await InsertAsync(db, applications, chunk.Applications);
        await InsertAsync(db, versions, chunk.Versions);
        await InsertAsync(db, corrections, chunk.Corrections);
        await InsertAsync(db, consultations, chunk.Consultations);
        await InsertAsync(db, events, chunk.Events, atOnce: 4);
        await InsertAsync(db, rows, chunk.Rows);
        await InsertAsync(db, decided, chunk.Decided);
        await InsertAsync(db, texts, chunk.Texts);
    }

    /// <param name="db">Its connection is open, and in a transaction.</param>
    /// <param name="pairs">In order.</param>
    public Task WritePairsAsync(PortalDb db, IEnumerable<long> pairs) =>
        InsertAsync(
            db,
            grams,
            pairs.Select(pair => grams.Values(new() { Gram = (int)(pair >> 32), No = (int)(pair & 0xFFFF_FFFF) })),
            atOnce: 10
        );

    static IEnumerable<object[]> OfEach<T>(IEnumerable<MassMade> cases, Func<Application, IEnumerable<T>> of, TableColumns<T> table)
        where T : class => cases.SelectMany(one => of(one.Application).Select(part => table.Values(part, one.Application.Id)));

    static async Task InsertAsync<T>(PortalDb db, TableColumns<T> table, IEnumerable<object[]> values, int atOnce = 1)
        where T : class
    {
        await using BulkInsert<T> insert = new(db, table, atOnce);
        insert.Insert(values);
    }
}

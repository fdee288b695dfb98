using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
using ReviewPortal.Access;
using ReviewPortal.Documents;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Register;

/// <summary>The register's documents. Public, like the register itself.</summary>
public static class RegisterEndpoints
{
    /// <summary>How many printed documents one address may ask for; see Services.</summary>
    public const string PrintLimit = "print";

    // The same day prints the same rows: a crowd of visitors prints once.
    static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    public static void MapRegister(this WebApplication app) =>
        app.MapGet("/register/breakdown.pdf", BreakdownAsync)
            .RequireAuthorization(Policies.Public)
            .RequireRateLimiting(PrintLimit)
            .AddEndpointFilter(PrintedFile.SayWhyNot);

    static async Task<IResult> BreakdownAsync(
        string? asOf,
        RegisterQueries queries,
        PortalDocuments documents,
        IMemoryCache cache,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var day = JapaneseDate.On(time.GetUtcNow().UtcDateTime);
        if (!string.IsNullOrEmpty(asOf) && !JapaneseDate.TryParse(asOf, out day))
        {
            return Results.BadRequest();
        }

        var key = $"breakdown:{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";
        if (!cache.TryGetValue(key, out PrintedDocument? printed))
        {
            var snapshot = await queries.AsOfAsync(day, ct);
            if (snapshot.Basis == SnapshotBasis.NoRecord)
            {
                return Results.NotFound();
            }

            printed = await documents.PrintAsync(snapshot, ct);
            cache.Set(key, printed, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Kept, Size = 1 });
        }

        return PrintedFile.Of(printed!);
    }
}

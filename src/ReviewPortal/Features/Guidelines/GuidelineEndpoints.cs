using System.Globalization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Caching.Memory;
using ReviewPortal.Access;
using ReviewPortal.Documents;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Guidelines;

/// <summary>What is printed or exported of rule sets.</summary>
public static class GuidelineEndpoints
{
    /// <summary>How many printed criteria one address may ask for; see Services.</summary>
    public const string PrintLimit = "criteria";

    // The same set prints the same pages: a crowd of visitors prints once.
    static readonly TimeSpan kept = TimeSpan.FromMinutes(10);

    public static void MapGuidelines(this WebApplication app)
    {
        app.MapGet("/criteria.pdf", CriteriaAsync)
            .RequireAuthorization(Policies.Public)
            .RequireRateLimiting(PrintLimit)
            .AddEndpointFilter(PrintedFile.SayWhyNot);
        app.MapGet("/rule-sets/impact/{run:guid}.csv", ImpactAsync).RequireAuthorization(Policies.ReadCases).AddEndpointFilter(SayWhyNot);
        app.MapGet("/agreement.csv", AgreementAsync).RequireAuthorization(Policies.ReadCases).AddEndpointFilter(SayWhyNot);
    }

    static async Task<IResult> CriteriaAsync(
        string? set,
        string? asOf,
        RuleBooks books,
        PortalDocuments documents,
        Wording words,
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

        var book = await books.NowAsync(ct);
        if ((string.IsNullOrEmpty(set) ? book.InForce(day) : book.Find(set, day)) is not { } rules)
        {
            return Results.NotFound();
        }

        var key = $"criteria:{rules.Id}@{rules.Revision}:{words.Language}";
        if (!cache.TryGetValue(key, out PrintedDocument? printed))
        {
            printed = await documents.PrintAsync(CriteriaWords.Sheet(words, rules, book), ct);
            cache.Set(key, printed, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = kept, Size = 1 });
        }

        return PrintedFile.Of(printed!);
    }

    static async Task<IResult> ImpactAsync(Guid run, RunService runs, Wording words, CancellationToken ct)
    {
        var rows = await runs.ExportAsync(run, ct);
        string[] head =
        [
            words["list.number"],
            words["list.service"],
            .. new[] { "assessment.type", "assessment.scope", "assessment.route", "impact.blocking" }.SelectMany(key =>
                new[] { words["export.before", words[key]], words["export.after", words[key]] }
            ),
        ];
        return Csv(
            [
                head,
                .. rows.Select(row => new[]
                {
                    row.Number,
                    row.ServiceName,
                    words.Of(row.TypeBefore),
                    words.Of(row.TypeAfter),
                    words.Of(row.ScopeBefore),
                    words.Of(row.ScopeAfter),
                    words.Of(row.RouteBefore),
                    words.Of(row.RouteAfter),
                    row.NoLongerBlocking,
                    row.NewlyBlocking,
                }),
            ],
            $"impact-{run:N}.csv"
        );
    }

    static async Task<IResult> AgreementAsync(string? from, string? to, AgreementQueries queries, Wording words, TimeProvider time, CancellationToken ct)
    {
        var filter = AgreementWords.Filter(from, to, JapaneseDate.On(time.GetUtcNow().UtcDateTime));
        var cases = await queries.ExportAsync(filter, ct);
        string[] head =
        [
            words["list.number"],
            words["list.service"],
            words["agreement.month"],
            words["rule-sets.set"],
            words["agreement.rules-type"],
            words["agreement.decided-type"],
            words["recommend.type-reason"],
            words["agreement.rules-route"],
            words["agreement.decided-route"],
            words["recommend.route-reason"],
            words["recommend.outcome"],
        ];
        return Csv(
            [
                head,
                .. cases.Select(one => new[]
                {
                    one.Number,
                    one.ServiceName,
                    one.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                    $"{one.RuleSet}",
                    words.Of(one.RulesType),
                    words.Of(one.DecidedType),
                    one.TypeReason,
                    words.Of(one.RulesRoute),
                    words.Of(one.DecidedRoute),
                    one.RouteReason,
                    words.Of(one.Outcome),
                }),
            ],
            "agreement.csv"
        );
    }

    static IResult Csv(IEnumerable<IReadOnlyList<string?>> rows, string name) =>
        Results.File(CsvFile.Write(rows), CsvFile.MediaType, name);

    // The same answers as on pages: what is not theirs is not there.
    static async ValueTask<object?> SayWhyNot(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // In a request nobody has said yet who is signed in; on pages the framework does.
        if (
            context.HttpContext.RequestServices.GetRequiredService<AuthenticationStateProvider>()
            is IHostEnvironmentAuthenticationStateProvider signedIn
        )
        {
            signedIn.SetAuthenticationState(Task.FromResult(new AuthenticationState(context.HttpContext.User)));
        }

        try
        {
            return await next(context);
        }
        catch (NotFound)
        {
            return Results.NotFound();
        }
        catch (RuleBroken)
        {
            return Results.Forbid();
        }
    }
}

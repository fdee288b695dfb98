using System.Globalization;
using System.Text;
using System.Text.Unicode;
using ReviewPortal.Access;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Api;

/// <summary>The public HTTP interface: what the self-check and the criteria say, for programs. No account, nothing is kept.</summary>
public static class PublicApi
{
    /// <summary>How often one address may ask for an assessment; see Services.</summary>
    public const string AssessLimit = "assess";

    /// <summary>How many requests an address has in a minute, of each kind that costs more than a page.</summary>
    public const int MostAMinute = 60;

    /// <summary>The longest plan that is read, in bytes.</summary>
    public const int LargestPlan = 256 * 1024;

    /// <summary>How many faults are told at most: whoever sends thousands has made one mistake in a program.</summary>
    public const int MostFaults = 1000;

    const string Json = "application/json";

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization(Policies.Public).WithTags("v1");
        api.MapPost("/assessments", AssessAsync)
            .RequireRateLimiting(AssessLimit)
            .DisableAntiforgery()
            .AddOpenApiOperationTransformer(ApiDescription.Assessments);
        api.MapGet("/rule-sets", RuleSetList).AddOpenApiOperationTransformer(ApiDescription.RuleSets);
        api.MapGet("/rule-sets/{id}", FindRuleSet).AddOpenApiOperationTransformer(ApiDescription.RuleSet);
        api.MapGet("/use-plan.schema.json", Schema).AddOpenApiOperationTransformer(ApiDescription.Schema);
        // A program that asks for what is not there, or with the wrong verb, is answered like a program and not with a page.
        api.MapMethods("/assessments", ["GET", "PUT", "PATCH", "DELETE"], PostOnly).DisableAntiforgery().ExcludeFromDescription();
        app.Map("/api/{**rest}", () => Problem(StatusCodes.Status404NotFound, "There is nothing at this address."))
            .RequireAuthorization(Policies.Public)
            .DisableAntiforgery()
            .ExcludeFromDescription();
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Policies.Public);
    }

    static async Task<IResult> AssessAsync(
        HttpRequest request,
        string? asOf,
        string? ruleSet,
        RuleBooks books,
        TimeProvider time,
        CancellationToken ct
    )
    {
        if (!request.HasJsonContentType())
        {
            return Problem(StatusCodes.Status415UnsupportedMediaType, "The plan has to be sent as application/json.");
        }

        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
        {
            return Problem(StatusCodes.Status415UnsupportedMediaType, "The plan has to be sent as it is, not compressed.");
        }

        var day = JapaneseDate.On(time.GetUtcNow().UtcDateTime);
        if (asOf is not null && !DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return Problem(StatusCodes.Status400BadRequest, "asOf is not a day as yyyy-MM-dd.", [new("asOf", PlanFaultKind.BadDate, asOf)]);
        }

        var book = await books.NowAsync(ct);
        if ((ruleSet is null ? book.InForce(day) : book.Find(ruleSet, day)) is not { } rules)
        {
            return Problem(
                StatusCodes.Status400BadRequest,
                "There is no such rule set.",
                [new("ruleSet", PlanFaultKind.UnknownValue, ruleSet!)]
            );
        }

        try
        {
            return request.ContentLength > LargestPlan || await ReadAsync(request.Body, ct) is not { } bytes
                ? Problem(StatusCodes.Status413PayloadTooLarge, $"A plan may have at most {LargestPlan} bytes.")
                : Assess(bytes, rules, day);
        }
        catch (BadHttpRequestException fault)
        {
            // A body that is cut into pieces wrongly, or ends before its time.
            return Problem(fault.StatusCode, "The request cannot be read.", [new("", PlanFaultKind.NotJson, fault.Message)]);
        }
    }

    static IResult Assess(ReadOnlyMemory<byte> bytes, RuleSet rules, DateOnly day)
    {
        // Editors write the mark of byte order before texts; it says nothing.
        var text = bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes.Span[Encoding.UTF8.Preamble.Length..] : bytes.Span;
        if (!Utf8.IsValid(text))
        {
            return Problem(StatusCodes.Status400BadRequest, "The plan is not UTF-8.", [new("", PlanFaultKind.NotJson, "UTF-8")]);
        }

        var reading = PlanJson.Read(Encoding.UTF8.GetString(text));
        return reading.Plan is { } plan && reading.Faults.Count == 0
            ? Results.Text(AssessmentJson.Write(Assessor.Assess(plan, rules, day)), Json, Encoding.UTF8)
            : Problem(StatusCodes.Status400BadRequest, "The plan cannot be read.", reading.Faults);
    }

    static IResult PostOnly(HttpResponse response)
    {
        response.Headers.Allow = HttpMethods.Post;
        return Problem(StatusCodes.Status405MethodNotAllowed, "A plan is sent with POST.");
    }

    static async Task<IResult> RuleSetList(RuleBooks books, CancellationToken ct)
    {
        var book = await books.NowAsync(ct);
        return Results.Json(
            book.All.Select(set => new
            {
                set.Id,
                set.Revision,
                digest = book.DigestOf(set),
                title = set.Title,
                from = set.From,
                until = book.LastDayOf(set),
                confirmed = set.Citation.Confirmed,
            })
        );
    }

    static async Task<IResult> FindRuleSet(string id, RuleBooks books, TimeProvider time, CancellationToken ct) =>
        (await books.NowAsync(ct)).Find(id, JapaneseDate.On(time.GetUtcNow().UtcDateTime)) is { } set
            ? Results.Text(RuleSetJson.Write(set).ToJsonString(), Json, Encoding.UTF8)
            : Problem(StatusCodes.Status404NotFound, "There is no such rule set.");

    static IResult Schema(HttpRequest request) =>
        Results.Text(
            PlanSchema.Write($"{request.Scheme}://{request.Host}{request.Path}").ToJsonString(),
            "application/schema+json",
            Encoding.UTF8
        );

    // Null when there is more than a plan may have: it is not read to its end.
    static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, CancellationToken ct)
    {
        var buffer = new byte[LargestPlan + 1];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        // The cast matters: a bare null would become empty memory.
        return read > LargestPlan ? (ReadOnlyMemory<byte>?)null : buffer.AsMemory(0, read);
    }

    static IResult Problem(int status, string title, IReadOnlyList<PlanFault>? faults = null) =>
        Results.Problem(
            title: title,
            statusCode: status,
            extensions: faults is null
                ? null
                : new Dictionary<string, object?>
                {
                    ["errors"] = faults
                        .Take(MostFaults)
                        .Select(fault => new
                        {
                            fault.Path,
                            kind = fault.Kind.ToString(),
                            fault.Detail,
                        })
                        .ToArray(),
                }
        );
}

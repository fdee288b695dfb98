using System.Text;
using System.Text.Json.Nodes;
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

    /// <summary>The longest plan that is read, in bytes.</summary>
    public const int LargestPlan = 256 * 1024;

    const string Json = "application/json";

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization(Policies.Public).WithTags("v1");
        api.MapPost("/assessments", AssessAsync)
            .Produces<JsonObject>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .RequireRateLimiting(AssessLimit)
            .DisableAntiforgery()
            .WithSummary("Assesses a use plan: a proposal with its reasons, never a decision.");
        api.MapGet("/rule-sets", RuleSetList).Produces<JsonArray>().WithSummary("The rule sets, the oldest edition first.");
        api.MapGet("/rule-sets/{id}", FindRuleSet)
            .Produces<JsonObject>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("One rule set, whole: by ID, or one revision of it by ID@REVISION.");
        api.MapGet("/use-plan.schema.json", Schema).Produces<JsonObject>().WithSummary("The JSON Schema of a use plan.");
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

        var day = JapaneseDate.On(time.GetUtcNow().UtcDateTime);
        if (asOf is not null && !DateOnly.TryParseExact(asOf, "yyyy-MM-dd", out day))
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

        if (request.ContentLength > LargestPlan || await ReadAsync(request.Body, ct) is not { } bytes)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, $"A plan may have at most {LargestPlan} bytes.");
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            return Problem(StatusCodes.Status400BadRequest, "The plan is not UTF-8.", [new("", PlanFaultKind.NotJson, "UTF-8")]);
        }

        var reading = PlanJson.Read(Encoding.UTF8.GetString(bytes.Span));
        return reading.Plan is { } plan && reading.Faults.Count == 0
            ? Results.Text(AssessmentJson.Write(Assessor.Assess(plan, rules, day)), Json, Encoding.UTF8)
            : Problem(StatusCodes.Status400BadRequest, "The plan cannot be read.", reading.Faults);
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
                until = set.Until,
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
        return read > LargestPlan ? null : buffer.AsMemory(0, read);
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

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Api;

/// <summary>The OpenAPI document: what the interface takes and answers, and every limit, from the constants by which it goes.</summary>
static class ApiDescription
{
    const string Problem = "application/problem+json";

    public static void Set(OpenApiOptions options)
    {
        // Pages and their downloads are for people.
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info = new()
                {
                    Title = "PHR use-plan review portal",
                    Version = "1",
                    Description =
                        "What the self-check and the criteria say, for programs. No account; nothing that is sent is kept. "
                        + "An assessment is a proposal with its reasons, never a decision.",
                };
                return Task.CompletedTask;
            }
        );
    }

    public static Task Assessments(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        operation.Summary = "Assesses a use plan.";
        operation.Description =
            $"Limits: {PublicApi.MostAMinute} requests a minute for each address; a plan of at most {PublicApi.LargestPlan} bytes of UTF-8, sent uncompressed, "
            + $"with at most {PlanJson.Deepest} levels, {PlanJson.MostEntries} entries in a list, {PlanJson.LongestAnswer} characters in a text, "
            + $"and whole numbers from 0 to {PlanJson.LargestNumber}. A member that stands twice or is unknown is a fault. A missing answer is not \"no\".";
        operation.Extensions = new Dictionary<string, IOpenApiExtension>
        {
            ["x-limits"] = new JsonNodeExtension(
                new JsonObject
                {
                    ["requestsPerMinute"] = PublicApi.MostAMinute,
                    ["bytes"] = PublicApi.LargestPlan,
                    ["levels"] = PlanJson.Deepest,
                    ["entries"] = PlanJson.MostEntries,
                    ["characters"] = PlanJson.LongestAnswer,
                    ["largestNumber"] = PlanJson.LargestNumber,
                    ["faultsTold"] = PublicApi.MostFaults,
                }
            ),
        };
        operation.Parameters =
        [
            Query(
                "asOf",
                "The day of assessment; today in Japan where it is left out.",
                new() { Type = JsonSchemaType.String, Format = "date" }
            ),
            Query(
                "ruleSet",
                "The rule set, as ID or ID@REVISION; the one in force on the day where it is left out.",
                new() { Type = JsonSchemaType.String }
            ),
        ];
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "The plan; /api/v1/use-plan.schema.json has its JSON Schema.",
            Content = Body("application/json", new() { Type = JsonSchemaType.Object }),
        };
        operation.Responses = new()
        {
            ["200"] = Answer("The assessment.", "application/json", new() { Type = JsonSchemaType.Object }),
            ["400"] = Answer(
                $"The plan or a parameter cannot be read: at most {PublicApi.MostFaults} faults with their paths.",
                Problem,
                Faults
            ),
            ["413"] = Answer($"More than {PublicApi.LargestPlan} bytes.", Problem),
            ["415"] = Answer("Not sent as application/json, or compressed.", Problem),
            ["429"] = Answer($"More than {PublicApi.MostAMinute} requests in a minute; Retry-After says in how many seconds.", Problem),
        };
        return Task.CompletedTask;
    }

    public static Task RuleSets(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        operation.Summary = "The rule sets, the oldest edition first.";
        operation.Responses = new()
        {
            ["200"] = Answer(
                "Id, revision, digest, title and days of force of each.",
                "application/json",
                new() { Type = JsonSchemaType.Array }
            ),
        };
        return Task.CompletedTask;
    }

    public static Task RuleSet(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        operation.Summary = "One rule set, whole: by ID, or one revision of it by ID@REVISION.";
        operation.Responses = new()
        {
            ["200"] = Answer("The rule set.", "application/json", new() { Type = JsonSchemaType.Object }),
            ["404"] = Answer("There is no such rule set.", Problem),
        };
        return Task.CompletedTask;
    }

    public static Task Schema(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        operation.Summary = "The JSON Schema of a use plan.";
        operation.Responses = new()
        {
            ["200"] = Answer("The schema, draft 2020-12.", "application/schema+json", new() { Type = JsonSchemaType.Object }),
        };
        return Task.CompletedTask;
    }

    static OpenApiSchema Faults =>
        new()
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    MaxItems = PublicApi.MostFaults,
                    Items = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["path"] = new OpenApiSchema
                            {
                                Type = JsonSchemaType.String,
                                Description = "E.g. functions[0].recipients[1].consent; empty for the plan as a whole.",
                            },
                            ["kind"] = new OpenApiSchema
                            {
                                Type = JsonSchemaType.String,
                                Enum = [.. Enum.GetNames<PlanFaultKind>().Select(name => (JsonNode)name)],
                            },
                            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
                        },
                    },
                },
            },
        };

    static OpenApiParameter Query(string name, string description, OpenApiSchema schema) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = description,
            Schema = schema,
        };

    static OpenApiResponse Answer(string description, string type, OpenApiSchema? schema = null) =>
        new() { Description = description, Content = Body(type, schema ?? new() { Type = JsonSchemaType.Object }) };

    static Dictionary<string, OpenApiMediaType> Body(string type, OpenApiSchema schema) => new() { [type] = new() { Schema = schema } };
}

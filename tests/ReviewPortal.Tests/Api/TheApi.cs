using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ReviewPortal.House;

namespace ReviewPortal.Api;

public sealed class TheApi(RealProgram program) : IClassFixture<RealProgram>
{
    static readonly string Plan = File.ReadAllText(
        Directory.GetFiles(Path.Combine(Docs.Root, "src", "ReviewPortal.Domain", "Guidelines", "Examples"), "04-*.json").Single()
    );

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static string Bare => JsonNode.Parse(Plan)!["plan"]!.ToJsonString();

    [Fact]
    public async Task Assesses_a_plan_without_an_account()
    {
        var (status, answer) = await PostAsync("?asOf=2026-09-01", Bare);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("ElectronicSubmission", (string?)answer["useType"]);
        Assert.Equal("Standard", (string?)answer["route"]);
        Assert.Equal("PHR-GL-2025-04", (string?)answer["ruleSet"]!["id"]);
    }

    [Fact]
    public async Task Names_every_fault_with_its_path()
    {
        var (status, answer) = await PostAsync(
            "",
            """{"service":{"plannedStart":"来年","colour":"blue"},"functions":[{"recipients":[{"kind":"Nobody"}]}]}"""
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["service.plannedStart", "service.colour", "functions[0].recipients[0].kind"],
            answer["errors"]!.AsArray().Select(error => (string?)error!["path"])
        );
    }

    [Theory]
    [InlineData("?asOf=2026-02-30")]
    [InlineData("?ruleSet=unknown")]
    public async Task Refuses_what_it_does_not_know(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(query, Bare)).Status);

    [Fact]
    public async Task Reads_no_more_than_a_plan_may_have() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync("", new string(' ', PublicApi.LargestPlan + 1))).Status);

    [Fact]
    public async Task Takes_json_and_nothing_else()
    {
        using var visitor = program.Visitor();
        using var text = new StringContent(Bare, Encoding.UTF8, "text/plain");
        using var answer = await visitor.PostAsync(new Uri("/api/v1/assessments", UriKind.Relative), text, Cancel);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);

        using var bytes = new ByteArrayContent([0x7b, 0xff, 0xfe, 0x7d]);
        bytes.Headers.ContentType = new("application/json");
        using var second = await visitor.PostAsync(new Uri("/api/v1/assessments", UriKind.Relative), bytes, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
    }

    [Fact]
    public async Task Publishes_the_rule_sets_and_the_schema()
    {
        using var visitor = program.Visitor();
        var sets = JsonNode.Parse(await visitor.GetStringAsync("/api/v1/rule-sets", Cancel))!.AsArray();
        Assert.Contains(sets, set => (string?)set!["id"] == "PHR-GL-2025-04");
        var set = JsonNode.Parse(await visitor.GetStringAsync("/api/v1/rule-sets/PHR-GL-2025-04", Cancel))!;
        Assert.Contains(set["rules"]!.AsArray(), rule => (string?)rule!["id"] == "CO-01");
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/api/v1/rule-sets/none", Cancel)).StatusCode);

        var schema = JsonNode.Parse(await visitor.GetStringAsync("/api/v1/use-plan.schema.json", Cancel))!;
        Assert.Equal("date", (string?)schema["properties"]!["service"]!["properties"]!["plannedStart"]!["format"]);
        Assert.NotNull(JsonNode.Parse(await visitor.GetStringAsync("/openapi/v1.json", Cancel))!["paths"]!["/api/v1/assessments"]);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/assessments", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/api/v1/assessments", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/api/v1/nothing", HttpStatusCode.NotFound)]
    public async Task Answers_programs_and_not_with_a_page_where_nothing_is(string method, string address, HttpStatusCode status)
    {
        using var visitor = program.Visitor();
        using var request = new HttpRequestMessage(new(method), new Uri(address, UriKind.Relative));
        using var answer = await visitor.SendAsync(request, Cancel);

        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(status == HttpStatusCode.MethodNotAllowed ? ["POST"] : [], answer.Content.Headers.Allow);
    }

    async Task<(HttpStatusCode Status, JsonObject Answer)> PostAsync(string query, string body)
    {
        using var visitor = program.Visitor();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await visitor.PostAsync(new Uri($"/api/v1/assessments{query}", UriKind.Relative), content, Cancel);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!.AsObject());
    }
}

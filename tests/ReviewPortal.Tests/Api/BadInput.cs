using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.House;

namespace ReviewPortal.Api;

/// <summary>Whatever is sent: a right answer, or one that says what is wrong and where; never an error of the program, never a hang.</summary>
public sealed class BadInput(RealProgram program) : IClassFixture<RealProgram>
{
    static readonly string[] plans = [.. ExamplePlans.All.Select(example => PlanJson.Write(example.Plan))];

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_any_kind_gets_an_answer_with_a_path_or_the_right_one()
    {
        // Another seed each time; PORTAL_SEED plays one again.
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PORTAL_SEED"), out var wanted) ? wanted : Random.Shared.Next(1_000_000);
        HashSet<HttpStatusCode> seen = [];
        const int each = PublicApi.MostAMinute - 5;
        for (var turn = 0; turn < 8; turn++)
        {
            // Every address of this machine has its own limit.
            using var client = From(program.Address, turn + 2);
            for (var i = 0; i < each; i++)
            {
                var one = seed + (turn * each) + i;
                using var request = Request(one);
                using var answer = await client.SendAsync(request, Cancel);
                seen.Add(answer.StatusCode);
                await IsGoodAsync(answer, $"PORTAL_SEED={one}");
            }
        }

        Assert.Superset(
            new HashSet<HttpStatusCode>([HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType]),
            seen
        );
    }

    [Theory]
    [InlineData(PublicApi.LargestPlan, HttpStatusCode.OK)]
    [InlineData(PublicApi.LargestPlan + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(20 * PublicApi.LargestPlan, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Of_a_length_is_told_at_the_byte_whether_or_not_the_length_is_told_before(int length, HttpStatusCode status)
    {
        var plan = Encoding.UTF8.GetBytes(plans[0].PadRight(plans[0].Length + length - Encoding.UTF8.GetByteCount(plans[0])));
        Assert.Equal(length, plan.Length);
        foreach (var chunked in new[] { false, true })
        {
            using var client = From(program.Address, 20);
            using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/assessments") { Content = Json(plan) };
            request.Headers.TransferEncodingChunked = chunked;
            // Otherwise a client goes on sending what nobody reads.
            request.Headers.ExpectContinue = true;
            using var answer = await client.SendAsync(request, Cancel);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked", "zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked", "2\r\n{}{}\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked", "fffffffffffffffff\r\n{}")]
    [InlineData("Transfer-Encoding: chunked", "5\r\n{}")]
    [InlineData("Content-Length: 50", "{}")]
    [InlineData("Content-Length: minus", "{}")]
    [InlineData("Content-Length: 2\r\nTransfer-Encoding: gzip", "{}")]
    public async Task Cut_into_wrong_pieces_is_refused(string header, string body)
    {
        using TcpClient client = new();
        await client.ConnectAsync(program.Address.Host, program.Address.Port, Cancel);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/v1/assessments HTTP/1.1\r\nHost: {program.Address.Authority}\r\nContent-Type: application/json\r\n{header}\r\nConnection: close\r\n\r\n{body}"
            ),
            Cancel
        );
        client.Client.Shutdown(SocketShutdown.Send);
        using StreamReader reader = new(stream);
        var answer = "";
        try
        {
            answer = await reader.ReadToEndAsync(Cancel);
        }
        catch (IOException)
        {
            // A body that ends before its time has nobody who waits for an answer.
        }

        Assert.Matches("^(HTTP/1.1 (400|501) |$)", answer.Length == 0 ? "" : answer[..13]);
        // Whoever comes next is served.
        using var next = From(program.Address, 25);
        Assert.NotEmpty(await next.GetStringAsync("/api/v1/rule-sets", Cancel));
    }

    [Fact]
    public async Task With_the_mark_of_byte_order_is_a_plan_and_compressed_is_none()
    {
        using var client = From(program.Address, 21);
        using var marked = await client.PostAsync(
            "/api/v1/assessments",
            Json([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(plans[0])]),
            Cancel
        );
        Assert.Equal(HttpStatusCode.OK, marked.StatusCode);

        var zipped = Json(Encoding.UTF8.GetBytes(plans[0]));
        zipped.Headers.ContentEncoding.Add("gzip");
        using var refused = await client.PostAsync("/api/v1/assessments", zipped, Cancel);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
    }

    [Fact]
    public async Task With_thousands_of_faults_is_told_the_first_thousand()
    {
        var body = "{" + string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"m{i}\":1")) + "}";
        using var client = From(program.Address, 22);
        using var answer = await client.PostAsync("/api/v1/assessments", Json(Encoding.UTF8.GetBytes(body)), Cancel);

        Assert.Equal(PublicApi.MostFaults, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["errors"]!.AsArray().Count);
    }

    [Fact]
    public async Task More_often_than_allowed_is_told_to_wait()
    {
        using var client = From(program.Address, 23);
        HttpStatusCode last = default;
        for (var i = 0; i <= PublicApi.MostAMinute && last != HttpStatusCode.TooManyRequests; i++)
        {
            using var answer = await client.PostAsync("/api/v1/assessments", Json("{}"u8.ToArray()), Cancel);
            last = answer.StatusCode;
            Assert.Equal(last == HttpStatusCode.TooManyRequests, answer.Headers.RetryAfter is not null);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task Has_its_limits_in_the_OpenAPI_document()
    {
        using var client = From(program.Address, 24);
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json", Cancel))!;
        Assert.All(document["paths"]!.AsObject(), path => Assert.StartsWith("/api/v1/", path.Key, StringComparison.Ordinal));
        var assess = document["paths"]!["/api/v1/assessments"]!["post"]!;
        var limits = assess["x-limits"]!;

        Assert.Equal(PublicApi.MostAMinute, (int)limits["requestsPerMinute"]!);
        Assert.Equal(PublicApi.LargestPlan, (int)limits["bytes"]!);
        Assert.Equal(PlanJson.Deepest, (int)limits["levels"]!);
        Assert.Equal(PlanJson.MostEntries, (int)limits["entries"]!);
        Assert.Equal(PlanJson.LongestAnswer, (int)limits["characters"]!);
        Assert.Equal(PlanJson.LargestNumber, (int)limits["largestNumber"]!);
        Assert.Equal(PublicApi.MostFaults, (int)limits["faultsTold"]!);
        Assert.All(
            limits.AsObject(),
            limit => Assert.Contains($"{limit.Value}", $"{assess["description"]}{assess["responses"]!["400"]}", StringComparison.Ordinal)
        );
        Assert.Equal(["200", "400", "413", "415", "429"], assess["responses"]!.AsObject().Select(one => one.Key));
        Assert.NotNull(assess["requestBody"]!["content"]!["application/json"]);
        Assert.Equal(["asOf", "ruleSet"], assess["parameters"]!.AsArray().Select(one => (string?)one!["name"]));
    }

    static HttpRequestMessage Request(int seed)
    {
        Random random = new(seed);
        string[] queries =
        [
            "",
            "",
            "",
            "?asOf=2026-09-01",
            "?asOf=0000-00-00",
            "?asOf=9999-12-31&asOf=1",
            "?asOf=%00",
            "?ruleSet=PHR-GL-2021-04",
            "?ruleSet=@@",
            "?ruleSet=PHR-GL-2025-04@99999999999",
            "?ruleSet=" + new string('x', 3000),
            "?ruleSet=%e3%81",
        ];
        string[] types =
        [
            "application/json",
            "application/json",
            "application/json; charset=utf-16",
            "application/problem+json",
            "text/json",
            "text/plain",
            "x",
        ];
        var content = new ByteArrayContent(BadTexts.Of(seed, plans[random.Next(plans.Length)]));
        content.Headers.TryAddWithoutValidation("Content-Type", random.Next(3) == 0 ? types[random.Next(types.Length)] : types[0]);
        HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/assessments" + queries[random.Next(queries.Length)])
        {
            Content = content,
        };
        request.Headers.TransferEncodingChunked = random.Next(4) == 0;
        return request;
    }

    static async Task IsGoodAsync(HttpResponseMessage answer, string seed)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        var json = JsonNode.Parse(text)!;
        switch (answer.StatusCode)
        {
            case HttpStatusCode.OK:
                Assert.True(json["useType"] is not null && json["findings"] is JsonArray { Count: > 0 }, $"{seed}: {text}");
                break;
            case HttpStatusCode.BadRequest:
                Assert.True(
                    json["errors"] is JsonArray { Count: > 0 } errors && errors.All(one => one!["path"] is not null),
                    $"{seed}: {text}"
                );
                break;
            default:
                Assert.True(
                    answer.StatusCode is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType,
                    $"{seed}: {answer.StatusCode} {text}"
                );
                break;
        }
    }

    static ByteArrayContent Json(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    // All of 127.0.0.0/8 is this machine. What has no answer after a while would never have one.
    static HttpClient From(Uri address, int last) =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = async (context, ct) =>
                {
                    Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
                    socket.Bind(new IPEndPoint(IPAddress.Parse($"127.0.0.{last}").MapToIPv6(), 0));
                    await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(address.Host).MapToIPv6(), address.Port), ct);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(30),
        };
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain.Files;
using ReviewPortal.Features.Account;
using ReviewPortal.House;

namespace ReviewPortal.Features.Files;

/// <summary>The real program with its demonstration, and people of it who send and fetch files over HTTP.</summary>
public sealed partial class FilesProgram : RealProgram
{
    protected override string Environment => "Development";

    public async Task<Visitor> PersonAsync(string name)
    {
        var visitor = Visitor();
        await visitor.SendAsync(Links.SignIn(), "sign-in", ("Email", $"{name}@demo.example"), ("Password", DemoAccounts.Password));
        return visitor;
    }

    public async Task<ApplicationId> ApplicationAsync(string serviceName)
    {
        await using var db = await Services.NewDbAsync();
        return await db.Applications.Where(one => one.ServiceName == serviceName).Select(one => one.Id).SingleAsync();
    }

    /// <summary>Sends a file as the page's script does.</summary>
    /// <param name="token">Another token than the page's; empty for none.</param>
    public static async Task<(HttpStatusCode Status, JsonNode? Said)> SendAsync(
        Visitor person,
        ApplicationId id,
        byte[] file,
        string name,
        DocumentKind kind = DocumentKind.Other,
        string? token = null
    )
    {
        var cancel = TestContext.Current.CancellationToken;
        using ByteArrayContent body = new(file);
        using var request = await RequestAsync(person, id, body, name, kind, token);
        using var answer = await person.SendAsync(request, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        return (answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }

    /// <summary>The request alone, for a body of the test's own.</summary>
    public static async Task<HttpRequestMessage> RequestAsync(
        Visitor person,
        ApplicationId id,
        HttpContent body,
        string name,
        DocumentKind kind = DocumentKind.Other,
        string? token = null
    )
    {
        token ??= Token().Match(await ReviewPortal.Visitor.TextAsync(await person.OpenAsync(Links.Home()))).Groups[1].Value;
        HttpRequestMessage request = new(HttpMethod.Post, $"{Links.Upload(id, kind)}&name={Uri.EscapeDataString(name)}") { Content = body };
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (token.Length > 0)
        {
            request.Headers.Add("RequestVerificationToken", WebUtility.HtmlDecode(token));
        }

        return request;
    }

    [GeneratedRegex("name=\"antiforgery\" content=\"([^\"]+)\"")]
    private static partial Regex Token();
}

using System.Text.RegularExpressions;

namespace ReviewPortal;

/// <summary>A browser without scripts: follows forms as they stand on the page.</summary>
public sealed partial class Visitor : HttpClient
{
    readonly Uri address;

    public Visitor(HttpMessageHandler handler, Uri address)
        : base(handler) => BaseAddress = this.address = address;

    public Task<HttpResponseMessage> OpenAsync(string path) => GetAsync(new Uri(address, path), TestContext.Current.CancellationToken);

    /// <summary>Opens the page, fills the named form with its hidden fields and these values, and sends it to where it points.</summary>
    /// <param name="form">The name that the page gave its form.</param>
    public async Task<HttpResponseMessage> SendAsync(string path, string form, params (string Name, string Value)[] values)
    {
        var page = await (await OpenAsync(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var found = Form()
            .Matches(page)
            .Select(match => match.Value)
            .Single(text => text.Contains($"value=\"{form}\"", StringComparison.Ordinal));
        var hidden = Hidden().Matches(found).Select(match => (Name: match.Groups[1].Value, Value: match.Groups[2].Value));
        return await PostAsync(path, [.. hidden, .. values]);
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] values) =>
        PostAsync(
            new Uri(address, path),
            new FormUrlEncodedContent(values.Select(value => KeyValuePair.Create(value.Name, value.Value))),
            TestContext.Current.CancellationToken
        );

    /// <summary>The text of an answer.</summary>
    public static Task<string> TextAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}

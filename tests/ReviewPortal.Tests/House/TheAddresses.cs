using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Access;
using ReviewPortal.Domain.People;

namespace ReviewPortal.House;

/// <summary>Every address that the program answers, as the program itself maps it.</summary>
public sealed partial class TheAddresses(RealProgram program) : IClassFixture<RealProgram>
{
    /// <summary>What the framework maps for circuits. Where it states nothing, the fallback asks for a signed-in person.</summary>
    const string Circuits = "/_";

    IReadOnlyList<RouteEndpoint> Own =>
        [
            .. program
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
                // What the framework maps besides, for files that are changed while the program runs from its sources.
                .Where(endpoint => endpoint.RoutePattern.RawText != "{**path:file}"),
        ];

    [Fact]
    public void State_who_may_call_them()
    {
        string[] known =
        [
            .. typeof(Policies).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!),
        ];
        var silent = Own.Where(endpoint => !Address(endpoint).StartsWith(Circuits, StringComparison.Ordinal))
            .Where(endpoint => Policy(endpoint) != "everybody" && !Policy(endpoint).Split(" + ").All(known.Contains))
            .Select(Address);

        Assert.Empty(silent);
        Assert.True(Own.Count > 20);
    }

    [Fact]
    public async Task Turn_a_visitor_away_unless_they_are_public()
    {
        using var visitor = program.Visitor();
        foreach (var endpoint in Own.Where(TakesGet))
        {
            var isPublic = Policy(endpoint) is "everybody" or Policies.Public;
            var address = Example(endpoint);
            using var answer = await visitor.OpenAsync(address);
            var turnedAway =
                answer.StatusCode == HttpStatusCode.Unauthorized
                || answer.Headers.Location?.ToString().EndsWith(Links.SignIn(address), StringComparison.Ordinal) == true;

            Assert.True(turnedAway != isPublic, $"{Address(endpoint)}: {Policy(endpoint)}, answered with {answer.StatusCode}.");
        }
    }

    [Fact]
    public async Task Turn_away_who_is_signed_in_without_the_role()
    {
        using var admin = await program.SignedInAsync(Role.SystemAdmin);
        foreach (var endpoint in Own.Where(TakesGet))
        {
            // What is for administrators is theirs.
            string[] open = ["everybody", Policies.Public, Policies.SignedIn, Policies.RunSystem, ""];
            var forRoles = Policy(endpoint).Split(" + ").Except(open).Any();
            using var answer = await admin.OpenAsync(Example(endpoint));
            var turnedAway = answer.Headers.Location?.ToString().Contains(Links.Denied(), StringComparison.Ordinal) == true;

            // The page that tells of an error has that error's status.
            Assert.True(
                (int)answer.StatusCode < 500 || Address(endpoint) == "/error",
                $"{Address(endpoint)}: answered with {answer.StatusCode}."
            );
            Assert.True(turnedAway == forRoles, $"{Address(endpoint)}: {Policy(endpoint)}, answered with {answer.StatusCode}.");
        }
    }

    [Fact]
    public void Let_everybody_have_a_circuit_who_may_open_an_interactive_page()
    {
        var interactive = Own.Where(endpoint => What(endpoint).StartsWith("interactive", StringComparison.Ordinal)).Select(Policy).ToList();
        var circuits = Own.Where(endpoint => Address(endpoint).StartsWith("/_blazor", StringComparison.Ordinal)).Select(Policy).ToList();

        Assert.NotEmpty(interactive);
        Assert.NotEmpty(circuits);
        Assert.True(circuits.TrueForAll(policy => policy == "everybody") || !interactive.Contains("everybody"));
    }

    [Fact]
    public void Are_printed_in_the_documents()
    {
        var text = new StringBuilder("# Addresses\n\nPrinted from the running program. `dotnet dev.cs docs` prints it anew.\n\n");
        text.AppendLine(
            "*Everybody* needs no account. Any other policy is a constant of `Access/Policies.cs`; the rows that a person sees behind"
        );
        text.AppendLine(
            "an address are narrowed further by `Visibility`. Plain pages work without scripts; interactive ones live in a circuit.\n"
        );
        text.AppendLine("| address | method | what | who |").AppendLine("| --- | --- | --- | --- |");
        foreach (var endpoint in Own.OrderBy(Address, StringComparer.Ordinal).ThenBy(Methods, StringComparer.Ordinal))
        {
            text.AppendLine($"| `{Address(endpoint)}` | {Methods(endpoint)} | {What(endpoint)} | {Who(endpoint)} |");
        }

        text.AppendLine("\nStyles, scripts and pictures (`wwwroot`, MudBlazor, the framework's script) are open to everybody.");
        Docs.MustMatch("addresses.md", text.ToString());
    }

    /// <summary>The policies that must all hold; "everybody" where none is asked for.</summary>
    static string Policy(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return "everybody";
        }

        return string.Join(" + ", endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(rule => rule.Policy ?? "?").Distinct());
    }

    // Every page asks for a signed-in person; where it asks for more, that says it.
    static string Who(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<AsksByItselfAttribute>() is { Who: var who } ? who
        : Policy(endpoint) is "" ? Policies.SignedIn
        : Policy(endpoint).Split(" + ")[^1];

    static string What(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type is not { } page
            ? Address((RouteEndpoint)endpoint).StartsWith(Circuits, StringComparison.Ordinal)
                ? "the framework's, for circuits"
                : "endpoint"
            : page.IsDefined(typeof(ExcludeFromInteractiveRoutingAttribute), inherit: true)
                ? $"plain page `{page.Name}`"
                : $"interactive page `{page.Name}`";

    static string Address(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    static string Methods(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods
            ? string.Join(", ", methods.Order())
            : "any";

    static bool TakesGet(RouteEndpoint endpoint) =>
        Methods(endpoint) is var methods
        && (methods == "any" || methods.Split(", ").Contains("GET"))
        && !Address(endpoint).StartsWith("/_blazor", StringComparison.Ordinal); // Wants a protocol of its own; tested where circuits are.

    /// <summary>The address with something for each placeholder.</summary>
    static string Example(RouteEndpoint endpoint) =>
        Placeholder()
            .Replace(
                Address(endpoint),
                match =>
                    match.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.NewGuid().ToString()
                    : match.Value.Contains(":int", StringComparison.Ordinal) ? "404"
                    : match.Value == "{language}" ? "en"
                    : "nothing-here"
            );

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Placeholder();
}

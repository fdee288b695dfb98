using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReviewPortal.Data;

namespace ReviewPortal.Features.People;

/// <summary>A page with people and invitations. The address is the state of its lists; what it says wrongly restricts nothing.</summary>
public abstract class TeamListPage : ComponentBase
{
    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "role")]
    public string? Standing { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "desc")]
    public string? Descending { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageText { get; set; }

    [SupplyParameterFromQuery(Name = "size")]
    public string? SizeText { get; set; }

    [SupplyParameterFromQuery(Name = "invitations")]
    public string? InvitationsText { get; set; }

    int? Number => Paging.Number(PageText);
    int? Size => Paging.Number(SizeText);
    int? Invitations => Paging.Number(InvitationsText);

    protected TeamFilter Query =>
        new(
            Text,
            Parse<TeamStanding>(Standing),
            Parse<TeamSort>(Sort) ?? TeamSort.Standing,
            Descending == "1",
            Number ?? 1,
            Size ?? Paging.DefaultSize,
            Invitations ?? 1
        );

    protected override Task OnParametersSetAsync() => ReadAsync();

    protected abstract Task ReadAsync();

    /// <summary>The address of the page with this query.</summary>
    protected abstract string AddressOf(IEnumerable<(string Name, string? Value)> query);

    protected void Show(params IEnumerable<(string Name, string? Value)> changed) => Navigation.NavigateTo(Address(changed));

    /// <summary>Whatever changes, both lists begin at their first page again, unless a page itself is asked for.</summary>
    protected string Address(params IEnumerable<(string Name, string? Value)> changed)
    {
        Dictionary<string, string?> query = new()
        {
            ["q"] = Text,
            ["role"] = Standing,
            ["sort"] = Sort,
            ["desc"] = Descending,
            ["size"] = Size?.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in changed)
        {
            query[name] = value;
        }

        return AddressOf(query.Select(pair => (pair.Key, pair.Value)));
    }

    /// <summary>The address of a page of the people.</summary>
    protected string MembersAt(int page, int size) => Address(("page", Of(page)), ("size", Of(size)), ("invitations", Of(Invitations)));

    /// <summary>The address of a page of the invitations.</summary>
    protected string InvitationsAt(int page, int size) => Address(("invitations", Of(page)), ("size", Of(size)), ("page", Of(Number)));

    static string? Of(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    static T? Parse<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;
}

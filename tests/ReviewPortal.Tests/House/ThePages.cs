using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using ReviewPortal.Access;

namespace ReviewPortal.House;

public class ThePages
{
    static readonly string[] Known =
    [
        .. typeof(Policies).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!),
    ];

    static readonly Type[] All = [.. typeof(App).Assembly.GetTypes().Where(type => type.IsDefined(typeof(RouteAttribute), inherit: false))];

    public static TheoryData<string> Names => [.. All.Select(page => page.FullName!)];

    [Theory, MemberData(nameof(Names))]
    public void State_who_may_open_them(string name)
    {
        var page = Page(name);
        var rules = page.GetCustomAttributes<AuthorizeAttribute>(inherit: true).ToList();

        Assert.True(rules.Count > 0 || IsPublic(page), $"{name} states no policy.");
        Assert.All(rules, rule => Assert.Contains(rule.Policy, Known));
        Assert.All(rules, rule => Assert.True(rule.Roles is null && rule.AuthenticationSchemes is null, "A policy says it all."));
    }

    [Theory, MemberData(nameof(Names))]
    public void Are_plain_pages_where_everybody_may_open_them(string name)
    {
        // A circuit is for signed-in people only, so a public page that needs one would never come alive.
        var page = Page(name);
        Assert.True(!IsPublic(page) || page.IsDefined(typeof(ExcludeFromInteractiveRoutingAttribute), inherit: true), name);
    }

    static bool IsPublic(Type page) => page.IsDefined(typeof(AllowAnonymousAttribute), inherit: true);

    static Type Page(string name) => All.Single(page => page.FullName == name);
}

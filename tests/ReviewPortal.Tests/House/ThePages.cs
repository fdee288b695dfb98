using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using ReviewPortal.Access;
using ReviewPortal.Features.SelfCheck;

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
        // Public pages can be read without scripts and cost no circuit. The self-check is the one that asks back at every answer.
        var page = Page(name);
        var isPlain = page.IsDefined(typeof(ExcludeFromInteractiveRoutingAttribute), inherit: true);
        Assert.True(!IsPublic(page) || isPlain || page == typeof(SelfCheckPage), name);
    }

    static bool IsPublic(Type page) => page.IsDefined(typeof(AllowAnonymousAttribute), inherit: true);

    static Type Page(string name) => All.Single(page => page.FullName == name);
}

using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ReviewPortal.Shell;

public sealed class AnErrorSummary : PortalTest
{
    [Fact]
    public void Is_not_there_without_faults() => Assert.Empty(Render<ErrorSummary>(p => p.Add(s => s.Faults, [])).Markup.Trim());

    [Fact]
    public void Leads_to_each_field_on_the_same_page()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/applications/7?tab=plan");

        var summary = Render<ErrorSummary>(p =>
            p.Add(s => s.Faults, [new("name", "名称を入力してください。"), new("end", "日付を直してください。")])
        );

        Assert.Equal("alert", summary.Find("div").GetAttribute("role"));
        Assert.Contains("2件", summary.Find("h2").TextContent);
        Assert.Equal(
            ["/applications/7?tab=plan#name", "/applications/7?tab=plan#end"],
            summary.FindAll("a").Select(link => link.GetAttribute("href"))
        );
    }

    [Fact]
    public void Takes_the_focus_each_time_that_new_faults_arrive()
    {
        var summary = Render<ErrorSummary>(p => p.Add(s => s.Faults, [new("name", "名称を入力してください。")]));
        JSInterop.VerifyFocusAsyncInvoke();

        summary.Render(p => p.Add(s => s.Faults, [new("name", "名称を入力してください。")]));

        JSInterop.VerifyFocusAsyncInvoke(2);
    }
}

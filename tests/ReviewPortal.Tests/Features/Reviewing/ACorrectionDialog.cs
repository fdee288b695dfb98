using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Data;
using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Features.Reviewing;

public sealed class ACorrectionDialog : PanelTest
{
    protected override string Plan => "supplement";

    [Fact]
    public async Task Lets_a_person_choose_among_the_answers_that_a_finding_rests_on()
    {
        await OpenAsync();
        var finding = Outside((await CaseAsync()).Assessment);
        Assert.True(finding.Answers.Count > 1);

        Suggestion(finding.Rule).Click();

        Assert.Equal("", Field(0).GetAttribute("value") ?? "");
        var offered = Field(0).QuerySelectorAll("optgroup")[0];
        Assert.Equal(
            finding.Answers.Where(path => Domain.Plans.PlanQuestions.Find(path) is not null),
            offered.QuerySelectorAll("option").Select(option => option.GetAttribute("value"))
        );
    }

    [Fact]
    public async Task Lets_the_rule_go_when_the_item_is_about_something_else()
    {
        await OpenAsync();
        var finding = Outside((await CaseAsync()).Assessment);
        Suggestion(finding.Rule).Click();
        Field(0).Change(finding.Answers[1]);
        Dialog.FindAll("button").Single(button => button.TextContent == Words["correction.add"]).Click();
        Field(1).Change("service.url");
        Dialog.Find("#case-items-1-text").Change("URLを書いてください");
        Send();
        var asked = (await CaseAsync()).Application.Corrections.Single();
        Assert.Contains(finding.Rule, asked.Items[0].Rule, StringComparison.Ordinal);
        Assert.Null(asked.Items[1].Rule);
    }

    [Fact]
    public async Task Ties_no_rule_to_an_answer_that_it_does_not_read()
    {
        await OpenAsync();
        Suggestion(Outside((await CaseAsync()).Assessment).Rule).Click();

        Field(0).Change("service.url");
        Send();

        Assert.Null((await CaseAsync()).Application.Corrections.Single().Items[0].Rule);
    }

    [Fact]
    public async Task Proposes_no_text_about_what_only_a_screen_of_officials_has()
    {
        await OpenAsync();

        Suggestion(Outside((await CaseAsync()).Assessment).Rule).Click();

        var text = Dialog.Find("#case-items-0-text").GetAttribute("value")!;
        Assert.Contains("類型のいずれにも当たりません", text, StringComparison.Ordinal);
        Assert.DoesNotContain("変更の候補", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comes_back_as_it_was_written_and_is_gone_when_it_was_sent()
    {
        await OpenAsync();
        Field(0).Change("service.summary");
        Dialog.Find("#case-items-0-text").Change("具体的に書いてください");
        Dialog.FindAll("button").Single(button => button.TextContent == Words["correction.add"]).Click();
        Dialog.Find("#case-items-1-text").Change("項目はあとで選ぶ");
        Dialog.Find("#case-due").Change("2099-01-01");
        Dialog.FindAll("button").Single(button => button.TextContent == Words["shell.cancel"]).Click();

        await OpenAsync();

        Dialog.WaitForAssertion(() => Assert.Equal("具体的に書いてください", Dialog.Find("#case-items-0-text").GetAttribute("value")));
        Assert.Equal("service.summary", Field(0).GetAttribute("value"));
        Assert.Equal("項目はあとで選ぶ", Dialog.Find("#case-items-1-text").GetAttribute("value"));
        Assert.Equal("2099-01-01", Dialog.Find("#case-due").GetAttribute("value"));
        Field(1).Change("service.url");
        Dialog
            .Find("#case-due")
            .Change(DateTime.UtcNow.AddDays(20).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Send();

        Assert.Equal(2, (await CaseAsync()).Application.Corrections.Single().Items.Count);
        await using var db = await Portal.Services.NewDbAsync();
        Assert.Empty(db.OwnTexts);
    }

    [Fact]
    public async Task Shows_a_fault_no_longer_when_it_was_mended()
    {
        await OpenAsync();
        Dialog.FindAll("button").Single(button => button.TextContent == Words["correction.send"]).Click();
        Assert.Equal(2, Dialog.FindAll(".form-error").Count);
        var focused = Focused();
        Assert.True(focused > 0);

        Field(0).Change("service.summary");

        Dialog.WaitForAssertion(() => Assert.Single(Dialog.FindAll(".form-error")));
        Assert.DoesNotContain(Words["correction.choose-field"], Dialog.Markup, StringComparison.Ordinal);
        // The summary took the focus once: whoever goes on to the next field stays there.
        Assert.Equal(focused, Focused());

        int Focused() => JSInterop.Invocations.Count(call => call.Identifier.EndsWith("focus", StringComparison.Ordinal));
    }

    static Finding Outside(Assessment assessment) =>
        assessment.Findings.First(finding => finding is { Rule: "TY-04", Outcome: Outcome.NotMet });

    IElement Suggestion(string rule) =>
        Dialog.FindAll("legend + ul button").First(button => button.TextContent.Contains(rule, StringComparison.Ordinal));

    IElement Field(int index) => Dialog.Find($"#case-items-{index}-path");

    async Task OpenAsync()
    {
        var shown = await CaseAsync();
        await Dialog.InvokeAsync(() =>
            Services
                .GetRequiredService<MudBlazor.IDialogService>()
                .ShowAsync<CorrectionDialog>("", new MudBlazor.DialogParameters { ["Case"] = shown }, CaseDialog.Options)
        );
        Dialog.WaitForElement("#case-items-0-path");
    }

    void Send()
    {
        Dialog.FindAll("button").Single(button => button.TextContent == Words["correction.send"]).Click();
        Dialog.WaitForAssertion(() => Assert.Single(CaseAsync().Result.Application.Corrections));
    }
}

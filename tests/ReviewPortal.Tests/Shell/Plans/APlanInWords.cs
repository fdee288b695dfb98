using Bunit;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Shell.Plans;

/// <summary>A plan as it is read.</summary>
public sealed class APlanInWords : PortalTest
{
    const string Plan = """
        {"service":{"name":"接種歴ノート","targetUsers":"秘密の利用者"},
         "functions":[{"name":"表","main":true,"recipients":[{"kind":"PartnerCompany","name":"提携先の名"}]}],
         "contacts":[{"name":"連絡先の人"}]}
        """;

    [Fact]
    public void Keeps_back_what_is_hidden_and_nothing_that_depends_on_it()
    {
        var whole = Render<PlanView>(p => p.Add(view => view.Json, Plan)).Markup;
        Assert.Contains("秘密の利用者", whole, StringComparison.Ordinal);

        string[] hidden = ["service.targetUsers", "functions[].recipients[].kind", "contacts"];
        var view = Render<PlanView>(p =>
            p.Add(one => one.Json, PlanMask.Without(Plan, hidden))
                .Add(one => one.Whole, PlanJson.Read(Plan).Plan)
                .Add(one => one.Hidden, hidden)
        );

        Assert.DoesNotContain("秘密の利用者", view.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(Words["RecipientKind.PartnerCompany"], view.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("連絡先の人", view.Markup, StringComparison.Ordinal);
        // The partner's name is asked for only because of the kind, which is kept back: the name is not.
        Assert.Contains("提携先の名", view.Markup, StringComparison.Ordinal);
        Assert.Equal(3, view.FindAll(".unanswered").Count(one => one.TextContent == Words["lead-only.not-shown"]));
    }
}

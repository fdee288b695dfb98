using Bunit;

namespace ReviewPortal.Shell;

public sealed class AFormItem : PortalTest
{
    const string Control = """<input id="name">""";

    [Fact]
    public void Labels_its_control_and_says_in_words_that_it_is_required()
    {
        var item = Render<FormItem>(p =>
            p.Add(i => i.Id, "name").Add(i => i.Label, "名称").Add(i => i.Required, true).AddChildContent(Control)
        );

        var label = item.Find("label");
        Assert.Equal("name", label.GetAttribute("for"));
        Assert.Equal("name-label", label.Id);
        Assert.Equal("名称 ※必須", label.TextContent.Trim());
    }

    [Fact]
    public void Says_in_words_that_it_is_optional() =>
        Assert.Contains(
            "※任意",
            Render<FormItem>(p => p.Add(i => i.Id, "name").Add(i => i.Label, "名称").Add(i => i.Required, false)).Find("label").TextContent
        );

    [Fact]
    public void Shows_no_error_before_there_is_one() =>
        Assert.Empty(
            Render<FormItem>(p => p.Add(i => i.Id, "name").Add(i => i.Label, "名称").AddChildContent(Control)).FindAll(".form-error")
        );

    [Fact]
    public void Tells_its_text_field_what_is_said_about_it()
    {
        var field = Render<FormItem>(p =>
                p.Add(i => i.Id, "name")
                    .Add(i => i.Label, "名称")
                    .Add(i => i.Required, true)
                    .Add(i => i.Support, "公開されます。")
                    .Add(i => i.Error, "入力してください。")
                    .AddChildContent<PortalText>(text => text.Add(t => t.Rows, 3).Add(t => t.Value, "x"))
            )
            .Find("textarea");

        Assert.Equal("name", field.Id);
        Assert.Equal("name-error name-support", field.GetAttribute("aria-describedby"));
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.True(field.HasAttribute("required"));
    }

    [Fact]
    public void Tells_its_text_field_of_an_error_that_comes_later()
    {
        var item = Render<FormItem>(p =>
            p.Add(i => i.Id, "name").Add(i => i.Label, "名称").AddChildContent<PortalText>(text => text.Add(t => t.Value, "x"))
        );
        Assert.False(item.Find("input").HasAttribute("aria-invalid"));

        item.Render(p => p.Add(i => i.Error, "入力してください。"));

        Assert.Equal("true", item.Find("input").GetAttribute("aria-invalid"));
        Assert.Equal("name-error", item.Find("input").GetAttribute("aria-describedby"));
    }

    [Fact]
    public void Hears_what_is_typed_into_its_text_field()
    {
        string? typed = null;
        var item = Render<FormItem>(p =>
            p.Add(i => i.Id, "name")
                .Add(i => i.Label, "名称")
                .AddChildContent<PortalText>(text => text.Add(t => t.ValueChanged, value => typed = value))
        );

        item.Find("input").Change("お薬手帳");

        Assert.Equal("お薬手帳", typed);
    }

    [Fact]
    public void Shows_its_error_below_with_the_leading_mark()
    {
        var item = Render<FormItem>(p =>
            p.Add(i => i.Id, "name").Add(i => i.Label, "名称").Add(i => i.Error, "入力してください。").AddChildContent(Control)
        );

        var error = item.Find("#name-error");
        Assert.Equal("＊入力してください。", error.TextContent);
    }

    [Fact]
    public void Describes_a_group_by_error_and_then_support()
    {
        var group = Render<FormItem>(p =>
                p.Add(i => i.Id, "type")
                    .Add(i => i.Label, "類型")
                    .Add(i => i.Group, true)
                    .Add(i => i.Support, "一つ選びます。")
                    .Add(i => i.Error, "選んでください。")
            )
            .Find("fieldset");

        Assert.Equal("type", group.Id);
        Assert.Equal("type-error type-support", group.GetAttribute("aria-describedby"));
        Assert.Equal("類型", group.QuerySelector("legend")!.TextContent.Trim());
        Assert.NotNull(group.QuerySelector("#type-support"));
    }

    [Theory]
    [InlineData(true, true, "a-error a-support")]
    [InlineData(true, false, "a-error")]
    [InlineData(false, true, "a-support")]
    [InlineData(false, false, null)]
    public void Tells_a_control_what_describes_it(bool error, bool support, string? ids) =>
        Assert.Equal(ids, FormIds.DescribedBy("a", error, support));
}

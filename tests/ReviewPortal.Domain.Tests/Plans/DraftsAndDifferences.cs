using System.Text.Json.Nodes;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Plans;

public class ADraft
{
    [Fact]
    public void A_list_that_was_not_there_is_told_entry_by_entry()
    {
        const string Sheet = """{"checkSheet":[{"item":"GL-203","answer":"Yes"},{"item":"GL-204","answer":"No"}]}""";

        Assert.Equal(["checkSheet[0]", "checkSheet[1]"], PlanDiff.Between("{}", Sheet).Select(change => change.Path));
        Assert.Equal(["checkSheet[0]", "checkSheet[1]"], PlanDiff.Between(Sheet, "{}").Select(change => change.Path));
    }

    [Fact]
    public void Keeps_what_was_typed_even_where_it_is_no_valid_answer()
    {
        var draft = PlanDraft.Empty();
        draft.Set("service.plannedStart", "来年の春");
        Assert.Equal("来年の春", PlanDraft.Parse(draft.Json).Get("service.plannedStart")!.GetValue<string>());
    }

    [Fact]
    public void Takes_an_answer_away_when_it_is_blanked()
    {
        var draft = PlanDraft.Parse("""{"service":{"name":"a"}}""");
        draft.Set("service.name", " ");
        draft.Set("handling.researchOnly", null);
        Assert.Equal("""{"service":{}}""", draft.Json);
    }

    [Fact]
    public void Grows_and_shrinks_lists()
    {
        var draft = PlanDraft.Empty();
        Assert.Equal("functions[0]", draft.AddEntry("functions"));
        Assert.Equal("functions[0].recipients[0]", draft.AddEntry("functions[0].recipients"));
        draft.Set("functions[0].recipients[0].kind", "User");
        draft.AddEntry("functions[0].recipients");
        draft.RemoveEntry("functions[0].recipients[1]");
        Assert.Equal("""{"functions":[{"recipients":[{"kind":"User"}]}]}""", draft.Json);
    }

    [Fact]
    public void Refuses_to_write_into_an_entry_that_is_gone()
    {
        var draft = PlanDraft.Empty();
        Assert.Equal("entry-gone", Assert.Throws<RuleBroken>(() => draft.Set("functions[3].name", "x")).Code);
        Assert.Equal("entry-gone", Assert.Throws<RuleBroken>(() => draft.RemoveEntry("functions[0]")).Code);
    }

    [Theory]
    [InlineData("functions[0].name", "functions[0]", true)]
    [InlineData("functions[0]", "functions", true)]
    [InlineData("functions[0]", "functions[0]", true)]
    [InlineData("functions[01]", "functions[0]", false)]
    [InlineData("service.nameOfIt", "service.name", false)]
    public void Knows_what_lies_within(string path, string whole, bool within) => Assert.Equal(within, PlanPath.IsWithin(path, whole));
}

public class ADifference
{
    [Fact]
    public void Names_each_changed_answer_with_both_values()
    {
        var change = Assert.Single(PlanDiff.Between("""{"service":{"name":"a","url":"u"}}""", """{"service":{"name":"b","url":"u"}}"""));
        Assert.Equal(("service.name", "a", "b"), (change.Path, change.Before!.GetValue<string>(), change.After!.GetValue<string>()));
    }

    [Fact]
    public void Matches_entries_by_what_they_are()
    {
        var changes = PlanDiff.Between(
            """{"functions":[{"name":"一覧"},{"name":"通知","content":"RetrievedData"}]}""",
            """{"functions":[{"name":"通知","content":"Mixed"}]}"""
        );
        Assert.Equal(["functions[0].content", "functions[0]"], changes.Select(change => change.Path));
        Assert.Null(changes[1].After);
    }

    [Fact]
    public void Sees_a_renamed_entry_as_one_changed_name()
    {
        var changes = PlanDiff.Between("""{"functions":[{"name":"一覧","main":true}]}""", """{"functions":[{"name":"表","main":true}]}""");
        Assert.Equal("functions[0].name", Assert.Single(changes).Path);
    }

    [Fact]
    public void Overlooks_the_order_of_choices() =>
        Assert.Empty(
            PlanDiff.Between("""{"apis":["SelfInformation","PeriodLinkage"]}""", """{"apis":["PeriodLinkage","SelfInformation"]}""")
        );

    [Fact]
    public void Shows_an_added_entry_as_one_change()
    {
        var change = Assert.Single(PlanDiff.Between("""{"functions":[]}""", """{"functions":[{"name":"x","main":true}]}"""));
        Assert.Equal("functions[0]", change.Path);
        Assert.IsType<JsonObject>(change.After);
    }

    [Fact]
    public void Names_answers_that_stay_and_are_asked_for_no_more_or_again()
    {
        const string without = """{"functions":[{"name":"一覧","recipients":[{"kind":"User","name":"販売店"}]}]}""";
        const string with = """{"functions":[{"name":"一覧","recipients":[{"kind":"Insurer","name":"販売店"}]}]}""";
        var inForce = Assert.Single(PlanDiff.OfForce(without, with));
        Assert.Equal(
            ("functions[0].recipients[0].name", "販売店", true),
            (inForce.Path, inForce.Answer.GetValue<string>(), inForce.Counts)
        );
        Assert.False(Assert.Single(PlanDiff.OfForce(with, without)).Counts);
        Assert.Empty(PlanDiff.OfForce(with, with));
    }
}

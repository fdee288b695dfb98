using System.Text.Json.Nodes;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Shell;

public class AnswersInWords : PortalTest
{
    [Fact]
    public void Of_a_whole_entry_name_the_choices_inside_of_its_lists_and_what_is_empty()
    {
        var function = JsonNode.Parse("""{"recipients":[{"kind":"User","content":["WholeResult"]}],"procedure":{}}""");

        var said = Words.Answer("functions[0]", function);

        Assert.Contains(Words["RecipientKind.User"], said, StringComparison.Ordinal);
        Assert.DoesNotContain("User", said, StringComparison.Ordinal);
        Assert.EndsWith(Words["plan.pair", Words.Question("functions[0].procedure"), Words["plan.none"]], said, StringComparison.Ordinal);
    }

    [Fact]
    public void Stand_each_at_its_own_place()
    {
        var plan = JsonNode.Parse("""{"functions":[{"isMain":true,"recipients":[{"kind":"User"}],"procedure":{}}]}""");

        Assert.Equal(
            [
                ("functions[0].isMain", Words["plan.yes"]),
                ("functions[0].recipients[0].kind", Words["RecipientKind.User"]),
                ("functions[0].procedure", Words["plan.none"]),
            ],
            Words.Answers("", plan).Select(answer => (answer.Path, answer.Text))
        );
    }
}

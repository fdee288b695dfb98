using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Applications;

public class AMessage
{
    [Fact]
    public void Says_from_which_side_it_comes_and_leaves_the_application_as_it_was()
    {
        var application = A.At(ApplicationState.Correcting);
        var version = application.Version;

        var question = Message.Write(application, " いつまでですか ", An.Representative);
        var answer = Message.Write(application, "今月末です", An.Reviewer);

        Assert.Equal(("いつまでですか", Holder.Applicant), (question.Text, question.From));
        Assert.Equal(Holder.Government, answer.From);
        Assert.Equal(version, application.Version);
        Assert.Equal(new MessageSent(application.Id, Holder.Applicant), Assert.Single(question.Happened).Event);
    }

    [Fact]
    public void Is_not_sent_empty_too_long_or_after_the_end()
    {
        var application = A.At(ApplicationState.InReview);
        Refused("message-empty", () => Message.Write(application, "　\n", An.Representative));
        Refused("text-long", () => Message.Write(application, new('あ', Message.TextMaxLength + 1), An.Representative));
        Refused("not-now", () => Message.Write(A.At(ApplicationState.Issued), "届きました", An.Representative));
        Refused("not-now", () => Message.Write(A.Draft(), "下書きです", An.Representative));
        Refused("not-assigned", () => Message.Write(application, "担当外です", An.Act(Role.Reviewer, "別の省", Ministry.Meti)));
    }

    [Fact]
    public void Among_officials_addresses_those_whom_it_names()
    {
        UserId[] people = [new(Guid.NewGuid()), new(Guid.NewGuid()), new(Guid.NewGuid())];
        (UserId, string)[] readers = [(people[0], "審査 総子"), (people[1], "審査 総"), (people[2], "主査 公一")];

        var note = InternalNote.Write(
            A.At(ApplicationState.InReview),
            "@審査 総子 さん、@主査 公一 さん。mail@example.jp",
            readers,
            An.Lead
        );

        Assert.Equal([people[0], people[2]], note.Mentions.Select(mention => mention.Person));
        Assert.IsType<IInternal>(Assert.Single(note.Happened).Event, exactMatch: false);
    }

    [Theory]
    [InlineData("100%の%{number}、%{ organization }様", null)]
    [InlineData("%{number}と%{nummer}", "nummer")]
    [InlineData("%{number", "")]
    [InlineData("%と%%と{number}", null)]
    public void Is_begun_with_a_text_whose_unknown_variable_is_named(string text, string? unknown)
    {
        Assert.Equal(unknown, TextBlock.UnknownIn(text));
        if (unknown is null)
        {
            Assert.Equal(text, TextBlock.Write("題", text, An.Reviewer).Text);
        }
        else
        {
            Refused(unknown.Length == 0 ? "block-brace" : "block-variable", () => TextBlock.Write("題", text, An.Reviewer));
        }
    }

    [Fact]
    public void Is_begun_with_a_text_that_keeps_what_nobody_filled_in() =>
        Assert.Equal(
            "R8-0001は50%です。%{due}",
            TextBlock.Fill("%{number}は50%です。%{due}", new Dictionary<string, string> { ["number"] = "R8-0001" })
        );

    [Fact]
    public void Text_is_kept_by_those_who_write_to_applicants_only()
    {
        Refused("not-allowed", () => TextBlock.Write("題", "文", An.Representative));
        Refused("not-allowed", () => TextBlock.Write("題", "文", An.Act(Role.Auditor)));
        var block = TextBlock.Write("題", "文", An.Intake);
        block.Remove(An.Lead);
        Refused("block-removed", () => block.Change("題", "文", An.Lead));
    }

    static void Refused(string code, Action action) => Assert.Equal(code, Assert.Throws<RuleBroken>(action).Code);
}

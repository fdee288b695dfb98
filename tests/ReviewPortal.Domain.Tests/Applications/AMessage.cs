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
        Refused("text-too-long", () => Message.Write(application, new('あ', Message.TextMaxLength + 1), An.Representative));
        Refused("not-now", () => Message.Write(A.At(ApplicationState.Issued), "届きました", An.Representative));
        Refused("not-now", () => Message.Write(A.Draft(), "下書きです", An.Representative));
        Refused("not-assigned", () => Message.Write(application, "担当外です", An.Act(Role.Reviewer, "別の省", Ministry.Meti)));
    }

    [Theory]
    [InlineData("片割れ\uD83D", TextFault.HalfCharacter)]
    [InlineData("置き換えられた\uFFFD", TextFault.HalfCharacter)]
    [InlineData("外字\uE000", TextFault.PrivateUse)]
    [InlineData("制御\u0007文字", TextFault.Control)]
    [InlineData("向きの\u202E変更", TextFault.Control)]
    public void Is_refused_with_what_nobody_could_read_and_so_is_all_that_applicants_write(string text, TextFault fault)
    {
        var (inReview, correcting) = (A.At(ApplicationState.InReview), A.At(ApplicationState.Correcting));
        inReview.Inquire("いつですか", A.Due, An.Lead);
        var inquiry = inReview.Inquiries.Single().Id;
        var item = correcting.OpenCorrection!.Items[0].Path;
        Action[] ways =
        [
            () => Message.Write(inReview, text, An.Representative),
            () => InternalNote.Write(inReview, text, [], An.Lead),
            () => inReview.AnswerInquiry(inquiry, text, An.Representative),
            () => inReview.Withdraw(text, An.Representative),
            () => correcting.AnswerCorrection(item, text, An.Representative),
            () => correcting.RequestExtension(A.Due.AddDays(3), text, An.Representative),
        ];

        Assert.All(
            ways,
            write =>
            {
                var refusal = Assert.Throws<RuleBroken>(write);
                Assert.Equal(("text-unusable", fault), (refusal.Code, refusal.Details.Single()));
            }
        );
        Assert.Equal(ApplicationState.InReview, inReview.State);
    }

    [Fact]
    public void Is_refused_likewise_in_all_that_officials_write()
    {
        const string text = "壊れた\uD83D文字";
        var (inReview, recommended) = (A.At(ApplicationState.InReview), A.At(ApplicationState.Recommended));
        var (unreviewed, asking) = (A.Unreviewed(), A.Asking(Ministry.Mhlw));
        Action[] ways =
        [
            () => unreviewed.Judge(ReviewPart.Substance, "SC", ["SC"], Verdict.Met, text, 0, An.Reviewer),
            () => inReview.RequestCorrection([new("service.url", text)], A.Due, An.Reviewer),
            () => inReview.RequestOpinions([Ministry.Meti], text, A.Due, An.Lead),
            () => asking.GiveOpinion(Stance.Objection, text, [], An.Act(Role.Reviewer, "mhlw", Ministry.Mhlw)),
            () => asking.GiveOpinion(Stance.Conditional, "条件付", [text], An.Act(Role.Reviewer, "mhlw", Ministry.Mhlw)),
            () => asking.WithdrawOpinionRequest(Ministry.Mhlw, text, An.Lead),
            () => inReview.InviteExpert("架空 学", "expert@demo.example", text, An.Lead),
            () => inReview.Recommend(A.Accepting with { Summary = text }, An.Reviewer),
            () => recommended.Challenge(text, An.Decider),
        ];

        Assert.All(ways, write => Assert.Equal("text-unusable", Assert.Throws<RuleBroken>(write).Code));
    }

    [Fact]
    public void Is_kept_composed_in_the_writer_s_own_characters()
    {
        var message = Message.Write(A.At(ApplicationState.InReview), "か\u3099ﾃﾞｰﾀ１２３\r\n𠮷野家😀  と\u3000", An.Representative);
        Assert.Equal("がﾃﾞｰﾀ１２３\n𠮷野家😀 と", message.Text);
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
    [InlineData("@審査 総子 さん、mail@example.jp へ", "")]
    [InlineData("@山田さん と @審査 総子", "山田さん")]
    [InlineData("経緯は@山田、@鈴木・花子。@ だけ", "山田,鈴木・花子")]
    public void Among_officials_names_people_whom_nobody_knows(string text, string unknown) =>
        Assert.Equal(unknown, string.Join(',', InternalNote.UnknownIn(text, ["審査 総子", "主査 公一"])));

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

using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Plans;

public class The_catalogue_of_questions
{
    static readonly UsePlan plan = new()
    {
        Functions =
        [
            new()
            {
                Recipients = [new() { Kind = RecipientKind.User }, new() { Kind = RecipientKind.Insurer, Use = [RecipientUse.Procedure] }],
                Content = FunctionContent.SubmittedDocument,
                DataItems = [new() { UserHoldsOnPaper = HeldOnPaper.No, YearsOnPaper = 3 }],
                Consequences = [Consequence.None],
            },
            new() { Recipients = [new() { Kind = RecipientKind.Employer }], Content = FunctionContent.Mixed },
        ],
        Compliance = new() { Certifications = [] },
    };

    [Fact]
    public void Follows_the_form_depth_first()
    {
        Assert.Equal(
            ["filing", "service", "handling", "apis", "functions", "compliance", "checkSheet", "contacts"],
            PlanQuestions.ChildrenOf("").Select(question => question.Pattern)
        );
        Assert.Equal(
            ["filing", "filing.kind", "filing.concerns", "filing.serviceEnd", "filing.serviceEnd.endsOn"],
            PlanQuestions.All.Take(5).Select(question => question.Pattern)
        );
        Assert.Equal(PlanQuestions.All.Count, PlanQuestions.All.Select(question => question.Pattern).Distinct().Count());
    }

    [Theory]
    [InlineData("functions", AnswerKind.List, typeof(PlanFunction), null, null)]
    [InlineData("functions[0]", AnswerKind.List, typeof(PlanFunction), null, null)]
    [InlineData("functions[3].recipients[1].consent", AnswerKind.Choice, typeof(Consent), typeof(Consent), "functions[].recipients")]
    [InlineData("functions[].recipients[].use", AnswerKind.Choices, typeof(RecipientUse), typeof(RecipientUse), "functions[].recipients")]
    [InlineData("functions[0].purchase", AnswerKind.Group, typeof(Purchase), null, "functions")]
    [InlineData("compliance.exportWindowDays", AnswerKind.Number, typeof(int), null, "compliance")]
    [InlineData("service.plannedStart", AnswerKind.Date, typeof(DateOnly), null, "service")]
    [InlineData("service.minors", AnswerKind.YesNo, typeof(bool), null, "service")]
    [InlineData("service.name", AnswerKind.Text, typeof(string), null, "service")]
    public void Knows_what_each_answer_looks_like(string path, AnswerKind kind, Type type, Type? enumType, string? parent)
    {
        var question = PlanQuestions.Find(path)!;

        Assert.Equal((kind, type, enumType, parent), (question.Kind, question.Type, question.EnumType, question.Parent));
    }

    [Fact]
    public void Knows_no_other_places()
    {
        Assert.Null(PlanQuestions.Find("functions[0].colour"));
        Assert.Empty(PlanQuestions.ChildrenOf("nowhere"));
        Assert.Empty(PlanQuestions.ChildrenOf("service.name"));
        Assert.Equal(PlanQuestions.ChildrenOf("functions[].recipients"), PlanQuestions.ChildrenOf("functions[2].recipients[7]"));
    }

    [Fact]
    public void Finds_the_answer_at_a_place()
    {
        Assert.Equal(RecipientKind.Insurer, PlanQuestions.Answer(plan, "functions[0].recipients[1].kind"));
        Assert.Same(plan.Functions![1], PlanQuestions.Answer(plan, "functions[1]"));
        Assert.Null(PlanQuestions.Answer(plan, "functions[2].name"));
        Assert.Null(PlanQuestions.Answer(plan, "functions[0].colour"));
        Assert.Null(PlanQuestions.Answer(plan, "service.name"));
    }

    [Fact]
    public void Puts_an_answer_in_its_place_and_takes_it_out()
    {
        var named = PlanQuestions.With(plan, "service.name", "手帳");
        var added = PlanQuestions.With(plan, "functions[2].name", "三つ目");
        var shorter = PlanQuestions.With(plan, "functions[0].recipients[0]", null);

        Assert.Equal("手帳", named.Service!.Name);
        Assert.Equal("三つ目", added.Functions![2].Name);
        Assert.Equal([RecipientKind.Insurer], shorter.Functions![0].Recipients!.Select(recipient => recipient.Kind!.Value));
        Assert.Equal(2, plan.Functions![0].Recipients!.Count);
        Assert.Null(PlanQuestions.With(named, "service.name", null).Service!.Name);
        Assert.Throws<ArgumentException>(() => PlanQuestions.With(plan, "functions[0].colour", 1));
        Assert.Throws<ArgumentException>(() => PlanQuestions.With(plan, "functions[3].name", "四つ目"));
    }

    [Theory]
    [InlineData("filing.serviceEnd", false)]
    [InlineData("filing.serviceEnd.endsOn", false)]
    [InlineData("functions[0].recipients[0].kind", true)]
    [InlineData("functions[0].recipients[0].consent", false)]
    [InlineData("functions[0].recipients[1].consent", true)]
    [InlineData("functions[0].recipients[1].separatedFromPersonnel", false)]
    [InlineData("functions[1].recipients[0].separatedFromPersonnel", true)]
    [InlineData("functions[0].recipients[9].consent", false)]
    [InlineData("functions[9].procedure", false)]
    [InlineData("functions[0].procedure", true)]
    [InlineData("functions[0].procedure.userStartsEach", true)]
    [InlineData("functions[0].procedure.decisionSameAsWithPaper", false)]
    [InlineData("functions[1].procedure", false)]
    [InlineData("functions[1].procedure.userStartsEach", false)]
    [InlineData("functions[0].newInformation", false)]
    [InlineData("functions[1].newInformation", true)]
    [InlineData("functions[0].medical.doctorInvolved", false)]
    [InlineData("functions[0].purchase.paths", true)]
    [InlineData("functions[1].purchase.paths", false)]
    [InlineData("functions[0].dataItems[0].requestedOnPaperBefore", true)]
    [InlineData("functions[0].dataItems[0].yearsOnPaper", false)]
    [InlineData("compliance.certificationPlanned", true)]
    [InlineData("handling.selfMeasuredSentToMedicalInstitutions", false)]
    public void Tells_whether_a_question_applies_now(string path, bool asked) => Assert.Equal(asked, PlanQuestions.IsAsked(path, plan));

    [Fact]
    public void Every_condition_is_about_a_question_that_exists() =>
        Assert.All(AskedWhen.Patterns, pattern => Assert.Equal(pattern, PlanQuestions.Find(pattern)?.Pattern));

    [Fact]
    public void Of_the_user_only_the_kind_is_asked() =>
        Assert.Equal(
            ["kind"],
            PlanQuestions
                .ChildrenOf("functions[].recipients")
                .Where(question => PlanQuestions.IsAsked($"functions[0].recipients[0].{question.Name}", plan))
                .Select(question => question.Name)
        );
}

using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using static ReviewPortal.Guidelines.Assessed;

namespace ReviewPortal.Guidelines;

public class The_type_of_a_function
{
    static readonly UsePlan list = Example.Plan("01");
    static readonly UsePlan forecast = Example.Plan("02");
    static readonly UsePlan joining = Example.Plan("04");

    [Theory]
    [InlineData(FunctionContent.RetrievedData, UseType.SelfUse)]
    [InlineData(FunctionContent.SubmittedDocument, UseType.SelfUse)]
    [InlineData(FunctionContent.NewInformation, UseType.InformationProvision)]
    [InlineData(FunctionContent.Mixed, UseType.InformationProvision)]
    [InlineData(FunctionContent.PersonList, UseType.InformationProvision)]
    public void Follows_the_content_where_only_the_user_or_a_proxy_receives(FunctionContent content, UseType type)
    {
        var plan = list.With("functions[0].content", content).To(User, new() { Kind = RecipientKind.Proxy });

        Assert.Equal(type, plan.Now().UseType);
    }

    [Fact]
    public void Is_electronic_submission_where_another_receives_in_a_procedure_and_for_nothing_else()
    {
        Assert.Equal(UseType.ElectronicSubmission, joining.Now().UseType);
        Assert.Equal(UseType.ElectronicSubmission, joining.To(User, Insurer).Now().UseType);
        Assert.Equal(
            UseType.ElectronicSubmission,
            joining.With("functions[0].recipients[0].use", new[] { RecipientUse.Care, RecipientUse.Procedure }).Now().UseType
        );
    }

    [Theory]
    [InlineData(RecipientUse.Monitoring)]
    [InlineData(RecipientUse.Statistics)]
    [InlineData(RecipientUse.Other)]
    public void Is_outside_with_any_use_besides_and_nearest_to_submission(RecipientUse besides)
    {
        var assessment = joining.With("functions[0].recipients[0].use", new[] { RecipientUse.Procedure, besides }).Now();

        Assert.Equal((UseType.OutsideTypes, UseType.ElectronicSubmission), (assessment.UseType, assessment.Nearest));
        Assert.Equal(Route.Conditional, assessment.Route);
        Assert.Contains(
            assessment.WhatWouldChange,
            change => change.Changes is [{ Kind: ChangeKind.Without } without] && without.To == besides.ToString()
        );
    }

    [Fact]
    public void Takes_care_as_a_procedure_only_where_one_is_described()
    {
        var care = joining.With("functions[0].recipients[0].use", new[] { RecipientUse.Care });
        var without = care.With("functions[0].procedure", null).Now();

        Assert.Equal(UseType.ElectronicSubmission, care.Now().UseType);
        Assert.Equal((UseType.OutsideTypes, null), (without.UseType, without.Nearest));
        Assert.Contains("functions[0].procedure", without.Unanswered);
    }

    [Fact]
    public void Is_undetermined_while_the_procedure_is_missing()
    {
        var assessment = joining.With("functions[0].procedure", null).Now();

        Assert.Equal(UseType.Undetermined, assessment.UseType);
        Assert.Contains("functions[0].procedure", assessment.Unanswered);
    }

    [Fact]
    public void Is_undetermined_without_recipients_or_with_an_empty_list()
    {
        foreach (var plan in new[] { list.With("functions[0].recipients", null), list.To() })
        {
            var assessment = plan.Now();

            Assert.Equal((UseType.Undetermined, Route.Undetermined), (assessment.UseType, assessment.Route));
            Assert.Equal("functions[0].recipients", assessment.Unanswered[0]);
        }
    }

    [Theory]
    [InlineData(RecipientUse.Marketing)]
    [InlineData(RecipientUse.Monitoring)]
    [InlineData(RecipientUse.Research)]
    [InlineData(RecipientUse.HealthGuidance)]
    public void Is_outside_where_another_receives_in_any_other_way_whatever_the_others_are(RecipientUse use)
    {
        var assessment = forecast.To(User, Insurer with { Use = [use] }).Now();

        Assert.Equal((UseType.OutsideTypes, UseType.InformationProvision), (assessment.UseType, assessment.Nearest));
        Assert.Equal(["TY-04"], assessment.Functions[0].Because);
    }

    [Fact]
    public void Is_left_alone_by_one_who_only_learns_the_fact_within_the_procedure()
    {
        var fact = Insurer with { Receives = Receives.FactOnly };
        var procedure = joining.Functions![0].Procedure;

        Assert.Equal(UseType.SelfUse, list.To(User, fact).With("functions[0].procedure", procedure).Now().UseType);
        Assert.Equal(UseType.OutsideTypes, list.To(User, fact with { Use = [RecipientUse.Monitoring] }).Now().UseType);
        Assert.Equal(UseType.ElectronicSubmission, joining.To(fact).Now().UseType);
    }

    [Theory]
    [InlineData(RecipientUse.Care, UseType.SelfUse)]
    [InlineData(RecipientUse.Procedure, UseType.SelfUse)]
    [InlineData(RecipientUse.Marketing, UseType.OutsideTypes)]
    public void Is_left_alone_by_the_providers_staff_at_work_only(RecipientUse use, UseType type) =>
        Assert.Equal(type, list.To(User, Insurer with { Kind = RecipientKind.ProviderStaff, Use = [use] }).Now().UseType);

    [Fact]
    public void Reads_only_the_kind_of_a_user()
    {
        var odd = new Recipient
        {
            Kind = RecipientKind.User,
            Use = [RecipientUse.Marketing],
            Consent = Consent.OptOut,
            DisclosedIn = DisclosedIn.Nowhere,
            Foreign = true,
        };

        var assessment = list.To(odd).Now();

        Assert.Equal((UseType.SelfUse, Route.Standard), (assessment.UseType, assessment.Route));
        Assert.Empty(assessment.Flags);
    }

    [Theory]
    [InlineData("functions[0].dataItems[0].userHoldsOnPaper", HeldOnPaper.Partly)]
    [InlineData("functions[0].dataItems[0].userHoldsOnPaper", HeldOnPaper.No)]
    [InlineData("functions[0].dataItems[0].years", 2)]
    [InlineData("functions[0].dataItems[0].requestedOnPaperBefore", false)]
    [InlineData("functions[0].dataItems[0].sameItemsAsPaper", false)]
    [InlineData("functions[0].procedure.replacesPaper", false)]
    [InlineData("functions[0].procedure.automaticRepetition", true)]
    [InlineData("functions[0].procedure.userSeesBeforeSending", false)]
    [InlineData("functions[0].retrieval", Retrieval.Periodic)]
    [InlineData("functions[0].retrieval", Retrieval.ByRecipient)]
    [InlineData("functions[0].recipients[0].channel", Channel.RecipientFetches)]
    public void Is_outside_where_the_company_gets_more_than_the_paper(string path, object answer)
    {
        var assessment = joining.With(path, answer).Now();

        Assert.Equal((UseType.OutsideTypes, UseType.ElectronicSubmission), (assessment.UseType, assessment.Nearest));
        Assert.Equal(["TY-04", "CO-02"], assessment.Functions[0].Because);
        Assert.Contains(Flag.Asymmetry, assessment.Flags);
        Assert.Contains(path, assessment.Findings.Single(finding => finding.Rule == "CO-02").Answers);
    }

    [Fact]
    public void Takes_as_many_years_as_the_paper_has()
    {
        Assert.Equal(
            UseType.ElectronicSubmission,
            joining.With("functions[0].dataItems[0].yearsOnPaper", 5).With("functions[0].dataItems[0].years", 5).Now().UseType
        );
        Assert.Equal(
            UseType.OutsideTypes,
            joining.With("functions[0].dataItems[0].yearsOnPaper", 5).With("functions[0].dataItems[0].years", 6).Now().UseType
        );
    }

    [Fact]
    public void Warns_that_a_medication_list_may_be_fuller_than_the_notebook()
    {
        var finding = joining.With("functions[0].dataItems[0].item", Item.Medication).Now().Findings.Single(one => one.Rule == "CO-02");

        Assert.Equal(Outcome.Met, finding.Outcome);
        Assert.Contains("お薬手帳", finding.Message.Ja, StringComparison.Ordinal);
        Assert.DoesNotContain("お薬手帳", joining.Now().Findings.Single(one => one.Rule == "CO-02").Message.Ja, StringComparison.Ordinal);
    }
}

public class The_purchase_test
{
    static readonly UsePlan offer = Example.Plan("03");

    [Theory]
    // The three parts together fail, whatever the type.
    [InlineData(true, false, PurchasePath.BuyLink, Placement.BesideResult, false, Outcome.NotMet)]
    [InlineData(false, true, PurchasePath.Booking, Placement.ContentItself, false, Outcome.NotMet)]
    [InlineData(true, false, PurchasePath.Coupon, Placement.SeparatePage, true, Outcome.NotMet)]
    // Two with the path among them need a person.
    [InlineData(true, false, PurchasePath.BuyLink, Placement.SeparatePage, false, Outcome.NeedsPerson)]
    [InlineData(false, false, PurchasePath.Advertisement, Placement.BesideResult, false, Outcome.NeedsPerson)]
    // A path alone, or points for everybody, pass.
    [InlineData(false, false, PurchasePath.Advertisement, Placement.SeparatePage, false, Outcome.Met)]
    [InlineData(true, false, PurchasePath.Points, Placement.BesideResult, false, Outcome.Met)]
    [InlineData(true, false, PurchasePath.Points, Placement.SeparatePage, true, Outcome.NotMet)]
    public void Looks_for_item_path_and_urging(bool item, bool own, PurchasePath path, Placement placement, bool keyed, Outcome outcome)
    {
        var plan = offer.With(
            "functions[0].purchase",
            new Purchase
            {
                SpecificItem = item,
                OwnPaidService = own,
                Paths = [path],
                Placement = placement,
                KeyedToHealthData = keyed,
                PublicProgrammeOnly = false,
            }
        );
        var assessment = plan.Now();

        Assert.Equal(outcome, assessment.Of("CO-01"));
        Assert.Equal(outcome == Outcome.NotMet ? UseType.OutsideTypes : UseType.InformationProvision, assessment.UseType);
        Assert.Equal(outcome != Outcome.Met, assessment.Flags.Contains(Flag.Purchase));
    }

    [Fact]
    public void Passes_without_a_path_and_for_a_public_programme()
    {
        Assert.Equal(Outcome.Met, offer.With("functions[0].purchase.paths", Array.Empty<PurchasePath>()).Now().Of("CO-01"));
        Assert.Equal(Outcome.Met, offer.With("functions[0].purchase.publicProgrammeOnly", true).Now().Of("CO-01"));
    }

    [Fact]
    public void Makes_even_self_use_fall_outside()
    {
        var assessment = offer.With("functions[0].content", FunctionContent.RetrievedData).Now();

        Assert.Equal((UseType.OutsideTypes, UseType.SelfUse), (assessment.UseType, assessment.Nearest));
    }

    [Fact]
    public void Is_not_applicable_to_self_use_without_a_path_and_to_what_the_user_does_not_see()
    {
        Assert.Equal(Outcome.NotApplicable, Example.Plan("01").Now().Of("CO-01"));
        Assert.Equal(Outcome.NotApplicable, Example.Plan("04").Now().Of("CO-01"));
    }

    [Fact]
    public void Is_open_while_an_answer_is_missing()
    {
        var assessment = offer.With("functions[0].purchase.publicProgrammeOnly", null).Now();

        Assert.Equal(Outcome.Undetermined, assessment.Of("CO-01"));
        Assert.Equal(UseType.Undetermined, assessment.UseType);
        Assert.Equal("functions[0].purchase.publicProgrammeOnly", assessment.Unanswered[0]);
    }

    [Fact]
    public void Is_not_impressed_by_a_disclaimer() =>
        Assert.Equal(
            Outcome.NotMet,
            offer.With("functions[0].description", "本機能は特定の商品の購買を促すものではありません。").Now().Of("CO-01")
        );

    [Fact]
    public void Is_settled_by_taking_the_offer_away_as_one_change()
    {
        var first = offer.Now().WhatWouldChange[0];

        Assert.Equal([new AnswerChange("functions[0].purchase", ChangeKind.NoOffer, null)], first.Changes);
        Assert.Equal((UseType.InformationProvision, Route.Standard), (first.UseType, first.Route));
    }
}

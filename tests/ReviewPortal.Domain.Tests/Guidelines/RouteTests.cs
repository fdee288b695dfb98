using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using static ReviewPortal.Guidelines.Assessed;

namespace ReviewPortal.Guidelines;

public class The_route
{
    const string Recipient = "functions[0].recipients[0]";

    static readonly UsePlan list = Example.Plan("01");
    static readonly UsePlan forecast = Example.Plan("02");
    static readonly UsePlan offer = Example.Plan("03");
    static readonly UsePlan joining = Example.Plan("04");
    static readonly UsePlan diary = Example.Plan("06");

    static readonly (Route Route, UsePlan Plan)[] cases =
    [
        (Route.OutOfScopeGuidance, diary),
        (Route.OutOfScopeGuidance, diary.To(Insurer with { Use = [RecipientUse.Marketing] })),
        (Route.RefusalLikely, joining.With($"{Recipient}.use", new[] { RecipientUse.Procedure, RecipientUse.Marketing })),
        (Route.RefusalLikely, list.To(User, Insurer with { Use = [RecipientUse.Credit] })),
        (Route.RefusalLikely, list.To(User, Insurer with { Use = [RecipientUse.Personnel] })),
        (Route.RefusalLikely, list.To(User, Insurer with { Use = [RecipientUse.Resale] })),
        (Route.RefusalLikely, joining.With($"{Recipient}.consent", Consent.None)),
        (Route.RefusalLikely, joining.With($"{Recipient}.consent", Consent.OptOut)),
        (Route.RefusalLikely, joining.With($"{Recipient}.disclosedIn", DisclosedIn.Nowhere)),
        (Route.RefusalLikely, offer.With("functions[0].purchase.placement", Placement.ContentItself)),
        (Route.RefusalLikely, New(NewInformationKind.Diagnosis)),
        (Route.RefusalLikely, New(NewInformationKind.DoseInstruction)),
        (Route.Standard, New(NewInformationKind.Diagnosis).With("functions[0].medical.doctorInvolved", true)),
        (Route.Consultation, list.With("handling.dataKinds", new[] { DataKind.SelfMeasured, DataKind.Anonymized })),
        (Route.Consultation, diary.With("handling.onlyTheseKinds", false)),
        (Route.Consultation, diary.With("handling.selfMeasuredSentToMedicalInstitutions", true)),
        (Route.Consultation, list.To(Insurer with { Use = [RecipientUse.Monitoring] })),
        (Route.Consultation, joining.With("functions[0].procedure.replacesPaper", false)),
        (Route.Consultation, offer.With("functions[0].purchase.specificItem", false)),
        (Route.Consultation, list.With("functions[0].consequences", new[] { Consequence.PremiumChange })),
        (Route.Consultation, joining.With($"{Recipient}.disclosedIn", DisclosedIn.TermsOnly)),
        (Route.Conditional, offer),
        (Route.Conditional, list.To(User, Insurer with { Use = [RecipientUse.Monitoring] })),
        (
            Route.Conditional,
            joining.With($"{Recipient}.use", new[] { RecipientUse.Procedure, RecipientUse.Monitoring, RecipientUse.Statistics })
        ),
        (Route.Conditional, joining.With($"{Recipient}.consent", Consent.Bundled)),
        (Route.Conditional, joining.With($"{Recipient}.kind", RecipientKind.Employer).With($"{Recipient}.separatedFromPersonnel", true)),
        (Route.Conditional, New(NewInformationKind.Triage)),
        (Route.Conditional, forecast.With("functions[0].medical.deviceCheckResult", DeviceCheck.Open)),
        (Route.Conditional, forecast.With("functions[0].medical.deviceCheckRecorded", false)),
        (Route.Conditional, list.With("functions[0].dataItems[1].item", Item.Income)),
        (Route.Conditional, list.With("compliance.deletionOnRequest", false)),
        (
            Route.Conditional,
            list.With(
                "checkSheet",
                new[]
                {
                    new CheckSheetEntry { Item = "GL-203", Answer = CheckSheetAnswer.No },
                }
            )
        ),
        (
            Route.Standard,
            list.With(
                "checkSheet",
                new[]
                {
                    new CheckSheetEntry { Item = "GL-203", Answer = CheckSheetAnswer.Yes },
                }
            )
        ),
        (Route.Standard, list),
        (Route.Standard, forecast),
        (Route.Standard, joining),
        (Route.Standard, list.With("service.minors", true).With("compliance.proxies", true)),
        (Route.Undetermined, new UsePlan()),
        (Route.Undetermined, list.With("functions", Array.Empty<PlanFunction>())),
        (Route.Undetermined, list.With("checkSheet", new[] { new CheckSheetEntry { Item = "GL-203" } })),
    ];

    static UsePlan New(NewInformationKind kind) => forecast.With("functions[0].newInformation", new[] { kind });

    public static TheoryData<int, Route> Cases => new(cases.Select((one, i) => new TheoryDataRow<int, Route>(i, one.Route)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_the_first_line_that_holds(int number, Route route)
    {
        var assessment = cases[number].Plan.Now();

        Assert.Equal(route, assessment.Route);
        Assert.NotEmpty(assessment.RouteReasons.Text.Ja);
    }

    [Fact]
    public void Has_every_line_tried() => Assert.Equal(Enum.GetValues<Route>(), cases.Select(one => one.Route).Distinct().Order());

    [Theory]
    [InlineData("handling.dataKinds")]
    [InlineData("handling.onlyTheseKinds")]
    [InlineData("functions[0].recipients[0].use")]
    [InlineData("functions[0].recipients[0].consent")]
    [InlineData("functions[0].recipients[0].disclosedIn")]
    [InlineData("functions[0].procedure.userSeesBeforeSending")]
    [InlineData("functions[0].dataItems[0].years")]
    [InlineData("compliance.selfCheck")]
    [InlineData("compliance.export")]
    public void Is_undetermined_where_the_line_cannot_be_told_and_names_the_answer(string path)
    {
        var plan = path.StartsWith("handling", StringComparison.Ordinal) ? diary : joining;
        var assessment = plan.With(path, null).Now();

        Assert.Equal(Route.Undetermined, assessment.Route);
        Assert.Contains(path, assessment.RouteReasons.Answers);
        Assert.Equal(path, assessment.Unanswered[0]);
    }

    [Fact]
    public void Is_not_held_up_by_what_lies_below_the_line() =>
        Assert.Equal(
            Route.RefusalLikely,
            joining.With($"{Recipient}.consent", Consent.OptOut).With("functions[0].dataItems", null).With("compliance", null).Now().Route
        );

    [Fact]
    public void Knows_a_change_of_two()
    {
        var plan = joining.With("functions[0].retrieval", Retrieval.Periodic).With("functions[0].procedure.automaticRepetition", true);
        var assessment = plan.Now();

        Assert.Equal(Route.Conditional, assessment.Route);
        Assert.All(assessment.WhatWouldChange, change => Assert.Equal(2, change.Changes.Count));
        Assert.Contains(
            new AnswerChange("functions[0].procedure.automaticRepetition", ChangeKind.Set, "false"),
            assessment.WhatWouldChange[0].Changes
        );
    }

    [Fact]
    public void Is_consultation_where_three_changes_would_be_needed()
    {
        var plan = joining
            .With("functions[0].retrieval", Retrieval.Periodic)
            .With("functions[0].procedure.automaticRepetition", true)
            .With("functions[0].procedure.userSeesBeforeSending", false)
            // A recipient who fetches is one more, and rules out that only the fact is told.
            .With($"{Recipient}.channel", Channel.RecipientFetches);

        Assert.Equal(Route.Consultation, plan.Now().Route);
        Assert.Empty(plan.Now().WhatWouldChange);
    }

    [Theory]
    [InlineData("04", "functions[0].recipients[0].consent", Consent.OptOut, Route.RefusalLikely)]
    [InlineData("04", "functions[0].recipients[0].disclosedIn", DisclosedIn.TermsOnly, Route.Consultation)]
    public void Names_the_answer_that_keeps_a_plan_inside_the_types_from_an_easier_route(
        string example,
        string path,
        object answer,
        Route route
    )
    {
        var assessment = Example.Plan(example).With(path, answer).Now();

        Assert.Equal(route, assessment.Route);
        Assert.All(assessment.WhatWouldChange, change => Assert.Equal(path, Assert.Single(change.Changes).Path));
        Assert.Equal(Route.Standard, assessment.WhatWouldChange[0].Route);
    }

    [Fact]
    public void Names_what_would_have_to_be_taken_away_or_set_apart()
    {
        var asked = Example
            .Plan("03")
            .With("functions[0].purchase.keyedToHealthData", false)
            .With("functions[0].purchase.placement", Placement.SeparatePage)
            .Now();

        Assert.Equal(Route.Consultation, asked.Route);
        Assert.Contains(
            asked.WhatWouldChange,
            change => change.Route == Route.Standard && change.Changes is [{ Path: "functions[0].purchase", Kind: ChangeKind.NoOffer }]
        );
        Assert.Empty(Example.Plan("01").Now().WhatWouldChange);
    }

    [Fact]
    public void Names_what_would_give_another_type_on_the_same_route()
    {
        var recipients = joining.Functions![0].Recipients!;
        var also = joining.With("functions[0].recipients", new[] { recipients[0], Example.Plan("01").Functions![0].Recipients![0] }).Now();

        Assert.Equal((UseType.ElectronicSubmission, Route.Standard), (also.UseType, also.Route));
        Assert.Equal(
            [
                (
                    new AnswerChange("functions[0].recipients[0].receives", ChangeKind.Set, nameof(Receives.FactOnly)),
                    UseType.SelfUse,
                    Route.Standard
                ),
                (new AnswerChange("functions[0].recipients[0]", ChangeKind.Dropped, null), UseType.SelfUse, Route.Standard),
            ],
            also.WhatWouldChange.Select(change => (Assert.Single(change.Changes), change.UseType, change.Route))
        );
    }

    [Fact]
    public void Shortens_the_period_to_that_of_the_paper()
    {
        var change = joining.With("functions[0].dataItems[0].years", 5).Now().WhatWouldChange[0];

        Assert.Equal([new AnswerChange("functions[0].dataItems[0].years", ChangeKind.Set, "1")], change.Changes);
        Assert.Equal((UseType.ElectronicSubmission, Route.Standard), (change.UseType, change.Route));
    }
}

public class The_flags
{
    static readonly UsePlan list = Example.Plan("01");
    static readonly UsePlan forecast = Example.Plan("02");
    static readonly UsePlan offer = Example.Plan("03");
    static readonly UsePlan joining = Example.Plan("04");

    static readonly (Flag Flag, UsePlan Raised, UsePlan NotRaised)[] cases =
    [
        (
            Flag.Purchase,
            offer.With("functions[0].purchase.specificItem", false),
            offer.With("functions[0].purchase.publicProgrammeOnly", true)
        ),
        (Flag.Asymmetry, Example.Plan("05"), joining),
        (Flag.ThirdParty, joining, list),
        (
            Flag.ThirdParty,
            list.To(User, Insurer with { Kind = RecipientKind.ProviderStaff, Use = [RecipientUse.Statistics] }),
            list.To(User, Insurer with { Kind = RecipientKind.ProviderStaff, Use = [RecipientUse.Care] })
        ),
        (Flag.Disadvantage, list.With("functions[0].consequences", new[] { Consequence.Credit }), joining),
        (Flag.MedLaw, forecast, offer),
        (Flag.Employer, joining.With("functions[0].recipients[0].kind", RecipientKind.Employer), joining),
        (Flag.Proxy, list.To(User, new() { Kind = RecipientKind.Proxy }), list),
        (Flag.Proxy, list.With("compliance.proxies", true), list),
        (Flag.Minor, list.With("service.minors", true), list),
        (Flag.Foreign, joining.With("functions[0].recipients[0].foreign", true), joining),
        (Flag.Foreign, list.With("compliance.storageCountry", "US"), list.With("compliance.storageCountry", " jp ")),
        (Flag.ExcessData, list.With("functions[0].dataItems[0].necessity", Necessity.NotNeeded), list),
        (Flag.ExcessData, joining.With("functions[0].dataItems[0].sameItemsAsPaper", false), joining),
        (Flag.ExcessData, joining.With("functions[0].dataItems[0].requestedOnPaperBefore", false), list),
        (Flag.NoNecessity, list.With("compliance.apiNeed", ApiNeed.NotUsed), list.With("compliance.apiNeed", ApiNeed.Easier)),
        (Flag.NoCert, Example.Plan("08"), list),
        (Flag.Attribute, list.With("functions[0].dataItems[0].item", Item.Household), list),
        (Flag.Attribute, list.With("handling.dataKinds", new[] { DataKind.CheckupAndCare, DataKind.Attributes }), list),
        (Flag.Research, Example.Plan("07"), list),
        (Flag.Research, joining.With("functions[0].recipients[0].use", new[] { RecipientUse.Research }), joining),
        (
            Flag.TermLink,
            list.With("functions[0].retrieval", Retrieval.Periodic).With("apis", new[] { Api.PeriodLinkage }),
            list.With("functions[0].retrieval", Retrieval.Periodic)
        ),
        (
            Flag.ExportEnd,
            list.With(
                "filing",
                new Filing
                {
                    Kind = FilingKind.EndNotice,
                    ServiceEnd = new()
                    {
                        EndsOn = new(2026, 12, 31),
                        UsersToldOn = new(2026, 9, 1),
                        ExportUntil = new(2026, 12, 1),
                    },
                }
            ),
            list
        ),
        (Flag.Vague, joining.With("functions[0].recipients[0].disclosedIn", DisclosedIn.TermsOnly), joining),
        (Flag.Vague, joining.With("functions[0].recipients[0].disclosedIn", DisclosedIn.Nowhere), joining),
    ];

    public static TheoryData<int, Flag> Cases => new(cases.Select((one, i) => new TheoryDataRow<int, Flag>(i, one.Flag)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Point_at_what_is_there_and_at_nothing_else(int number, Flag flag)
    {
        Assert.Contains(flag, cases[number].Raised.Now().Flags);
        Assert.DoesNotContain(flag, cases[number].NotRaised.Now().Flags);
    }

    [Fact]
    public void Are_all_tried_and_have_a_line_in_the_rules()
    {
        Assert.Equal(Enum.GetValues<Flag>(), cases.Select(one => one.Flag).Distinct().Order());
        Assert.Equal(Enum.GetValues<Flag>(), Rules.Flags.Select(line => line.Flag));
    }

    [Fact]
    public void Go_over_the_wire_in_upper_case() =>
        Assert.Equal(
            ["PURCHASE", "ASYMMETRY", "THIRD_PARTY", "DISADVANTAGE", "MED_LAW", "EMPLOYER", "PROXY", "MINOR", "FOREIGN"],
            Enum.GetValues<Flag>().Take(9).Select(AssessmentJson.NameOf)
        );
}

using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using static ReviewPortal.Guidelines.Assessed;

namespace ReviewPortal.Guidelines;

public class Each_rule
{
    const string Recipient = "functions[0].recipients[0]";
    const string Item = "functions[0].dataItems[0]";
    const string Medical = "functions[0].medical";

    static readonly UsePlan list = Example.Plan("01");
    static readonly UsePlan forecast = Example.Plan("02");
    static readonly UsePlan offer = Example.Plan("03");
    static readonly UsePlan joining = Example.Plan("04");
    static readonly UsePlan diary = Example.Plan("06");
    static readonly UsePlan cohort = Example.Plan("07");
    static readonly UsePlan end = list.With(
        "filing",
        new Filing
        {
            Kind = FilingKind.EndNotice,
            ServiceEnd = new()
            {
                EndsOn = new(2026, 12, 31),
                UsersToldOn = new(2026, 10, 2),
                ExportUntil = new(2026, 12, 31),
            },
        }
    );
    static readonly UsePlan employer = joining
        .With($"{Recipient}.kind", RecipientKind.Employer)
        .With($"{Recipient}.separatedFromPersonnel", true);
    static readonly UsePlan attributes = list.With("handling.dataKinds", new[] { DataKind.Attributes });
    static readonly UsePlan unknown = list.With("handling.dataKinds", null);
    static readonly UsePlan nobody = list.With("functions[0].recipients", null);

    static readonly (string Rule, Outcome Outcome, UsePlan Plan)[] cases =
    [
        ("SC-01", Outcome.Met, list),
        ("SC-01", Outcome.NotApplicable, diary),
        ("SC-01", Outcome.Undetermined, unknown),
        ("SC-01", Outcome.NeedsPerson, list.With("handling.dataKinds", new[] { DataKind.SelfMeasured, DataKind.Attributes })),
        ("SC-02", Outcome.Met, diary),
        ("SC-02", Outcome.NotApplicable, list),
        ("SC-02", Outcome.Undetermined, diary.With("handling.selfMeasuredSentToMedicalInstitutions", null)),
        ("SC-02", Outcome.NeedsPerson, diary.With("handling.selfMeasuredSentToMedicalInstitutions", true)),
        ("SC-03", Outcome.Met, cohort),
        ("SC-03", Outcome.NotApplicable, cohort.With("handling.researchOnly", false)),
        ("SC-03", Outcome.Undetermined, cohort.With("handling.researchOnly", null)),
        ("SC-04", Outcome.Met, list.With("handling.provision", Provision.Indirect)),
        ("SC-04", Outcome.NotApplicable, list),
        ("SC-04", Outcome.Undetermined, list.With("handling.provision", null)),
        ("SC-05", Outcome.Met, attributes),
        ("SC-05", Outcome.NotApplicable, list),
        ("SC-05", Outcome.Undetermined, attributes.With("handling.onlyTheseKinds", null)),
        ("SC-06", Outcome.Met, diary.With("apis", new[] { Api.SelfInformation })),
        ("SC-06", Outcome.NotMet, diary),
        ("SC-06", Outcome.NotApplicable, list),
        ("SC-06", Outcome.Undetermined, diary.With("apis", null)),
        ("TY-01", Outcome.Met, list),
        ("TY-01", Outcome.NotApplicable, forecast),
        ("TY-01", Outcome.Undetermined, nobody),
        ("TY-02", Outcome.Met, forecast),
        ("TY-02", Outcome.NotApplicable, list),
        ("TY-02", Outcome.Undetermined, list.With("functions[0].content", null)),
        ("TY-03", Outcome.Met, joining),
        ("TY-03", Outcome.NotApplicable, list),
        ("TY-03", Outcome.Undetermined, joining.With($"{Item}.userHoldsOnPaper", null)),
        ("TY-04", Outcome.NotMet, cohort),
        ("TY-04", Outcome.NotApplicable, list),
        ("TY-04", Outcome.Undetermined, cohort.With($"{Recipient}.use", null)),
        ("TY-05", Outcome.Met, list),
        ("TY-05", Outcome.NotMet, list.With("functions[0].main", false)),
        ("TY-05", Outcome.Undetermined, list.With("functions[0].main", null)),
        ("TY-05", Outcome.Undetermined, list.With("functions", null)),
        ("CO-01", Outcome.Met, forecast),
        ("CO-01", Outcome.NotMet, offer),
        ("CO-01", Outcome.NotApplicable, list),
        ("CO-01", Outcome.Undetermined, forecast.With("functions[0].purchase", null)),
        ("CO-01", Outcome.NeedsPerson, offer.With("functions[0].purchase.specificItem", false)),
        ("CO-02", Outcome.Met, joining),
        ("CO-02", Outcome.NotMet, Example.Plan("05")),
        ("CO-02", Outcome.NotApplicable, list),
        ("CO-02", Outcome.Undetermined, joining.With("functions[0].procedure.userSeesBeforeSending", null)),
        ("CO-03", Outcome.Met, joining),
        ("CO-03", Outcome.NotMet, joining.With("functions[0].procedure.paperRouteStays", false)),
        ("CO-03", Outcome.NotMet, joining.With("functions[0].procedure.userStartsEach", false)),
        ("CO-03", Outcome.NotApplicable, list),
        ("CO-03", Outcome.Undetermined, joining.With("functions[0].procedure.userStartsEach", null)),
        ("CO-04", Outcome.Met, joining),
        ("CO-04", Outcome.NotMet, cohort),
        ("CO-04", Outcome.NotApplicable, list),
        ("CO-04", Outcome.Undetermined, joining.With("functions[0].procedure", null)),
        ("CO-05", Outcome.Met, joining.With("functions[0].consequences", new[] { Consequence.Underwriting })),
        ("CO-05", Outcome.NotMet, list.With("functions[0].consequences", new[] { Consequence.PremiumChange })),
        ("CO-05", Outcome.NotMet, Example.Plan("05").With("functions[0].consequences", new[] { Consequence.Credit })),
        (
            "CO-05",
            Outcome.NotMet,
            joining
                .With("functions[0].consequences", new[] { Consequence.Personnel })
                .With("functions[0].procedure.decisionSameAsWithPaper", false)
        ),
        ("CO-05", Outcome.NotApplicable, joining.With("functions[0].procedure.decisionSameAsWithPaper", false)),
        ("CO-05", Outcome.Undetermined, joining.With("functions[0].consequences", null)),
        (
            "CO-05",
            Outcome.Undetermined,
            joining
                .With("functions[0].consequences", new[] { Consequence.None, Consequence.ServiceRefusal })
                .With("functions[0].procedure.decisionSameAsWithPaper", null)
        ),
        ("CO-06", Outcome.Met, forecast),
        ("CO-06", Outcome.NotMet, forecast.With($"{Medical}.deviceCheckResult", DeviceCheck.Open)),
        ("CO-06", Outcome.NotMet, forecast.With($"{Medical}.deviceCheckRecorded", false)),
        ("CO-06", Outcome.NotApplicable, offer.With($"{Medical}.deviceCheckRecorded", false)),
        (
            "CO-06",
            Outcome.NotApplicable,
            list.With("functions[0].newInformation", new[] { NewInformationKind.Diagnosis }).With(Medical, null)
        ),
        ("CO-06", Outcome.Undetermined, forecast.With(Medical, null)),
        ("CO-07", Outcome.Met, employer),
        ("CO-07", Outcome.NotMet, employer.With($"{Recipient}.separatedFromPersonnel", false)),
        ("CO-07", Outcome.NotApplicable, joining.With($"{Recipient}.separatedFromPersonnel", false)),
        ("CO-07", Outcome.Undetermined, employer.With($"{Recipient}.separatedFromPersonnel", null)),
        ("CO-08", Outcome.Met, joining),
        ("CO-08", Outcome.NotMet, joining.With($"{Recipient}.consent", Consent.Bundled)),
        ("CO-08", Outcome.NotMet, joining.With($"{Recipient}.consent", Consent.OptOut).With($"{Recipient}.foreign", true)),
        ("CO-08", Outcome.NeedsPerson, joining.With($"{Recipient}.foreign", true)),
        ("CO-08", Outcome.NotApplicable, list),
        ("CO-08", Outcome.Undetermined, joining.With($"{Recipient}.consent", null)),
        ("CO-09", Outcome.Met, list.With("functions[0].retrieval", Retrieval.Periodic)),
        ("CO-09", Outcome.NotMet, joining.With("functions[0].retrieval", Retrieval.Periodic)),
        ("CO-09", Outcome.NotApplicable, joining),
        ("CO-09", Outcome.Undetermined, joining.With("functions[0].retrieval", null)),
        ("CO-10", Outcome.NeedsPerson, list.With("service.minors", true)),
        ("CO-10", Outcome.NeedsPerson, list.With("compliance.proxies", true)),
        ("CO-10", Outcome.NeedsPerson, list.To(User, new() { Kind = RecipientKind.Proxy })),
        ("CO-10", Outcome.NotApplicable, list),
        ("CO-10", Outcome.Undetermined, list.With("service.minors", null)),
        ("GL-220", Outcome.Met, list),
        ("GL-220", Outcome.Met, list.With("compliance.certifications[0].expires", Example.AsOf)),
        ("GL-220", Outcome.NotMet, list.With("compliance.certifications[0].expires", Example.AsOf.AddDays(-1))),
        ("GL-220", Outcome.NotMet, list.With("compliance.certifications[0].kind", CertificationKind.Other)),
        ("GL-220", Outcome.Undetermined, list.With("compliance.certifications[0].expires", null)),
        ("GL-220", Outcome.Undetermined, list.With("compliance.certifications", null)),
        ("GL-313", Outcome.Met, list),
        ("GL-313", Outcome.NotMet, list.With("compliance.consentPlainOnScreen", false)),
        ("GL-313", Outcome.Undetermined, list.With("compliance.consentPlainOnScreen", null)),
        ("GL-321", Outcome.Met, list),
        ("GL-321", Outcome.NotMet, list.With("compliance.withdrawalAsEasyAsConsent", false)),
        ("GL-321", Outcome.Undetermined, list.With("compliance.withdrawalAsEasyAsConsent", null)),
        ("GL-322", Outcome.Met, list),
        ("GL-322", Outcome.NotMet, list.With("compliance.deletionOnRequest", false)),
        ("GL-322", Outcome.Undetermined, list.With("compliance.deletionOnRequest", null)),
        ("GL-411", Outcome.Met, list),
        ("GL-411", Outcome.NotMet, list.With("compliance.import", false)),
        ("GL-411", Outcome.Undetermined, list.With("compliance.export", null)),
        ("GL-412", Outcome.Met, list),
        ("GL-412", Outcome.NotMet, list.With("compliance.commonFormat", false)),
        ("GL-412", Outcome.Undetermined, list.With("compliance.commonFormat", null)),
        ("GL-413", Outcome.Met, end),
        ("GL-413", Outcome.NotMet, end.With("filing.serviceEnd.exportUntil", new DateOnly(2026, 12, 30))),
        ("GL-413", Outcome.NotMet, end.With("filing.serviceEnd.usersToldOn", new DateOnly(2026, 10, 3))),
        ("GL-413", Outcome.NotApplicable, list),
        ("GL-413", Outcome.NotApplicable, end.With("filing.kind", FilingKind.New)),
        ("GL-413", Outcome.Undetermined, end.With("filing.serviceEnd", null)),
        ("GL-501", Outcome.Met, list),
        ("GL-501", Outcome.NotMet, list.With("compliance.selfCheck.published", false)),
        ("GL-501", Outcome.NotMet, list.With("compliance.selfCheck.done", false)),
        ("GL-501", Outcome.Undetermined, list.With("compliance.selfCheck", null)),
        ("GL-502", Outcome.Met, list),
        ("GL-502", Outcome.NotMet, list.With("compliance.selfCheck.date", Example.AsOf.AddDays(1))),
        ("GL-502", Outcome.NotMet, list.With("compliance.selfCheck.date", new DateOnly(2025, 1, 1))),
        ("GL-502", Outcome.NotApplicable, list.With("compliance.selfCheck.done", false)),
        ("GL-502", Outcome.Undetermined, list.With("compliance.selfCheck.date", null)),
        ("RV-01", Outcome.NeedsPerson, list),
        ("RV-02", Outcome.NeedsPerson, list),
        ("RV-03", Outcome.NeedsPerson, list),
        ("RV-04", Outcome.NeedsPerson, list),
        ("RV-05", Outcome.NeedsPerson, list),
        ("RV-06", Outcome.NeedsPerson, list),
        ("RV-07", Outcome.NeedsPerson, list),
        ("RV-07", Outcome.NotMet, diary),
        ("RV-07", Outcome.Undetermined, list.With("compliance.apiNeed", null)),
        ("RV-08", Outcome.NeedsPerson, list),
        ("PR-01", Outcome.NotApplicable, list),
        ("PR-02", Outcome.NotApplicable, list),
        ("PR-03", Outcome.NotApplicable, list),
        ("PR-04", Outcome.NeedsPerson, list.With("filing.kind", FilingKind.Amendment)),
        ("PR-04", Outcome.NotApplicable, list),
        ("PR-04", Outcome.Undetermined, list.With("filing", new Filing())),
        ("PR-05", Outcome.Met, end),
        ("PR-05", Outcome.NotMet, end.With("filing.serviceEnd.usersToldOn", new DateOnly(2027, 1, 1))),
        ("PR-05", Outcome.NotApplicable, list),
        ("PR-05", Outcome.Undetermined, end.With("filing.serviceEnd.endsOn", null)),
        ("PR-06", Outcome.Met, list),
        ("PR-06", Outcome.NotMet, list.With("compliance.certifications[0].expires", Example.AsOf.AddDays(89))),
        ("PR-06", Outcome.NotApplicable, Example.Plan("08")),
        ("PR-06", Outcome.Undetermined, list.With("compliance.certifications", null)),
        .. OnTheSheet(),
    ];

    static IEnumerable<(string, Outcome, UsePlan)> OnTheSheet() =>
        Rules
            .Rules.Where(rule => rule.Condition is Condition.Sheet)
            .SelectMany(rule =>
                new (string, Outcome, UsePlan)[]
                {
                    (rule.Id, Outcome.Met, Sheet((rule.Id, CheckSheetAnswer.Yes))),
                    (rule.Id, Outcome.NotMet, Sheet((rule.Id, CheckSheetAnswer.No))),
                    (rule.Id, Outcome.NotMet, Sheet((rule.Id, CheckSheetAnswer.Yes), (rule.Id, CheckSheetAnswer.No))),
                    (rule.Id, Outcome.NotApplicable, Sheet((rule.Id, CheckSheetAnswer.NotApplicable))),
                    (rule.Id, Outcome.Undetermined, Sheet((rule.Id, null))),
                    (rule.Id, Outcome.Undetermined, Sheet(("GL-000", CheckSheetAnswer.Yes))),
                    (rule.Id, Outcome.Undetermined, list),
                }
            );

    static UsePlan Sheet(params (string Item, CheckSheetAnswer? Answer)[] entries) =>
        list with
        {
            CheckSheet = [.. entries.Select(entry => new CheckSheetEntry { Item = entry.Item, Answer = entry.Answer })],
        };

    /// <summary>Each rule with a plan of which it says this.</summary>
    internal static IReadOnlyList<(string Rule, Outcome Outcome, UsePlan Plan)> Tried => cases;

    public static TheoryData<int, string, Outcome> Cases =>
        new(cases.Select((one, i) => new TheoryDataRow<int, string, Outcome>(i, one.Rule, one.Outcome)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Says_what_it_should(int number, string rule, Outcome outcome)
    {
        var finding = cases[number].Plan.Now().Findings.Single(one => one.Rule == rule);

        Assert.Equal(outcome, finding.Outcome);
        Assert.NotEmpty(finding.Message.Ja);
        Assert.NotEmpty(finding.Message.En);
    }

    [Fact]
    public void Is_tried_with_every_outcome_that_it_can_have()
    {
        var tried = cases.Select(one => (one.Rule, one.Outcome)).ToHashSet();

        Assert.All(
            Rules.Rules.SelectMany(rule => Possible(rule).Select(outcome => (rule.Id, outcome))),
            one => Assert.Contains(one, tried)
        );
    }

    static IEnumerable<Outcome> Possible(Rule rule)
    {
        if (rule.Applies is Condition.Any { Conditions.Count: 0 })
        {
            // It binds the review and no plan.
            return [Outcome.NotApplicable];
        }

        var always = rule.Condition is Condition.All { Conditions.Count: 0 };
        var never = rule.Condition is Condition.Any { Conditions.Count: 0 };
        var person = rule.Condition is null || rule.NeedsPerson is Condition.All { Conditions.Count: 0 };
        // Of the rules that decide the scope only some have a line that asks for confirmation.
        var confirms = Rules.Scope.Any(line => line.Rule == rule.Id && line.Scope == GuidelineScope.NeedsConfirmation);
        bool IsPossible(Outcome outcome) =>
            outcome switch
            {
                Outcome.Met => !never && !person,
                Outcome.NotMet => rule.Condition is not null && !always,
                Outcome.NotApplicable => rule.Applies is not null,
                Outcome.Undetermined => rule.Applies is not null || !(rule.Condition is null || always || never),
                Outcome.NeedsPerson => person || (rule.NeedsPerson is not null && (rule.Axis != RuleAxis.Scope || confirms)),
                // No rule looks anything up.
                _ => false,
            };
        return Enum.GetValues<Outcome>().Where(IsPossible);
    }

    [Fact]
    public void Names_an_answer_and_gives_a_reason_where_it_is_not_met_or_open() =>
        Assert.All(
            cases.SelectMany(one => one.Plan.Now().Findings).Where(finding => finding.Outcome is Outcome.NotMet or Outcome.Undetermined),
            finding =>
            {
                Assert.NotEmpty(finding.Answers);
                Assert.All(finding.Answers, path => Assert.NotNull(PlanQuestions.Find(path)));
            }
        );

    [Fact]
    public void Only_warns_of_certificate_and_self_check_where_no_API_is_asked_for()
    {
        var plan = Example.Plan("08");
        var without = plan.With("apis", Array.Empty<Api>()).Now();

        Assert.Equal((Severity.Block, Severity.Warn), (SeverityOf(plan.Now(), "GL-220"), SeverityOf(without, "GL-220")));
        Assert.Equal((Route.Conditional, Route.Standard), (plan.Now().Route, without.Route));
    }

    static Severity SeverityOf(Assessment assessment, string rule) => assessment.Findings.Single(finding => finding.Rule == rule).Severity;
}

using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Applications;

public class AReview
{
    static SheetTemplate Sheet => CheckSheets.Shipped[0];

    [Fact]
    public void Of_the_form_is_signed_when_every_item_is_judged()
    {
        var application = A.At(ApplicationState.Arrived);
        Refused("items-open", () => application.AcceptFormCheck("", An.Intake));
        A.JudgeAll(application, ReviewPart.Form, ReviewItems.OfForm, An.Intake);

        application.AcceptFormCheck("", An.Lead);

        Assert.All(application.Judgements, one => Assert.Equal(("Intake", "Lead"), (one.ByName, one.SignedByName)));
    }

    [Fact]
    public void Of_the_form_is_not_signed_with_something_that_is_not_met()
    {
        var application = A.At(ApplicationState.Arrived);
        A.JudgeAll(application, ReviewPart.Form, ReviewItems.OfForm, An.Intake);
        Judge(application, ReviewPart.Form, ReviewItems.Certificate, Verdict.NotMet, "期限切れ", An.Intake);
        Refused("form-not-met", () => application.AcceptFormCheck("", An.Intake));
    }

    [Theory]
    [InlineData(Verdict.Met)]
    [InlineData(Verdict.NotMet)]
    [InlineData(Verdict.Conditional)]
    [InlineData(Verdict.NotApplicable)]
    public void Judges_each_viewpoint_with_a_note(Verdict verdict)
    {
        var application = A.Unreviewed();
        A.JudgeAll(application, ReviewPart.Substance, A.Viewpoints, An.Reviewer);
        Judge(application, ReviewPart.Substance, "RV-03", verdict, " ", An.Reviewer);
        Refused("items-open", () => application.SignSubstance(A.Viewpoints, "", An.Reviewer));
        Judge(application, ReviewPart.Substance, "RV-03", verdict, "窓口が一つしかない", An.Reviewer);
        application.SignSubstance(A.Viewpoints, "", An.Reviewer);
    }

    [Fact]
    public void Lets_nobody_overwrite_what_another_has_judged_meanwhile()
    {
        var application = A.Unreviewed();
        Judge(application, ReviewPart.Substance, "RV-01", Verdict.Met, "", An.Reviewer);

        var stale = Assert.Throws<Stale>(() =>
            application.Judge(ReviewPart.Substance, "RV-01", A.Viewpoints, Verdict.NotMet, "別の見方", seen: 0, An.Lead)
        );

        Assert.Equal(("reviewer", nameof(ItemJudged)), (stale.By, stale.What));
        Assert.Equal(Verdict.Met, application.JudgementOf(ReviewPart.Substance, "RV-01")!.Verdict);
        application.Judge(ReviewPart.Substance, "RV-02", A.Viewpoints, Verdict.Met, "", seen: 0, An.Lead);
    }

    [Fact]
    public void Knows_only_the_items_of_its_rules()
    {
        var application = A.Unreviewed();
        Refused("judge-item", () => Judge(application, ReviewPart.Substance, "RV-99", Verdict.Met, "", An.Reviewer));
        Refused("judge-item", () => Judge(application, ReviewPart.Substance, ReviewItems.Certificate, Verdict.Met, "", An.Reviewer));
    }

    [Fact]
    public void Must_be_signed_before_a_recommendation_and_says_so()
    {
        var application = A.Unreviewed();
        Assert.Equal([OpenPointKind.SubstanceReview], application.OpenPoints().Select(point => point.Kind));
        Refused("open-points", () => application.Recommend(A.Accepting, An.Reviewer));
        A.Review(application);
        application.Recommend(A.Accepting, An.Reviewer);
    }

    [Fact]
    public void Loses_its_signature_where_something_signed_is_judged_anew_and_records_it()
    {
        var application = A.At(ApplicationState.InReview);
        var (form, substance) = (application.FormCheck!, application.SubstanceReview!);
        Assert.Equal(("Intake", "reviewer"), (form.ByName, substance.ByName));
        Judge(application, ReviewPart.Substance, "RV-03", Verdict.NotMet, "窓口が一つしかない", An.Lead);

        Assert.Equal(new SignatureVoided(ReviewPart.Substance, "RV-03", "reviewer"), application.Happened[^1].Event);
        Assert.Equal([new(OpenPointKind.SubstanceItem, "RV-03")], application.OpenPoints());
        Judge(application, ReviewPart.Substance, "RV-03", Verdict.Met, "確認した", An.Lead);
        Assert.Single(application.Happened, one => one.Event is SignatureVoided);

        application.SignSubstance(A.Viewpoints, "", An.Lead);

        Assert.Equal(("Lead", form), (application.SubstanceReview!.ByName, application.FormCheck));
        Assert.Empty(application.OpenPoints());
    }

    [Fact]
    public void Is_opened_again_exactly_where_the_applicant_changed_what_it_rests_on()
    {
        var application = A.At(ApplicationState.InReview);
        application.RequestCorrection([new("compliance.certifications", "証明書を")], A.Due, An.Reviewer);
        application.AnswerCorrection("compliance.certifications", "記入した", An.Representative);
        application.Resubmit(
            A.Plan(
                A.PlanText.Replace(
                    "\"functions\"",
                    "\"compliance\":{\"certifications\":[{\"kind\":\"Isms\"}]},\"functions\"",
                    StringComparison.Ordinal
                )
            ),
            An.Representative
        );
        application.AcceptAnswer("compliance.certifications", An.Reviewer);

        var opened = application.OpenPoints();
        Assert.Equal([ReviewItems.Certificate], opened.Where(point => point.Kind == OpenPointKind.FormItem).Select(point => point.Of));
        Assert.Equal(
            [ReviewItems.Guideline, "RV-01", "RV-02", "RV-03", "RV-08"],
            opened
                .Where(point => point.Kind == OpenPointKind.SubstanceItem)
                .Select(point => point.Of)
                .Order(StringComparer.Ordinal)
                .OrderBy(item => item != "guideline")
        );
        Assert.NotNull(application.FormCheck);
        Refused("open-points", () => application.Recommend(A.Accepting, An.Reviewer));

        application.RenewFormCheck(An.Intake);
        Refused("all-signed", () => application.RenewFormCheck(An.Intake));
        // Signing is no look: what rests on a changed answer is judged again first, if only to say that the judgement stands.
        Refused("items-touched", () => application.SignSubstance(A.Viewpoints, "", An.Reviewer));
        foreach (var one in application.Judgements.Where(one => one is { Part: ReviewPart.Substance, IsTouched: true }).ToList())
        {
            application.Judge(one.Part, one.Item, A.Viewpoints, one.Verdict, one.Note, one.Revision, An.Reviewer);
        }

        application.SignSubstance(A.Viewpoints, "", An.Reviewer);
        Refused("all-signed", () => application.SignSubstance(A.Viewpoints, "", An.Reviewer));

        Assert.Empty(application.OpenPoints());
    }

    [Fact]
    public void Stays_signed_where_nothing_was_changed()
    {
        var application = A.At(ApplicationState.Correcting);
        application.AnswerCorrection("service.summary", "このままとする", An.Representative);
        application.Resubmit(A.Plan(), An.Representative);
        Assert.All(application.Judgements, one => Assert.True(one.IsSigned));
    }

    [Fact]
    public void Is_opened_again_as_a_whole_where_other_rules_came_into_force_which_do_not_shut_the_applicant_out()
    {
        var application = A.At(ApplicationState.Correcting);
        application.AnswerCorrection("service.summary", "このままとする", An.Representative);
        application.Resubmit(A.Plan() with { RuleSetId = "PHR-GL-2027-04", RuleSetRevision = 1 }, An.Representative);

        Assert.Equal(ApplicationState.InReview, application.State);
        Assert.All(application.Judgements, one => Assert.Equal(one.Part == ReviewPart.Form, one.IsSigned));
    }

    [Fact]
    public void Is_opened_again_by_whoever_judges_a_signed_item_anew()
    {
        var application = A.At(ApplicationState.InReview);
        Judge(application, ReviewPart.Substance, "RV-06", Verdict.Conditional, "表示を改めること", An.Lead);
        Assert.Equal([new OpenPoint(OpenPointKind.SubstanceItem, "RV-06")], application.OpenPoints());
    }

    [Fact]
    public void Goes_on_while_the_applicant_corrects_but_is_not_signed_then()
    {
        var application = A.At(ApplicationState.Correcting);
        Judge(application, ReviewPart.Substance, "RV-01", Verdict.Met, "体制は十分", An.Reviewer);
        Refused("not-now", () => application.SignSubstance(A.Viewpoints, "", An.Reviewer));
        Refused("not-now", () => application.RenewFormCheck(An.Intake));
    }

    [Fact]
    public void Is_prepared_by_the_machine_which_leaves_to_people_what_it_cannot_see()
    {
        var organization = Organization.Business("デモ株式会社", CorporateNumber.Parse("7000012050002"));
        UsePlan plan = new()
        {
            Compliance = new() { Certifications = [new() { Kind = CertificationKind.Isms, Expires = new(2026, 8, 31) }] },
            CheckSheet = [new() { Item = "GL-203" }],
        };

        var found = FormCheckProposal
            .Of(plan, Sheet, [DocumentKind.Certificate], organization, new(2026, 9, 1))
            .ToDictionary(one => one.Item);

        Assert.Equal(ReviewItems.OfForm, found.Keys);
        Assert.Equal((Verdict.NotMet, "expired"), (found[ReviewItems.Certificate].Verdict, found[ReviewItems.Certificate].Reason));
        Assert.Equal(Verdict.NotMet, found[ReviewItems.Complete].Verdict);
        Assert.Equal(Verdict.Met, found[ReviewItems.Applicant].Verdict);
        Assert.Equal(Verdict.Met, found[ReviewItems.CheckSheet].Verdict);
        Assert.Equal(Verdict.Met, found[ReviewItems.Documents].Verdict);
        // The last day still counts.
        Assert.Equal(
            Verdict.Met,
            FormCheckProposal.Of(plan, Sheet, [], organization, new(2026, 8, 31)).Single(one => one.Item == ReviewItems.Certificate).Verdict
        );
    }

    [Fact]
    public void Is_told_by_the_machine_which_documents_the_plan_needs_and_which_are_missing()
    {
        var organization = Organization.Business("デモ株式会社", CorporateNumber.Parse("7000012050002"));
        UsePlan plan = new()
        {
            Apis = [Api.SelfInformation],
            Compliance = new() { Certifications = [new() { Kind = CertificationKind.Isms }] },
        };
        DocumentKind[] needed = [.. Sheet.DocumentsFor(plan).Select(need => need.Kind).Distinct()];
        Assert.True(needed.Length > 1);

        var there = Documents(plan, [DocumentKind.Other, .. needed]);
        Assert.Equal((Verdict.Met, "documents-there"), (there.Verdict, there.Reason));
        Assert.Equal([needed.Length], there.Details);
        var missing = Documents(plan, [DocumentKind.Other, needed[0]]);
        Assert.Equal((Verdict.NotMet, "documents-missing"), (missing.Verdict, missing.Reason));
        Assert.Equal(needed[1..], missing.Details.Cast<DocumentKind>());
        var none = Documents(new(), []);
        Assert.Equal((Verdict.Met, "none-asked"), (none.Verdict, none.Reason));

        FormCheckProposal Documents(UsePlan plan, IReadOnlyCollection<DocumentKind> filed) =>
            FormCheckProposal.Of(plan, Sheet, filed, organization, new(2026, 9, 1)).Single(one => one.Item == ReviewItems.Documents);
    }

    [Fact]
    public void Keeps_to_those_who_lead_what_ministries_are_not_to_see_in_every_entry()
    {
        var application = A.At(ApplicationState.InReview);
        var meti = An.Act(Role.Reviewer, "meti", Ministry.Meti);
        application.KeepToLead("functions[0].name", keep: true, An.Lead);
        Refused("lead-only-same", () => application.KeepToLead("functions[7].name", keep: true, An.Lead));
        Refused("correction-path", () => application.KeepToLead("no.such", keep: true, An.Lead));

        var version = application.LatestVersion!;
        Assert.DoesNotContain("一覧\",\"main", application.PlanFor(version, meti), StringComparison.Ordinal);
        Assert.Contains("接種歴ノート", application.PlanFor(version, meti), StringComparison.Ordinal);
        // Whoever has the case leads it, and the applicant wrote it.
        Assert.All(
            [An.Lead, An.Reviewer, An.Decider, An.Representative, An.Intake],
            act => Assert.Equal(version.Plan, application.PlanFor(version, act))
        );

        application.KeepToLead("functions[].name", keep: false, An.Lead);
        Assert.Equal(version.Plan, application.PlanFor(version, meti));
    }

    static void Judge(Application application, ReviewPart part, string item, Verdict verdict, string note, Act act) =>
        application.Judge(
            part,
            item,
            part == ReviewPart.Form ? ReviewItems.OfForm : A.Viewpoints,
            verdict,
            note,
            application.JudgementOf(part, item)?.Revision ?? 0,
            act
        );

    static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<RuleBroken>(act).Code);
}

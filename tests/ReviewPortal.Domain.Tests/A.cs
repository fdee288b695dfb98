using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;

namespace ReviewPortal;

/// <summary>Acts of invented people, on a day in 2026.</summary>
public static class An
{
    static readonly Dictionary<string, UserId> People = [];

    public static OrganizationId Organization { get; } = OrganizationId.New();
    public static OrganizationId OtherOrganization { get; } = OrganizationId.New();
    public static DateTime Morning { get; } = new(2026, 9, 1, 0, 30, 0, DateTimeKind.Utc);

    /// <summary>An act of one person, who is known by name and keeps the same id.</summary>
    public static Act Act(Role role, string name = "", Ministry? ministry = null, OrganizationId? organization = null, int day = 0)
    {
        name = name.Length > 0 ? name : role.ToString();
        lock (People)
        {
            People.TryAdd(name, new(Guid.CreateVersion7()));
            return new(
                People[name],
                name,
                new HashSet<Role> { role },
                Morning.AddDays(day),
                role.IsApplicant() ? organization ?? Organization : null,
                role.IsApplicant() ? null : ministry ?? Ministry.DigitalAgency
            );
        }
    }

    public static Act Representative => Act(Role.Representative);
    public static Act Intake => Act(Role.Intake);
    public static Act Reviewer => Act(Role.Reviewer, "reviewer", Ministry.Mic);
    public static Act Lead => Act(Role.Lead);
    public static Act Decider => Act(Role.Decider);
}

/// <summary>Builders: each reaches its state only through real moves.</summary>
public static class A
{
    public const string PlanText = """{"service":{"name":"接種歴ノート","summary":"一覧"},"functions":[{"name":"一覧","main":true}]}""";

    public static FiledPlan Plan(string text = PlanText) =>
        new("接種歴ノート", text, "d1", UseType.SelfUse, Route.Standard, "PHR-GL-2025-04", 3);

    /// <summary>What a rule set says of a plan with nothing in it.</summary>
    public static Assessment Assessment(RuleSet rules) => Assessor.Assess(new(), rules, new(2026, 9, 1));

    public static Proposal Accepting { get; } = new(DecisionOutcome.Accepted, UseType.SelfUse, "要旨", [], []);

    public static Letter Letter { get; } =
        new()
        {
            Number = "審査8第1号",
            Date = new(2026, 9, 1),
            AddresseeLines = ["デモ株式会社　御中"],
            SenderLines = ["審査室長"],
            Subject = "利用企画の承諾について（通知）",
            Body = ["承諾します。"],
        };

    public static DateOnly Due { get; } = new(2026, 9, 30);

    public static Application Draft()
    {
        var application = Application.Open(ApplicationId.New(), PlanText, true, An.Representative);
        application.TakeHappened();
        return application;
    }

    /// <summary>An application that was brought to the state by those who may.</summary>
    public static Application At(ApplicationState state)
    {
        var application = Draft();
        foreach (var step in Way(state))
        {
            step(application);
        }

        application.TakeHappened();
        return application;
    }

    /// <summary>In review, before anybody has judged the substance. (<see cref="At"/> is where it is judged and signed.)</summary>
    public static Application Unreviewed()
    {
        var application = At(ApplicationState.Arrived);
        CheckForm(application);
        application.Assign(An.Reviewer.By, An.Reviewer.Name, An.Reviewer);
        application.TakeHappened();
        return application;
    }

    /// <summary>In review, with a request to a ministry that has not answered.</summary>
    public static Application Asking(params Ministry[] ministries)
    {
        var application = At(ApplicationState.InReview);
        application.RequestOpinions(ministries, "ご意見をください", Due, An.Reviewer);
        application.TakeHappened();
        return application;
    }

    /// <summary>In review, with a question to the applicant that is not answered.</summary>
    public static Application Inquiring()
    {
        var application = At(ApplicationState.InReview);
        application.Inquire("保存期間を教えてください", Due, An.Reviewer);
        application.TakeHappened();
        return application;
    }

    /// <summary>In review, with a link to an expert that was not used yet.</summary>
    public static Application Inviting()
    {
        var application = At(ApplicationState.InReview);
        var invitation = application.InviteExpert("外部 識者", "expert@example.jp", "ご意見をください", An.Reviewer);
        application.IssueExpertLink(invitation.Id, "hash", An.Morning);
        application.TakeHappened();
        return application;
    }

    /// <summary>The invited expert of <see cref="Inviting"/>.</summary>
    public static Act Expert(Application application) => An.Act(Role.Expert) with { By = application.Experts[^1].Person };

    /// <summary>Judges every item of the form check, and signs it.</summary>
    public static void CheckForm(Application application, Act? by = null)
    {
        JudgeAll(application, ReviewPart.Form, ReviewItems.OfForm, by ?? An.Intake);
        application.AcceptFormCheck("", by ?? An.Intake);
    }

    /// <summary>Judges every item of the substance review, and signs it.</summary>
    public static void Review(Application application, Act? by = null)
    {
        JudgeAll(application, ReviewPart.Substance, Viewpoints, by ?? An.Reviewer);
        application.SignSubstance(Viewpoints, "", by ?? An.Reviewer);
    }

    /// <summary>The items of the substance review by the rules of <see cref="Plan"/>.</summary>
    public static IReadOnlyList<string> Viewpoints { get; } = ReviewItems.OfSubstance(RuleSets.Find("PHR-GL-2025-04")!);

    public static void JudgeAll(Application application, ReviewPart part, IReadOnlyList<string> items, Act by)
    {
        foreach (var item in items)
        {
            var note = part == ReviewPart.Substance ? "確かめた" : "";
            application.Judge(part, item, items, Verdict.Met, note, application.JudgementOf(part, item)?.Revision ?? 0, by);
        }
    }

    static IEnumerable<Action<Application>> Way(ApplicationState state)
    {
        Action<Application> submit = a => a.Submit("R8-0001", Plan(), An.Representative);
        Action<Application> check = a => CheckForm(a);
        Action<Application> assign = a => a.Assign(An.Reviewer.By, An.Reviewer.Name, An.Reviewer);
        Action<Application> correct = a => a.RequestCorrection([new("service.summary", "要約を具体的に")], Due, An.Reviewer);
        Action<Application> review = a => Review(a);
        Action<Application> recommend = a => a.Recommend(Accepting, An.Reviewer);
        Action<Application> decide = a => a.Decide(An.Decider);
        return state switch
        {
            ApplicationState.Draft => [],
            ApplicationState.Arrived => [submit],
            ApplicationState.InReview => [submit, check, assign, review],
            ApplicationState.Correcting => [submit, check, assign, review, correct],
            ApplicationState.Recommended => [submit, check, assign, review, recommend],
            ApplicationState.Decided => [submit, check, assign, review, recommend, decide],
            ApplicationState.Issued => [submit, check, assign, review, recommend, decide, a => a.Issue(Letter, An.Lead)],
            ApplicationState.Withdrawn => [submit, a => a.Withdraw("", An.Representative)],
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
    }
}

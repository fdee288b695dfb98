using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Data.Seed;

/// <summary>
/// Invented people, companies and applications, so that every page has something to show. Everything is marked デモ, nothing is tied to a real
/// operator, and each application reached its state through the same moves that people make.
/// </summary>
public sealed class DemoSeed(PortalDb db, IPasswordHasher<PortalUser> hasher, TimeProvider time, LetterSettings letters)
{
    readonly Dictionary<string, PortalUser> people = [];

    // Ten in the morning in Japan: nobody files at night.
    readonly DateTime today = time.GetUtcNow().UtcDateTime.Date.AddHours(1);

    /// <summary>Does nothing when the demonstration is there already.</summary>
    public async Task LoadAsync(string password, CancellationToken ct = default)
    {
        if (await db.Users.AnyAsync(user => user.IsDemo, ct))
        {
            return;
        }

        db.TellsNobody = true;
        var health = Organization.Business("デモ健康ノート株式会社", CorporateNumber.Parse("8990000000001"), isDemo: true);
        var town = Organization.Municipality("デモ市", isDemo: true);
        db.Organizations.AddRange(health, town);
        Add("rep", "出母 一郎", password, [Role.Representative], health.Id, title: "代表取締役");
        Add("rep2", "出母 花子", password, [Role.Representative], town.Id, title: "健康課長");
        Add("intake", "受付 太郎", password, [Role.Intake], ministry: Ministry.DigitalAgency);
        Add("reviewer-mic", "審査 総子", password, [Role.Reviewer], ministry: Ministry.Mic);
        Add("reviewer-mhlw", "審査 厚夫", password, [Role.Reviewer], ministry: Ministry.Mhlw);
        Add("reviewer-meti", "審査 経子", password, [Role.Reviewer], ministry: Ministry.Meti);
        Add("lead", "主査 公一", password, [Role.Lead], ministry: Ministry.DigitalAgency);
        Add("decider", "決裁 明", password, [Role.Decider], ministry: Ministry.DigitalAgency);
        Add("legal", "法務 律子", password, [Role.Legal], ministry: Ministry.DigitalAgency);
        Add("survey", "調査 久美", password, [Role.SurveyStaff], ministry: Ministry.Mic);
        Add("auditor", "監査 誠", password, [Role.Auditor], ministry: Ministry.DigitalAgency);
        Add("rights", "権限 守", password, [Role.RightsManager], ministry: Ministry.DigitalAgency);
        Add("admin", "管理 実", password, [Role.SystemAdmin], ministry: Ministry.DigitalAgency);

        await IssuedAsync(health, ct);
        await InReviewAsync(ct);
        await CorrectingAsync(ct);
        await RecommendedAsync(ct);
        await ArrivedAsync(ct);
        Open("diary", "rep", 1);
        db.ConditionTemplates.AddRange(DemoConditions.All(Act("legal", 5)));
        db.RuleSets.Add(DemoRuleSets.Draft(Act("legal", 4), Act("legal", 3)));
        await db.SaveChangesAsync(ct);
        db.TellsNobody = false;
    }

    async Task IssuedAsync(Organization organization, CancellationToken ct)
    {
        var application = await FiledAsync("vaccination", "rep", 60, ct);
        CheckForm(application, 58);
        Take(application, "reviewer-mic", 57);
        Ask(application, [Ministry.Mhlw], 55);
        application.GiveOpinion(Stance.NoObjection, "", [], Act("reviewer-mhlw", 50));
        Review(application, "reviewer-mic", 49);
        application.Recommend(
            new(
                DecisionOutcome.Accepted,
                UseType.SelfUse,
                "本人が自分の接種歴を見るためのもので、自己利用型に当たる。指針の求める事項を満たしている。",
                [],
                []
            ),
            Act("reviewer-mic", 48)
        );
        application.Decide(Act("decider", 46));
        var act = Act("lead", 45);
        var day = JapaneseDate.On(act.At);
        var number = await db.NextAsync($"notice:{DecisionNotice.Series(letters.Sender, day)}", ct);
        application.Issue(
            DecisionNotice.Write(
                application,
                organization,
                "代表取締役　出母 一郎",
                letters.Sender,
                DecisionNotice.Number(letters.Sender, day, number),
                day
            ),
            act
        );
        await db.SaveChangesAsync(ct);
    }

    async Task InReviewAsync(CancellationToken ct)
    {
        var application = await FiledAsync("joining", "rep", 20, ct);
        CheckForm(application, 18);
        Take(application, "reviewer-mic", 17);
        Ask(application, [Ministry.Mhlw, Ministry.Meti], 15);
        application.GiveOpinion(
            Stance.Conditional,
            "提出先での取扱いを画面で明示すること。",
            ["提出先での保存期間を同意画面に示す"],
            Act("reviewer-meti", 10)
        );
        await db.SaveChangesAsync(ct);
    }

    async Task CorrectingAsync(CancellationToken ct)
    {
        var application = await FiledAsync("nocert", "rep2", 12, ct);
        application.RequestCorrection(
            [
                new("compliance.certifications", "第三者認証の取得状況を記入してください。", "GL-220"),
                new("compliance.selfCheck.done", "自己点検の実施状況を確認してください。", "GL-501"),
            ],
            BusinessCalendar.Shipped.Add(JapaneseDate.On(today), 7).Date,
            Act("intake", 9)
        );
        await db.SaveChangesAsync(ct);
    }

    async Task RecommendedAsync(CancellationToken ct)
    {
        var application = await FiledAsync("forecast", "rep2", 35, ct);
        CheckForm(application, 33);
        Take(application, "reviewer-mhlw", 32);
        Review(application, "reviewer-mhlw", 6);
        application.Recommend(
            new(
                DecisionOutcome.AcceptedWithConditions,
                UseType.InformationProvision,
                "健診の値から見通しを示すもので、情報提供型に当たる。購買を促す表示はない。",
                [new("見通しが診断ではないことを、結果の画面に示すこと。", "利用者が診断と誤解するおそれがあるため。")],
                []
            ),
            Act("reviewer-mhlw", 5)
        );
        await db.SaveChangesAsync(ct);
    }

    async Task ArrivedAsync(CancellationToken ct)
    {
        await FiledAsync("supplement", "rep", 2, ct);
        await db.SaveChangesAsync(ct);
    }

    Application Open(string plan, string by, int daysAgo)
    {
        var application = Application.Open(ApplicationId.New(), Read(plan), isDemo: true, Act(by, daysAgo));
        db.Applications.Add(application);
        return application;
    }

    async Task<Application> FiledAsync(string plan, string by, int daysAgo, CancellationToken ct)
    {
        var application = Open(plan, by, daysAgo);
        var act = Act(by, daysAgo);
        await DemoDocuments.AttachAsync(db, application, act, ct);
        var day = JapaneseDate.On(act.At);
        var answers = PlanJson.Read(application.Draft).Plan!;
        var rules = RuleSets.InForce(day);
        var assessment = Assessor.Assess(answers, rules, day);
        var series = ApplicationNumber.Series(day);
        application.Submit(
            ApplicationNumber.Format(series, await db.NextAsync($"application:{series}", ct)),
            new(
                application.ServiceName,
                PlanJson.Write(answers),
                PlanJson.Digest(answers),
                assessment.UseType,
                assessment.Route,
                rules.Id,
                rules.Revision
            ),
            act
        );
        db.Assessments.Add(new(application.Id, 1, AssessmentCause.Filed, assessment, rules.Digest, act));
        return application;
    }

    void CheckForm(Application application, int daysAgo)
    {
        var act = Act("intake", daysAgo);
        Judge(application, ReviewPart.Form, ReviewItems.OfForm, act);
        application.AcceptFormCheck("", act);
    }

    void Review(Application application, string reviewer, int daysAgo)
    {
        var act = Act(reviewer, daysAgo);
        var items = ReviewItems.OfSubstance(RuleSets.Find(application.LatestVersion!.RuleSetId)!);
        Judge(application, ReviewPart.Substance, items, act);
        application.SignSubstance(items, "", act);
    }

    static void Judge(Application application, ReviewPart part, IReadOnlyList<string> items, Act act)
    {
        foreach (var item in items)
        {
            application.Judge(part, item, items, Verdict.Met, part == ReviewPart.Substance ? "規則の判定と記入を確かめた。" : "", 0, act);
        }
    }

    void Take(Application application, string reviewer, int daysAgo)
    {
        var act = Act(reviewer, daysAgo);
        application.Assign(act.By, act.Name, act);
    }

    void Ask(Application application, Ministry[] ministries, int daysAgo)
    {
        var act = Act("lead", daysAgo);
        application.RequestOpinions(
            ministries,
            "本件の利用企画について、所管の観点からご意見をお寄せください。",
            BusinessCalendar.Shipped.Add(JapaneseDate.On(act.At), 10).Date,
            act
        );
    }

    void Add(
        string name,
        string displayName,
        string password,
        Role[] roles,
        OrganizationId? organization = null,
        Ministry? ministry = null,
        string? title = null
    )
    {
        var email = $"{name}@demo.example";
        var user = new PortalUser
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString(),
            DisplayName = displayName,
            JobTitle = title,
            OrganizationId = organization,
            Ministry = ministry,
            IsDemo = true,
        };
        user.PasswordHash = hasher.HashPassword(user, password);
        user.Grants.AddRange(roles.Select(role => new RoleGrant { UserId = user.Id, Role = role }));
        db.Users.Add(user);
        people[name] = user;
    }

    Act Act(string name, int daysAgo)
    {
        var user = people[name];
        return new(
            user.Key,
            user.DisplayName,
            user.Grants.Select(grant => grant.Role).ToHashSet(),
            today.AddDays(-daysAgo),
            user.OrganizationId,
            user.Ministry
        );
    }

    static string Read(string plan)
    {
        using var reader = new StreamReader(typeof(DemoSeed).Assembly.GetManifestResourceStream($"Demo/{plan}.json")!);
        return reader.ReadToEnd();
    }
}

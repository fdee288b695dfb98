using System.Security.Cryptography;
using System.Text;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Data.Seed;

/// <summary>Numbers for mass data, taken in the order of arrival and kept together at the end.</summary>
sealed class MassNumbers(Dictionary<string, int> last)
{
    public IReadOnlyDictionary<string, int> Last => last;

    public int Next(string series) => last[series] = last.GetValueOrDefault(series) + 1;
}

/// <summary>The life of one invented case, lived through the same moves that people make, until it ends or until today.</summary>
sealed class MassCase(MassPeople people, MassNumbers numbers, LetterSettings letters, DateTime now)
{
    const string Question = "本件の利用企画について、所管の観点からご意見をお寄せください。";

    Random random = new(0);
    DateTime at;
    Application application = default!;
    MassPlan kind = default!;
    MassWords words = default!;
    int index;

    /// <summary>What the rules point at in the latest submission.</summary>
    public int Flags { get; private set; }

    /// <summary>What the applicant wrote in it.</summary>
    public IEnumerable<string> Texts => kind.TextsOf(words);

    /// <summary>One case, in whatever state it is today; its events are still to be taken.</summary>
    /// <param name="index">Decides everything about it, together with the day of arrival.</param>
    /// <param name="arrival">UTC.</param>
    public (Application Application, Organization Organization) Live(int index, DateTime arrival)
    {
        this.index = index;
        random = new(unchecked((index * 7919) + 20_260_401));
        at = arrival;
        kind = MassPlan.All[random.Next(MassPlan.All.Length)];
        words = MassWords.Of(index, random);
        var (organization, representative) = people.Applicants[random.Next(people.Applicants.Count)];
        Submit(representative, index);
        Go(representative, organization);
        return (application, organization);
    }

    void Submit(UserId representative, int index)
    {
        var act = people.Act(representative, at);
        application = Application.Open(IdOf(index), kind.Say(words), isDemo: true, act);
        var series = ApplicationNumber.Series(JapaneseDate.On(at));
        application.Submit(ApplicationNumber.Format(series, numbers.Next($"application:{series}")), Filed(), act);
    }

    // Each step waits some days; the first one that lies ahead of today leaves the case where it is.
    void Go(UserId representative, Organization organization)
    {
        // One in sixty is forgotten somewhere: that is what alarms are for.
        var patience = random.Next(60) == 0 ? random.Next(1, 5) : int.MaxValue;
        if (random.Next(25) == 0 && Later(1, 20))
        {
            application.Withdraw("計画を見直すため", people.Act(representative, at));
            return;
        }

        if (!Later(0.2, 3) || --patience == 0)
        {
            return;
        }

        if (random.Next(5) == 0 && !Correct(people.Intake[0], representative))
        {
            return;
        }

        Judge(ReviewPart.Form, ReviewItems.OfForm, people.Intake[0]);
        application.AcceptFormCheck("", people.Act(people.Intake[0], at));
        if (!Later(0.1, 4) || --patience == 0)
        {
            return;
        }

        var reviewer = people.Reviewer[random.Next(people.Reviewer.Count)];
        var act = people.Act(reviewer, at);
        application.Assign(act.By, act.Name, act);
        if (!Later(0.5, 3) || --patience == 0 || !Consult(reviewer) || !Later(0.5, 3))
        {
            return;
        }

        if ((random.Next(20) == 0 && !Correct(reviewer, representative)) || --patience == 0)
        {
            return;
        }

        Decide(reviewer, organization);
    }

    bool Correct(UserId official, UserId representative)
    {
        var asks = people.Act(official, at);
        application.RequestCorrection(
            [new("service.summary", "取り扱う情報の範囲が分かるように、要約を書き足してください。")],
            BusinessCalendar.Shipped.Add(JapaneseDate.On(at), 10).Date,
            asks
        );
        if (!Later(2, 15))
        {
            return false;
        }

        words = words.Corrected(random);
        var answers = people.Act(representative, at);
        application.Edit("service.summary", draft => draft.Set("service.summary", words.Summary), answers);
        application.AnswerCorrection("service.summary", "要約を書き足しました。", answers);
        application.Resubmit(Filed(), answers);
        if (!Later(0.2, 2))
        {
            return false;
        }

        application.AcceptAnswer("service.summary", people.Act(official, at));
        return true;
    }

    bool Consult(UserId reviewer)
    {
        Ministry[] asked =
        [
            .. new[] { Ministry.Mic, Ministry.Mhlw, Ministry.Meti }.Where(ministry =>
                ministry != people.MinistryOf(reviewer) && random.Next(2) == 0
            ),
        ];
        if (asked.Length == 0)
        {
            return true;
        }

        application.RequestOpinions(asked, Question, BusinessCalendar.Shipped.Add(JapaneseDate.On(at), 10).Date, people.Act(reviewer, at));
        foreach (var ministry in asked)
        {
            if (!Later(1, 6))
            {
                return false;
            }

            var isConditional = random.Next(5) == 0;
            application.GiveOpinion(
                isConditional ? Stance.Conditional : Stance.NoObjection,
                isConditional ? "画面での説明を求める。" : "",
                isConditional ? ["保存期間を同意画面に示す"] : [],
                people.Act(people.Of(ministry, random), at)
            );
        }

        return true;
    }

    void Decide(UserId reviewer, Organization organization)
    {
        var items = ReviewItems.OfSubstance(RuleSets.Find(application.LatestVersion!.RuleSetId)!);
        Judge(ReviewPart.Substance, items, reviewer);
        application.SignSubstance(items, "", people.Act(reviewer, at));
        // A correction may have opened items of the form check again: then the case waits for them.
        if (application.OpenPoints().Count > 0)
        {
            return;
        }

        application.Recommend(Otherwise(Proposal()), people.Act(reviewer, at));
        if (!Later(0.2, 4))
        {
            return;
        }

        application.Decide(people.Act(people.Deciders[random.Next(people.Deciders.Count)], at));
        if (!Later(0.1, 2))
        {
            return;
        }

        var day = JapaneseDate.On(at);
        var number = numbers.Next($"notice:{DecisionNotice.Series(letters.Sender, day)}");
        application.Issue(
            DecisionNotice.Write(
                application,
                organization,
                representative: null,
                letters.Sender,
                DecisionNotice.Number(letters.Sender, day, number),
                day
            ),
            people.Act(people.Lead, at)
        );
    }

    void Judge(ReviewPart part, IReadOnlyList<string> items, UserId official)
    {
        foreach (var item in items)
        {
            var note = part == ReviewPart.Substance ? "規則の判定と記入を確かめた。" : "";
            application.Judge(part, item, items, Verdict.Met, note, seen: 0, people.Act(official, at));
        }
    }

    // Officials do not always follow the rules: now and then they decide otherwise and say why.
    Proposal Otherwise(Proposal proposal)
    {
        var rules = application.LatestVersion!;
        return (index % 80, rules.UseType) is (7, UseType.SelfUse)
            ? AnotherWay(proposal, rules.Route) with
            {
                UseType = UseType.InformationProvision,
                TypeReason = "画面の説明が、取得したデータにない助言を含むため。",
            }
            : AnotherWay(proposal, rules.Route);
    }

    Proposal AnotherWay(Proposal proposal, Route route) =>
        (index % 80, route) switch
        {
            (47, Route.Standard) => proposal with
            {
                Route = Route.Consultation,
                RouteReason = "同種の前例がなく、関係省庁の意見を聴く必要があるため。",
            },
            // Whatever is accepted went another way than the one that ends without acceptance.
            (_, Route.OutOfScopeGuidance) when proposal.Outcome != DecisionOutcome.Refused => proposal with
            {
                Route = Route.Consultation,
                RouteReason = "指針の対象に準じて扱うことを関係省庁と確認したため。",
            },
            _ => proposal,
        };

    Proposal Proposal()
    {
        var type = application.LatestVersion!.UseType;
        return (application.LatestVersion.Route, random.Next(10)) switch
        {
            (Route.RefusalLikely, _) or (Route.OutOfScopeGuidance, < 5) or (_, 0) => new(
                DecisionOutcome.Refused,
                type,
                "基準を満たさない点があり、承諾は適当でない。",
                [],
                [new("利用目的の特定", "提供先での利用目的が特定されていない。", "本人が予測できる範囲を超える。")]
            ),
            (Route.Conditional or Route.Consultation, _) or (_, 1) => new(
                DecisionOutcome.AcceptedWithConditions,
                type,
                "条件を付して承諾することが適当である。",
                [new("同意画面に保存期間を示すこと。", "本人が判断できるようにするため。")],
                [],
                DespiteReason: Despite
            ),
            _ => new(DecisionOutcome.Accepted, type, "指針の求める事項を満たしている。", [], [], DespiteReason: Despite),
        };
    }

    // Kept only where something stands against it.
    const string Despite = "画面と運用の是正を確認し、支障がないと認めるため。";

    FiledPlan Filed()
    {
        var day = JapaneseDate.On(at);
        var rules = RuleSets.InForce(day);
        var (type, route, flags) = kind.Assess(rules, day);
        var text = kind.Say(words);
        Flags = flags;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return new(words.Name, text, digest, type, route, rules.Id, rules.Revision);
    }

    bool Later(double fromDays, double toDays)
    {
        at = at.AddMinutes(Math.Round((fromDays + (random.NextDouble() * (toDays - fromDays))) * 24 * 60));
        return at < now;
    }

    // The same index is the same case, whenever and wherever it is made.
    static ApplicationId IdOf(int index) => new(new Guid(0x5EED, 0, 0, [0, 0, 0, 0, .. BitConverter.GetBytes(index)]));
}

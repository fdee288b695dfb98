using System.Text.RegularExpressions;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Domain.Documents;

/// <summary>Who writes to whom under which number.</summary>
/// <param name="Representative">Title and name of the person who filed; null when they are not known.</param>
/// <param name="Number">文書番号</param>
/// <param name="Day">The day of issue.</param>
public sealed record LetterHead(Organization Organization, string? Representative, NoticeSender Sender, string Number, DateOnly Day);

/// <summary>From a wording and data to a letter, and from an application to the data.</summary>
public static partial class LetterWriter
{
    /// <summary>The letter. The same wording, data and head give the same letter.</summary>
    public static Letter Write(
        LetterKind kind,
        LetterWording wording,
        LetterData data,
        LetterHead head,
        bool isDemo,
        string? alsoVerified = null
    )
    {
        var (subject, body, items) = wording.Fill(kind, data);
        return new()
        {
            Number = head.Number,
            Date = head.Day,
            AddresseeLines = head.Representative is null
                ? [$"{head.Organization.Name}　御中"]
                : [head.Organization.Name, $"{head.Representative}　様"],
            SenderLines = head.Sender.SenderLines,
            Subject = subject,
            Body = body,
            Items = items,
            ContactLines = head.Sender.ContactLines,
            VerificationLine = alsoVerified,
            IsDemo = isDemo,
        };
    }

    /// <summary>By which the confirmation of an arrival goes.</summary>
    public static string ReceiptNumber(string application, int version) => $"{application}（第{version}版）";

    /// <summary>Of which application and submission a confirmation of an arrival is; null for the number of another letter.</summary>
    public static (string Application, int Version)? ReceiptOf(string number) =>
        ReceiptNumberText().Match(number) is { Success: true } match
            ? (match.Groups[1].Value, int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture))
            : null;

    [GeneratedRegex("^(.+)（第([0-9]{1,6})版）$")]
    private static partial Regex ReceiptNumberText();

    /// <summary>What every letter about an application can name.</summary>
    public static Dictionary<string, string> Common(Application application, Organization organization) =>
        new()
        {
            [LetterVariables.Application] = application.Number ?? "",
            [LetterVariables.Service] = application.ServiceName,
            [LetterVariables.Organization] = organization.Name,
            [LetterVariables.Arrived] = application.ArrivedAt is { } at ? JapaneseDate.Format(JapaneseDate.On(at)) : "",
        };

    /// <summary>The kind of letter in which an outcome goes out.</summary>
    public static LetterKind KindOf(DecisionOutcome outcome) =>
        outcome switch
        {
            DecisionOutcome.Accepted => LetterKind.Accepted,
            DecisionOutcome.AcceptedWithConditions => LetterKind.AcceptedWithConditions,
            _ => LetterKind.Refused,
        };

    /// <summary>What the letter about a recommended or decided application is filled with.</summary>
    /// <param name="teaching">教示; empty where nothing is taught.</param>
    public static LetterData Decision(Application application, Organization organization, string teaching, DateOnly day)
    {
        var proposal = application.Recommendation!.Proposal;
        var values = Common(application, organization);
        values[LetterVariables.UseType] = Word(proposal.UseType);
        values[LetterVariables.Result] = Word(proposal.Outcome);
        values[LetterVariables.Teaching] = teaching;
        return new(
            values,
            new Dictionary<string, IReadOnlyList<LetterItem>>
            {
                [LetterVariables.Conditions] = [.. proposal.Conditions.Select(condition => ConditionOf(condition, day))],
                [LetterVariables.Reasons] = [.. proposal.Reasons.Select(ReasonOf)],
            }
        );
    }

    /// <summary>What a request for corrections, or an inquiry, is filled with.</summary>
    /// <param name="points">Each with what it is about, in words, and what is asked.</param>
    /// <param name="attached">The names of files that go with it; they are the last points.</param>
    public static LetterData Request(
        Application application,
        Organization organization,
        DateOnly due,
        IEnumerable<(string About, string Text)> points,
        params IEnumerable<string> attached
    )
    {
        var values = Common(application, organization);
        values[LetterVariables.Due] = JapaneseDate.Format(due);
        return new(
            values,
            new Dictionary<string, IReadOnlyList<LetterItem>>
            {
                [LetterVariables.Points] =
                [
                    .. points.Select(point =>
                        point.About.Length == 0
                            ? new LetterItem(OneLine(point.Text))
                            : new(point.About, new LetterItem(OneLine(point.Text)))
                    ),
                    .. attached.Select(name => new LetterItem($"添付　{name}")),
                ],
            }
        );
    }

    /// <summary>What an extension of the standard period is filled with.</summary>
    public static LetterData Extension(Application application, Organization organization, DateOnly before, DateOnly after, string reason)
    {
        var values = Common(application, organization);
        values[LetterVariables.Before] = JapaneseDate.Format(before);
        values[LetterVariables.Due] = JapaneseDate.Format(after);
        values[LetterVariables.Reason] = OneLine(reason);
        return new(values, new Dictionary<string, IReadOnlyList<LetterItem>>());
    }

    /// <summary>What the confirmation of an arrival is filled with.</summary>
    public static LetterData Receipt(Application application, Organization organization, int standardDays)
    {
        var version = application.LatestVersion!;
        var local = JapaneseDate.Local(version.SubmittedAt);
        var day = JapaneseDate.On(version.SubmittedAt);
        var values = Common(application, organization);
        values[LetterVariables.Version] = $"第{version.Number}版{(version.Number > 1 ? "・補正後の再提出" : "")}";
        values[LetterVariables.Filer] = version.SubmittedByName;
        values[LetterVariables.ArrivedAt] = $"{JapaneseDate.Format(day)} {local.Hour}時{local.Minute:D2}分{local.Second:D2}秒（日本時間）";
        values[LetterVariables.StandardDays] = standardDays.ToString(System.Globalization.CultureInfo.InvariantCulture);
        // Of a later submission too it counts from the first arrival, without the days that were the applicant's.
        var until = application.Clock(version.SubmittedAt, standardDays, BusinessCalendar.Shipped).DueOn;
        values[LetterVariables.StandardUntil] = JapaneseDate.Format(until);
        return new(
            values,
            new Dictionary<string, IReadOnlyList<LetterItem>>
            {
                [LetterVariables.Filed] =
                [
                    new($"利用企画書（{Counted(version)}）　SHA-256: {version.Digest}"),
                    .. version.Files.Select(file => new LetterItem($"{file.Name}（{Bytes(file.Size)}バイト）　SHA-256: {file.Sha256}")),
                    .. version.Terms is { } terms ? [new LetterItem($"同意した利用規約　{terms}版")] : Array.Empty<LetterItem>(),
                    new($"提出されたもの全体　SHA-256: {version.Seal}"),
                ],
            }
        );
    }

    static string Counted(PlanVersion version)
    {
        var plan = PlanJson.Read(version.Plan).Plan ?? new();
        var answers = PlanCompleteness.Asked(plan).Count(path => PlanQuestions.Answer(plan, path) is not null);
        return $"回答{answers}項目、チェックシート{plan.CheckSheet?.Count(entry => entry.Answer is not null) ?? 0}項目";
    }

    static string Bytes(long size) => size.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Invented values for every variable of a kind: what a template looks like.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="day">The day of the letter; what was before lies before it, and what is due after it.</param>
    public static LetterData Sample(LetterKind kind, DateOnly day)
    {
        var (arrived, due) = (day.AddDays(-30), day.AddDays(30));
        Dictionary<string, string> values = LetterVariables
            .Of(kind)
            .ToDictionary(
                name => name,
                name =>
                    name switch
                    {
                        LetterVariables.Application => ApplicationNumber.Format(ApplicationNumber.Series(arrived), 1),
                        LetterVariables.Service => "見本健康手帳",
                        LetterVariables.Organization => "見本株式会社",
                        LetterVariables.UseType => Word(UseType.SelfUse),
                        LetterVariables.Result => "承諾",
                        LetterVariables.Version => "第1版",
                        LetterVariables.Filer => "見本　花子",
                        LetterVariables.ArrivedAt => $"{JapaneseDate.Format(arrived)} 10時30分00秒（日本時間）",
                        LetterVariables.StandardDays => "30",
                        LetterVariables.Reason => "関係省庁との協議に時間を要するため。",
                        LetterVariables.Teaching => "",
                        LetterVariables.Arrived => JapaneseDate.Format(arrived),
                        LetterVariables.Due or LetterVariables.StandardUntil => JapaneseDate.Format(due),
                        _ => JapaneseDate.Format(day),
                    }
            );
        LetterItem[] sample =
        [
            new("見本の事項一", new LetterItem("理由　見本の理由"), new LetterItem($"期限　{JapaneseDate.Format(due)}")),
            new("見本の事項二"),
        ];
        return new(values, LetterVariables.ListsOf(kind).ToDictionary(name => name, IReadOnlyList<LetterItem> (_) => sample));
    }

    /// <summary>The first data, with whatever the second has in its place.</summary>
    public static LetterData Over(LetterData under, LetterData over)
    {
        Dictionary<string, string> values = new(under.Values);
        foreach (var (name, value) in over.Values)
        {
            values[name] = value;
        }

        Dictionary<string, IReadOnlyList<LetterItem>> lists = new(under.Lists);
        foreach (var (name, items) in over.Lists)
        {
            lists[name] = items;
        }

        return new(values, lists);
    }

    static LetterItem ConditionOf(DecisionCondition condition, DateOnly day)
    {
        List<LetterItem> parts = [new($"理由　{condition.Reason}")];
        if (condition.DueWhen(day) is { } due)
        {
            parts.Add(new($"期限　{JapaneseDate.Format(due)}"));
        }

        if (condition.Evidence is { } evidence)
        {
            parts.Add(new($"履行を確認する書類　{evidence}"));
        }

        return new(condition.Text, [.. parts]);
    }

    static LetterItem ReasonOf(RefusalReason reason) =>
        new(
            $"基準　{reason.Criterion}",
            new LetterItem($"確認した事実　{reason.Facts}"),
            new LetterItem($"基準を満たさないと判断した理由　{reason.Why}")
        );

    static string OneLine(string text) =>
        string.Join('　', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    static string Word(DecisionOutcome outcome) =>
        outcome switch
        {
            DecisionOutcome.Accepted => "承諾",
            DecisionOutcome.AcceptedWithConditions => "条件付承諾",
            DecisionOutcome.Refused => "不承諾",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };

    static string Word(UseType type) =>
        type switch
        {
            UseType.SelfUse => "自己利用型",
            UseType.InformationProvision => "情報提供型",
            UseType.ElectronicSubmission => "電子提出型",
            UseType.OutsideTypes => "類型外",
            _ => "未確定",
        };
}

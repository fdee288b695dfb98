using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Domain.Documents;

/// <summary>Who sends notices, as the settings say.</summary>
/// <param name="NumberPrefix">What stands before the year of a document number, e.g. 審査.</param>
/// <param name="SenderLines">発信者, e.g. the office and its head's title.</param>
/// <param name="ContactLines">担当・連絡先.</param>
public sealed record NoticeSender(string NumberPrefix, IReadOnlyList<string> SenderLines, IReadOnlyList<string> ContactLines);

/// <summary>通知書: what the letter about a decision says. The wording is this portal's own; the legal character of the decision (処分性)
/// is not settled, so no letter teaches of an appeal (教示).</summary>
public static class DecisionNotice
{
    /// <summary>The series in which the document numbers of a fiscal year are counted.</summary>
    public static string Series(NoticeSender sender, DateOnly day) => $"{sender.NumberPrefix}{JapaneseDate.FiscalYearOfReiwa(day)}";

    /// <summary>文書番号, e.g. 審査8第12号: gap-free within the fiscal year.</summary>
    public static string Number(NoticeSender sender, DateOnly day, int number) => $"{Series(sender, day)}第{number}号";

    /// <summary>The letter about a decided application.</summary>
    /// <param name="application">Decided; everything that the letter states is taken from it.</param>
    /// <param name="organization">The addressee.</param>
    /// <param name="representative">Title and name of the person who filed; null when they are not known.</param>
    /// <param name="sender">The office.</param>
    /// <param name="number">文書番号</param>
    /// <param name="day">The day of issue.</param>
    public static Letter Write(
        Application application,
        Organization organization,
        string? representative,
        NoticeSender sender,
        string number,
        DateOnly day
    )
    {
        var proposal = application.Recommendation!.Proposal;
        var version = application.LatestVersion!;
        var arrived = JapaneseDate.Format(JapaneseDate.On(application.ArrivedAt!.Value));
        return new()
        {
            Number = number,
            Date = day,
            AddresseeLines = representative is null ? [$"{organization.Name}　御中"] : [organization.Name, $"{representative}　様"],
            SenderLines = sender.SenderLines,
            Subject = $"マイナポータルAPIの利用に係る利用企画の{Word(proposal.Outcome)}について（通知）",
            Body = [$"{arrived}付けで提出のありました下記の利用企画について審査した結果、{Result(proposal.Outcome)}ので、通知します。"],
            Items = [.. Items(application, proposal, version, arrived, day)],
            ContactLines = sender.ContactLines,
            VerificationLine = $"利用企画書（第{version.Number}版）の要約値 SHA-256: {version.Digest}",
            IsDemo = application.IsDemo,
        };
    }

    static IEnumerable<LetterItem> Items(Application application, Proposal proposal, PlanVersion version, string arrived, DateOnly day)
    {
        yield return new(
            "対象の利用企画",
            new LetterItem($"受付番号　{application.Number}"),
            new LetterItem($"サービスの名称　{application.ServiceName}"),
            new LetterItem($"到達日　{arrived}")
        );
        yield return new($"利用類型　{Word(proposal.UseType)}");
        yield return new($"審査の結果　{Word(proposal.Outcome)}");
        if (proposal.Conditions.Count > 0)
        {
            yield return new("条件", [.. proposal.Conditions.Select(condition => ConditionOf(condition, day))]);
        }

        if (proposal.Reasons.Count > 0)
        {
            yield return new("理由", [.. proposal.Reasons.Select(ReasonOf)]);
        }
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

    static string Result(DecisionOutcome outcome) =>
        outcome switch
        {
            DecisionOutcome.Accepted => "承諾することとしました",
            DecisionOutcome.AcceptedWithConditions => "下記の条件を付して承諾することとしました",
            DecisionOutcome.Refused => "下記の理由により承諾しないこととしました",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };

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

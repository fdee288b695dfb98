namespace ReviewPortal.Domain.Documents;

/// <summary>The variables that the template of each kind may have. Their names are Japanese, as the letters are.</summary>
public static class LetterVariables
{
    public const string Application = "受付番号";
    public const string Service = "サービス名";
    public const string Organization = "事業者名";
    public const string Arrived = "到達日";
    public const string UseType = "利用類型";
    public const string Due = "期限";
    public const string Reason = "理由";
    public const string Teaching = "教示";
    public const string Result = "審査の結果";
    public const string Version = "提出の回";
    public const string ArrivedAt = "到達時刻";
    public const string Filer = "提出した人";
    public const string StandardDays = "標準処理期間";
    public const string StandardUntil = "標準処理期限";
    public const string Before = "変更前の期限";
    public const string Effective = "効力の日";
    public const string Points = "事項";
    public const string Conditions = "条件";
    public const string Reasons = "不承諾の理由";
    public const string Filed = "提出物";

    static readonly string[] Common = [Application, Service, Organization, Arrived];

    /// <summary>Variables that are a text.</summary>
    public static IReadOnlyList<string> Of(LetterKind kind) =>
        [
            .. Common,
            .. kind switch
            {
                LetterKind.Receipt => new[] { Version, Filer, ArrivedAt, StandardDays, StandardUntil },
                LetterKind.Correction or LetterKind.Inquiry => [Due],
                LetterKind.Extension => [Due, Before, Reason],
                LetterKind.Accepted or LetterKind.AcceptedWithConditions or LetterKind.Refused => [UseType, Result, Teaching],
                LetterKind.AmendmentAccepted => [UseType, Teaching],
                LetterKind.Suspended or LetterKind.Revoked => [Reason, Effective, Teaching],
                _ => [Effective],
            },
        ];

    /// <summary>What a letter of the kind cannot do without: of what it is, and what it is written for. A list counts where it is one.</summary>
    public static IReadOnlyList<string> RequiredOf(LetterKind kind) =>
        [
            Application,
            .. kind switch
            {
                LetterKind.Receipt => new[] { ArrivedAt },
                LetterKind.Correction or LetterKind.Inquiry => [Due, Points],
                LetterKind.Extension => [Due, Reason],
                LetterKind.Accepted => [UseType],
                LetterKind.AcceptedWithConditions => [UseType, Conditions, Teaching],
                LetterKind.Refused => [Reasons, Teaching],
                LetterKind.AmendmentAccepted => [UseType, Conditions, Teaching],
                LetterKind.Suspended or LetterKind.Revoked => [Reason, Effective, Teaching],
                _ => [Effective],
            },
        ];

    /// <summary>Variables that stand alone in a line of the items and become items themselves.</summary>
    public static IReadOnlyList<string> ListsOf(LetterKind kind) =>
        kind switch
        {
            LetterKind.Receipt => [Filed],
            LetterKind.Correction or LetterKind.Inquiry => [Points],
            LetterKind.AcceptedWithConditions or LetterKind.AmendmentAccepted => [Conditions],
            LetterKind.Refused => [Reasons],
            _ => [],
        };
}

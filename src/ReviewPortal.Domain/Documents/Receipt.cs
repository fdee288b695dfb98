using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Domain.Documents;

/// <summary>到達確認: says what arrived and when. It decides nothing. All text is Japanese, as it goes out.</summary>
public sealed record Receipt
{
    /// <summary>受付番号</summary>
    public required string Number { get; init; }

    /// <summary>事業者・自治体</summary>
    public required string Organization { get; init; }
    public required string ServiceName { get; init; }

    /// <summary>1 for the first submission; a corrected plan has a receipt of its own.</summary>
    public required int Version { get; init; }
    public required string SubmittedBy { get; init; }

    /// <summary>到達の時刻, UTC.</summary>
    public required DateTime ArrivedAt { get; init; }

    /// <summary>SHA-256 of the answers.</summary>
    public required string Digest { get; init; }

    /// <summary>SHA-256 over all that was filed.</summary>
    public required string Seal { get; init; }

    /// <summary>How many answers the plan holds.</summary>
    public required int Answers { get; init; }

    /// <summary>How many items of the check sheet are answered.</summary>
    public required int CheckSheetItems { get; init; }
    public required IReadOnlyList<FiledFile> Files { get; init; }

    /// <summary>The terms accepted with the filing; null where none were asked for.</summary>
    public string? Terms { get; init; }

    /// <summary>標準処理期間 in business days: an assumption until the ministries set one.</summary>
    public required int StandardDays { get; init; }

    /// <summary>The last day of that period, if nothing stops the clock.</summary>
    public required DateOnly StandardUntil { get; init; }
    public required IReadOnlyList<string> ContactLines { get; init; }
    public bool IsDemo { get; init; }
}

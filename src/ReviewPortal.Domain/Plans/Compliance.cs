namespace ReviewPortal.Domain.Plans;

/// <summary>遵守事項: what the provider holds and offers, whatever the functions are.</summary>
public sealed record Compliance
{
    public IReadOnlyList<Certification>? Certifications { get; init; }

    /// <summary>Asked where no certification is held.</summary>
    public CertificationPlan? CertificationPlanned { get; init; }
    public SelfCheckAnswers? SelfCheck { get; init; }
    public bool? ConsentPlainOnScreen { get; init; }
    public bool? WithdrawalAsEasyAsConsent { get; init; }
    public bool? DeletionOnRequest { get; init; }
    public bool? Export { get; init; }
    public bool? Import { get; init; }
    public bool? CommonFormat { get; init; }

    /// <summary>In days.</summary>
    public int? ExportWindowDays { get; init; }

    /// <summary>ISO 3166-1 alpha-2, e.g. <c>JP</c>.</summary>
    public string? StorageCountry { get; init; }
    public bool? Proxies { get; init; }
    public ApiNeed? ApiNeed { get; init; }
    public string? ApiNecessity { get; init; }
}

/// <summary>第三者認証</summary>
public sealed record Certification
{
    public CertificationKind? Kind { get; init; }
    public string? Number { get; init; }
    public DateOnly? Expires { get; init; }
}

public enum CertificationKind
{
    Isms,
    PrivacyMark,
    Other,
}

public enum CertificationPlan
{
    Yes,
    No,
    Undecided,
}

/// <summary>自己点検: the check sheet filled in and made public.</summary>
public sealed record SelfCheckAnswers
{
    public bool? Done { get; init; }
    public bool? Published { get; init; }
    public string? PublishedUrl { get; init; }
    public DateOnly? Date { get; init; }
}

public enum ApiNeed
{
    CannotBeDoneWithout,
    Easier,
    NotUsed,
}

/// <summary>チェックシートの一項目: an answer with a reason or evidence.</summary>
public sealed record CheckSheetEntry
{
    /// <summary>The rule that the item serves, e.g. <c>GL-203</c>.</summary>
    public string? Item { get; init; }
    public CheckSheetAnswer? Answer { get; init; }
    public string? Reason { get; init; }
    public string? EvidenceUrl { get; init; }
}

public enum CheckSheetAnswer
{
    Yes,
    No,
    NotApplicable,
}

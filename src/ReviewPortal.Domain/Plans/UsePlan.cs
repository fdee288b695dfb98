namespace ReviewPortal.Domain.Plans;

/// <summary>
/// 利用企画書: the answers of an application. Every answer may be missing (null), and missing is not "no".
/// The member names, in camel case, are the public wire format; the declared order is the order of the form.
/// </summary>
public sealed record UsePlan
{
    public Filing? Filing { get; init; }
    public ServiceAnswers? Service { get; init; }
    public Handling? Handling { get; init; }
    public IReadOnlyList<Api>? Apis { get; init; }
    public IReadOnlyList<PlanFunction>? Functions { get; init; }
    public Compliance? Compliance { get; init; }
    public IReadOnlyList<CheckSheetEntry>? CheckSheet { get; init; }
    public IReadOnlyList<Contact>? Contacts { get; init; }
}

/// <summary>届出の種別: what is filed; absent means <see cref="FilingKind.New"/>.</summary>
public sealed record Filing
{
    public FilingKind? Kind { get; init; }

    /// <summary>
    /// The accepted application or the service that an amendment or end notice is about: number and name as the organisation's own list has
    /// them, or the name alone. Asked for those two only.
    /// </summary>
    public string? Concerns { get; init; }

    /// <summary>Asked for an end notice only.</summary>
    public ServiceEnd? ServiceEnd { get; init; }
}

public enum FilingKind
{
    New,
    Amendment,
    EndNotice,
}

/// <summary>サービス終了: the dates of an end notice.</summary>
public sealed record ServiceEnd
{
    public DateOnly? EndsOn { get; init; }
    public DateOnly? UsersToldOn { get; init; }
    public DateOnly? ExportUntil { get; init; }
    public DateOnly? DataDeletedOn { get; init; }
}

/// <summary>サービス: what is offered to whom.</summary>
public sealed record ServiceAnswers
{
    public string? Name { get; init; }
    public string? Summary { get; init; }
    public string? Url { get; init; }
    public string? TargetUsers { get; init; }
    public DateOnly? PlannedStart { get; init; }

    /// <summary>Minors among users or data subjects.</summary>
    public bool? Minors { get; init; }
    public IReadOnlyList<Revenue>? Revenue { get; init; }
}

public enum Revenue
{
    UserFee,
    Advertising,
    Affiliate,
    DataProvision,
    Commission,
    PublicFunds,
    None,
}

/// <summary>取り扱うデータ: decides whether the guideline applies.</summary>
public sealed record Handling
{
    public IReadOnlyList<DataKind>? DataKinds { get; init; }

    /// <summary>Nothing else is handled.</summary>
    public bool? OnlyTheseKinds { get; init; }
    public bool? ForIndividualHealthManagement { get; init; }
    public bool? ResearchOnly { get; init; }
    public bool? SelfMeasuredSentToMedicalInstitutions { get; init; }
    public Provision? Provision { get; init; }
}

public enum DataKind
{
    /// <summary>健診等情報 of identifiable persons, through the API or entered from documents.</summary>
    CheckupAndCare,

    /// <summary>Vitals that the person measures daily.</summary>
    SelfMeasured,

    /// <summary>属性情報: income, household and the like.</summary>
    Attributes,
    Anonymized,
    Pseudonymized,
}

public enum Provision
{
    Direct,
    Indirect,
}

/// <summary>マイナポータルAPI that the plan asks for.</summary>
public enum Api
{
    MedicalInsurance,
    SelfInformation,
    PeriodLinkage,
    PublicMedicalHub,
    UserRegistration,
}

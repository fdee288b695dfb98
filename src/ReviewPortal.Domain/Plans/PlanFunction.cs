namespace ReviewPortal.Domain.Plans;

/// <summary>機能: one thing that the service does with the data. Types are judged per function.</summary>
public sealed record PlanFunction
{
    public string? Name { get; init; }

    /// <summary>Exactly one function is the main one; it gives the plan its type.</summary>
    public bool? Main { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<Recipient>? Recipients { get; init; }
    public FunctionContent? Content { get; init; }
    public IReadOnlyList<NewInformationKind>? NewInformation { get; init; }
    public IReadOnlyList<DataItem>? DataItems { get; init; }
    public Procedure? Procedure { get; init; }
    public Purchase? Purchase { get; init; }
    public IReadOnlyList<Consequence>? Consequences { get; init; }
    public Retrieval? Retrieval { get; init; }
    public MedicalAnswers? Medical { get; init; }
}

/// <summary>提供先: who receives what the function produces. Of the user and a proxy only the kind is read.</summary>
public sealed record Recipient
{
    public RecipientKind? Kind { get; init; }
    public string? Name { get; init; }
    public string? Purpose { get; init; }
    public IReadOnlyList<RecipientUse>? Use { get; init; }
    public Receives? Receives { get; init; }
    public RecipientAccess? Access { get; init; }
    public Channel? Channel { get; init; }
    public Consent? Consent { get; init; }
    public bool? Foreign { get; init; }

    /// <summary>Asked of an employer: occupational-health staff kept apart from personnel.</summary>
    public bool? SeparatedFromPersonnel { get; init; }
    public DisclosedIn? DisclosedIn { get; init; }
}

public enum RecipientKind
{
    User,
    Proxy,
    Insurer,
    Employer,
    Municipality,
    MedicalInstitution,
    Pharmacy,
    School,
    FinancialInstitution,
    Advertiser,
    PartnerCompany,
    Researcher,
    ProviderStaff,
    Other,
}

public enum RecipientUse
{
    Procedure,
    Care,
    HealthGuidance,
    Marketing,
    Credit,
    Personnel,
    Research,
    Statistics,
    Resale,
    Monitoring,
    Other,
}

public enum Receives
{
    Content,
    Category,
    FactOnly,
    Pseudonymized,
    Anonymized,
    Statistics,
}

public enum RecipientAccess
{
    Copy,
    ViewOnly,
}

public enum Channel
{
    UserSends,
    Transfer,
    RecipientFetches,
    EmbeddedComponent,
}

public enum Consent
{
    PerRecipient,
    Bundled,
    OptOut,
    None,
}

public enum DisclosedIn
{
    ScreenBeforeConsent,
    TermsOnly,
    Nowhere,
}

public enum FunctionContent
{
    RetrievedData,
    NewInformation,
    SubmittedDocument,
    PersonList,
    Mixed,
}

public enum NewInformationKind
{
    Score,
    Prediction,
    Advice,
    Article,
    Triage,
    Diagnosis,
    DoseInstruction,
    MissedScreening,
}

/// <summary>データ項目: one kind of data that the function takes, and what the user has of it on paper.</summary>
public sealed record DataItem
{
    public Item? Item { get; init; }
    public Necessity? Necessity { get; init; }

    /// <summary>How many years back, in whole years.</summary>
    public int? Years { get; init; }
    public string? Reason { get; init; }
    public HeldOnPaper? UserHoldsOnPaper { get; init; }

    /// <summary>How far the paper goes back, in whole years.</summary>
    public int? YearsOnPaper { get; init; }
    public bool? RequestedOnPaperBefore { get; init; }
    public bool? SameItemsAsPaper { get; init; }
}

public enum Item
{
    SpecificHealthCheckup,
    LatterStageCheckup,
    Medication,
    Prescription,
    Treatment,
    MedicalExpenses,
    Vaccination,
    InfantCheckup,
    MaternityCheckup,
    CancerScreening,
    SchoolCheckup,
    Income,
    Household,
    Other,
}

public enum Necessity
{
    Required,
    Helpful,
    NotNeeded,
}

public enum HeldOnPaper
{
    Yes,
    Partly,
    No,
}

/// <summary>手続き: asked only where something is submitted to somebody.</summary>
public sealed record Procedure
{
    public string? Name { get; init; }
    public bool? ReplacesPaper { get; init; }
    public string? PaperDocument { get; init; }
    public bool? UserStartsEach { get; init; }
    public bool? UserSeesBeforeSending { get; init; }
    public bool? PaperRouteStays { get; init; }
    public bool? AutomaticRepetition { get; init; }

    /// <summary>What is decided with it, and how, is what was decided with the paper; not sending leaves normal terms.</summary>
    public bool? DecisionSameAsWithPaper { get; init; }
}

/// <summary>購買: items, paths and placement of offers around the function.</summary>
public sealed record Purchase
{
    public bool? SpecificItem { get; init; }
    public bool? OwnPaidService { get; init; }
    public IReadOnlyList<PurchasePath>? Paths { get; init; }
    public Placement? Placement { get; init; }
    public bool? PublicProgrammeOnly { get; init; }
    public bool? KeyedToHealthData { get; init; }
}

public enum PurchasePath
{
    BuyLink,
    Coupon,
    ApplicationButton,
    AffiliateReward,
    PaidRanking,
    HealthBasedRanking,
    Advertisement,
    Booking,
    Points,
}

public enum Placement
{
    None,
    SeparatePage,
    EndOfContent,
    BesideResult,
    ContentItself,
}

public enum Consequence
{
    None,
    Underwriting,
    PremiumChange,
    Credit,
    Personnel,
    ServiceRefusal,
}

public enum Retrieval
{
    None,
    OnceByUser,
    EachTimeByUser,
    Periodic,
    ByRecipient,
}

/// <summary>医療機器・医行為の確認</summary>
public sealed record MedicalAnswers
{
    public bool? DeviceCheckRecorded { get; init; }
    public DeviceCheck? DeviceCheckResult { get; init; }
    public bool? DoctorInvolved { get; init; }
}

public enum DeviceCheck
{
    NotADevice,
    Approved,
    Notified,
    Open,
}

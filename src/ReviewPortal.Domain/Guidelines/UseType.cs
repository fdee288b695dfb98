namespace ReviewPortal.Domain.Guidelines;

public enum UseType
{
    SelfUse,
    InformationProvision,
    ElectronicSubmission,
    OutsideTypes,
    Undetermined,
}

public enum Route
{
    OutOfScopeGuidance,
    RefusalLikely,
    Consultation,
    Conditional,
    Standard,
    Undetermined,
}

namespace ReviewPortal.Domain.People;

/// <summary>A person with an account.</summary>
public readonly record struct UserId(Guid Value);

/// <summary>An applicant or operating organisation.</summary>
public readonly record struct OrganizationId(Guid Value)
{
    public static OrganizationId New() => new(Guid.CreateVersion7());
}

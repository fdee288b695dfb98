using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Data;

/// <summary>Instants are stored as UTC and come back marked as UTC: no database here keeps the kind.</summary>
public sealed class UtcTime()
    : ValueConverter<DateTime, DateTime>(
        time => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time,
        time => DateTime.SpecifyKind(time, DateTimeKind.Utc)
    );

public sealed class UserIdValue() : ValueConverter<UserId, Guid>(id => id.Value, value => new(value));

public sealed class OrganizationIdValue() : ValueConverter<OrganizationId, Guid>(id => id.Value, value => new(value));

public sealed class ServiceIdValue() : ValueConverter<ServiceId, Guid>(id => id.Value, value => new(value));

public sealed class ApplicationIdValue() : ValueConverter<ApplicationId, Guid>(id => id.Value, value => new(value));

public sealed class PortalRuleSetIdValue() : ValueConverter<PortalRuleSetId, Guid>(id => id.Value, value => new(value));

public sealed class CorporateNumberValue()
    : ValueConverter<CorporateNumber, string>(number => number.Value, value => CorporateNumber.Parse(value));

public sealed class LocalGovernmentCodeValue()
    : ValueConverter<LocalGovernmentCode, string>(code => code.Value, value => LocalGovernmentCode.Parse(value));

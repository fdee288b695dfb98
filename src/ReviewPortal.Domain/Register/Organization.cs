using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Register;

public enum OrganizationKind
{
    /// <summary>事業者</summary>
    Business,

    /// <summary>自治体</summary>
    Municipality,
}

/// <summary>The organisation is called differently from now on.</summary>
public sealed record OrganizationRenamed(string Before, string After) : Event;

/// <summary>The organisation's 法人番号 was entered or corrected.</summary>
public sealed record CorporateNumberSet(string? Before, string After) : Event;

/// <summary>事業者 or 自治体 that applies for, or operates, services.</summary>
public sealed partial class Organization : Aggregate
{
    /// <summary>Longest name that is taken, in UTF-16 code units.</summary>
    public const int NameLimit = 200;

    Organization() { }

    public OrganizationId Id { get; private set; }
    public OrganizationKind Kind { get; private set; }

    /// <summary>As the organisation writes it, trimmed.</summary>
    public string Name { get; private set; } = "";

    /// <summary>法人番号; municipalities have one too. Null while it is not known.</summary>
    public CorporateNumber? CorporateNumber { get; private set; }

    /// <summary>団体コード; only municipalities have one. Null while it is not known.</summary>
    public LocalGovernmentCode? LocalGovernmentCode { get; private set; }

    /// <summary>Invented for demonstrations: never counted among the operating providers, and marked on every letter.</summary>
    public bool IsDemo { get; private set; }

    /// <summary>The name as <see cref="SearchText.Fold"/> gives it.</summary>
    public string SearchKey { get; private set; } = "";

    /// <summary>A 事業者.</summary>
    /// <exception cref="RuleBroken"><c>organization-name-blank</c>, <c>organization-name-long</c>.</exception>
    public static Organization Business(string name, CorporateNumber? number = null, bool isDemo = false) =>
        New(OrganizationKind.Business, name, number, null, isDemo);

    /// <summary>A 自治体.</summary>
    /// <exception cref="RuleBroken"><c>organization-name-blank</c>, <c>organization-name-long</c>.</exception>
    public static Organization Municipality(
        string name,
        LocalGovernmentCode? code = null,
        CorporateNumber? number = null,
        bool isDemo = false
    ) => New(OrganizationKind.Municipality, name, number, code, isDemo);

    /// <exception cref="RuleBroken"><c>organization-name-blank</c>, <c>organization-name-long</c>, <c>organization-name-same</c>.</exception>
    public void Rename(string name, Act act)
    {
        var before = Name;
        Require(CheckedName(name) != before, "organization-name-same", before);
        Call(name);
        Record(new OrganizationRenamed(before, Name), act);
    }

    /// <exception cref="RuleBroken"><c>corporate-number-same</c>.</exception>
    public void SetCorporateNumber(CorporateNumber number, Act act)
    {
        Require(number != CorporateNumber, "corporate-number-same", number.Value);
        var before = CorporateNumber?.Value;
        CorporateNumber = number;
        Record(new CorporateNumberSet(before, number.Value), act);
    }

    static Organization New(OrganizationKind kind, string name, CorporateNumber? number, LocalGovernmentCode? code, bool isDemo)
    {
        Organization organization = new()
        {
            Id = OrganizationId.New(),
            Kind = kind,
            CorporateNumber = number,
            LocalGovernmentCode = code,
            IsDemo = isDemo,
        };
        organization.Call(name);
        return organization;
    }

    void Call(string name)
    {
        Name = CheckedName(name);
        SearchKey = SearchText.Fold(Name);
    }

    static string CheckedName(string name)
    {
        Require(!string.IsNullOrWhiteSpace(name), "organization-name-blank");
        Require(name.Trim().Length <= NameLimit, "organization-name-long", NameLimit);
        return name.Trim();
    }
}

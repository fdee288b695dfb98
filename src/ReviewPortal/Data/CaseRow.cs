using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Data;

/// <summary>Who has to do something next.</summary>
public enum CaseHolder
{
    /// <summary>Waits for the form check.</summary>
    Intake,

    /// <summary>In review, and nobody has taken it.</summary>
    Unassigned,

    /// <summary>In review, with the official to whom it is assigned.</summary>
    Reviewer,

    /// <summary>At least one ministry has not answered.</summary>
    Ministries,

    /// <summary>The applicant has something to answer; the clock stands.</summary>
    Applicant,

    /// <summary>Waits for the second person.</summary>
    Decider,

    /// <summary>Decided; the notice has to go out.</summary>
    Issuer,

    /// <summary>The case has ended.</summary>
    Nobody,
}

/// <summary>
/// Everything that the officials' lists show, filter and sort by, one row for each case. It is read only: every save of an application
/// writes it anew from the application, in the same transaction. Enumerations stand as numbers here, so that they sort in their own order.
/// </summary>
public sealed class CaseRow
{
    /// <summary>The number of the application as <see cref="ApplicationNumber.Order"/> gives it.</summary>
    public int No { get; init; }
    public ApplicationId Application { get; init; }
    public int Version { get; set; }

    /// <summary>By which form the row and its searchable text were written: see <see cref="CaseRows.Format"/>.</summary>
    public int Format { get; set; }

    /// <summary>The submission of which <see cref="Flags"/> and the searchable text were made.</summary>
    public int PlanVersion { get; set; }
    public string Number { get; set; } = "";
    public string ServiceName { get; set; } = "";
    public string ServiceKey { get; set; } = "";
    public OrganizationId Organization { get; set; }
    public string OrganizationName { get; set; } = "";
    public string OrganizationKey { get; set; } = "";

    /// <summary>Confirmed categories of the organisation's services in the register, one bit each.</summary>
    public int Categories { get; set; }
    public ApplicationState State { get; set; }
    public DecisionOutcome? Outcome { get; set; }
    public UseType UseType { get; set; }
    public Route Route { get; set; }

    /// <summary>What the rules point at in what everybody may see of the latest submission, one bit for each <see cref="Flag"/>.</summary>
    public int Flags { get; set; }
    public CaseHolder Holder { get; set; }
    public UserId? AssignedTo { get; set; }
    public string? AssignedName { get; set; }

    /// <summary>Who drafted the recommendation that stands.</summary>
    public UserId? Drafter { get; set; }

    /// <summary>Ministries that have not answered, one bit each.</summary>
    public int Asked { get; set; }

    /// <summary>What a recommendation waits for, one bit for each <see cref="OpenPointKind"/>.</summary>
    public int Open { get; set; }
    public long Labels { get; set; }
    public DateTime ArrivedAt { get; set; }
    public DateTime ChangedAt { get; set; }
    public DateTime? DecidedAt { get; set; }
    public DateTime? EndedAt { get; set; }

    /// <summary>The day on which the standard period is used up. While the clock runs it stays the same; while it stands, see <see cref="LeftDays"/>.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>Business days that are left while the clock stands, negative when exceeded; null while it runs.</summary>
    public int? LeftDays { get; set; }

    /// <summary>The earliest day by which the applicant or a ministry was asked to answer; null when nobody is.</summary>
    public DateOnly? AnswerDueOn { get; set; }
    public bool IsDemo { get; set; }

    /// <summary>The due day as it is on that day: a clock that stands begins again tomorrow at the earliest.</summary>
    public DateOnly DueAsOf(DateOnly today) => LeftDays is { } left and > 0 ? BusinessCalendar.Shipped.Add(today, left).Date : DueOn;

    /// <summary>Business days of the standard period that are left on that day; negative when it is exceeded.</summary>
    public int LeftAsOf(DateOnly today) => LeftDays ?? LeftUntil(DueOn, today);

    /// <summary>Business days from that day to the due day; negative when it is past.</summary>
    public static int LeftUntil(DateOnly due, DateOnly today) =>
        due >= today ? BusinessCalendar.Shipped.CountBetween(today, due) : -BusinessCalendar.Shipped.CountBetween(due, today);
}

/// <summary>The searchable text of a case: see <see cref="Domain.SearchGrams"/>.</summary>
public sealed class CaseText
{
    public int No { get; init; }
    public string Text { get; set; } = "";
}

/// <summary>A pair of characters that occurs in the text of a case.</summary>
public sealed class SearchGram
{
    public int Gram { get; init; }
    public int No { get; init; }
}

/// <summary>A list that an official gave a name: the filter's address, for oneself or for every official.</summary>
public sealed class CaseView
{
    public const int NameMaxLength = 60;
    public const int QueryMaxLength = 2000;

    public Guid Id { get; init; }
    public UserId Owner { get; init; }
    public string OwnerName { get; init; } = "";
    public string Name { get; set; } = "";

    /// <summary>What stands behind the <c>?</c> of the address.</summary>
    public string Query { get; set; } = "";
    public bool IsShared { get; set; }
    public DateTime MadeAt { get; init; }
}

/// <summary>When an official was at the desk.</summary>
public sealed class DeskVisit
{
    public UserId Person { get; init; }

    /// <summary>When the visit before this one ended; what happened since is new.</summary>
    public DateTime Before { get; set; }
    public DateTime Last { get; set; }
}

/// <summary>代理: from one day to another, somebody looks after the cases of an absent official.</summary>
public sealed class Delegation
{
    public Guid Id { get; init; }
    public UserId Absent { get; init; }
    public string AbsentName { get; init; } = "";
    public Guid StandIn { get; init; }
    public string StandInName { get; init; } = "";

    /// <summary>Days in Japan, both inclusive.</summary>
    public DateOnly From { get; init; }
    public DateOnly Until { get; set; }
    public UserId MadeBy { get; init; }
    public string MadeByName { get; init; } = "";
    public DateTime MadeAt { get; init; }
}

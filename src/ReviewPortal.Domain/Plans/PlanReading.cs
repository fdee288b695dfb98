namespace ReviewPortal.Domain.Plans;

/// <summary>What came of reading a plan's JSON.</summary>
/// <param name="Plan">The answers that could be read, faulty ones missing; null when the text is no JSON object within the limits.</param>
/// <param name="Faults">Every fault, in the order of the text; empty when all is well.</param>
public sealed record PlanReading(UsePlan? Plan, IReadOnlyList<PlanFault> Faults);

/// <summary>Something in the JSON that is not a plan's answer.</summary>
/// <param name="Path">Where, e.g. <c>functions[0].recipients[1].consent</c>; empty for the text as a whole.</param>
/// <param name="Kind">What is wrong, from which the wording in the user's language is found.</param>
/// <param name="Detail">What stands there or what was expected, for people who read code; never a whole text.</param>
public sealed record PlanFault(string Path, PlanFaultKind Kind, string Detail);

public enum PlanFaultKind
{
    /// <summary>The text is not JSON; the path leads to where it stops being so, and the detail has the line.</summary>
    NotJson,

    /// <summary>JSON, but not an object.</summary>
    NotAnObject,

    /// <summary>The text is longer than <see cref="PlanJson.LongestText"/>.</summary>
    TooLarge,

    /// <summary>Nested deeper than <see cref="PlanJson.Deepest"/>.</summary>
    TooDeep,

    /// <summary>A member that the format does not know.</summary>
    UnknownMember,

    /// <summary>A member that stands twice; the first is read.</summary>
    DuplicateMember,

    /// <summary>A text where a number belongs, and the like.</summary>
    WrongType,

    /// <summary>A value that is not one of the choices; upper and lower case count.</summary>
    UnknownValue,

    /// <summary>Not a day of the calendar as <c>yyyy-MM-dd</c>.</summary>
    BadDate,

    /// <summary>A number below 0 or above <see cref="PlanJson.LargestNumber"/>.</summary>
    OutOfRange,

    /// <summary>An answer's text is longer than <see cref="PlanJson.LongestAnswer"/>.</summary>
    TooLong,

    /// <summary>Not an address to which mail can be sent.</summary>
    BadMail,

    /// <summary>Not a telephone number.</summary>
    BadPhone,

    /// <summary>Not a country's code of two letters.</summary>
    BadCountry,

    /// <summary>Not an address of the web with <c>http</c> or <c>https</c>.</summary>
    BadUrl,

    /// <summary>A day before <see cref="PlanJson.FirstDay"/> or after <see cref="PlanJson.LastDay"/>: somebody mistyped the year.</summary>
    FarDate,

    /// <summary>A list has more entries than <see cref="PlanJson.MostEntries"/>; those past it are not read.</summary>
    TooMany,
}

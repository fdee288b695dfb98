using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

public enum CaseSort
{
    Arrived,
    Number,
    Service,
    Organization,
    State,
    Type,
    Route,
    Holder,
    Assigned,
    Due,
    AnswerDue,
    Decided,
    Changed,
}

/// <summary>A column that the list can show besides number and service.</summary>
public enum CaseColumn
{
    State,
    Due,
    Holder,
    Type,
    Organization,
    Route,
    Labels,
    Flags,
    Assigned,
    Asked,
    Arrived,
    AnswerDue,
    Decided,
    Changed,
}

/// <summary>Which cases, in which order, shown how; what is null or false does not restrict. The address holds all of it.</summary>
/// <param name="Text">Words that all have to occur in the number, the names or the answers; width, kana and case do not matter.</param>
/// <param name="Mine">Only cases assigned to the person, or in which the person's ministry is asked.</param>
/// <param name="Open">Only cases that have not ended.</param>
/// <param name="Asked">A ministry that has not answered.</param>
/// <param name="Person">To whom the case is assigned.</param>
/// <param name="Organization">A part of the organisation's name.</param>
/// <param name="Category">Of the organisation's services in the register.</param>
/// <param name="Overdue">Only open cases whose standard period is exceeded.</param>
/// <param name="Label">A label's number.</param>
/// <param name="Answer">The key of a <see cref="PlanChoice"/> that was chosen in the latest submission.</param>
/// <param name="Outcome">Of the decision; it does not restrict to what has gone out.</param>
/// <param name="Idle">Only open cases in which nothing has happened for at least so many business days.</param>
public sealed record CaseFilter(
    string? Text = null,
    ApplicationState? State = null,
    UseType? Type = null,
    Route? Route = null,
    bool Mine = false,
    bool Open = false,
    CaseSort Sort = CaseSort.Arrived,
    bool Descending = false,
    int Page = 1,
    int Size = Paging.DefaultSize,
    Flag? Flag = null,
    Ministry? Asked = null,
    CaseHolder? Holder = null,
    Guid? Person = null,
    string? Organization = null,
    ServiceCategory? Category = null,
    DateOnly? ArrivedFrom = null,
    DateOnly? ArrivedTo = null,
    DateOnly? DueFrom = null,
    DateOnly? DueTo = null,
    DateOnly? DecidedFrom = null,
    DateOnly? DecidedTo = null,
    bool Overdue = false,
    int? Label = null,
    string? Columns = null,
    int? Idle = null,
    string? Answer = null,
    DecisionOutcome? Outcome = null
)
{
    /// <summary>Longest text to search for: the address carries it, and an address has an end.</summary>
    public const int TextMaxLength = 200;

    // A year of working days.
    const int MostIdle = 250;

    /// <summary>Something to search for is longer than <see cref="TextMaxLength"/>: nothing is found by it, and the form says why.</summary>
    public bool IsTooLong => IsLong(Text) || IsLong(Organization);

    /// <summary>True for a text that nobody can search for.</summary>
    public static bool IsLong(string? text) => text?.Trim().Length > TextMaxLength;

    // What tells which case is next comes first: a screen of 1280 pixels shows these without scrolling sideways.
    static readonly CaseColumn[] Usual =
    [
        CaseColumn.State,
        CaseColumn.Due,
        CaseColumn.Holder,
        CaseColumn.Type,
        CaseColumn.Organization,
        CaseColumn.Arrived,
    ];

    /// <summary>The columns to show, in their own order.</summary>
    public IReadOnlyList<CaseColumn> Shown =>
        Columns is null ? Usual : [.. Columns.Split('.').Select(name => Parse<CaseColumn>(name)).OfType<CaseColumn>().Distinct().Order()];

    /// <summary>True when anything restricts the list.</summary>
    public bool IsRestricted =>
        this with { Sort = default, Descending = false, Page = 1, Size = 1, Columns = null } != new CaseFilter(Size: 1);

    /// <summary>How many conditions stand beyond those that are always in sight.</summary>
    public int More =>
        new object?[] { Outcome, Flag, Asked, Person, Organization, Category, Label, Answer }.Count(value => value is not null)
        + new DateOnly?[] { ArrivedFrom, ArrivedTo, DueFrom, DueTo, DecidedFrom, DecidedTo }.Count(day => day is not null);

    /// <summary>The address with other columns.</summary>
    public CaseFilter With(CaseColumn column, bool isShown) =>
        this with
        {
            Columns = string.Join('.', (isShown ? Shown.Append(column) : Shown.Where(one => one != column)).Distinct().Order())
                is { Length: > 0 } some
                ? some
                : "none",
        };

    /// <summary>What an address says. What it says wrongly (an unknown state, a day that is none) restricts nothing and breaks nothing.</summary>
    /// <param name="query">With or without the question mark.</param>
    public static CaseFilter Read(string? query)
    {
        var values = QueryHelpers.ParseQuery(query ?? "");
        return new(
            Value("q"),
            Parse<ApplicationState>(Value("state")),
            Parse<UseType>(Value("type")),
            Parse<Route>(Value("route")),
            Value("mine") == "1",
            Value("open") == "1",
            Parse<CaseSort>(Value("sort")) ?? CaseSort.Arrived,
            Value("desc") == "1",
            Whole("page") ?? 1,
            Math.Clamp(Whole("size") ?? Paging.DefaultSize, 1, Paging.LargestSize),
            Parse<Flag>(Value("flag")),
            Parse<Ministry>(Value("asked")),
            Parse<CaseHolder>(Value("holder")),
            Guid.TryParse(Value("person"), out var person) ? person : null,
            Value("organization"),
            Parse<ServiceCategory>(Value("category")),
            Day("arrived-from"),
            Day("arrived-to"),
            Day("due-from"),
            Day("due-to"),
            Day("decided-from"),
            Day("decided-to"),
            Value("overdue") == "1",
            Whole("label") is { } label and >= 0 and < CaseLabel.Most ? label : null,
            Value("columns"),
            Whole("idle") is { } idle and > 0 and <= MostIdle ? idle : null,
            PlanChoices.Find(Value("answer"))?.Key,
            Parse<DecisionOutcome>(Value("outcome"))
        );

        string? Value(string name) => values.TryGetValue(name, out var found) && found[0] is { Length: > 0 } text ? text : null;
        int? Whole(string name) =>
            int.TryParse(Value(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        DateOnly? Day(string name) => JapaneseDate.TryParse(Value(name), out var day) ? day : null;
    }

    /// <summary>What an address asks for and nobody understands: the name of the filter and what stands there.</summary>
    /// <param name="query">With or without the question mark.</param>
    public static IReadOnlyList<(string Name, string Value)> Misread(string? query)
    {
        var asked = QueryHelpers.ParseQuery(query ?? "");
        var read = Read(query);
        return
        [
            .. read
                .Values.Where(one => one.Value is null && !Shape.Contains(one.Name))
                .Select(one => (one.Name, Value: asked.TryGetValue(one.Name, out var found) ? found[0] ?? "" : ""))
                // A switch that is off restricts nothing, and says so.
                .Where(one => one.Value.Length > 0 && !(Switches.Contains(one.Name) && one.Value == "0")),
        ];
    }

    // How the list is shown; not which cases.
    static readonly string[] Shape = ["sort", "desc", "columns", "size", "page"];
    static readonly string[] Switches = ["mine", "open", "overdue"];

    /// <summary>The values of the address; those that do not restrict are null.</summary>
    public IReadOnlyList<(string Name, string? Value)> Values =>
        [
            ("q", Text),
            ("state", State?.ToString()),
            ("type", Type?.ToString()),
            ("route", Route?.ToString()),
            ("holder", Holder?.ToString()),
            ("outcome", Outcome?.ToString()),
            ("mine", Mine ? "1" : null),
            ("open", Open ? "1" : null),
            ("overdue", Overdue ? "1" : null),
            ("idle", Idle?.ToString(CultureInfo.InvariantCulture)),
            ("flag", Flag?.ToString()),
            ("asked", Asked?.ToString()),
            ("person", Person?.ToString()),
            ("organization", Organization),
            ("category", Category?.ToString()),
            ("label", Label?.ToString(CultureInfo.InvariantCulture)),
            ("answer", Answer),
            ("arrived-from", Written(ArrivedFrom)),
            ("arrived-to", Written(ArrivedTo)),
            ("due-from", Written(DueFrom)),
            ("due-to", Written(DueTo)),
            ("decided-from", Written(DecidedFrom)),
            ("decided-to", Written(DecidedTo)),
            ("sort", Sort == CaseSort.Arrived ? null : Sort.ToString()),
            ("desc", Descending ? "1" : null),
            ("columns", Columns),
            ("size", Size == Paging.DefaultSize ? null : Size.ToString(CultureInfo.InvariantCulture)),
            ("page", Page <= 1 ? null : Page.ToString(CultureInfo.InvariantCulture)),
        ];

    public string Address => Links.Cases(Values);

    /// <summary>What stands behind the question mark; empty for the whole list.</summary>
    public string Query => Address.Split('?') is [_, var query] ? query : "";

    static string? Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static T? Parse<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;
}

using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Register;

/// <summary>A service in operation, or one that was.</summary>
public readonly record struct ServiceId(Guid Value)
{
    public static ServiceId New() => new(Guid.CreateVersion7());
}

/// <summary>A service that no survey has seen yet was entered as operating from a day on.</summary>
public sealed record ServiceStarted(string Name, DateOnly On) : Event;

/// <summary>The last day of operation was announced, or moved.</summary>
public sealed record ServiceEndAnnounced(DateOnly? Before, DateOnly LastDay) : Event;

/// <summary>An official said which categories the service belongs to.</summary>
public sealed record CategoriesConfirmed(IReadOnlyList<ServiceCategory> Categories) : Event;

/// <summary>サービス of an organisation, as the register knows it.</summary>
public sealed class Service : Aggregate
{
    /// <summary>Longest name that is taken, in UTF-16 code units.</summary>
    public const int NameLimit = 200;

    const string SpellingMark = "表記要確認";
    const string InferredMark = "原表は番号欄が空白";

    List<ServiceCategory> categories = [];

    Service() { }

    public ServiceId Id { get; private set; }
    public OrganizationId Organization { get; private set; }

    /// <summary>In the spelling of the source, even where that is doubtful.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The name as <see cref="SearchText.Fold"/> gives it.</summary>
    public string SearchKey { get; private set; } = "";

    /// <summary>What whoever entered the service remarked, in Japanese; null when nothing.</summary>
    public string? Note { get; private set; }

    /// <summary>The organisation's number in the survey that named the service; null when no survey has. It carries order, and is no identity.</summary>
    public int? SurveyNumber { get; private set; }

    /// <summary>Row in that survey, from 0; null when no survey has named the service.</summary>
    public int? SurveyOrder { get; private set; }

    /// <summary>First day of which the register knows that the service operates: the first of the survey's month, or the day on which it started.</summary>
    public DateOnly KnownFrom { get; private set; }

    /// <summary>Last day of operation, inclusive; null while no end is announced.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>Confirmed by an official, in the order of the legend. Empty while nobody has.</summary>
    public IReadOnlyList<ServiceCategory> Categories => categories;

    /// <summary>What the name itself suggests; to be shown as a suggestion only.</summary>
    public ServiceCategory? SuggestedCategory { get; private set; }

    /// <summary>Why it is suggested, in Japanese.</summary>
    public string? SuggestionBasis { get; private set; }

    /// <summary>True when the note says that the source's spelling of a name is doubtful.</summary>
    public bool SpellingDoubt => Note?.StartsWith(SpellingMark, StringComparison.Ordinal) == true;

    /// <summary>True when the note says that the source left the number out and it was inferred from its neighbours.</summary>
    public bool NumberInferred => Note?.StartsWith(InferredMark, StringComparison.Ordinal) == true;

    /// <summary>A service that a survey found in operation.</summary>
    /// <param name="surveyMonth">First day of the month of the survey.</param>
    /// <param name="number">The organisation's number there; null when it has none.</param>
    /// <param name="order">Row there, from 0.</param>
    /// <exception cref="RuleBroken"><c>service-name-blank</c>, <c>service-name-long</c>, <c>service-ends-before-known</c>.</exception>
    public static Service FromSurvey(
        OrganizationId organization,
        string name,
        DateOnly surveyMonth,
        int? number,
        int order,
        string? note = null,
        DateOnly? endsOn = null,
        ServiceCategory? suggestedCategory = null,
        string? suggestionBasis = null
    )
    {
        var service = New(organization, name, surveyMonth);
        Require(endsOn is null || endsOn >= surveyMonth, "service-ends-before-known", surveyMonth);
        service.SurveyNumber = number;
        service.SurveyOrder = order;
        service.Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        service.EndsOn = endsOn;
        service.SuggestedCategory = suggestedCategory;
        service.SuggestionBasis = suggestedCategory is null ? null : suggestionBasis;
        return service;
    }

    /// <summary>A service that started after the last survey.</summary>
    /// <exception cref="RuleBroken"><c>service-name-blank</c>, <c>service-name-long</c>.</exception>
    public static Service Start(OrganizationId organization, string name, DateOnly on, Act act)
    {
        var service = New(organization, name, on);
        service.Record(new ServiceStarted(service.Name, on), act);
        return service;
    }

    /// <summary>Whether the register knows that the service operates on the day; the last day counts.</summary>
    public bool OperatesOn(DateOnly day) => KnownFrom <= day && (EndsOn is null || day <= EndsOn);

    /// <summary>Enters the last day of operation, or moves it.</summary>
    /// <exception cref="RuleBroken"><c>service-ends-before-known</c>, <c>service-end-same</c>.</exception>
    public void AnnounceEnd(DateOnly lastDay, Act act)
    {
        Require(lastDay >= KnownFrom, "service-ends-before-known", KnownFrom);
        Require(lastDay != EndsOn, "service-end-same", lastDay);
        var before = EndsOn;
        EndsOn = lastDay;
        Record(new ServiceEndAnnounced(before, lastDay), act);
    }

    /// <summary>Enters the categories that an official has confirmed, in place of those confirmed before.</summary>
    /// <exception cref="RuleBroken"><c>categories-same</c>.</exception>
    public void ConfirmCategories(IEnumerable<ServiceCategory> confirmed, Act act)
    {
        List<ServiceCategory> next = [.. confirmed.Distinct().Order()];
        Require(!next.SequenceEqual(categories), "categories-same");
        categories = next;
        Record(new CategoriesConfirmed([.. next]), act);
    }

    static Service New(OrganizationId organization, string name, DateOnly knownFrom)
    {
        Require(!string.IsNullOrWhiteSpace(name), "service-name-blank");
        Require(name.Trim().Length <= NameLimit, "service-name-long", NameLimit);
        return new()
        {
            Id = ServiceId.New(),
            Organization = organization,
            Name = name.Trim(),
            SearchKey = SearchText.Fold(name),
            KnownFrom = knownFrom,
        };
    }
}

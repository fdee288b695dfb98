using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Register;

/// <summary>運用中事業者内訳 as of a day: who operates what, how many there are, and how far the register can know it.</summary>
/// <param name="Day">The day asked about.</param>
/// <param name="SurveyMonth">First day of the month of the latest survey up to that day; null when there was none.</param>
/// <param name="Basis">How far the answer can be trusted.</param>
/// <param name="Counts">Null when there is no record: nothing known is not zero.</param>
/// <param name="Rows">One per service in operation: businesses, then municipalities, each in the order of the survey (start of linkage).</param>
/// <param name="Footnotes">Numbered from 1 in the order of the rows.</param>
public sealed record OperatorSnapshot(
    DateOnly Day,
    DateOnly? SurveyMonth,
    SnapshotBasis Basis,
    OperatorCounts? Counts,
    IReadOnlyList<OperatorRow> Rows,
    IReadOnlyList<OperatorFootnote> Footnotes
)
{
    /// <summary>
    /// The snapshot of a day. Services leave after their last day. Organisations invented for demonstrations are left out,
    /// so that none of them ever stands in the published list.
    /// </summary>
    public static OperatorSnapshot AsOf(IEnumerable<(Organization Organization, Service Service)> register, DateOnly day)
    {
        (Organization Organization, Service Service)[] real = [.. register.Where(entry => !entry.Organization.IsDemo)];
        if (!real.Any(entry => entry.Service.KnownFrom <= day))
        {
            return new(day, null, SnapshotBasis.NoRecord, null, [], []);
        }

        (Organization Organization, Service Service)[] operating =
        [
            .. real.Where(entry => entry.Service.OperatesOn(day))
                .OrderBy(entry => entry.Organization.Kind)
                .ThenBy(entry => entry.Service.SurveyOrder ?? int.MaxValue)
                .ThenBy(entry => entry.Service.KnownFrom)
                .ThenBy(entry => entry.Service.Name, StringComparer.Ordinal)
                .ThenBy(entry => entry.Service.Id.Value),
        ];
        var survey = real.Where(entry => entry.Service.SurveyOrder is not null && entry.Service.KnownFrom <= day)
            .Max(entry => (DateOnly?)entry.Service.KnownFrom);
        List<OperatorFootnote> footnotes = [];
        OperatorRow[] rows = [.. operating.Select(entry => Row(entry.Organization, entry.Service, footnotes))];
        return new(day, survey, BasisOf(survey, day), OperatorCounts.Of(rows), rows, footnotes);
    }

    static SnapshotBasis BasisOf(DateOnly? survey, DateOnly day) =>
        survey is { } month && day < month.AddMonths(1) ? SnapshotBasis.Survey : SnapshotBasis.AnnouncedEndsOnly;

    static OperatorRow Row(Organization organization, Service service, List<OperatorFootnote> footnotes)
    {
        var before = footnotes.Count;
        if (service.NumberInferred)
        {
            footnotes.Add(new(footnotes.Count + 1, FootnoteKind.InferredNumber, service.Id, null, service.Note));
        }

        if (service.SpellingDoubt)
        {
            footnotes.Add(new(footnotes.Count + 1, FootnoteKind.DoubtfulSpelling, service.Id, null, service.Note));
        }

        if (service.EndsOn is { } lastDay)
        {
            footnotes.Add(new(footnotes.Count + 1, FootnoteKind.AnnouncedEnd, service.Id, lastDay, null));
        }

        return new(
            service.SurveyNumber,
            organization.Id,
            organization.Kind,
            organization.Name,
            service.Id,
            service.Name,
            service.Categories,
            service.SuggestedCategory,
            service.EndsOn,
            [.. footnotes.Skip(before).Select(footnote => footnote.Number)]
        );
    }
}

/// <summary>How far a snapshot can be trusted.</summary>
public enum SnapshotBasis
{
    /// <summary>The day lies before the first day that the register knows of: there is no answer.</summary>
    NoRecord,

    /// <summary>The day lies in the month of the survey.</summary>
    Survey,

    /// <summary>The day lies after the survey: only ends that were announced and starts that were entered since are taken into account.</summary>
    AnnouncedEndsOnly,
}

/// <summary>Organisations counted once, however many services they have.</summary>
public sealed record OperatorCounts(int Organizations, int Businesses, int Municipalities, int Services)
{
    internal static OperatorCounts Of(IReadOnlyCollection<OperatorRow> rows)
    {
        var businesses = Distinct(OrganizationKind.Business);
        var municipalities = Distinct(OrganizationKind.Municipality);
        return new(businesses + municipalities, businesses, municipalities, rows.Count);

        int Distinct(OrganizationKind kind) => rows.Where(row => row.Kind == kind).DistinctBy(row => row.OrganizationId).Count();
    }
}

/// <summary>One service in operation.</summary>
/// <param name="Number">The organisation's number in the survey; null when it started later.</param>
/// <param name="Categories">Confirmed ones.</param>
/// <param name="SuggestedCategory">To be shown, marked as a suggestion, only while none is confirmed.</param>
/// <param name="EndsOn">Announced last day, inclusive.</param>
/// <param name="Footnotes">Numbers of the footnotes that belong to the row.</param>
public sealed record OperatorRow(
    int? Number,
    OrganizationId OrganizationId,
    OrganizationKind Kind,
    string OrganizationName,
    ServiceId ServiceId,
    string ServiceName,
    IReadOnlyList<ServiceCategory> Categories,
    ServiceCategory? SuggestedCategory,
    DateOnly? EndsOn,
    IReadOnlyList<int> Footnotes
);

public enum FootnoteKind
{
    /// <summary>The last day of operation is announced.</summary>
    AnnouncedEnd,

    /// <summary>The source's spelling of a name is doubtful.</summary>
    DoubtfulSpelling,

    /// <summary>The source gives no number; it was inferred.</summary>
    InferredNumber,
}

/// <summary>A footnote as data; the wording is the reader's.</summary>
/// <param name="LastDay">For <see cref="FootnoteKind.AnnouncedEnd"/>.</param>
/// <param name="Note">The register's remark, in Japanese, for the other kinds.</param>
public sealed record OperatorFootnote(int Number, FootnoteKind Kind, ServiceId ServiceId, DateOnly? LastDay, string? Note);

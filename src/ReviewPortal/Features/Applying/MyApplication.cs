using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Applying;

public enum MySort
{
    Saved,
    Number,
    Service,
    Arrived,
}

/// <summary>Which of the applicant's applications; what is null or false does not restrict.</summary>
/// <param name="Text">Parts of the number or the service's name; width, kana and case do not matter.</param>
/// <param name="State">One state only, as the applicant is told it.</param>
/// <param name="ToDo">Only those in which the applicant has something to do: to file, to correct, to answer or to agree.</param>
public sealed record MyFilter(
    string? Text = null,
    ApplicationState? State = null,
    bool ToDo = false,
    MySort Sort = MySort.Saved,
    bool Descending = true,
    int Page = 1,
    int Size = Data.Paging.DefaultSize
);

/// <summary>A row of the applicant's list.</summary>
/// <param name="OpenItems">Correction items that wait for an answer.</param>
/// <param name="OpenInquiries">Inquiries that wait for an answer.</param>
/// <param name="Unread">Messages of the office that the person has not seen.</param>
/// <param name="DueOn">The first day by which something is to be answered.</param>
/// <param name="Time">Null in a draft, and when the case has ended.</param>
/// <param name="IsAskedForTime">A later end of the standard period was proposed and waits for an answer.</param>
public sealed record MyApplicationRow(
    ApplicationId Id,
    string? Number,
    string ServiceName,
    ApplicationState State,
    DecisionOutcome? Outcome,
    DateTime? ArrivedAt,
    DateTime SavedAt,
    bool IsDemo,
    int OpenItems,
    int OpenInquiries,
    int Unread,
    DateOnly? DueOn,
    MyTime? Time,
    bool IsAskedForTime
)
{
    /// <summary>Whose turn it is; null when the way has ended.</summary>
    public Holder? Holder =>
        State.IsFinal() ? null
        : State is ApplicationState.Draft or ApplicationState.Correcting || OpenInquiries > 0 ? Domain.Time.Holder.Applicant
        : Domain.Time.Holder.Government;
}

/// <summary>Business days of the government's part so far, and of the standard period.</summary>
public sealed record MyTime(int Used, int Standard);

/// <summary>One thing that happened, as the applicant is told it. The name is null where an official acted.</summary>
public sealed record MyEvent(DateTime At, string? By, Event What);

/// <summary>A submission of the applicant's own.</summary>
public sealed record MyVersion(int Number, string Plan, string SubmittedBy, DateTime SubmittedAt, IReadOnlyList<FiledFile> Files);

/// <summary>A correction request as the applicant sees it: without the official's name.</summary>
/// <param name="IsAnswered">It was answered by filing again; one that ended with the case was not.</param>
public sealed record MyCorrection(
    IReadOnlyList<CorrectionItem> Items,
    DateOnly DueOn,
    DateTime RequestedAt,
    bool IsOpen,
    bool IsAnswered,
    int PlanVersion,
    bool IsFormCheck,
    IReadOnlyList<MyExtension> Extensions
);

/// <summary>A later due day that the applicant asked for, and what came of it; without the official's name.</summary>
public sealed record MyExtension(DateOnly DueOn, string Reason, DateTime At, bool? Agreed, string? RefusedBecause);

/// <summary>An inquiry as the applicant sees it: without the official's name.</summary>
/// <param name="AnsweredBy">The colleague who answered.</param>
/// <param name="ClosedAt">When it was answered, or the case ended.</param>
public sealed record MyInquiry(
    Guid Id,
    string Question,
    DateOnly DueOn,
    DateTime AskedAt,
    string? Answer,
    string? AnsweredBy,
    DateTime? ClosedAt
);

/// <summary>Another application of the same organisation that shares its beginning with this one.</summary>
public sealed record Related(ApplicationId Id, string? Number, string ServiceName);

/// <summary>The stations of a filing, as the applicant is told them. A decision is told together with its notice.</summary>
public enum Station
{
    File,
    FormCheck,
    Review,
    Decide,
    Notify,
}

/// <summary>A later end of the standard period that was proposed, and what came of it; without the official's name.</summary>
public sealed record MyPeriodExtension(
    DateOnly Before,
    DateOnly DueOn,
    string Reason,
    bool? Agreed,
    string? RefusedBecause,
    string? WithdrawnBecause
)
{
    public bool IsOpen => Agreed is null && WithdrawnBecause is null;
}

/// <summary>
/// An application as its applicant sees it. Made field by field from what the applicant may know: opinions, recommendations, internal
/// notes and officials' names never enter it.
/// </summary>
/// <param name="Estimate">How long like cases took; null where too few were decided, or nothing is being reviewed.</param>
/// <param name="Unread">Messages of the office that the person has not seen.</param>
/// <param name="CopiedFrom">Where the answers came from.</param>
/// <param name="Copies">Where the answers went.</param>
/// <param name="AgreedDays">Business days by which the standard period was agreed to be longer.</param>
public sealed record MyApplication(
    ApplicationId Id,
    string? Number,
    string ServiceName,
    ApplicationState State,
    bool IsDemo,
    string Draft,
    int Removals,
    DateTime DraftSavedAt,
    IReadOnlyList<MyVersion> Versions,
    IReadOnlyList<MyCorrection> Corrections,
    IReadOnlyList<MyInquiry> Inquiries,
    IReadOnlyList<MyEvent> Timeline,
    ClockLedger? Clock,
    Spread? Estimate,
    Letter? Letter,
    DecisionOutcome? Outcome,
    int Unread,
    Related? CopiedFrom,
    IReadOnlyList<Related> Copies,
    IReadOnlyList<ApplicationAction> Open,
    IReadOnlyList<LetterLine> Letters,
    IReadOnlyList<MyPeriodExtension> PeriodExtensions,
    int AgreedDays
)
{
    public MyCorrection? OpenCorrection => Corrections.SingleOrDefault(correction => correction.IsOpen);

    /// <summary>到達確認 of the latest submission.</summary>
    public LetterLine? Receipt => Letters.FirstOrDefault(letter => letter.Kind == LetterKind.Receipt);

    /// <summary>Why it was withdrawn, as whoever withdrew it wrote; null when it was not, or without a word.</summary>
    public string? WithdrawnBecause =>
        Timeline.Select(one => one.What).OfType<ApplicationWithdrawn>().LastOrDefault() is { Reason: { Length: > 0 } reason }
            ? reason
            : null;

    public IReadOnlyList<MyInquiry> OpenInquiries => [.. Inquiries.Where(inquiry => inquiry.ClosedAt is null)];

    /// <summary>Where it stands; null when the way has ended.</summary>
    public Station? Station =>
        State switch
        {
            ApplicationState.Draft => Applying.Station.File,
            ApplicationState.Arrived => Applying.Station.FormCheck,
            ApplicationState.InReview => Applying.Station.Review,
            ApplicationState.Correcting => OpenCorrection?.IsFormCheck == true ? Applying.Station.FormCheck : Applying.Station.Review,
            _ => null,
        };

    /// <summary>Whose turn it is; null when the way has ended.</summary>
    public Holder? Holder =>
        Station is null ? null
        : State is ApplicationState.Draft or ApplicationState.Correcting || OpenInquiries.Count > 0 ? Domain.Time.Holder.Applicant
        : Domain.Time.Holder.Government;
}

using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>Another filing of the same applicant.</summary>
public sealed record OtherCase(
    ApplicationId Id,
    string Number,
    string ServiceName,
    ApplicationState State,
    DecisionOutcome? Outcome,
    DateTime ArrivedAt,
    DateTime? EndedAt,
    ApplicationId? CopiedFrom
);

/// <summary>A service of the applicant in the register.</summary>
public sealed record OwnService(string Name, DateOnly KnownFrom, DateOnly? EndsOn, bool OperatesNow);

/// <summary>What an official has to know before reading the plan.</summary>
/// <param name="Kind">A kebab-case name, from which the wording is found.</param>
/// <param name="Details">Values for the wording.</param>
public sealed record CaseWarning(string Kind, params IReadOnlyList<object> Details);

/// <summary>What else is known of the applicant.</summary>
public sealed record CaseBackground(IReadOnlyList<OtherCase> Cases, IReadOnlyList<OwnService> Services, IReadOnlyList<CaseWarning> Warnings)
{
    /// <summary>A certificate that ends within so many days is warned of.</summary>
    public const int WarnDays = 90;

    /// <summary>Documents of the case in which something harmful was found, be it after they were filed.</summary>
    public IReadOnlySet<Guid> Infected { get; init; } = new HashSet<Guid>();

    // As many as are read at one look; the list of cases shows all.
    const int Most = 50;

    // Two questions to the database for what lies around a case: its page has a budget.
    internal static async Task<(
        Organization Organization,
        CaseBackground Background,
        CaseSide Beside,
        IReadOnlyList<LetterLine> Letters
    )> FindAsync(PortalDb db, Application application, Act act, DateTime now, CancellationToken ct)
    {
        var (id, leads, applicant) = (application.Id, application.IsLedBy(act), application.Organization);
        var line = OfficialLetters.Line;
        var found = await (
            from a in db.Applications.AsNoTracking()
            where a.Id == id
            join o in db.Organizations on a.Organization equals o.Id
            select new
            {
                Organization = o,
                Letters = db
                    .IssuedLetters.Where(letter => letter.Application == a.Id)
                    .OrderByDescending(letter => letter.IssuedAt)
                    .ThenBy(letter => letter.Id)
                    .Select(line)
                    .ToList(),
                Messages = db.Messages.Count(m =>
                    m.Application == id
                    && m.From == Holder.Applicant
                    && !db.ReadingMarks.Any(mark => mark.Application == id && mark.Reader == act.By && mark.Messages >= m.At)
                ),
                Notes = db.InternalNotes.Count(n =>
                    n.Application == id
                    && n.By != act.By
                    && (leads || !n.IsForLead)
                    && !db.ReadingMarks.Any(mark => mark.Application == id && mark.Reader == act.By && mark.Notes >= n.At)
                ),
                Infected = a
                    .Attachments.Where(file => db.Contents.Any(c => c.Digest == file.Digest && c.Scan == ScanState.Found))
                    .Select(file => file.Id)
                    .ToList(),
                Services = db
                    .Services.Where(s => s.Organization == o.Id)
                    .OrderBy(s => s.KnownFrom)
                    .Take(Most)
                    .Select(s => new
                    {
                        s.Name,
                        s.SearchKey,
                        s.KnownFrom,
                        s.EndsOn,
                    })
                    .ToList(),
            }
        ).SingleAsync(ct);
        // Apart from the rest: as a part of it, the database would number the applications of everybody to take these.
        var cases = await db
            .Applications.AsNoTracking()
            .Where(a => a.Organization == applicant && a.ArrivedAt != null && a.Id != id)
            // Those that share its answers are never left out.
            .OrderByDescending(a => a.Id == application.CopiedFrom || a.CopiedFrom == id)
            .ThenByDescending(a => a.ArrivedAt)
            .Take(Most)
            .Select(a => new OtherCase(
                a.Id,
                a.Number!,
                a.ServiceName,
                a.State,
                a.State == ApplicationState.Issued ? a.Decision!.Outcome : null,
                a.ArrivedAt!.Value,
                a.EndedAt,
                a.CopiedFrom
            ))
            .ToListAsync(ct);
        var today = JapaneseDate.On(now);
        var key = SearchText.Fold(application.ServiceName);
        List<OwnService> services =
        [
            .. found.Services.Select(s => new OwnService(s.Name, s.KnownFrom, s.EndsOn, s.KnownFrom <= today && !(s.EndsOn < today))),
        ];
        var same = found.Services.FindIndex(s => s.SearchKey == key);
        return (
            found.Organization,
            new(
                [.. cases.OrderByDescending(one => one.ArrivedAt)],
                services,
                [
                    .. cases
                        .Where(one => one.Outcome == DecisionOutcome.Refused)
                        .Select(one => new CaseWarning("refused-before", one.Number)),
                    .. same >= 0 && services[same].OperatesNow
                        ? [new CaseWarning("operates", services[same].Name)]
                        : Array.Empty<CaseWarning>(),
                    .. OfCertificates(PlanJson.Read(application.PlanFor(application.LatestVersion!, act)).Plan!, today),
                ]
            )
            {
                Infected = found.Infected.ToHashSet(),
            },
            new(
                found.Messages,
                found.Notes,
                [
                    .. cases
                        .Where(one => one.Id == application.CopiedFrom || one.CopiedFrom == id)
                        .OrderBy(one => one.ArrivedAt)
                        .Select(one => new RelatedCase(one.Id, one.Number, one.Id == application.CopiedFrom)),
                ]
            ),
            [.. found.Letters.Where(letter => !application.KeepsLetterFrom(letter.Kind, act))]
        );
    }

    /// <summary>Certificates that end soon, or before the service would start.</summary>
    public static IEnumerable<CaseWarning> OfCertificates(UsePlan plan, DateOnly today)
    {
        // The one that lasts longest counts: a renewed certificate stands beside the old one.
        if (plan.Compliance?.Certifications?.Max(one => one.Expires) is not { } expires)
        {
            yield break;
        }

        if (expires < today)
        {
            yield return new("certificate-expired", expires);
        }
        else if (plan.Service?.PlannedStart is { } start && expires < start)
        {
            yield return new("certificate-before-start", expires, start);
        }
        else if (expires.DayNumber - today.DayNumber <= WarnDays)
        {
            yield return new("certificate-soon", expires, expires.DayNumber - today.DayNumber);
        }
    }
}

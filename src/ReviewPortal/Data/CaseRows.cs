using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Options;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Data;

/// <summary>Keeps the rows that the officials' lists read in step with the applications.</summary>
public static class CaseRows
{
    /// <summary>
    /// The form of what is written here: goes up by one whenever a row or its searchable text says something that it did not say before.
    /// Rows of an older form are written anew in the background (<see cref="CaseRowsUpkeep"/>).
    /// </summary>
    public const int Format = 2;

    /// <summary>What the row of a case takes from others than the case.</summary>
    internal sealed record Surroundings(Organization Organization, int Categories, ReviewSettings Review);

    /// <summary>Adds to the coming save the rows of everything in it that has happened to a case, to its organisation or to a service.</summary>
    internal static async Task FollowAsync(PortalDb db, IReadOnlyList<EntityEntry<Aggregate>> happened, CancellationToken ct)
    {
        foreach (var entry in happened.Where(entry => entry.Entity is Application { ArrivedAt: not null }))
        {
            var application = await WholeAsync(entry, ct);
            await WriteAsync(db, application, ct);
            if (application.Happened.Any(recorded => recorded.Event is NoticeIssued))
            {
                db.DecidedPlans.Add(DecidedPlan.Of(application, StandardOf(db, application)));
            }
        }

        var organizations = happened
            .Select(entry =>
                entry.Entity switch
                {
                    Organization organization when entry.State == EntityState.Modified => organization.Id,
                    Service service => service.Organization,
                    _ => (OrganizationId?)null,
                }
            )
            .OfType<OrganizationId>()
            .Distinct();
        foreach (var organization in organizations)
        {
            foreach (var id in await db.CaseRows.Where(r => r.Organization == organization).Select(r => r.Application).ToListAsync(ct))
            {
                await WriteAsync(db, await LoadAsync(db, id, ct), ct);
            }
        }
    }

    /// <summary>Writes every row anew: after a change of the standard period, of holidays, or of what a row holds.</summary>
    /// <param name="db">Saved in between; what it tracks is let go.</param>
    /// <param name="progress">Told how many cases are done.</param>
    /// <param name="ct">Ends between two cases; what is done stays done.</param>
    /// <returns>How many cases there are.</returns>
    public static async Task<int> RebuildAsync(this PortalDb db, IProgress<int>? progress, CancellationToken ct)
    {
        var ids = await db.Applications.AsNoTracking().Where(a => a.ArrivedAt != null).Select(a => a.Id).ToListAsync(ct);
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            await db.RewriteAsync(id, ct);
            progress?.Report(i + 1);
        }

        return ids.Count;
    }

    /// <summary>The cases that have no row, or one of an older form.</summary>
    internal static Task<List<ApplicationId>> OutdatedAsync(this PortalDb db, CancellationToken ct) =>
        db
            .Applications.AsNoTracking()
            .Where(a => a.ArrivedAt != null && !db.CaseRows.Any(r => r.Application == a.Id && r.Format >= Format))
            .Select(a => a.Id)
            .ToListAsync(ct);

    /// <summary>
    /// Writes what is kept of one case anew, if it is of an older form. Nobody can change the case between the reading and the writing, be it
    /// from another instance: what a person has just saved is not written over.
    /// </summary>
    /// <returns>False when somebody else has done it.</returns>
    internal static async Task<bool> RenewAsync(this PortalDb db, ApplicationId id, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        if (await db.CaseRows.AnyAsync(r => r.Application == id && r.Format >= Format, ct))
        {
            return false;
        }

        await db.RewriteAsync(id, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    static async Task RewriteAsync(this PortalDb db, ApplicationId id, CancellationToken ct)
    {
        var application = await LoadAsync(db, id, ct);
        await WriteAsync(db, application, ct, isWhole: true);
        // Of notices that went out before there were such rows.
        if (application.State == ApplicationState.Issued && !await db.DecidedPlans.AnyAsync(d => d.Application == id, ct))
        {
            db.DecidedPlans.Add(DecidedPlan.Of(application, StandardOf(db, application)));
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>
    /// Moves the due days of cases whose clock stands: each day on which it stands moves them on. What the lists show is right without it, and
    /// what is overdue too; only sorting and filtering by the due day wait for it. Doing it twice changes nothing.
    /// </summary>
    public static async Task MoveDueDaysAsync(this PortalDb db, DateOnly today, CancellationToken ct)
    {
        foreach (var left in await db.CaseRows.Where(r => r.LeftDays > 0).Select(r => r.LeftDays!.Value).Distinct().ToListAsync(ct))
        {
            var due = BusinessCalendar.Shipped.Add(today, left).Date;
            await db
                .CaseRows.Where(r => r.LeftDays == left && r.DueOn != due)
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.DueOn, due), ct);
        }
    }

    /// <summary>The same for today, as a round of the program.</summary>
    public static async Task MoveDueDaysAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(ct);
        await db.MoveDueDaysAsync(JapaneseDate.On(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime), ct);
    }

    static async Task<Application> LoadAsync(PortalDb db, ApplicationId id, CancellationToken ct) =>
        await WholeAsync(db.Entry<Aggregate>(await db.Applications.SingleAsync(a => a.Id == id, ct)), ct);

    // Whoever saves an application has not always loaded it whole.
    static async Task<Application> WholeAsync(EntityEntry<Aggregate> entry, CancellationToken ct)
    {
        foreach (var list in entry.Collections.Where(list => !list.IsLoaded && entry.State != EntityState.Added))
        {
            await list.LoadAsync(ct);
        }

        return (Application)entry.Entity;
    }

    static async Task WriteAsync(PortalDb db, Application application, CancellationToken ct, bool isWhole = false)
    {
        var no = ApplicationNumber.Order(application.Number!);
        var row = await db.CaseRows.FindAsync([no], ct);
        if (row is null)
        {
            row = new() { No = no, Application = application.Id };
            db.CaseRows.Add(row);
        }
        else if (row.Application != application.Id)
        {
            throw new NumberTaken();
        }

        var around = await AroundAsync(db, application.Organization, ct);
        var version = application.LatestVersion!;
        // Answers that are kept to the lead are in nobody's search, nor what the rules point at in them: a hit would tell what they say.
        var told = PlanJson.Read(PlanMask.Without(version.Plan, application.LeadOnly)).Plan;
        var isNew =
            isWhole
            || row.PlanVersion != version.Number
            || application.Happened.Any(recorded => recorded.Event is QuestionKeptToLead or QuestionShownToAll);
        Fill(row, application, around, isNew ? FlagsOf(version, told) : row.Flags);
        var text = TextOf(application, around.Organization, told is null ? [] : SearchedOf(told));
        await WriteTextAsync(db, no, text, isWhole, ct);
    }

    /// <summary>Everything of the row that follows from the application and what is around it.</summary>
    internal static void Fill(CaseRow row, Application application, Surroundings around, int flags)
    {
        var version = application.LatestVersion!;
        // As of the last change: while the clock runs, the due day stays; while it stands, the days that are left stay.
        var clock = application.Clock(application.ChangedAt, around.Review.StandardFor(version.Route), BusinessCalendar.Shipped);
        row.Format = Format;
        (row.Version, row.PlanVersion, row.Number) = (application.Version, version.Number, application.Number!);
        (row.ServiceName, row.ServiceKey) = (application.ServiceName, SearchText.Fold(application.ServiceName));
        (row.Organization, row.OrganizationName, row.OrganizationKey) = (
            around.Organization.Id,
            around.Organization.Name,
            around.Organization.SearchKey
        );
        (row.Categories, row.Flags, row.Labels) = (around.Categories, flags, application.Labels);
        (row.State, row.Outcome) = (application.State, application.Decision?.Outcome);
        (row.UseType, row.Route) = (version.UseType, version.Route);
        (row.AssignedTo, row.AssignedName, row.Drafter) = (
            application.AssignedTo,
            application.AssignedName,
            application.Recommendation?.By
        );
        row.Asked = Bits(application.Consultations.Where(c => c.IsOpen).Select(c => (int)c.Ministry));
        row.Open = Bits(application.OpenPoints().Select(point => (int)point.Kind));
        row.Holder = HolderOf(application, row.Asked, clock.IsStopped);
        (row.ArrivedAt, row.ChangedAt, row.EndedAt) = (application.ArrivedAt!.Value, application.ChangedAt, application.EndedAt);
        row.DecidedAt = application.Decision?.At;
        (row.DueOn, row.LeftDays) = (clock.DueOn, clock.IsStopped ? clock.RemainingDays : null);
        row.AnswerDueOn = application
            .Consultations.Where(c => c.IsOpen)
            .Select(c => (DateOnly?)c.DueOn)
            .Concat(application.Inquiries.Where(i => i.IsOpen).Select(i => (DateOnly?)i.DueOn))
            .Append(application.OpenCorrection?.DueOn)
            .Min();
        row.IsDemo = application.IsDemo;
    }

    /// <summary>What a plan is found by: what was written in it, and marks for what was chosen.</summary>
    internal static IEnumerable<string> SearchedOf(UsePlan plan) =>
        [.. PlanTexts.Of(plan), string.Concat(PlanChoices.Of(plan).Select(choice => choice.Mark))];

    /// <summary>The searchable text of a case: its number and names, and what was answered in the latest submission.</summary>
    internal static string TextOf(Application application, Organization organization, IEnumerable<string> answers) =>
        SearchGrams.Join([application.Number!, application.ServiceName, organization.Name, .. answers]);

    internal static int FlagsOf(PlanVersion version, UsePlan? plan)
    {
        var day = JapaneseDate.On(version.SubmittedAt);
        return plan is null
            ? 0
            : Bits(Assessor.Assess(plan, RuleSets.Find(version.RuleSetId) ?? RuleSets.InForce(day), day).Flags.Select(flag => (int)flag));
    }

    internal static async Task<Surroundings> AroundAsync(PortalDb db, OrganizationId id, CancellationToken ct)
    {
        var organization =
            await db.Organizations.FindAsync([id], ct) ?? throw new InvalidOperationException($"There is no organisation {id}.");
        await db.Services.Where(s => s.Organization == id).LoadAsync(ct);
        var categories = db.Services.Local.Where(s => s.Organization == id).SelectMany(s => s.Categories).Select(category => (int)category);
        return new(organization, Bits(categories), db.GetService<IOptions<ReviewSettings>>().Value);
    }

    static int StandardOf(PortalDb db, Application application) =>
        db.GetService<IOptions<ReviewSettings>>().Value.StandardFor(application.LatestVersion!.Route);

    internal static int Bits(IEnumerable<int> numbers) => numbers.Aggregate(0, (bits, number) => bits | (1 << number));

    static CaseHolder HolderOf(Application application, int asked, bool isStopped) =>
        application.State switch
        {
            _ when application.EndedAt is not null => CaseHolder.Nobody,
            _ when isStopped => CaseHolder.Applicant,
            ApplicationState.Arrived => CaseHolder.Intake,
            ApplicationState.Recommended => CaseHolder.Decider,
            ApplicationState.Decided => CaseHolder.Issuer,
            _ when asked != 0 => CaseHolder.Ministries,
            _ => application.AssignedTo is null ? CaseHolder.Unassigned : CaseHolder.Reviewer,
        };

    // The pairs that were there follow from the text that was there, so that only what differs is written.
    static async Task WriteTextAsync(PortalDb db, int no, string text, bool isWhole, CancellationToken ct)
    {
        var kept = await db.CaseTexts.FindAsync([no], ct);
        HashSet<int> now = SearchGrams.Of(text);
        HashSet<int> before = isWhole
            ? [.. await db.SearchGrams.Where(g => g.No == no).Select(g => g.Gram).ToListAsync(ct)]
            : SearchGrams.Of(kept?.Text ?? "");
        if (kept is null)
        {
            db.CaseTexts.Add(new() { No = no, Text = text });
        }
        else
        {
            kept.Text = text;
        }

        db.SearchGrams.AddRange(now.Except(before).Select(gram => new SearchGram { Gram = gram, No = no }));
        db.SearchGrams.RemoveRange(before.Except(now).Select(gram => new SearchGram { Gram = gram, No = no }));
    }
}

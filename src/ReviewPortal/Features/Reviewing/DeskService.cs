using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;
using ReviewPortal.Mail;

namespace ReviewPortal.Features.Reviewing;

/// <summary>One case of a bulk action.</summary>
/// <param name="AssignedName">Who has it; null where nobody does.</param>
public sealed record BulkItem(ApplicationId Id, string Number, string ServiceName, string? AssignedName = null);

/// <summary>What a reminder of many cases would send.</summary>
/// <param name="Cases">In so many cases somebody is waited for, and was not reminded today.</param>
/// <param name="ToApplicants">Mails to applicants.</param>
/// <param name="ToMinistries">Mails to ministries' reviewers.</param>
public sealed record BulkReminder(int Cases, int ToApplicants, int ToMinistries)
{
    /// <summary>None where those who are waited for have no account, or have switched the mail off.</summary>
    public int Mails => ToApplicants + ToMinistries;
}

/// <summary>What officials change around cases rather than in them: labels, reminders, named lists, and what is done to many at once.</summary>
public sealed class DeskService(IDbContextFactory<PortalDb> databases, CurrentUser user, ApplicationChanges changes)
{
    /// <summary>Puts a label on the case or takes it off. Whatever else happened meanwhile does not matter for it.</summary>
    public Task LabelAsync(ApplicationId id, int label, bool isOn, CancellationToken ct = default) =>
        changes.RunOfferedAsync(
            id,
            async (application, act, db) =>
            {
                var found = await db.CaseLabels.AsNoTracking().SingleOrDefaultAsync(l => l.Number == label, ct) ?? throw new NotFound();
                if (isOn)
                {
                    application.PutLabel(found, act);
                }
                else
                {
                    application.TakeLabel(found, act);
                }
            },
            ct
        );

    public Task RemindAsync(ApplicationId id, CancellationToken ct = default) =>
        changes.RunOfferedAsync(id, (application, act) => application.Remind(act), ct);

    /// <summary>What <see cref="RemindAsync"/> would send if it were done now to all of these.</summary>
    public async Task<BulkReminder> RemindersAsync(IReadOnlyCollection<ApplicationId> ids, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await OfficialAsync(db, ct);
        var found = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Where(a => ids.Contains(a.Id))
            .Include(a => a.Corrections)
            .Include(a => a.Inquiries)
            .Include(a => a.Consultations)
            .AsSplitQuery()
            .ToListAsync(ct);
        Dictionary<(Ministry, MailKind), int> reviewers = [];
        var today = JapaneseDate.On(act.At);
        var (cases, toApplicants, toMinistries) = (0, 0, 0);
        foreach (var application in found)
        {
            var reminders = application.Reminders(act);
            var (mine, theirs) = await MailsAsync(db, application, reminders, today, reviewers, ct);
            cases += reminders.Count > 0 ? 1 : 0;
            toApplicants += mine;
            toMinistries += theirs;
        }

        return new(cases, toApplicants, toMinistries);
    }

    // Each ministry's reviewers are counted once for all cases.
    static async Task<(int ToApplicants, int ToMinistries)> MailsAsync(
        PortalDb db,
        Application application,
        IReadOnlyList<Event> reminders,
        DateOnly today,
        Dictionary<(Ministry, MailKind), int> reviewers,
        CancellationToken ct
    )
    {
        var (toApplicants, toMinistries) = (0, 0);
        foreach (var (reminder, kind) in reminders.Select(reminder => (reminder, MailRules.ReminderOf(reminder, today))))
        {
            if (reminder is not OpinionReminded { Ministry: var ministry })
            {
                toApplicants += await Receivers.Wanting(db, Receivers.WritersOf(db, application), kind).CountAsync(ct);
                continue;
            }

            if (!reviewers.TryGetValue((ministry, kind), out var people))
            {
                people = await Receivers.Wanting(db, Receivers.ReviewersOf(db, ministry), kind).CountAsync(ct);
                reviewers[(ministry, kind)] = people;
            }

            toMinistries += people;
        }

        return (toApplicants, toMinistries);
    }

    /// <summary>Gives the case to somebody, as it is when its turn comes.</summary>
    public Task AssignAsync(ApplicationId id, UserId to, CancellationToken ct = default) =>
        changes.RunOfferedAsync(
            id,
            async (application, act, db) =>
            {
                var name =
                    await db
                        .Users.Where(u => u.Id == to.Value && !u.IsClosed)
                        .Where(u => u.Grants.Any(grant => grant.Role == Role.Reviewer || grant.Role == Role.Lead))
                        .Select(u => u.DisplayName)
                        .SingleOrDefaultAsync(ct)
                    ?? throw new RuleBroken("no-reviewer");
                application.Assign(to, name, act);
            },
            ct
        );

    public Task AskAsync(
        ApplicationId id,
        IReadOnlyCollection<Ministry> ministries,
        string question,
        DateOnly dueOn,
        CancellationToken ct = default
    ) =>
        changes.RunOfferedAsync(
            id,
            async (application, act, db) =>
            {
                application.RequestOpinions(ministries, question, dueOn, act);
                await ReviewService.RequireAnsweringAsync(db, ministries, ct);
            },
            ct
        );

    /// <summary>Keeps a list under a name.</summary>
    /// <param name="replaces">The person has said that the own list of that name may go.</param>
    /// <exception cref="RuleBroken">
    /// <c>view-name</c>, <c>view-long</c>, <c>not-allowed</c>, <c>view-own</c> (there is one already), <c>view-taken</c> (somebody shares one).
    /// </exception>
    public async Task KeepViewAsync(string name, string query, bool isShared, bool replaces = false, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await OfficialAsync(db, ct);
        name = name.Trim();
        Require(name.Length is > 0 and <= CaseView.NameMaxLength, "view-name", CaseView.NameMaxLength);
        Require(query.Length <= CaseView.QueryMaxLength, "view-long");
        var theirs = await db.CaseViews.FirstOrDefaultAsync(v => v.Owner != act.By && v.IsShared && v.Name == name, ct);
        Require(theirs is null, "view-taken", name, theirs?.OwnerName ?? "");
        var view = await db.CaseViews.SingleOrDefaultAsync(v => v.Owner == act.By && v.Name == name, ct);
        Require(view is null || replaces, "view-own", name);
        if (view is null)
        {
            view = new()
            {
                Id = Guid.CreateVersion7(act.At),
                Owner = act.By,
                OwnerName = act.Name,
                Name = name,
                MadeAt = act.At,
            };
            db.CaseViews.Add(view);
        }

        var wasShared = view.IsShared;
        // Kept without the page: a list begins at its beginning.
        (view.Query, view.IsShared) = ((CaseFilter.Read(query) with { Page = 1 }).Query, isShared);
        // One's own lists are nobody's business; what everybody sees is recorded.
        if (wasShared || isShared)
        {
            await EventRow.RecordAsync(db, view.Id, new ListKept(name, view.Query, isShared), act, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Forgets a named list: the own one; a lead also somebody else's that is shared.</summary>
    public async Task ForgetViewAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await OfficialAsync(db, ct);
        var isLead = act.Is(Role.Lead);
        var view =
            await db.CaseViews.SingleOrDefaultAsync(v => v.Id == id && (v.Owner == act.By || (v.IsShared && isLead)), ct)
            ?? throw new NotFound();
        db.CaseViews.Remove(view);
        if (view.IsShared)
        {
            await EventRow.RecordAsync(db, view.Id, new ListForgotten(view.Name, view.OwnerName), act, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>The vocabulary of labels, retired ones too.</summary>
    public async Task<IReadOnlyList<CaseLabel>> LabelsAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await OfficialAsync(db, ct);
        return await db.CaseLabels.AsNoTracking().OrderBy(l => l.IsRetired).ThenBy(l => l.Name).ToListAsync(ct);
    }

    /// <summary>Adds a label to the vocabulary, or changes one; leads keep it.</summary>
    /// <param name="number">Which; null for a new one.</param>
    /// <exception cref="RuleBroken"><c>not-allowed</c>, <c>label-name</c>, <c>label-double</c>, <c>label-many</c>.</exception>
    public async Task KeepLabelAsync(int? number, string name, string tone, bool isRetired, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await OfficialAsync(db, ct);
        Require(act.Is(Role.Lead), "not-allowed");
        name = name.Trim();
        Require(name.Length is > 0 and <= CaseLabel.NameMaxLength, "label-name", CaseLabel.NameMaxLength);
        Require(TextInput.FaultOf(name) is null, "text-unusable");
        var all = await db.CaseLabels.ToListAsync(ct);
        var key = SearchText.Fold(name);
        Require(!all.Exists(l => l.Number != number && SearchText.Fold(l.Name) == key), "label-double", name);
        var label = all.Find(l => l.Number == number);
        if (label is null)
        {
            Require(number is null && all.Count < CaseLabel.Most, "label-many", CaseLabel.Most);
            label = new() { Number = all.Count };
            db.CaseLabels.Add(label);
        }

        (label.Name, label.Tone, label.IsRetired) = (name, tone, isRetired);
        await EventRow.RecordAsync(db, CaseLabel.Vocabulary, new LabelKept(label.Number, name, tone, isRetired), act, ct);
        await db.SaveChangesAsync(ct);
    }

    async Task<Act> OfficialAsync(PortalDb db, CancellationToken ct)
    {
        var act = await user.ActAsync(db, ct);
        Require(act.Roles.Any(role => role.ReadsSubmitted()), "not-allowed");
        return act;
    }

    static void Require(bool holds, string code, params object[] details)
    {
        if (!holds)
        {
            throw new RuleBroken(code, details);
        }
    }
}

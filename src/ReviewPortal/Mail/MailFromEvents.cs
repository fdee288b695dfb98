using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Mail;

/// <summary>Adds, to every save, the mails that its events send: state, events and mails are one transaction.</summary>
public sealed class MailFromEvents : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is PortalDb { TellsNobody: false } db)
        {
            foreach (
                var row in db.ChangeTracker.Entries<EventRow>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList()
            )
            {
                await TellAsync(db, row, cancellationToken);
            }
        }

        return result;
    }

    static async Task TellAsync(PortalDb db, EventRow row, CancellationToken ct)
    {
        foreach (var rule in MailRules.Of(row.Kind))
        {
            var what = row.Read() ?? throw new InvalidOperationException($"The event {row.Kind} cannot be read back.");
            // Messages and notes have streams of their own, and name the application beside which they stand.
            var stream = what switch
            {
                MessageSent message => message.Application.Value,
                NoteWritten note => note.Application.Value,
                _ => row.Stream,
            };
            var application = Tracked<Application>(db, a => a.Id.Value == stream);
            var invitation = Tracked<Invitation>(db, i => i.Id == row.Stream);
            var receivers = await rule.Who(new(db, row, application, invitation, ct), what);
            var data = rule.Values(what, await DataAsync(db, row, application, invitation, ct));
            await db.PostAsync(
                receivers.Select(to => new OutgoingMail
                {
                    Id = Guid.CreateVersion7(row.At),
                    Kind = rule.Mail,
                    Key = $"{row.Id:N}:{rule.Mail}:{to.Person?.Value.ToString("N") ?? Secrets.Hash(to.Address!)[..32]}",
                    To = to.Person,
                    Address = to.Address,
                    Language = to.Language,
                    Application = application?.Id,
                    About = invitation?.Id ?? (what as ExpertInvited)?.Invitation,
                    Data = data,
                    CreatedAt = row.At,
                    DueAt = row.At,
                }),
                ct
            );
        }
    }

    static async Task<MailData> DataAsync(PortalDb db, EventRow row, Application? application, Invitation? invitation, CancellationToken ct)
    {
        if (invitation is not null)
        {
            var organization = await db.Organizations.Where(o => o.Id == invitation.Organization).Select(o => o.Name).SingleAsync(ct);
            return new(
                Service: organization,
                Name: invitation.InvitedByName,
                Role: invitation.Role,
                Day: Domain.Time.JapaneseDate.On(invitation.ExpiresAt)
            );
        }

        // A name that has not left the applicant's side: only colleagues hand over, and only colleagues are told of it.
        var name = row.Kind == nameof(ApplicationHandedOver) ? row.ByName : null;
        return new(application?.Number, application?.ServiceName, Name: name);
    }

    static T? Tracked<T>(PortalDb db, Func<T, bool> which)
        where T : Aggregate => db.ChangeTracker.Entries<T>().Select(entry => entry.Entity).FirstOrDefault(which);
}

using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;
using ReviewPortal.Mail;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Letters;

/// <summary>
/// Which event sends which letter. As with mails, whoever records an event says nothing of letters: every save adds those that its events send,
/// so that state, event and letter are one transaction.
/// </summary>
public sealed class LettersFromEvents(IOptions<LetterSettings> letters, IOptions<ReviewSettings> review, Wording words)
    : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is PortalDb db)
        {
            var rows = db.ChangeTracker.Entries<EventRow>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
            foreach (var row in rows.OrderBy(row => row.Sequence))
            {
                var application = db
                    .ChangeTracker.Entries<Application>()
                    .Select(e => e.Entity)
                    .FirstOrDefault(a => a.Id.Value == row.Stream);
                if (application is not null)
                {
                    await SendAsync(db, application, row, cancellationToken);
                }
            }
        }

        return result;
    }

    async Task SendAsync(PortalDb db, Application application, EventRow row, CancellationToken ct)
    {
        switch (row.Kind)
        {
            case nameof(ApplicationSubmitted) or nameof(ApplicationResubmitted):
                await AddAsync(
                    db,
                    application,
                    LetterKind.Receipt,
                    o => LetterWriter.Receipt(application, o, review.Value.StandardFor(application.LatestVersion!.Route)),
                    row,
                    ct
                );
                break;
            case nameof(CorrectionRequested):
                var asked = (CorrectionRequested)row.Read()!;
                var items = application.Corrections.Single(c => c.Id == asked.Correction).Items;
                var points = Language.In("ja", () => items.Select(item => (words.Place(item.Path), item.Text)).ToList());
                await AddAsync(
                    db,
                    application,
                    LetterKind.Correction,
                    o => LetterWriter.Request(application, o, asked.DueOn, points),
                    row,
                    ct
                );
                break;
            case nameof(InquiryMade):
                var made = (InquiryMade)row.Read()!;
                var question = application.Inquiries.Single(inquiry => inquiry.Id == made.Inquiry).Question;
                await AddAsync(
                    db,
                    application,
                    LetterKind.Inquiry,
                    o => LetterWriter.Request(application, o, made.DueOn, [("", question)], SentWith(db, made.Inquiry)),
                    row,
                    ct
                );
                break;
            case nameof(PeriodExtensionAgreed):
                var later = (PeriodExtensionAgreed)row.Read()!;
                await AddAsync(
                    db,
                    application,
                    LetterKind.Extension,
                    o => LetterWriter.Extension(application, o, later.Before, later.DueOn, later.Reason),
                    row,
                    ct
                );
                break;
            case nameof(NoticeIssued):
                await KeepNoticeAsync(db, application, row, ct);
                break;
        }
    }

    // The files that go with an inquiry are sent in the same save.
    static IEnumerable<string> SentWith(PortalDb db, Guid inquiry) =>
        db
            .ChangeTracker.Entries<TalkFile>()
            .Select(entry => entry.Entity)
            .Where(file => file.Place == TalkPlace.Inquiry && file.About == inquiry)
            .OrderBy(file => file.Id)
            .Select(file => file.Name);

    // The decision's own letter is made where it is issued, under the number that the application keeps.
    async Task KeepNoticeAsync(PortalDb db, Application application, EventRow row, CancellationToken ct)
    {
        var letter = application.Notice!.Letter;
        var kind = LetterWriter.KindOf(application.Decision!.Outcome);
        var teaching = (await db.LegalCharacterAsync(ct)).TeachingOf(kind);
        var data = LetterWriter.Decision(application, await OrganizationAsync(db, application, ct), teaching, letter.Date);
        Add(db, application, kind, (await db.WordingAsync(kind, ct)).Number, data, letter, row);
    }

    async Task AddAsync(
        PortalDb db,
        Application application,
        LetterKind kind,
        Func<Organization, LetterData> fill,
        EventRow row,
        CancellationToken ct
    )
    {
        var sender = letters.Value.Sender;
        var day = JapaneseDate.On(row.At);
        // A receipt says only that something arrived: it goes by the application's own number and takes none of the office's.
        var number =
            kind == LetterKind.Receipt
                ? LetterWriter.ReceiptNumber(application.Number!, application.LatestVersion!.Number)
                : DecisionNotice.Number(sender, day, await db.NextAsync(OfficialLetters.Series(sender, day), ct));
        var organization = await OrganizationAsync(db, application, ct);
        var (wordingNumber, wording) = await db.WordingAsync(kind, ct);
        var data = fill(organization);
        LetterHead head = new(organization, await db.RepresentativeOfAsync(application, ct), sender, number, day);
        Add(db, application, kind, wordingNumber, data, LetterWriter.Write(kind, wording, data, head, application.IsDemo), row);
    }

    // The id is not made of the clock: who has one letter can guess no other.
    void Add(PortalDb db, Application application, LetterKind kind, int wording, LetterData data, Letter letter, EventRow row) =>
        db.IssuedLetters.Add(
            IssuedLetter.Of(
                new(RandomNumberGenerator.GetBytes(16)),
                application.Id,
                kind,
                wording,
                data,
                letter,
                letters.Value.PortalAddress,
                row.At
            )
        );

    static async Task<Organization> OrganizationAsync(PortalDb db, Application application, CancellationToken ct) =>
        (await db.Organizations.FindAsync([application.Organization], ct))!;
}

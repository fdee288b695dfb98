using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ReviewPortal.Data;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Mail;

/// <summary>A portal with a clock of its own, whose mails go to a server of the test.</summary>
sealed class MailPortal : IAsyncDisposable
{
    MailPortal(TestPortal portal, Clock clock, SmtpServer server) => (Portal, Clock, Server) = (portal, clock, server);

    public TestPortal Portal { get; }
    public Clock Clock { get; }
    public SmtpServer Server { get; }
    public IServiceProvider Services => Portal.Services;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<MailPortal> OpenAsync(Action<MailSettings>? set = null, Action<IServiceCollection>? also = null)
    {
        var clock = Clock.AtTen(2026, 9, 1);
        SmtpServer server = new();
        var portal = await TestPortal.OnAsync(
            Providers.Sqlite,
            services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                // No browser for every receipt: printing is tested where documents are.
                services.RemoveAll<AttachmentSource>();
                services.Configure<MailSettings>(mail =>
                {
                    (mail.Folder, mail.Host, mail.Port, mail.Tls) = (null, "127.0.0.1", server.Port, MailTls.None);
                    (mail.From, mail.PortalAddress) = ("portal@example.go.jp", "https://portal.example.go.jp");
                    set?.Invoke(mail);
                });
                also?.Invoke(services);
            }
        );
        return new(portal, clock, server);
    }

    public Task<int> SendAsync() => Services.GetRequiredService<Outbox>().SendDueAsync(Cancel);

    /// <summary>A plan of the demonstration's company, ready to be filed.</summary>
    /// <param name="contact">Whom it names as its contact; the representative, who is told anyway, unless somebody else is given.</param>
    public async Task<ApplicationId> DraftAsync(string contact = "rep@demo.example")
    {
        var id = await Portal.DraftAsync();
        await Services.AsAsync<ApplyingService>(
            "rep",
            service => service.EditAsync(id, "contacts[0].mail", draft => draft.Set("contacts[0].mail", contact), ct: Cancel)
        );
        return id;
    }

    /// <summary>The same, filed by the representative.</summary>
    public async Task<ApplicationId> FiledAsync(string contact = "rep@demo.example")
    {
        var id = await DraftAsync(contact);
        await Services.AsAsync<ApplyingService>("rep", service => service.SubmitAsync(id, Cancel));
        return id;
    }

    /// <summary>Filed, and past the form check.</summary>
    public async Task<ApplicationId> InReviewAsync()
    {
        var id = await FiledAsync();
        await Portal.CheckFormAsync(id, "lead");
        return id;
    }

    public async Task SeenAsync(string person, ApplicationId id, Func<ReviewService, int, Task> use)
    {
        var seen = await Portal.VersionAsync(id);
        await Services.AsAsync<ReviewService>(person, service => use(service, seen));
    }

    /// <summary>Every row of the outbox, oldest first.</summary>
    public async Task<List<OutgoingMail>> RowsAsync(MailKind? kind = null)
    {
        await using var db = await Services.NewDbAsync();
        return await db
            .Outbox.AsNoTracking()
            .Where(mail => kind == null || mail.Kind == kind)
            .OrderBy(mail => mail.CreatedAt)
            .ThenBy(mail => mail.Id)
            .ToListAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Server.DisposeAsync();
    }
}

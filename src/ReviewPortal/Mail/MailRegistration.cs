using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ReviewPortal.Mail;

static class MailRegistration
{
    /// <summary>The outbox, what fills it, and what sends it.</summary>
    /// <exception cref="SettingsFault">A setting of the section <c>Mail</c> cannot work.</exception>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration settings, string dataFolder)
    {
        var section = settings.GetSection(MailSettings.Section);
        SettingsFault.Read<MailSettings>(settings, MailSettings.Section).Check();
        services
            .AddOptions<MailSettings>()
            .Bind(section)
            .PostConfigure<IHostEnvironment>(
                (mail, environment) =>
                {
                    // A demonstration sends nothing to anybody: its mails can be read on a page.
                    if (environment.IsDevelopment() && string.IsNullOrEmpty(mail.Host) && string.IsNullOrEmpty(mail.Folder))
                    {
                        mail.Folder = Path.Combine(dataFolder, "mail");
                    }

                    if (string.IsNullOrEmpty(mail.PortalAddress))
                    {
                        mail.PortalAddress = settings["urls"]?.Split(';')[0] ?? "http://localhost:5000";
                    }
                }
            );
        services.AddSingleton<ISaveChangesInterceptor, MailFromEvents>();
        services.AddSingleton<Secrets>().AddSingleton<MailComposer>().AddSingleton<MailTransport>().AddSingleton<Outbox>();
        services.AddSingleton<OpinionReminders>().AddSingleton<ApplicantReminders>().AddSingleton<Digests>();
        services.AddSingleton(provider => Send(provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<MailSettings>>().Value));
        services.AddSingleton(new Round("Reminders", Rounds.Often, (all, ct) => all.GetRequiredService<OpinionReminders>().RunAsync(ct)));
        services.AddSingleton(
            new Round("Reminders of applicants", Rounds.Often, (all, ct) => all.GetRequiredService<ApplicantReminders>().RunAsync(ct))
        );
        services.AddSingleton(new Round("Digests", Rounds.Often, (all, ct) => all.GetRequiredService<Digests>().RunAsync(ct)));
        services.AddHostedService<Rounds>();
        return services;
    }

    static Round Send(MailSettings mail) =>
        new("Outbox", TimeSpan.FromSeconds(mail.PollSeconds), (all, ct) => all.GetRequiredService<Outbox>().SendDueAsync(ct));
}

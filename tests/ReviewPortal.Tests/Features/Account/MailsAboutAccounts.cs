using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain.People;
using ReviewPortal.Mail;

namespace ReviewPortal.Features.Account;

/// <summary>A forgotten password and a new address, by the pages and the mails that lead to them.</summary>
public sealed partial class MailsAboutAccounts(RunningPortal portal) : IClassFixture<RunningPortal>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_forgotten_password_is_set_anew_by_a_link_that_works_once()
    {
        var email = await portal.AccountAsync(Role.Representative);
        using var visitor = portal.Visitor();
        await visitor.SendAsync(Links.ForgotPassword(), "forgot", ("Email", email));
        var link = await LinkAsync(email);

        var entered = await visitor.OpenAsync(link);
        Assert.Equal(Links.ResetPassword(), entered.Headers.Location!.ToString());
        var page = await Visitor.TextAsync(await visitor.OpenAsync(Links.ResetPassword()));
        Assert.DoesNotContain(link.Split("t=")[1], page, StringComparison.Ordinal);
        var set = await visitor.SendAsync(Links.ResetPassword(), "reset", ("New", "another long phrase"), ("Again", "another long phrase"));
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);

        using var second = portal.Visitor();
        await second.OpenAsync(link);
        var refused = await second.SendAsync(
            Links.ResetPassword(),
            "reset",
            ("New", "a third long phrase"),
            ("Again", "a third long phrase")
        );
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        using var third = portal.Visitor();
        var signedIn = await third.SendAsync("/account/login", "sign-in", ("Email", email), ("Password", "another long phrase"));
        Assert.EndsWith(Links.Home(), signedIn.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_an_unknown_address_gets_the_same_answer_and_no_mail()
    {
        using var visitor = portal.Visitor();
        var known = await visitor.SendAsync(Links.ForgotPassword(), "forgot", ("Email", await portal.AccountAsync(Role.Viewer)));
        var unknown = await visitor.SendAsync(Links.ForgotPassword(), "forgot", ("Email", "nobody@example.jp"));

        Assert.Equal((known.StatusCode, known.Headers.Location), (unknown.StatusCode, unknown.Headers.Location));
    }

    [Fact]
    public async Task A_new_address_counts_once_it_is_confirmed()
    {
        var email = await portal.AccountAsync(Role.Representative);
        var fresh = $"new-{Guid.NewGuid():N}@example.jp";
        using var visitor = portal.Visitor();
        await visitor.SendAsync("/account/login", "sign-in", ("Email", email), ("Password", RunningPortal.Password));
        await visitor.SendAsync(Links.ChangeAddress(), "address", ("Address", fresh), ("Password", RunningPortal.Password));
        var link = await LinkAsync(fresh);

        await visitor.OpenAsync(link);
        await visitor.OpenAsync(Links.ConfirmAddress());
        Assert.True(await ExistsAsync(email));
        await visitor.SendAsync(Links.ConfirmAddress(), "confirm");

        Assert.True(await ExistsAsync(fresh));
        Assert.False(await ExistsAsync(email));
    }

    [Fact]
    public async Task A_link_from_a_mail_leads_to_the_pages_for_it_and_nowhere_else()
    {
        using var visitor = portal.Visitor();

        foreach (
            var address in new[]
            {
                "/from-mail?to=/home&t=x",
                "/from-mail?to=https://evil.example/&t=x",
                "/from-mail?to=/account/reset",
                "/from-mail",
            }
        )
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync(address)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync(Links.UnsubscribeAtOnce("x"))).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.OpenAsync(Links.Invitation())).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync(Links.MailFolder())).StatusCode);
    }

    Task<bool> ExistsAsync(string email) => portal.WithAsync<PortalDb, bool>(db => db.Users.AnyAsync(user => user.Email == email, Cancel));

    /// <summary>The local address in the mail to that receiver.</summary>
    Task<string> LinkAsync(string to) =>
        portal.WithAsync<MailComposer, string>(async composer =>
        {
            return await portal.WithAsync<PortalDb, string>(async db =>
            {
                var rows = await db.Outbox.AsNoTracking().ToListAsync(Cancel);
                foreach (var row in rows)
                {
                    if (await composer.ComposeAsync(db, row, Cancel) is { } mail && mail.To.Mailboxes.Single().Address == to)
                    {
                        return Address().Match(mail.TextBody!).Value;
                    }
                }

                throw new InvalidOperationException("No mail was written.");
            });
        });

    [GeneratedRegex(@"/from-mail\?\S+")]
    private static partial Regex Address();
}

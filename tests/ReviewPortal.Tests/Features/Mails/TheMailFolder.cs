using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MimeKit;
using ReviewPortal.Domain.People;
using ReviewPortal.Mail;

namespace ReviewPortal.Features.Mails;

/// <summary>The mails of a demonstration hold live links: officials alone read them.</summary>
public sealed class TheMailFolder : PortalTest
{
    const string Subject = "見本のメール";
    readonly string folder = Directory.CreateTempSubdirectory("portal-mails-").FullName;

    public TheMailFolder()
    {
        using MimeMessage mail = new(
            [new MailboxAddress("", "portal@example.jp")],
            [new MailboxAddress("", "to@example.jp")],
            Subject,
            new TextPart("plain") { Text = "本文" }
        );
        mail.WriteTo(Path.Combine(folder, "1.eml"), Xunit.TestContext.Current.CancellationToken);
        Services.AddSingleton(new MailFolder(Options.Create(new MailSettings { Folder = folder }), new Demonstration()));
    }

    [Fact]
    public void Sends_whoever_is_not_signed_in_to_the_sign_in()
    {
        Assert.Equal((403, false), Open(new ClaimsIdentity()));
        Assert.Contains("/account/login", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Intake, true)]
    [InlineData(Role.SystemAdmin, true)]
    [InlineData(Role.Representative, false)]
    [InlineData(Role.Expert, false)]
    public void Is_read_by_officials_alone(Role role, bool isRead) =>
        Assert.Equal((isRead ? 200 : 403, isRead), Open(new ClaimsIdentity([new(ClaimTypes.Role, role.ToString())], "test")));

    (int Status, bool IsShown) Open(ClaimsIdentity who)
    {
        DefaultHttpContext request = new() { User = new(who) };
        var page = Render<MailFolderPage>(p => p.AddCascadingValue<HttpContext>(request));
        if (request.Response.StatusCode == StatusCodes.Status200OK)
        {
            page.WaitForAssertion(() => Assert.Contains(Subject, page.Markup, StringComparison.Ordinal));
        }

        return (request.Response.StatusCode, page.Markup.Contains(Subject, StringComparison.Ordinal));
    }

    protected override void Dispose(bool disposing)
    {
        Directory.Delete(folder, recursive: true);
        base.Dispose(disposing);
    }

    sealed class Demonstration : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;
        public string ApplicationName { get; set; } = "ReviewPortal";
        public string ContentRootPath { get; set; } = "/";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

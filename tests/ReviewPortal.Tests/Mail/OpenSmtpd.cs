using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ReviewPortal.Mail;

/// <summary>The same against a mail server that others have written, where it is installed.</summary>
public class OpenSmtpd
{
    const string Program = "/usr/sbin/smtpd";

    [Fact]
    public async Task Gets_every_mail_once_after_it_was_down()
    {
        Assert.SkipUnless(File.Exists(Program), "OpenSMTPD is not installed (package opensmtpd).");
        Assert.SkipUnless(Environment.UserName == "root", "OpenSMTPD has to be started by root.");
        Assert.SkipWhen(File.Exists("/var/run/smtpd.sock"), "Another OpenSMTPD is running, and there can be one.");
        var folder = Directory.CreateTempSubdirectory("portal-smtpd-").FullName;
        var box = Directory.CreateDirectory(Path.Combine(folder, "box")).FullName;
        // It delivers as a person without rights.
        Allow(folder, (UnixFileMode)0b111_101_101);
        Allow(box, (UnixFileMode)0b111_111_111);
        var port = FreePort();
        await using var portal = await MailPortal.OpenAsync(mail => mail.Port = port);
        for (var i = 0; i < 3; i++)
        {
            await portal.FiledAsync();
        }

        await portal.SendAsync();
        Assert.All(await portal.RowsAsync(), mail => Assert.Equal(Data.MailState.Waiting, mail.State));
        portal.Clock.Move(TimeSpan.FromMinutes(5));

        using var server = await StartAsync(folder, box, port);
        try
        {
            Assert.Equal(3, await portal.SendAsync());
            await UntilAsync(() => Directory.GetFiles(box, "*.eml").Length >= 3);
            var expected = (await portal.RowsAsync()).Select(row => $"{row.Id:N}@example.go.jp");
            var arrived = Directory.GetFiles(box, "*.eml").Select(path => MimeKit.MimeMessage.Load(path).MessageId);
            Assert.Equal(expected.Order(), arrived.Order());
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);
            File.Delete("/var/run/smtpd.sock");
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Allow(string path, UnixFileMode mode)
    {
        // Elsewhere the test has been skipped by now.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    static async Task<Process> StartAsync(string folder, string box, int port)
    {
        // Written under one name and moved to another, so that no half mail is read.
        var keep = Path.Combine(folder, "keep");
        await File.WriteAllTextAsync(keep, $"#!/bin/sh\nfile=$(mktemp {box}/XXXXXXXX) && cat > \"$file\" && mv \"$file\" \"$file.eml\"\n");
        Allow(keep, (UnixFileMode)0b111_101_101);
        var settings = Path.Combine(folder, "smtpd.conf");
        await File.WriteAllTextAsync(
            settings,
            $$"""
            table people { "@" = "nobody" }
            listen on 127.0.0.1 port {{port}}
            action "keep" mda "{{keep}}" virtual <people>
            match from any for any action "keep"

            """
        );
        var server = Process.Start(
            new ProcessStartInfo(Program, ["-d", "-f", settings]) { RedirectStandardError = true, RedirectStandardOutput = true }
        )!;
        StringBuilder said = new();
        server.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        server.BeginErrorReadLine();
        server.BeginOutputReadLine();
        await UntilAsync(() => Listens(port) || server.HasExited);
        // It separates its parts by rights that some machines do not give; that says nothing of the portal.
        Assert.SkipWhen(server.HasExited, $"OpenSMTPD ended at once: {said}");
        return server;
    }

    static bool Listens(int port)
    {
        try
        {
            using TcpClient client = new();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    static async Task UntilAsync(Func<bool> holds)
    {
        for (var look = 0; !holds(); look++)
        {
            Assert.True(look < 200, "It did not happen within twenty seconds.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

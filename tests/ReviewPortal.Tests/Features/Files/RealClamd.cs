using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace ReviewPortal.Features.Files;

/// <summary>ClamAV's own daemon, with one signature that the test has written.</summary>
public sealed class RealClamd : IAsyncLifetime
{
    const string Program = "/usr/sbin/clamd";

    readonly string folder = Directory.CreateTempSubdirectory("clamd-").FullName;
    Process? process;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    string Socket => Path.Combine(folder, "clamd.ctl");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            return;
        }

        var bad = AFile.Png;
        // The daemon knows a file by the digest of its content.
        await File.WriteAllTextAsync(
            Path.Combine(folder, "test.hsb"),
            $"{Convert.ToHexStringLower(SHA256.HashData(bad))}:{bad.Length}:Portal.Test.Picture\n"
        );
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "clamd.conf"),
            [$"LocalSocket {Socket}", $"DatabaseDirectory {folder}", $"TemporaryDirectory {folder}", "Foreground yes", "MaxThreads 2"]
        );
        process = Process.Start(
            new ProcessStartInfo(Program, ["--config-file", Path.Combine(folder, "clamd.conf")])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        );
        for (var tries = 0; !File.Exists(Socket) && process is { HasExited: false } && tries < 300; tries++)
        {
            await Task.Delay(100);
        }
    }

    [Fact]
    public async Task Says_of_a_file_that_it_knows_what_it_is_and_of_others_that_they_are_clean()
    {
        Assert.SkipUnless(File.Exists(Program), $"ClamAV is not installed: there is no {Program} (package clamav-daemon).");
        // Some machines give it too little memory or too few rights; that says nothing of the portal.
        Assert.SkipWhen(process is { HasExited: true }, "clamd ended at once.");
        Assert.True(File.Exists(Socket), "clamd did not start.");
        var clamd = new Clamd(Options.Create(new FileSettings { Clamd = $"unix:{Socket}", ScanSeconds = 30 }));

        var found = await clamd.ScanAsync((to, ct) => to.WriteAsync(AFile.Png, ct).AsTask(), Cancel);
        var clean = await clamd.ScanAsync((to, ct) => to.WriteAsync(AFile.Pdf(), ct).AsTask(), Cancel);

        Assert.StartsWith("Portal.Test.Picture", found.Found, StringComparison.Ordinal);
        Assert.Null(clean.Found);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ReviewPortal;

/// <summary>The real program as a child process, with a data folder of its own that goes when it goes.</summary>
public sealed partial class PortalProcess : IAsyncDisposable
{
    const int Sigterm = 15;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Process process;
    readonly ConcurrentQueue<string> errors = new();
    readonly ConcurrentQueue<string> lines = new();
    readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly string? ownFolder;

    PortalProcess(Process process, string dataFolder, string? ownFolder)
    {
        (this.process, DataFolder, this.ownFolder) = (process, dataFolder, ownFolder);
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                errors.Enqueue(line.Data);
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The folder of the program that was built together with the tests.</summary>
    public static string Program => AppContext.BaseDirectory;

    public string DataFolder { get; }

    public int Id => process.Id;

    /// <summary>Where it listens, once it does.</summary>
    public Uri Address => listening.Task.Result;

    /// <summary>What the program wrote, newest last.</summary>
    public string Log => string.Join('\n', lines.Concat(errors).TakeLast(60));

    /// <summary>How many errors it has logged so far.</summary>
    public int Errors =>
        lines.Count(line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal));

    /// <summary>Starts the program and waits until it has answered.</summary>
    /// <param name="environment">ASPNETCORE_ENVIRONMENT</param>
    /// <param name="dataFolder">A folder that somebody else deletes; a new one of its own when null.</param>
    /// <param name="settings">More arguments, as on the command line.</param>
    public static async Task<PortalProcess> StartAsync(
        string environment = "Development",
        string? dataFolder = null,
        params string[] settings
    )
    {
        var own = dataFolder is null ? Directory.CreateTempSubdirectory("portal-").FullName : null;
        var folder = dataFolder ?? own!;
        var portal = new PortalProcess(
            Prepared(Program, environment, ["--urls", "http://127.0.0.1:0", "--Portal:DataFolder", folder, .. settings]),
            folder,
            own
        );
        try
        {
            var ended = portal.process.WaitForExitAsync();
            if (await Task.WhenAny(portal.listening.Task, ended).WaitAsync(Patience) == ended)
            {
                throw new InvalidOperationException("The portal ended before it listened.");
            }

            using var client = new HttpClient();
            var answer = await client.GetAsync(portal.Address).WaitAsync(Patience);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return portal;
        }
        catch (Exception fault)
        {
            await portal.DisposeAsync();
            throw new InvalidOperationException($"The portal did not start. It wrote:\n{portal.Log}", fault);
        }
    }

    /// <summary>Runs the program to its end.</summary>
    /// <returns>Its exit code and what it wrote on both streams.</returns>
    public static async Task<(int Code, string Output, string Error)> RunAsync(
        string program,
        string environment,
        IEnumerable<string> arguments,
        params (string Name, string Value)[] variables
    )
    {
        using var process = Prepared(program, environment, arguments);
        foreach (var (name, value) in variables)
        {
            process.StartInfo.Environment[name] = value;
        }

        process.Start();
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output, await error);
    }

    /// <summary>Ends the program as a power cut would (SIGKILL): it can finish nothing.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Asks the program to end (SIGTERM, to it alone) and ends it by force if it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            if (OperatingSystem.IsWindows() || Kill(process.Id, Sigterm) != 0)
            {
                process.Kill();
            }

            try
            {
                await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(15));
            }
            catch (TimeoutException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }
        }

        process.Dispose();
        if (ownFolder is not null)
        {
            Directory.Delete(ownFolder, recursive: true);
        }
    }

    static Process Prepared(string program, string environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(program, "ReviewPortal.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        return new() { StartInfo = start };
    }

    void Heard(string? line)
    {
        if (line is null)
        {
            return;
        }

        lines.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(new(match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (http\S+)")]
    private static partial Regex Listening();

    [DllImport("libc", EntryPoint = "kill")]
    static extern int Kill(int process, int signal);
}

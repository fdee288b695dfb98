#!/usr/bin/env dotnet
#:property PublishAot=false
// Everything that a person does here, on Linux, macOS and Windows: dotnet dev.cs run · test · migrate NAME · docs · bench

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

const string help = """
    dotnet dev.cs run [--port N] [--data DIR] [--fresh]    builds what has changed and serves the portal at http://127.0.0.1:5080;
                                                           --fresh begins with an empty data folder
    dotnet dev.cs test [--project NAME] [--filter… VALUE]  checks format, build and every test; or one project, or some tests
    dotnet dev.cs migrate NAME                             writes the model's changes as migrations, for each database
    dotnet dev.cs docs                                     prints docs/generated anew from the code
    dotnet dev.cs bench [OPTIONS]                          measures; the options are BenchmarkDotNet's
    """;

var calledFrom = Directory.GetCurrentDirectory();
Directory.SetCurrentDirectory(AppContext.GetData("EntryPointFileDirectoryPath") as string ?? calledFrom);
Environment.SetEnvironmentVariable("DOTNET_NOLOGO", "1");
Environment.SetEnvironmentVariable("DOTNET_CLI_TELEMETRY_OPTOUT", "1");
try
{
    return args switch
    {
        ["run", .. var options] => await Serve.RunAsync(Options.Read(options, ["--port", "--data"], ["--fresh"]), calledFrom),
        ["test", .. var options] => await Tests.RunAsync(Options.Read(options, ["--project"], [], passedOn: "--filter")),
        ["migrate", var name] => await Migrations.AddAsync(name),
        ["docs"] => await Tests.PrintDocumentsAsync(),
        ["bench", .. var options] => await Child.RunAsync(
            "dotnet",
            ["run", "-c", "Release", "--project", "tests/ReviewPortal.Benchmarks", "--", .. options]
        ),
        [] or ["help" or "--help" or "-h"] => Say(help, 0),
        _ => Say(help, 1),
    };
}
catch (Fault fault)
{
    return Fail(fault.Message);
}
catch (Interrupted interrupted)
{
    return interrupted.Code;
}

static int Say(string text, int code)
{
    (code == 0 ? Console.Out : Console.Error).WriteLine(text);
    return code;
}

static int Fail(string text)
{
    Console.Error.WriteLine(text);
    return 1;
}

/// <summary>What stands in the way, in one sentence.</summary>
sealed class Fault(string message) : Exception(message);

/// <summary>Ctrl+C or a request to end; the child has ended.</summary>
sealed class Interrupted(int code, int childCode) : Exception
{
    /// <summary>What shells give for a program that was interrupted (130) or terminated (143).</summary>
    public int Code { get; } = code;

    /// <summary>The child's own exit code: 0 when it ended in good order.</summary>
    public int ChildCode { get; } = childCode;
}

/// <summary>The options of a command: those with a value, those without, and those that go on to the program behind it.</summary>
sealed record Options(IReadOnlyDictionary<string, string> Values, IReadOnlySet<string> Switches, IReadOnlyList<string> PassedOn)
{
    public static Options Read(string[] args, string[] withValue, string[] without, string? passedOn = null)
    {
        Dictionary<string, string> values = [];
        HashSet<string> switches = [];
        List<string> others = [];
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i];
            if (without.Contains(name))
            {
                switches.Add(name);
            }
            else if (withValue.Contains(name) && i + 1 < args.Length)
            {
                values[name] = args[++i];
            }
            else if (passedOn is not null && name.StartsWith(passedOn, StringComparison.Ordinal) && i + 1 < args.Length)
            {
                others.AddRange([name, args[++i]]);
            }
            else
            {
                throw new Fault($"{name}: not an option here, or its value is missing; \"dotnet dev.cs help\" lists what there is.");
            }
        }

        return new(values, switches, others);
    }
}

/// <summary>Lines that show what is being done and how many seconds have passed.</summary>
static class Steps
{
    static readonly Stopwatch Clock = Stopwatch.StartNew();

    public static void Say(string text) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{Clock.Elapsed.TotalSeconds, 4:0} s] {text}"));

    /// <summary>Says now and then that something long is still under way.</summary>
    public static async Task<T> WhileAsync<T>(Task<T> work)
    {
        while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(20))) != work)
        {
            Say("  …");
        }

        return await work;
    }

    /// <summary>One step that must succeed.</summary>
    /// <exception cref="Fault">It did not.</exception>
    public static async Task RunAsync(string what, string program, params string[] args)
    {
        Say(what);
        if (await WhileAsync(Child.RunAsync(program, args)) is not 0 and var code)
        {
            throw new Fault($"{what}: failed with exit code {code} ({program} {string.Join(' ', args)}).");
        }
    }
}

/// <summary>Programs started from here. They end when this one is asked to end.</summary>
static class Child
{
    /// <summary>Runs the program with this terminal and gives its exit code.</summary>
    /// <exception cref="Interrupted">This program was asked to end, and the child has ended.</exception>
    public static async Task<int> RunAsync(string program, IEnumerable<string> args, params (string Name, string Value)[] environment)
    {
        using var child = Start(program, args, quiet: false, environment);
        PosixSignal? asked = null;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Forward);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Forward);
        await child.WaitForExitAsync();
        return asked switch
        {
            null => child.ExitCode,
            PosixSignal.SIGINT => throw new Interrupted(130, child.ExitCode),
            _ => throw new Interrupted(143, child.ExitCode),
        };

        void Forward(PosixSignalContext signal)
        {
            signal.Cancel = true;
            asked = signal.Signal;
            // Windows tells every program of the console by itself, and has no other gentle way.
            if (!OperatingSystem.IsWindows())
            {
                _ = Kill(child.Id, signal.Signal == PosixSignal.SIGINT ? 2 : 15);
            }
        }
    }

    /// <summary>Runs the program silently; true when it succeeded within the time.</summary>
    public static async Task<bool> SucceedsAsync(string program, IEnumerable<string> args, TimeSpan limit)
    {
        try
        {
            using var child = Start(program, args, quiet: true, []);
            var output = Task.WhenAll(child.StandardOutput.ReadToEndAsync(), child.StandardError.ReadToEndAsync());
            using CancellationTokenSource time = new(limit);
            try
            {
                await child.WaitForExitAsync(time.Token);
                await output;
                return child.ExitCode == 0;
            }
            catch (OperationCanceledException)
            {
                child.Kill(entireProcessTree: true);
                return false;
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // There is no such program.
        }
    }

    static Process Start(string program, IEnumerable<string> args, bool quiet, (string Name, string Value)[] environment)
    {
        // The host that runs this file builds and runs everything else, also where it is not on the path.
        var file = program == "dotnet" ? Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? program : program;
        ProcessStartInfo start = new(file, args)
        {
            RedirectStandardOutput = quiet,
            RedirectStandardError = quiet,
            RedirectStandardInput = quiet,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var child = Process.Start(start)!;
        if (quiet)
        {
            child.StandardInput.Close(); // Whatever asks a question gets no answer instead of waiting for one.
        }

        return child;
    }

    [DllImport("libc", EntryPoint = "kill")]
    static extern int Kill(int process, int signal);
}

/// <summary><c>run</c>: the portal on this machine, as a demonstration.</summary>
static class Serve
{
    const string Project = "src/ReviewPortal";
    const string Program = "src/ReviewPortal/bin/Debug/net10.0/ReviewPortal.dll";

    /// <param name="calledFrom">The folder from which a relative <c>--data</c> is meant.</param>
    public static async Task<int> RunAsync(Options options, string calledFrom)
    {
        var port = Port(options.Values.GetValueOrDefault("--port", "5080"));
        var data = options.Values.TryGetValue("--data", out var folder) ? Path.GetFullPath(folder, calledFrom) : Path.GetFullPath("data");
        if (options.Switches.Contains("--fresh"))
        {
            Empty(data);
        }

        if (Built.IsFresh(Program))
        {
            Steps.Say("The program is built and no source has changed since.");
        }
        else
        {
            var began = DateTime.UtcNow;
            await Steps.RunAsync("Restoring packages", "dotnet", "restore", Project, "--verbosity", "quiet");
            await Steps.RunAsync("Building the portal", "dotnet", "build", Project, "--no-restore", "--nologo", "--verbosity", "quiet");
            Built.Remember(began);
        }

        if (await Machine.PrepareAsync() is { } advice)
        {
            Steps.Say(advice);
        }

        var address = $"http://127.0.0.1:{port}";
        Steps.Say($"Starting the portal at {address} (Ctrl+C stops it; data folder: {data})");
        using CancellationTokenSource ended = new();
        var announced = IsFree(port) ? AnnounceAsync(port, address, ended.Token) : Task.CompletedTask;
        try
        {
            return await Child.RunAsync(
                "dotnet",
                [Program, "--urls", address],
                ("ASPNETCORE_ENVIRONMENT", "Development"),
                ("Portal__DataFolder", data)
            );
        }
        catch (Interrupted interrupted)
        {
            return interrupted.ChildCode;
        }
        finally
        {
            await ended.CancelAsync();
            await announced;
        }
    }

    static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
            : throw new Fault($"--port {text}: a port is a number from 1 to 65535.");

    /// <summary>Deletes what is in the data folder, and never anything else.</summary>
    static void Empty(string folder)
    {
        DirectoryInfo data = new(folder);
        if (
            File.Exists(folder) || (data.Exists && data.EnumerateFileSystemInfos().Any() && !File.Exists(Path.Combine(folder, "portal.db")))
        )
        {
            throw new Fault($"--fresh: {folder} is not a data folder of the portal (it holds no portal.db), so nothing was deleted.");
        }

        foreach (var entry in data.Exists ? data.GetFileSystemInfos() : [])
        {
            if (entry is DirectoryInfo { LinkTarget: null } folderInside)
            {
                folderInside.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }

    static bool IsFree(int port)
    {
        try
        {
            using TcpListener listener = new(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false; // The program itself says so when it starts.
        }
    }

    static async Task AnnounceAsync(int port, string address, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                using TcpClient visitor = new();
                await visitor.ConnectAsync(IPAddress.Loopback, port, ended);
                Steps.Say($"Ready: {address}");
                return;
            }
            catch (SocketException)
            {
                // Nothing tells when a port of another process opens: ask again, five times a second, until it ends.
                await Task.WhenAny(Task.Delay(200, ended));
            }
            catch (OperationCanceledException) { }
        }
    }
}

/// <summary>Whether the program on the disk is made of the sources on the disk.</summary>
static class Built
{
    const string Stamp = "artifacts/built";
    static readonly string[] Others = ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig"];

    /// <summary>Call it after a build that succeeded.</summary>
    /// <param name="began">When the build began, UTC: a source that was changed during it counts as changed.</param>
    public static void Remember(DateTime began)
    {
        Directory.CreateDirectory("artifacts");
        File.WriteAllText(Stamp, "");
        File.SetLastWriteTimeUtc(Stamp, began);
    }

    public static bool IsFresh(string program)
    {
        if (!File.Exists(program) || !File.Exists(Stamp))
        {
            return false;
        }

        var built = File.GetLastWriteTimeUtc(Stamp);
        return Others.Select(file => new FileInfo(file)).Concat(Sources(new("src"))).All(source => source.LastWriteTimeUtc < built);
    }

    // Folders too: their time tells of files that were removed or renamed.
    static IEnumerable<FileSystemInfo> Sources(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().Where(entry => entry.Name is not ("bin" or "obj")))
        {
            yield return entry;
            foreach (var below in entry is DirectoryInfo inside ? Sources(inside) : [])
            {
                yield return below;
            }
        }
    }
}

/// <summary>What the machine needs besides the SDK: a browser that prints PDFs, and letters for Japanese.</summary>
static partial class Machine
{
    static readonly string[] Browsers =
    [
        "chromium-headless-shell",
        "chrome-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
        "microsoft-edge",
        "microsoft-edge-stable",
        "msedge",
    ];

    /// <summary>Installs what is missing where that is possible without asking.</summary>
    /// <returns>One sentence on what to install and how; null when nothing is missing.</returns>
    public static async Task<string?> PrepareAsync()
    {
        var (browser, letters) = (HasBrowser(), HasJapaneseLetters());
        if ((!browser || !letters) && OperatingSystem.IsLinux() && await Apt.FindAsync() is { } apt)
        {
            browser = browser || await apt.InstallAsync(["chromium-headless-shell"], ["chromium"]);
            letters = letters || await apt.InstallAsync(["fonts-morisawa-bizud-gothic", "fonts-morisawa-bizud-mincho"], ["fonts-noto-cjk"]);
        }

        return (browser, letters) switch
        {
            (true, true) => null,
            (false, _) =>
                "No browser that prints PDFs was found: install Chromium, Google Chrome or Microsoft Edge (Debian: \"sudo apt-get install"
                    + " chromium-headless-shell fonts-morisawa-bizud-gothic\"), or give its path in the environment variable Pdf__Browser.",
            _ => "No Japanese font was found, so PDFs would show boxes: install one (Debian and Ubuntu: \"sudo apt-get install"
                + " fonts-noto-cjk\").",
        };
    }

    public static bool HasBrowser()
    {
        if (Environment.GetEnvironmentVariable("Pdf__Browser") is { Length: > 0 } chosen)
        {
            return File.Exists(chosen);
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return OperatingSystem.IsWindows() // Every Windows has Edge.
            || folders.Any(folder => Browsers.Any(name => File.Exists(Path.Combine(folder, name))))
            || (
                OperatingSystem.IsMacOS()
                && new[] { "Chromium", "Google Chrome", "Microsoft Edge" }.Any(name => Directory.Exists($"/Applications/{name}.app"))
            );
    }

    static bool HasJapaneseLetters()
    {
        if (!OperatingSystem.IsLinux())
        {
            return true; // Windows and macOS come with some.
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] folders = ["/usr/share/fonts", "/usr/local/share/fonts", $"{home}/.fonts", $"{home}/.local/share/fonts"];
        return folders.Where(Directory.Exists).Any(folder => FontsBelow(folder).Any(file => Japanese().IsMatch(Path.GetFileName(file))));
    }

    static IEnumerable<string> FontsBelow(string folder) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true });

    [GeneratedRegex("^(BIZUD|Noto(Sans|Serif)(Mono)?(CJK|JP)|ipa|Takao|VL-?P?Gothic|SourceHan|mplus)", RegexOptions.IgnoreCase)]
    private static partial Regex Japanese();

    /// <summary>Debian's installer, where it works without a password.</summary>
    sealed class Apt(string[] prefix)
    {
        bool updated;

        public static async Task<Apt?> FindAsync() =>
            !File.Exists("/usr/bin/apt-get") ? null
            : Environment.IsPrivilegedProcess ? new([])
            : await Child.SucceedsAsync("sudo", ["-n", "true"], TimeSpan.FromSeconds(10)) ? new(["sudo", "-n"])
            : null;

        /// <summary>Installs the first choice of which every package can be had; false when none could.</summary>
        public async Task<bool> InstallAsync(params string[][] choices)
        {
            if (!updated)
            {
                Steps.Say("Reading the list of packages (apt)");
                await Steps.WhileAsync(AptGetAsync("update"));
                updated = true;
            }

            foreach (var packages in choices)
            {
                Steps.Say($"Installing {string.Join(", ", packages)} (apt)");
                if (await Steps.WhileAsync(AptGetAsync(["install", "--yes", "--no-install-recommends", .. packages])))
                {
                    return true;
                }
            }

            return false;
        }

        Task<bool> AptGetAsync(params string[] args)
        {
            string[] command =
            [
                .. prefix,
                "env",
                "DEBIAN_FRONTEND=noninteractive",
                "apt-get",
                "--quiet",
                "-o",
                "Acquire::http::Timeout=20",
                "-o",
                "Acquire::Retries=1",
                "-o",
                "DPkg::Lock::Timeout=60",
                .. args,
            ];
            return Child.SucceedsAsync(command[0], command[1..], TimeSpan.FromMinutes(5));
        }
    }
}

/// <summary><c>test</c>: everything that must hold before a change is shared.</summary>
static class Tests
{
    sealed record Count(int Passed, int Failed, int Skipped)
    {
        public static Count Nothing { get; } = new(0, 0, 0);

        public int Total => Passed + Failed + Skipped;

        public static Count operator +(Count a, Count b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

        public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
    }

    // Told once more at the end: what was printed on the way is far up by then.
    static readonly List<string> Failures = [];

    public static async Task<int> RunAsync(Options options)
    {
        var count = Count.Nothing;
        var failed = true;
        try
        {
            var projects = Projects(options.Values.GetValueOrDefault("--project"));
            await PrepareAsync(options.Values.Count == 0 ? "PhrReview.sln" : $"tests/{projects[0]}");
            failed = false;
            foreach (var project in projects)
            {
                var (counted, fault) = await RunAsync(project, options.PassedOn);
                (count, failed) = (count + counted, failed || fault);
            }

            if (count.Total == 0)
            {
                throw new Fault("No test was run.");
            }
        }
        catch (Fault fault)
        {
            failed = true;
            Steps.Say(fault.Message);
        }

        Failures.ForEach(Console.WriteLine);
        Console.WriteLine(count);
        return failed || count.Failed > 0 ? 1 : 0;
    }

    /// <summary><c>docs</c>: the tests that compare a printed document with the code write it instead.</summary>
    public static async Task<int> PrintDocumentsAsync()
    {
        Environment.SetEnvironmentVariable("PORTAL_WRITE_DOCS", "1");
        foreach (var project in new[] { "ReviewPortal.Domain.Tests", "ReviewPortal.Tests" })
        {
            await Steps.RunAsync($"Building {project}", "dotnet", "build", $"tests/{project}", "--nologo", "--verbosity", "quiet");
            if ((await RunAsync(project, ["--filter-method", "*_printed_in_the_documents"])).Fault)
            {
                throw new Fault($"The documents of {project} were not printed.");
            }
        }

        Steps.Say("docs/generated is printed.");
        return 0;
    }

    /// <summary>All projects with tests, those without a database first; or the one that is meant.</summary>
    static string[] Projects(string? name)
    {
        string[] all =
        [
            .. new DirectoryInfo("tests")
                .EnumerateDirectories("*.Tests")
                .Where(folder =>
                    folder
                        .EnumerateFiles("*.cs", SearchOption.AllDirectories)
                        .Any(file => !file.FullName.Split(Path.DirectorySeparatorChar).Contains("obj"))
                )
                .Select(folder => folder.Name)
                .OrderBy(project => project.Contains("Domain", StringComparison.Ordinal) ? 0 : 1)
                .ThenByDescending(project => project, StringComparer.Ordinal),
        ];
        return name is null ? all
            : all.FirstOrDefault(project => project == name || project == $"ReviewPortal.{name}") is { } found ? [found]
            : throw new Fault($"--project {name}: there are {string.Join(", ", all)}.");
    }

    static async Task PrepareAsync(string what)
    {
        await Steps.RunAsync("Restoring tools", "dotnet", "tool", "restore", "--verbosity", "quiet");
        await Steps.RunAsync("Checking the format (\"dotnet csharpier format .\" mends it)", "dotnet", "csharpier", "check", ".");
        var began = DateTime.UtcNow;
        await Steps.RunAsync($"Restoring packages of {what}", "dotnet", "restore", what, "--verbosity", "quiet");
        await Steps.RunAsync($"Building {what}", "dotnet", "build", what, "--no-restore", "--nologo", "--verbosity", "quiet");
        Built.Remember(began);
        var advice = await Machine.PrepareAsync();
        if (!Machine.HasBrowser())
        {
            throw new Fault(advice!);
        }
    }

    static async Task<(Count Count, bool Fault)> RunAsync(string project, IReadOnlyList<string> filter)
    {
        var results = Path.Combine("artifacts", "tests", project);
        if (Directory.Exists(results))
        {
            Directory.Delete(results, recursive: true);
        }

        Steps.Say($"Testing {project}");
        string[] command =
        [
            "test",
            "--project",
            $"tests/{project}",
            "--no-build",
            "--no-progress",
            "--report-trx",
            "--results-directory",
            Path.GetFullPath(results),
            .. filter,
        ];
        var code = await Steps.WhileAsync(Child.RunAsync("dotnet", command));
        var reports = Directory.Exists(results) ? Directory.GetFiles(results, "*.trx", SearchOption.AllDirectories) : [];
        var count = reports.Select(Read).Aggregate(Count.Nothing, (sum, one) => sum + one);

        // 8 is "no test was run": what a filter does to most projects.
        var fault = code != 0 && !(code == 8 && filter.Count > 0);
        Steps.Say(fault && count.Failed == 0 ? $"{project}: ended with exit code {code}; {count}" : $"{project}: {count}");
        return (count, fault);
    }

    static Count Read(string report)
    {
        var root = XDocument.Load(report).Root!;
        var names = root.Name.Namespace;
        foreach (var result in root.Descendants(names + "UnitTestResult").Where(result => (string?)result.Attribute("outcome") == "Failed"))
        {
            var message = result.Descendants(names + "Message").FirstOrDefault()?.Value.Trim() ?? "";
            Failures.Add($"FAILED {(string?)result.Attribute("testName")}\n       {message.ReplaceLineEndings("\n       ")}");
        }

        var counters = root.Descendants(names + "Counters").Single();
        var (total, passed, failed) = (Number("total"), Number("passed"), Number("failed") + Number("error") + Number("timeout"));
        return new(passed, failed, total - passed - failed);

        int Number(string name) => (int?)counters.Attribute(name) ?? 0;
    }
}

/// <summary><c>migrate</c>: the same change of the model, once for each database.</summary>
static partial class Migrations
{
    const string Project = "src/ReviewPortal";

    public static async Task<int> AddAsync(string name)
    {
        if (!Name().IsMatch(name))
        {
            throw new Fault($"{name}: a migration is named in PascalCase, for example AddSurveys.");
        }

        await Steps.RunAsync("Restoring tools", "dotnet", "tool", "restore", "--verbosity", "quiet");
        await Steps.RunAsync("Building the portal", "dotnet", "build", Project, "--nologo", "--verbosity", "quiet");
        foreach (var database in new[] { "Sqlite", "SqlServer" })
        {
            string[] command =
            [
                "ef",
                "migrations",
                "add",
                name,
                "--project",
                Project,
                "--startup-project",
                Project,
                "--context",
                $"{database}PortalDb",
                "--output-dir",
                $"Data/Migrations/{database}",
                "--namespace",
                $"ReviewPortal.Data.Migrations.{database}",
                "--no-build",
            ];
            await Steps.RunAsync($"Writing {name} for {database}", "dotnet", command);
            foreach (var file in Directory.GetFiles($"{Project}/Data/Migrations/{database}", $"*_{name}.cs"))
            {
                Steps.Say($"  {file}");
            }
        }

        return 0;
    }

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$")]
    private static partial Regex Name();
}

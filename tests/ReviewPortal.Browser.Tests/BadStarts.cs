using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>A copy of the program in a folder of its own, whose settings can be spoilt.</summary>
public sealed class ProgramCopy : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("portal-program-").FullName;

    public ProgramCopy()
    {
        foreach (var file in Directory.EnumerateFiles(PortalProcess.Program))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }

    public string Folder => folder;
    public string Settings => Path.Combine(folder, "appsettings.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

public sealed class Bad_starts(Stage stage, ProgramCopy copy) : IClassFixture<ProgramCopy>, IDisposable
{
    readonly string scratch = Directory.CreateTempSubdirectory("portal-start-").FullName;

    string Data => Path.Combine(scratch, "data");

    [Theory]
    [InlineData("{ \"Database\": ")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Settings_that_cannot_be_read(string? text)
    {
        var whole = await File.ReadAllTextAsync(copy.Settings, TestContext.Current.CancellationToken);
        try
        {
            if (text is null)
            {
                File.Delete(copy.Settings);
            }
            else
            {
                await File.WriteAllTextAsync(copy.Settings, text, TestContext.Current.CancellationToken);
            }

            var end = await PortalProcess.RunAsync(copy.Folder, "Production", Serving());

            ShouldSayOneSentence(end, "appsettings.json");
            Assert.False(Directory.Exists(Data), "A data folder was made.");
        }
        finally
        {
            await File.WriteAllTextAsync(copy.Settings, whole, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written()
    {
        var file = Path.Combine(scratch, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var end = await PortalProcess.RunAsync(PortalProcess.Program, "Production", ["--Portal:DataFolder", Path.Combine(file, "data")]);

        ShouldSayOneSentence(end, "Portal:DataFolder");
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(scratch));
    }

    [Fact]
    public async Task An_address_that_is_in_use()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var end = await PortalProcess.RunAsync(
            PortalProcess.Program,
            "Production",
            ["--urls", $"http://{other.LocalEndpoint}", "--Portal:DataFolder", Data]
        );

        ShouldSayOneSentence(end, "--urls");
    }

    [Fact]
    public async Task A_database_of_a_newer_program()
    {
        Assert.Equal(2, (await PortalProcess.RunAsync(PortalProcess.Program, "Production", ["admin", "--Portal:DataFolder", Data])).Code);
        await using (var db = Database.Open(Data))
        {
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO Migrations VALUES ('99990101000000_FromTheFuture', '99')",
                TestContext.Current.CancellationToken
            );
        }

        var before = await File.ReadAllBytesAsync(Path.Combine(Data, "portal.db"), TestContext.Current.CancellationToken);
        var end = await PortalProcess.RunAsync(PortalProcess.Program, "Production", Serving());

        ShouldSayOneSentence(end, "99990101000000_FromTheFuture");
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Data, "portal.db"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_is_no_database()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "portal.db"), new string('x', 4096), TestContext.Current.CancellationToken);

        ShouldSayOneSentence(await PortalProcess.RunAsync(PortalProcess.Program, "Production", Serving()), "database");
    }

    [Fact]
    public async Task Assessing_a_plan_needs_no_portal()
    {
        var plan = Path.Combine(scratch, "plan.json");
        await using (var stream = typeof(Startup).Assembly.GetManifestResourceStream("Demo/joining.json")!)
        await using (var file = File.Create(plan))
        {
            await stream.CopyToAsync(file, TestContext.Current.CancellationToken);
        }

        var good = await PortalProcess.RunAsync(PortalProcess.Program, "Production", ["assess", plan]);
        Assert.Equal((0, ""), (good.Code, good.Error));
        Assert.Contains("ElectronicSubmission", good.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(plan, "{ \"service\": { \"plannedStart\": \"never\" } }", TestContext.Current.CancellationToken);
        var bad = await PortalProcess.RunAsync(PortalProcess.Program, "Production", ["assess", plan]);
        Assert.Equal((2, ""), (bad.Code, bad.Output));
        Assert.Contains("service.plannedStart", bad.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_account_is_made_by_command_and_none_by_itself()
    {
        (int, string, string) made;
        await using (var empty = await PortalProcess.StartAsync("Production", Data))
        {
            await using var db = Database.Open(Data);
            Assert.Empty(await db.Users.ToListAsync(TestContext.Current.CancellationToken));
            made = await PortalProcess.RunAsync(
                PortalProcess.Program,
                "Production",
                ["admin", "create", "--email", "first@example.jp", "--name", "管理 一", "--Portal:DataFolder", Data],
                ("PORTAL_ADMIN_PASSWORD", "a long pass phrase")
            );
            Assert.Equal((0, ""), (made.Item1, made.Item3));
            await stage.PlayAsync(
                async scene =>
                {
                    var visitor = await scene.VisitorAsync();
                    await visitor.Page.GotoAsync(Links.SignIn());
                    await Expect(visitor.Page.GetByText(Screen.Words["account.demo"])).ToHaveCountAsync(0);
                    await visitor.SignInAsync("first@example.jp", "a long pass phrase");
                    await Expect(visitor.Heading).ToHaveTextAsync(Screen.Words["home.title"]);
                    await Expect(visitor.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("管理 一");
                },
                empty
            );
        }
    }

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    string[] Serving() => ["--urls", "http://127.0.0.1:0", "--Portal:DataFolder", Data];

    static void ShouldSayOneSentence((int Code, string Output, string Error) end, string about)
    {
        Assert.NotEqual(0, end.Code);
        var line = Assert.Single(end.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(about, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", end.Error, StringComparison.Ordinal);
    }
}

using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Commands;

public sealed class The_assess_command : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("assess").FullName;
    readonly StringWriter output = new();
    readonly StringWriter error = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Prints_the_assessment_of_a_plan()
    {
        var code = Run(File(ExamplePlan("03-supplement-button")), "--as-of", "2026-09-01");

        var assessment = JsonNode.Parse(output.ToString())!;
        Assert.Equal(AssessCommand.Assessed, code);
        Assert.Equal("", error.ToString());
        Assert.Equal("OutsideTypes", assessment["useType"]!.GetValue<string>());
        Assert.Equal("2026-09-01", assessment["asOf"]!.GetValue<string>());
        Assert.Equal("PHR-GL-2025-04", assessment["ruleSet"]!["id"]!.GetValue<string>());
        Assert.Contains("電子提出型", Text("04-gym-joining"), StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_today_in_Japan_as_the_day_unless_told_otherwise()
    {
        Run(File("{}"));

        // 15:30 UTC is half past midnight of the next day in Japan.
        Assert.Equal("2026-09-02", JsonNode.Parse(output.ToString())!["asOf"]!.GetValue<string>());
    }

    [Fact]
    public void Tells_the_place_of_each_fault_on_a_line_of_its_own_and_prints_nothing()
    {
        var code = Run(File("""{ "colour": 1, "functions": [{ "recipients": [{ "kind": "user" }] }] }"""));

        Assert.Equal(AssessCommand.Unusable, code);
        Assert.Equal("", output.ToString());
        Assert.Collection(
            error.ToString().TrimEnd().Split(Environment.NewLine),
            line => Assert.StartsWith("colour: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("functions[0].recipients[0].kind: ", line, StringComparison.Ordinal)
        );
    }

    public static TheoryData<string[]> UnusableArguments =>
        [
            new[] { "missing.json" },
            new[] { "PLAN", "--as-of", "2026-02-30" },
            new[] { "PLAN", "--rule-set", "PHR-GL-1999-01" },
            new[] { "PLAN", "--as-of" },
            new[] { "PLAN", "--colour", "red" },
            new[] { "PLAN", "PLAN" },
            new[] { "NOT-JSON" },
            Array.Empty<string>(),
        ];

    [Theory]
    [MemberData(nameof(UnusableArguments))]
    public void Refuses_what_it_cannot_use_and_says_why(string[] args)
    {
        var (plan, broken) = (File("{}"), File("{ \"service\": "));

        var code = Run([
            .. args.Select(arg =>
                arg.Replace("PLAN", plan, StringComparison.Ordinal).Replace("NOT-JSON", broken, StringComparison.Ordinal)
            ),
        ]);

        Assert.Equal(AssessCommand.Unusable, code);
        Assert.Equal("", output.ToString());
        Assert.NotEqual("", error.ToString());
    }

    string Text(string example)
    {
        using StringWriter text = new();
        AssessCommand.Run([File(ExamplePlan(example))], RuleBook.Shipped, text, error, TimeProvider.System);
        return text.ToString();
    }

    int Run(params string[] args) => AssessCommand.Run(args, RuleBook.Shipped, output, error, new Clock());

    string File(string text)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid()}.json");
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    static string ExamplePlan(string name, [CallerFilePath] string here = "") =>
        JsonNode.Parse(
            System.IO.File.ReadAllText(
                Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "ReviewPortal.Domain", "Guidelines", "Examples", $"{name}.json")
            )
        )!["plan"]!.ToJsonString();

    sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 9, 1, 15, 30, 0, TimeSpan.Zero);
    }
}

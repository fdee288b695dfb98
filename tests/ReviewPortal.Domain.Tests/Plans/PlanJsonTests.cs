using System.Text.Json;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Plans;

public class A_plan_as_JSON
{
    public static TheoryData<string> Examples => [.. Example.Names];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Comes_back_the_same(string name)
    {
        var reading = PlanJson.Read(Example.File(name)["plan"]);
        var again = PlanJson.Read(PlanJson.Write(reading.Plan!, indented: true));

        Assert.Empty(reading.Faults);
        Assert.Empty(again.Faults);
        Assert.Equal(PlanJson.Write(reading.Plan!), PlanJson.Write(again.Plan!));
        Assert.Equal(PlanJson.Digest(reading.Plan!), PlanJson.Digest(again.Plan!));
    }

    [Fact]
    public void Leaves_out_what_is_missing_and_leaves_Japanese_alone()
    {
        UsePlan plan = new()
        {
            Service = new()
            {
                Name = "健診グラフ手帳𠮷",
                PlannedStart = new(2026, 10, 1),
                Revenue = [Revenue.UserFee],
            },
        };

        Assert.Equal("""{"service":{"name":"健診グラフ手帳𠮷","plannedStart":"2026-10-01","revenue":["UserFee"]}}""", PlanJson.Write(plan));
    }

    [Fact]
    public void Has_a_digest_that_changes_with_any_answer()
    {
        var plan = Example.Plan("01");

        Assert.Matches("^[0-9a-f]{64}$", PlanJson.Digest(plan));
        Assert.NotEqual(PlanJson.Digest(plan), PlanJson.Digest(PlanQuestions.With(plan, "functions[0].dataItems[0].years", 19)));
    }

    [Fact]
    public void Tells_every_fault_with_its_place_and_keeps_what_could_be_read()
    {
        var reading = PlanJson.Read(
            """
            {
              "colour": 1,
              "service": { "name": 5, "plannedStart": "2026-02-30", "minors": "no", "revenue": ["UserFee", "userFee", null], "url": null },
              "functions": [
                { "main": true, "recipients": [{ "kind": "User" }, { "kind": "Insurer", "consent": "perRecipient" }], "main": false },
                7,
                { "dataItems": [{ "years": -1 }, { "years": 1.5 }], "content": 0 }
              ],
              "compliance": []
            }
            """
        );

        Assert.Equal(
            [
                ("colour", PlanFaultKind.UnknownMember),
                ("service.name", PlanFaultKind.WrongType),
                ("service.plannedStart", PlanFaultKind.BadDate),
                ("service.minors", PlanFaultKind.WrongType),
                ("service.revenue[1]", PlanFaultKind.UnknownValue),
                ("service.revenue[2]", PlanFaultKind.WrongType),
                ("functions[0].recipients[1].consent", PlanFaultKind.UnknownValue),
                ("functions[0].main", PlanFaultKind.DuplicateMember),
                ("functions[1]", PlanFaultKind.WrongType),
                ("functions[2].dataItems[0].years", PlanFaultKind.OutOfRange),
                ("functions[2].dataItems[1].years", PlanFaultKind.WrongType),
                ("functions[2].content", PlanFaultKind.WrongType),
                ("compliance", PlanFaultKind.WrongType),
            ],
            reading.Faults.Select(fault => (fault.Path, fault.Kind))
        );
        Assert.Equal([Revenue.UserFee], reading.Plan!.Service!.Revenue!);
        Assert.True(reading.Plan.Functions![0].Main);
        Assert.Equal(RecipientKind.Insurer, reading.Plan.Functions[0].Recipients![1].Kind);
        Assert.Null(reading.Plan.Functions[0].Recipients![1].Consent);
        Assert.Null(reading.Plan.Compliance);
    }

    [Theory]
    [InlineData("""{"functions":[{"purchase":{"paths":["Banner"]}}]}""", "functions[0].purchase.paths")]
    [InlineData("""{"apis":["Nonsense", 5]}""", "apis")]
    [InlineData("""{"functions":[7]}""", "functions")]
    public void Takes_a_list_in_which_nothing_can_be_read_for_unanswered_and_not_for_none(string json, string path)
    {
        var plan = PlanJson.Read(json).Plan!;
        Assert.Null(PlanQuestions.Answer(plan, path));
        Assert.Contains(
            "[]",
            PlanJson.Write(PlanJson.Read("""{"functions":[{"purchase":{"paths":[]}}]}""").Plan!),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("", PlanFaultKind.NotJson, "")]
    [InlineData("{ \"service\": ", PlanFaultKind.NotJson, "service")]
    [InlineData("{} {}", PlanFaultKind.NotJson, "")]
    [InlineData("""{ "apis": [], "service": { "name": "\ud800" } }""", PlanFaultKind.NotJson, "service.name")]
    [InlineData("""{ "service": { "\ud800": 1 } }""", PlanFaultKind.NotJson, "service")]
    [InlineData(
        """{ "functions": [{ "main": true }, { "recipients": [{}, {}, { "kind": User }] }] }""",
        PlanFaultKind.NotJson,
        "functions[1].recipients[2].kind"
    )]
    [InlineData("""{ "functions": [{}, {}, }""", PlanFaultKind.NotJson, "functions[2]")]
    [InlineData("[]", PlanFaultKind.NotAnObject, "")]
    [InlineData("null", PlanFaultKind.NotAnObject, "")]
    public void Is_no_plan_at_all_and_says_from_where_on(string json, PlanFaultKind kind, string path)
    {
        var reading = PlanJson.Read(json);

        Assert.Null(reading.Plan);
        Assert.Equal(kind, Assert.Single(reading.Faults).Kind);
        Assert.Equal(path, reading.Faults[0].Path);
    }

    [Fact]
    public void Is_refused_when_absurdly_deep_or_large()
    {
        var deep = PlanJson.Read(new string('[', 100_000));
        var nested = PlanJson.Read(string.Concat(Enumerable.Repeat("""{"a":""", 40)) + "1" + new string('}', 40));
        var large = PlanJson.Read(new string(' ', PlanJson.LongestText + 1));
        var wordy = PlanJson.Read(PlanJson.Write(new() { Service = new() { Name = new('あ', PlanJson.LongestAnswer + 1) } }));
        var many = PlanJson.Read(PlanJson.Write(new() { Apis = [.. Enumerable.Repeat(Api.MedicalInsurance, PlanJson.MostEntries + 1)] }));

        Assert.Equal(PlanFaultKind.TooDeep, Assert.Single(deep.Faults).Kind);
        Assert.Equal(PlanFaultKind.TooDeep, Assert.Single(nested.Faults).Kind);
        Assert.StartsWith("a.a.a.", nested.Faults[0].Path, StringComparison.Ordinal);
        Assert.Equal(PlanFaultKind.TooLarge, Assert.Single(large.Faults).Kind);
        Assert.Equal(PlanFaultKind.TooLong, Assert.Single(wordy.Faults).Kind);
        Assert.Equal(PlanFaultKind.TooMany, Assert.Single(many.Faults).Kind);
        Assert.Equal(PlanJson.MostEntries, many.Plan!.Apis!.Count);
    }

    [Fact]
    public void Is_read_from_parsed_JSON_too()
    {
        using var document = JsonDocument.Parse("""{"apis":["PeriodLinkage"]}""");

        Assert.Equal([Api.PeriodLinkage], PlanJson.Read(document.RootElement).Plan!.Apis!);
    }

    [Theory]
    [InlineData("""{"compliance":{"selfCheck":{"done":false}}}""", false)]
    [InlineData("""{"compliance":{"selfCheck":{"done":true,"published":false}}}""", false)]
    [InlineData("""{"compliance":{"selfCheck":{"done":true}}}""", true)]
    [InlineData("""{"compliance":{"selfCheck":{"done":true,"published":true}}}""", true)]
    public void Asks_for_the_address_of_a_self_check_only_where_there_may_be_one(string json, bool isAsked) =>
        Assert.Equal(isAsked, PlanQuestions.IsAsked("compliance.selfCheck.publishedUrl", PlanJson.Read(json).Plan!));

    [Theory]
    [InlineData("""{"service":{"url":"example.jp"}}""", "service.url", PlanFaultKind.BadUrl)]
    [InlineData("""{"service":{"url":"javascript:alert(1)"}}""", "service.url", PlanFaultKind.BadUrl)]
    [InlineData("""{"compliance":{"selfCheck":{"publishedUrl":"www"}}}""", "compliance.selfCheck.publishedUrl", PlanFaultKind.BadUrl)]
    [InlineData("""{"checkSheet":[{"evidenceUrl":"data:x"}]}""", "checkSheet[0].evidenceUrl", PlanFaultKind.BadUrl)]
    [InlineData("""{"compliance":{"storageCountry":"Japan"}}""", "compliance.storageCountry", PlanFaultKind.BadCountry)]
    [InlineData("""{"service":{"plannedStart":"0026-04-01"}}""", "service.plannedStart", PlanFaultKind.FarDate)]
    [InlineData("""{"service":{"plannedStart":"2206-04-01"}}""", "service.plannedStart", PlanFaultKind.FarDate)]
    public void Names_addresses_that_lead_nowhere_and_years_that_were_mistyped(string json, string path, PlanFaultKind kind)
    {
        var fault = Assert.Single(PlanJson.Read(json).Faults);
        Assert.Equal((path, kind), (fault.Path, fault.Kind));
    }
}

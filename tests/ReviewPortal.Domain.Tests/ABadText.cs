using System.Text;
using FsCheck.Xunit;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Guidelines;

namespace ReviewPortal;

/// <summary>What is read is either right or told with its place; nothing throws and nothing takes long, however bad it is. FsCheck prints the seed.</summary>
public class A_bad_text
{
    static readonly PlanFaultKind[] ofTheWhole =
    [
        PlanFaultKind.NotJson,
        PlanFaultKind.NotAnObject,
        PlanFaultKind.TooDeep,
        PlanFaultKind.TooLarge,
        // A member without a name at the top of the plan.
        PlanFaultKind.UnknownMember,
        PlanFaultKind.DuplicateMember,
    ];

    static readonly string rules = RuleSetJson.Write(Assessed.Rules).ToJsonString();

    [Property(MaxTest = 1500, EndSize = int.MaxValue)]
    public void Is_a_plan_or_its_faults_have_their_places(int seed)
    {
        var good = PlanJson.Write(Example.Plan(Example.Names[(int)((uint)seed % Example.Names.Count)]));
        var reading = PlanJson.Read(Encoding.UTF8.GetString(BadTexts.Of(seed, good)));

        Assert.All(
            reading.Faults,
            fault =>
            {
                Assert.True(fault.Path.Length > 0 || ofTheWhole.Contains(fault.Kind), $"{fault}");
                Assert.InRange(fault.Detail.Length, 0, 20_000);
            }
        );
        if (reading.Plan is { } plan)
        {
            Assert.NotEmpty(AssessmentJson.Write(plan.Now()));
            Assert.Equal(PlanJson.Write(plan), PlanJson.Write(PlanJson.Read(PlanJson.Write(plan)).Plan!));
        }
        else
        {
            Assert.Single(reading.Faults);
        }
    }

    [Fact]
    public void Is_now_and_then_a_good_one_so_that_both_ways_are_gone()
    {
        var readings = Enumerable
            .Range(0, 500)
            .Select(seed => PlanJson.Read(Encoding.UTF8.GetString(BadTexts.Of(seed, PlanJson.Write(Example.Plan("04"))))))
            .ToArray();
        Assert.InRange(readings.Count(one => one.Faults.Count == 0), 20, 400);
        Assert.InRange(readings.Count(one => one.Plan is not null && one.Faults.Count > 0), 20, 400);
        Assert.InRange(readings.Count(one => one.Plan is null), 20, 400);
        Assert.Subset(
            readings.SelectMany(one => one.Faults).Select(fault => fault.Kind).ToHashSet(),
            new HashSet<PlanFaultKind>([
                PlanFaultKind.NotJson,
                PlanFaultKind.TooDeep,
                PlanFaultKind.DuplicateMember,
                PlanFaultKind.WrongType,
            ])
        );

        var sets = Enumerable
            .Range(0, 60)
            .Count(seed => Record.Exception(() => RuleSetJson.Parse(BadTexts.Mutated(rules, new(seed)))) is null);
        Assert.InRange(sets, 3, 57);
    }

    [Property(MaxTest = 150, EndSize = int.MaxValue)]
    public void Is_a_rule_set_or_its_fault_has_its_place(int seed)
    {
        RuleSet? set = null;
        var thrown = Record.Exception(() => set = RuleSetJson.Parse(Encoding.UTF8.GetString(BadTexts.Of(seed, rules))));

        if (set is null)
        {
            Assert.Matches("[ぁ-ん]", Assert.IsType<RuleSetFault>(thrown).Remedy.Ja);
        }
        else
        {
            Judges(set);
        }
    }

    [Property(MaxTest = 150, EndSize = int.MaxValue)]
    public void Is_a_rule_set_that_judges_or_is_told_what_forbids_it(int seed)
    {
        var text = BadTexts.Mutated(rules, new(seed));
        var told = Record.Exception(() => Judges(RuleSetJson.Parse(text)));

        Assert.True(told is null or RuleSetFault, $"{told}");
    }

    // A set that may be published judges every example and comes back from JSON; of any other the places of its problems are told.
    static void Judges(RuleSet set)
    {
        var problems = RuleSetCheck.Apparent(set);
        Assert.All(problems, problem => Assert.NotEmpty(problem.Place));
        if (problems.Count == 0)
        {
            Assert.All(
                Example.Names,
                name => Assert.NotEmpty(AssessmentJson.Write(Assessor.Assess(Example.Plan(name), set, Example.AsOf)))
            );
            Assert.Equal(set.Digest, RuleSetJson.Parse(RuleSetJson.Write(set).ToJsonString()).Digest);
        }
    }
}

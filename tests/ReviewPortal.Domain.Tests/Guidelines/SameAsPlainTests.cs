using FsCheck.Xunit;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Guidelines.Plain;

namespace ReviewPortal.Guidelines;

/// <summary>
/// The assessor works on rule sets that were compiled and on plans that were laid out in rows. Here it is held against a plain one, which
/// walks conditions and answers as they are written: slow, short of tricks, and of no other use.
/// </summary>
public class The_assessor
{
    [Property(MaxTest = 400, EndSize = 1000000)]
    public void Says_of_any_plan_what_the_plain_one_says(int seed)
    {
        var plan = RandomPlan.Of(seed);

        Assert.Null(Deep.Difference(PlainAssessor.Assess(plan, Assessed.Rules, Example.AsOf), plan.Now()));
    }

    [Property(MaxTest = 150, EndSize = 1000000)]
    public void Says_it_under_any_rules_that_can_be_written(int seed)
    {
        var plan = RandomPlan.Of(seed);
        var rules = RandomRules.Of(seed);
        Assessment? plain = null;
        // Two rules that ask about each other have no answer; which of the two ways notices it, and how, is all the same.
        if (Record.Exception(() => plain = PlainAssessor.Assess(plan, rules, Example.AsOf)) is null)
        {
            Assert.Null(Deep.Difference(plain, Assessor.Assess(plan, rules, Example.AsOf)));
        }
    }
}

using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Guidelines;

public class The_roll_up
{
    static readonly PlanFunction list = Example.Plan("01").Functions![0];
    static readonly PlanFunction forecast = Example.Plan("02").Functions![0];
    static readonly PlanFunction joining = Example.Plan("04").Functions![0];

    static UsePlan Of(params PlanFunction[] functions) => Example.Plan("01") with { Functions = functions };

    [Fact]
    public void Takes_the_main_functions_type_and_the_others_once_in_the_enums_order()
    {
        var plan = Of(
            joining with
            {
                Main = false,
            },
            forecast with
            {
                Main = false,
            },
            list,
            forecast with
            {
                Main = false,
            },
            list with
            {
                Main = false,
            }
        );
        var assessment = plan.Now();

        Assert.Equal(UseType.SelfUse, assessment.UseType);
        Assert.Equal([UseType.InformationProvision, UseType.ElectronicSubmission], assessment.Secondary);
        Assert.Equal(Outcome.Met, assessment.Of("TY-05"));
    }

    [Fact]
    public void Is_undetermined_unless_exactly_one_is_main()
    {
        foreach (
            var (plan, outcome) in new[]
            {
                (Of(list, forecast), Outcome.NotMet),
                (Of(list with { Main = false }, forecast with { Main = false }), Outcome.NotMet),
                // No answer is not "no".
                (Of(list with { Main = false }, forecast with { Main = null }), Outcome.Undetermined),
            }
        )
        {
            var assessment = plan.Now();

            Assert.Equal((UseType.Undetermined, outcome), (assessment.UseType, assessment.Of("TY-05")));
            Assert.Contains("functions[1].main", assessment.Unanswered);
        }
    }

    [Fact]
    public void Takes_a_function_that_is_not_marked_as_not_the_main_one() =>
        Assert.Equal(UseType.InformationProvision, Of(list with { Main = null }, forecast).Now().UseType);

    [Fact]
    public void Lets_the_highest_line_win_where_functions_differ()
    {
        var assessment = Of(list, Example.Plan("05").Functions![0] with { Main = false }).Now();

        Assert.Equal((UseType.SelfUse, Route.Conditional), (assessment.UseType, assessment.Route));
        Assert.Equal([UseType.OutsideTypes], assessment.Secondary);
        Assert.All(assessment.WhatWouldChange, change => Assert.Equal((1, UseType.SelfUse), (change.FunctionIndex, change.UseType)));
    }
}

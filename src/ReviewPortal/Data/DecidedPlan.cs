using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Data;

/// <summary>
/// What is left of a decided plan for comparing and counting: one row for each notice that went out, written in its transaction.
/// </summary>
public sealed class DecidedPlan
{
    public ApplicationId Application { get; init; }
    public OrganizationId Organization { get; init; }
    public DecisionOutcome Outcome { get; init; }
    public UseType UseType { get; init; }
    public Route Route { get; init; }

    /// <summary>The plan's <see cref="PlanFeatures"/>, as 32 hexadecimal digits; without those that rest on answers kept to the lead.</summary>
    public string Features { get; init; } = "";

    /// <summary>The same with those that rest on answers kept to the lead: for who sees these.</summary>
    public string WholeFeatures { get; init; } = "";

    /// <summary>Ministries that were asked, one bit each.</summary>
    public int Ministries { get; init; }
    public DateOnly ArrivedOn { get; init; }
    public DateOnly IssuedOn { get; init; }

    /// <summary>Business days of the government's part.</summary>
    public int UsedDays { get; init; }
    public int GovernmentDays { get; init; }
    public int ApplicantDays { get; init; }
    public bool IsDemo { get; init; }

    /// <summary>The row of an application whose notice went out.</summary>
    /// <param name="standardDays">Does not change the days that are counted here.</param>
    public static DecidedPlan Of(Application application, int standardDays)
    {
        var clock = application.Clock(application.EndedAt!.Value, standardDays, BusinessCalendar.Shipped);
        var proposal = application.Recommendation!.Proposal;
        var plan = application.LatestVersion!.Plan;
        var open = FeaturesOf(PlanMask.Without(plan, application.LeadOnly));
        return new()
        {
            Application = application.Id,
            Organization = application.Organization,
            Outcome = proposal.Outcome,
            UseType = proposal.UseType,
            Route = proposal.Route ?? application.LatestVersion.Route,
            Features = open,
            WholeFeatures = application.LeadOnly.Count == 0 ? open : FeaturesOf(plan),
            // A request that was withdrawn was answered by nobody.
            Ministries = application
                .Consultations.Where(one => one.WithdrawnBecause is null)
                .Aggregate(0, (bits, one) => bits | (1 << (int)one.Ministry)),
            ArrivedOn = clock.Arrived,
            IssuedOn = JapaneseDate.On(application.EndedAt.Value),
            UsedDays = clock.UsedDays,
            GovernmentDays = clock.GovernmentDays,
            ApplicantDays = clock.ApplicantDays,
            IsDemo = application.IsDemo,
        };
    }

    static string FeaturesOf(string plan) => PlanFeatures.Of(PlanJson.Read(plan).Plan ?? new()).Key;
}

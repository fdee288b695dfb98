namespace ReviewPortal.Shell.Plans;

/// <summary>Where the field of an answer stands, for pages that show a plan in steps.</summary>
/// <param name="Of">The address, without what comes after the number sign.</param>
public sealed record PlanAddress(Func<string, string> Of);

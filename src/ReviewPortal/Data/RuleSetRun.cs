using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Data;

public enum RunKind
{
    /// <summary>What would change for the plans that were filed.</summary>
    Impact,

    /// <summary>Everything that forbids publishing, all combinations of answers included.</summary>
    Check,
}

public enum RunState
{
    Running,
    Done,
    Cancelled,

    /// <summary>The program ended meanwhile, or something went wrong.</summary>
    Broken,
}

/// <summary>Long work on a rule set. It lives in the database, so that it outlives the page that began it and is seen from every instance.</summary>
public sealed class RuleSetRun
{
    public Guid Id { get; init; }
    public PortalRuleSetId RuleSet { get; init; }
    public RunKind Kind { get; init; }

    /// <summary>Of the rule set as it was looked at; the result is stale once the set has another.</summary>
    public string Digest { get; init; } = "";
    public RunState State { get; set; }

    /// <summary>From 0 to 100.</summary>
    public int Percent { get; set; }

    /// <summary>How many plans, or combinations of answers, were looked at.</summary>
    public long Looked { get; set; }

    /// <summary>How many of them are concerned.</summary>
    public int Found { get; set; }

    /// <summary>Of a check: what was found, as JSON.</summary>
    public string? Result { get; set; }
    public bool CancelAsked { get; set; }
    public UserId By { get; init; }
    public string ByName { get; init; } = "";
    public DateTime StartedAt { get; init; }

    /// <summary>The last sign of life while it runs, then its end.</summary>
    public DateTime SeenAt { get; set; }
}

/// <summary>One past application that a draft would treat differently.</summary>
public sealed class ImpactRow
{
    public Guid Run { get; init; }

    /// <summary>Its place in the result, from 1.</summary>
    public int Place { get; init; }
    public ApplicationId Application { get; init; }
    public string Number { get; init; } = "";
    public string ServiceName { get; init; } = "";
    public bool IsType { get; init; }
    public bool IsScope { get; init; }
    public bool IsRoute { get; init; }
    public bool IsBlocking { get; init; }
    public UseType TypeBefore { get; init; }
    public UseType TypeAfter { get; init; }
    public GuidelineScope ScopeBefore { get; init; }
    public GuidelineScope ScopeAfter { get; init; }
    public Route RouteBefore { get; init; }
    public Route RouteAfter { get; init; }

    /// <summary>Ids of rules, with commas between them.</summary>
    public string NewlyBlocking { get; init; } = "";
    public string NoLongerBlocking { get; init; } = "";
}

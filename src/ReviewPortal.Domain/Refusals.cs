namespace ReviewPortal.Domain;

/// <summary>The domain says no. The code finds the wording in the user's language; details fill it.</summary>
public sealed class RuleBroken(string code, params object[] details) : Exception($"{code} {string.Join(", ", details)}".TrimEnd())
{
    /// <summary>A stable kebab-case name of the rule, e.g. <c>not-now</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Values for the placeholders of the wording.</summary>
    public IReadOnlyList<object> Details { get; } = details;

    /// <summary>What was tried, where the person may not, or not now, or no button for it was offered; null for a rule of what was tried itself.</summary>
    public string? Attempted { get; set; }
}

/// <summary>Somebody changed it between reading and acting.</summary>
/// <param name="by">Name of the person whose change came first; null when it is not known.</param>
/// <param name="at">The instant (UTC) of that change; null when it is not known.</param>
/// <param name="what">The kind of event that came first; null when it is not known.</param>
public sealed class Stale(string? by = null, DateTime? at = null, string? what = null)
    : Exception($"It has changed since it was read: {what} by {by} at {at:O}.")
{
    public string? By { get; } = by;
    public DateTime? At { get; } = at;
    public string? What { get; } = what;
}

/// <summary>Somebody else has given another answer to the same question since it was read: whose stands is for the person to say.</summary>
/// <param name="path">The answer.</param>
/// <param name="theirs">What stands there now, as the text of its control.</param>
/// <param name="by">Who gave it; null when it is not known.</param>
/// <param name="at">When (UTC); null when it is not known.</param>
public sealed class AnswerTaken(string path, string theirs, string? by = null, DateTime? at = null)
    : Exception($"Another answer was given at {path} by {by} at {at:O}.")
{
    public string Path { get; } = path;
    public string Theirs { get; } = theirs;
    public string? By { get; } = by;
    public DateTime? At { get; } = at;
}

/// <summary>Not there, or not theirs to see: deliberately the same answer.</summary>
public sealed class NotFound() : Exception("Not found.");

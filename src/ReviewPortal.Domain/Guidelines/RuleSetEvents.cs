namespace ReviewPortal.Domain.Guidelines;

/// <param name="Origin">The set that it was copied from, as <c>ID@REVISION</c>.</param>
public sealed record RuleSetCopied(string Origin, string Digest) : Event;

/// <param name="Part">The list, or <c>set</c> for what stands outside of the lists.</param>
/// <param name="Entry">The rule's id, the condition's name, the line's place; empty for the set itself.</param>
public sealed record RuleSetEdited(string Part, string Entry, PartChange How, string Digest) : Event;

public sealed record RuleSetDiscarded(string Reason) : Event;

public sealed record RuleSetPublished(string RuleSet, string Digest, DateOnly From) : Event;

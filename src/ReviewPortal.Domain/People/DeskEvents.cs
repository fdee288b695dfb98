namespace ReviewPortal.Domain.People;

/// <summary>Somebody looks after the cases of an absent official, from one day to another, both inclusive.</summary>
public sealed record DelegationArranged(UserId Absent, string AbsentName, UserId StandIn, string StandInName, DateOnly From, DateOnly Until)
    : Event;

/// <param name="Until">The last day that it held.</param>
public sealed record DelegationEnded(DateOnly Until) : Event;

/// <summary>A label of the vocabulary was added or changed.</summary>
public sealed record LabelKept(int Number, string Name, string Tone, bool IsRetired) : Event;

/// <summary>A named list was kept for everybody, or is its owner's alone again.</summary>
public sealed record ListKept(string Name, string Query, bool IsShared) : Event;

/// <summary>A list that everybody saw was forgotten.</summary>
public sealed record ListForgotten(string Name, string OwnerName) : Event;

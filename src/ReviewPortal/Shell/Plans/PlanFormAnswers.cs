using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Shell.Plans;

/// <summary>What the person had before their eyes when they changed something.</summary>
/// <param name="Texts">The answer as <see cref="PlanDraft.TextOf"/> gives it, one or another; null where it does not matter.</param>
/// <param name="Removals">How many entries had been removed.</param>
public sealed record SeenDraft(IReadOnlyCollection<string>? Texts, int Removals);

/// <summary>Two people answered the same question: both answers wait until one is chosen.</summary>
/// <param name="Mine">What was typed here.</param>
/// <param name="Theirs">What stands in the draft.</param>
/// <param name="By">Who gave it; null when it is not known.</param>
/// <param name="At">When, UTC; null when it is not known.</param>
public sealed record AnswerConflict(string Mine, string Theirs, string? By, DateTime? At);

/// <summary>What became of something typed.</summary>
/// <param name="Kept">It is stored.</param>
/// <param name="Seen">What stands in the draft now, as the text of the control.</param>
/// <param name="Misplaced">The entry that it was typed into is gone: it cannot be put anywhere.</param>
public sealed record TypedAnswer(bool Kept, string Seen, bool Misplaced = false);

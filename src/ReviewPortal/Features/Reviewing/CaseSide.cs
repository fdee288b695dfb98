namespace ReviewPortal.Features.Reviewing;

/// <summary>A filed application that shares its answers' beginning with another.</summary>
/// <param name="IsSource">The other one was copied from this.</param>
public sealed record RelatedCase(ApplicationId Id, string Number, bool IsSource);

/// <summary>What stands beside a case and is no part of it.</summary>
/// <param name="UnreadMessages">Messages of the applicant that the person has not seen.</param>
/// <param name="UnreadNotes">Notes of other officials that the person has not seen.</param>
/// <param name="Related">Where the answers were copied from and to; drafts are the applicant's alone.</param>
public sealed record CaseSide(int UnreadMessages, int UnreadNotes, IReadOnlyList<RelatedCase> Related);

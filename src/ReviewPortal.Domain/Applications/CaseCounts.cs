using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Applications;

/// <summary>So many of so many.</summary>
public readonly record struct Share(int Done, int Of);

/// <summary>How much there is of what a case is made of, as one official may see it.</summary>
/// <param name="Form">Items of the form check that are judged and need no other look.</param>
/// <param name="Substance">Items of the substance review, likewise.</param>
/// <param name="Changes">Answers and documents that the latest submission changed against the one before.</param>
/// <param name="Documents">Documents of the latest submission.</param>
/// <param name="Asked">Items of corrections, and inquiries.</param>
/// <param name="Opinions">Opinions that were given, of those that were asked for and not withdrawn.</param>
/// <param name="UnreadMessages">Of the applicant, unseen by the person.</param>
/// <param name="UnreadNotes">Of colleagues, unseen by the person.</param>
public sealed record CaseCounts(
    Share Form,
    Share Substance,
    int Changes,
    int Documents,
    int Asked,
    Share Opinions,
    int UnreadMessages,
    int UnreadNotes
)
{
    /// <param name="application">One that was filed.</param>
    /// <param name="rules">By which its latest submission is judged.</param>
    /// <param name="changes">Changed answers, as <see cref="ChangesOf"/> tells.</param>
    /// <param name="messages">Unread messages.</param>
    /// <param name="notes">Unread notes.</param>
    public static CaseCounts Of(Application application, RuleSet rules, int changes, int messages, int notes)
    {
        return new(
            Judged(ReviewPart.Form),
            Judged(ReviewPart.Substance),
            changes + Documents(),
            application.LatestVersion!.Files.Count,
            application.Corrections.Sum(c => c.Items.Count) + application.Inquiries.Count,
            new(
                application.Consultations.Count(c => c.Stance is not null),
                application.Consultations.Count(c => c.WithdrawnBecause is null)
            ),
            messages,
            notes
        );

        // Counted as the comparison of submissions and the event of the resubmission count.
        int Documents() =>
            Before(application) is { } before ? DocumentDiff.Between(before.Files, application.LatestVersion!.Files).Count : 0;

        Share Judged(ReviewPart part)
        {
            var items = ReviewItems.Of(part, rules);
            return new(
                items.Count(item => application.JudgementOf(part, item) is { IsSigned: true } or { IsComplete: true, IsTouched: false }),
                items.Count
            );
        }
    }

    /// <summary>What the latest submission changed against the one before, of what the person may see; nothing for the first.</summary>
    public static IReadOnlyList<PlanChange> ChangesOf(Application application, Act act)
    {
        var latest = application.LatestVersion!;
        return Before(application) is { } before
            ? PlanDiff.Between(application.PlanFor(before, act), application.PlanFor(latest, act))
            : [];
    }

    /// <summary>
    /// An event as the person may be told of it: of a resubmission the changed answers that the person sees, as the comparison of the two
    /// submissions shows and counts them.
    /// </summary>
    public static Event Told(Application application, Event what, Act act)
    {
        if (
            what is not ApplicationResubmitted resubmitted
            || application.HiddenFrom(act).Count == 0
            || VersionOf(resubmitted.PlanVersion) is not { } after
            || VersionOf(resubmitted.PlanVersion - 1) is not { } before
        )
        {
            return what;
        }

        return resubmitted with
        {
            ChangedPaths =
            [
                .. PlanDiff.Between(application.PlanFor(before, act), application.PlanFor(after, act)).Select(change => change.Path),
                .. DocumentDiff.Between(before.Files, after.Files).Select(change => change.Path),
            ],
        };

        PlanVersion? VersionOf(int number) => application.Versions.SingleOrDefault(version => version.Number == number);
    }

    static PlanVersion? Before(Application application) =>
        application.Versions.Where(v => v.Number < application.LatestVersion!.Number).MaxBy(v => v.Number);
}

using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Guidelines.Plain;

/// <summary>
/// The one table of when a question applies. An answer is read only where its question applies; one that does not is kept and ignored.
/// Form and assessor read the same table.
/// </summary>
static class Asked
{
    /// <summary>What surrounds a question: the plan, the function, and the entry of a list inside the function.</summary>
    readonly record struct Place(Node Plan, Node? Function, Node? Entry);

    /// <param name="Holds">Null while an answer that decides it is missing.</param>
    /// <param name="ShownMeanwhile">Whether the form shows the question as long as this cannot be told.</param>
    sealed record Condition(Func<Place, bool?> Holds, bool ShownMeanwhile);

    static readonly Dictionary<string, Condition> table = new()
    {
        ["filing.concerns"] = Hidden(place =>
            place.Plan["filing"] is { } filing ? filing["kind"].Is(FilingKind.Amendment, FilingKind.EndNotice) : false
        ),
        ["filing.serviceEnd"] = Hidden(place => place.Plan["filing"] is { } filing ? filing["kind"].Is(FilingKind.EndNotice) : false),
        ["handling.selfMeasuredSentToMedicalInstitutions"] = Hidden(place =>
            place.Plan.At("handling.dataKinds").HasAny(DataKind.SelfMeasured)
        ),
        ["functions[].recipients[].name"] = Hidden(IsAnother),
        ["functions[].recipients[].purpose"] = Hidden(IsAnother),
        ["functions[].recipients[].use"] = Hidden(IsAnother),
        ["functions[].recipients[].receives"] = Hidden(IsAnother),
        ["functions[].recipients[].access"] = Hidden(IsAnother),
        ["functions[].recipients[].channel"] = Hidden(IsAnother),
        ["functions[].recipients[].consent"] = Hidden(IsAnother),
        ["functions[].recipients[].foreign"] = Hidden(IsAnother),
        ["functions[].recipients[].separatedFromPersonnel"] = Hidden(place => place.Entry?["kind"].Is(RecipientKind.Employer)),
        ["functions[].recipients[].disclosedIn"] = Hidden(IsAnother),
        ["functions[].newInformation"] = Hidden(GivesNewInformation),
        ["functions[].dataItems[].userHoldsOnPaper"] = Hidden(HasProcedure),
        ["functions[].dataItems[].yearsOnPaper"] = Hidden(place =>
            HasProcedure(place) & !place.Entry?["userHoldsOnPaper"].Is(HeldOnPaper.No)
        ),
        ["functions[].dataItems[].requestedOnPaperBefore"] = Hidden(HasProcedure),
        ["functions[].dataItems[].sameItemsAsPaper"] = Hidden(HasProcedure),
        ["functions[].procedure"] = Hidden(HasProcedure),
        ["functions[].procedure.paperDocument"] = Hidden(place => place.Function?.At("procedure.replacesPaper").Is(true)),
        ["functions[].procedure.decisionSameAsWithPaper"] = Hidden(HasConsequence),
        ["functions[].purchase"] = Hidden(IsShownToUser),
        ["functions[].medical"] = Hidden(IsMedical),
        ["functions[].medical.doctorInvolved"] = Hidden(place =>
            place.Function?["newInformation"].HasAny(NewInformationKind.Diagnosis, NewInformationKind.DoseInstruction)
        ),
        ["compliance.certificationPlanned"] = Shown(place =>
            !place.Plan.At("compliance.certifications").Some(held => held["kind"].Is(CertificationKind.Isms, CertificationKind.PrivacyMark))
        ),
        ["compliance.selfCheck.published"] = Shown(place => place.Plan.At("compliance.selfCheck.done").Is(true)),
        ["compliance.selfCheck.publishedUrl"] = Shown(place =>
            place.Plan.At("compliance.selfCheck.done").Is(true) & place.Plan.At("compliance.selfCheck.published").Is(true)
        ),
        ["compliance.selfCheck.date"] = Shown(place => place.Plan.At("compliance.selfCheck.done").Is(true)),
    };

    /// <summary>Patterns whose question applies only on a condition.</summary>
    public static IReadOnlyCollection<string> Patterns => table.Keys;

    /// <summary>Whether the question at a path applies now; what the form shows. See <see cref="PlanQuestions.IsAsked"/>.</summary>
    public static bool IsAsked(string path, Node plan)
    {
        Node? node = plan;
        Place place = new(plan, null, null);
        var walked = "";
        foreach (var segment in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var bracket = segment.IndexOf('[', StringComparison.Ordinal);
            var member = bracket < 0 ? segment : segment[..bracket];
            walked = walked.Length == 0 ? member : $"{walked}.{member}";
            if (
                table.TryGetValue(PlanQuestions.PatternOf(walked), out var condition)
                && !(condition.Holds(place) ?? condition.ShownMeanwhile)
            )
            {
                return false;
            }

            node = node?[member];
            if (bracket >= 0)
            {
                walked += segment[bracket..];
                var index = int.TryParse(segment.AsSpan(bracket + 1).TrimEnd(']'), out var parsed) ? parsed : int.MaxValue;
                node = node is not null && index < node.Entries.Count ? node.Entries[index] : null;
                // An entry that is not there yet has nothing in it to decide by: its place is null and every reading of it too.
                place = PlanQuestions.Find(walked) is { } list ? Inside(place, list, node) : place;
            }
        }

        return true;
    }

    /// <summary>The tree without the answers that do not apply. What cannot be told yet stays.</summary>
    public static Node OnlyAsked(Node plan) => OnlyAsked(plan, new Place(plan, null, null));

    /// <summary>The same for one function of the plan, or for a changed copy of it.</summary>
    public static Node OnlyAsked(Node plan, Node function) => OnlyAsked(function, new Place(plan, function, null));

    static Node OnlyAsked(Node node, Place place)
    {
        if (node.Question.Kind == AnswerKind.List && node.Members.Count == 0)
        {
            Node[] seen = [.. node.Entries.Select(entry => OnlyAsked(entry, Inside(place, node.Question, entry)))];
            return seen.SequenceEqual(node.Entries) ? node : node.WithEntries(seen);
        }

        for (var i = 0; i < node.Members.Count; i++)
        {
            if (node.Members[i] is { } member)
            {
                var applies = !table.TryGetValue(member.Question.Pattern, out var condition) || condition.Holds(place) != false;
                var seen = applies ? OnlyAsked(member, place) : null;
                node = ReferenceEquals(seen, member) ? node : node.With(i, seen);
            }
        }

        return node;
    }

    static Place Inside(Place place, PlanQuestion list, Node? entry) =>
        list.Pattern == "functions" ? place with { Function = entry } : place with { Entry = entry };

    static Condition Hidden(Func<Place, bool?> holds) => new(holds, ShownMeanwhile: false);

    static Condition Shown(Func<Place, bool?> holds) => new(holds, ShownMeanwhile: true);

    static bool? IsAnother(Place place) => !place.Entry?["kind"].Is(RecipientKind.User, RecipientKind.Proxy);

    static bool? IsShownToUser(Place place) =>
        place.Function?["recipients"].Some(recipient => recipient["kind"].Is(RecipientKind.User, RecipientKind.Proxy));

    static bool? HasProcedure(Place place) =>
        place.Function?["recipients"].Some(recipient =>
            !recipient["kind"].Is(RecipientKind.User, RecipientKind.Proxy)
            & recipient["use"].HasAny(RecipientUse.Procedure, RecipientUse.Care)
        );

    static bool? HasConsequence(Place place) =>
        place.Function?["consequences"].HasAny(
            Consequence.Underwriting,
            Consequence.PremiumChange,
            Consequence.Credit,
            Consequence.Personnel,
            Consequence.ServiceRefusal
        );

    static bool? GivesNewInformation(Place place) =>
        place.Function?["content"].Is(FunctionContent.NewInformation, FunctionContent.Mixed, FunctionContent.PersonList);

    static bool? IsMedical(Place place) =>
        GivesNewInformation(place)
        & place.Function?["newInformation"].HasAny(
            NewInformationKind.Score,
            NewInformationKind.Prediction,
            NewInformationKind.Triage,
            NewInformationKind.Diagnosis,
            NewInformationKind.DoseInstruction
        );
}

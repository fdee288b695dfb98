using static ReviewPortal.Domain.Plans.AskedCondition;

namespace ReviewPortal.Domain.Plans;

/// <summary>
/// The one table of when a question applies. An answer is read only where its question applies; one that does not is kept and ignored.
/// Form and assessor read the same table.
/// </summary>
public static class AskedWhen
{
    static readonly AskedCondition isAnother = new Not(
        new Is(new("functions[].recipients[].kind"), RecipientKind.User, RecipientKind.Proxy)
    );

    static readonly AskedCondition hasProcedure = new Some(
        new("functions[].recipients"),
        new Both(isAnother, new Is(new("functions[].recipients[].use"), RecipientUse.Procedure, RecipientUse.Care) { OfChoices = true })
    );

    static readonly AskedCondition hasConsequence = new Is(
        new("functions[].consequences"),
        Consequence.Underwriting,
        Consequence.PremiumChange,
        Consequence.Credit,
        Consequence.Personnel,
        Consequence.ServiceRefusal
    )
    {
        OfChoices = true,
    };

    static readonly AskedCondition givesNewInformation = new Is(
        new("functions[].content"),
        FunctionContent.NewInformation,
        FunctionContent.Mixed,
        FunctionContent.PersonList
    );

    static readonly AskedCondition isShownToUser = new Some(
        new("functions[].recipients"),
        new Is(new("functions[].recipients[].kind"), RecipientKind.User, RecipientKind.Proxy)
    );

    static readonly AskedCondition isMedical = new Both(
        givesNewInformation,
        new Is(
            new("functions[].newInformation"),
            NewInformationKind.Score,
            NewInformationKind.Prediction,
            NewInformationKind.Triage,
            NewInformationKind.Diagnosis,
            NewInformationKind.DoseInstruction
        )
        {
            OfChoices = true,
        }
    );

    static readonly AskedCondition needsDoctor = new Is(
        new("functions[].newInformation"),
        NewInformationKind.Diagnosis,
        NewInformationKind.DoseInstruction
    )
    {
        OfChoices = true,
    };

    static readonly AskedCondition hasNoCertificate = new Not(
        new Some(
            new("compliance.certifications"),
            new Is(new("compliance.certifications[].kind"), CertificationKind.Isms, CertificationKind.PrivacyMark)
        )
    )
    {
        ShownMeanwhile = true,
    };

    static readonly AskedCondition isSelfChecked = new IsYes(new("compliance.selfCheck.done")) { ShownMeanwhile = true };

    static readonly Dictionary<string, AskedCondition> table = new()
    {
        ["filing.concerns"] = new If(new("filing"), new Is(new("filing.kind"), FilingKind.Amendment, FilingKind.EndNotice)),
        ["filing.serviceEnd"] = new If(new("filing"), new Is(new("filing.kind"), FilingKind.EndNotice)),
        ["handling.selfMeasuredSentToMedicalInstitutions"] = new Is(new("handling.dataKinds"), DataKind.SelfMeasured) { OfChoices = true },
        ["functions[].recipients[].name"] = isAnother,
        ["functions[].recipients[].purpose"] = isAnother,
        ["functions[].recipients[].use"] = isAnother,
        ["functions[].recipients[].receives"] = isAnother,
        ["functions[].recipients[].access"] = isAnother,
        ["functions[].recipients[].channel"] = isAnother,
        ["functions[].recipients[].consent"] = isAnother,
        ["functions[].recipients[].foreign"] = isAnother,
        ["functions[].recipients[].separatedFromPersonnel"] = new Is(new("functions[].recipients[].kind"), RecipientKind.Employer),
        ["functions[].recipients[].disclosedIn"] = isAnother,
        ["functions[].newInformation"] = givesNewInformation,
        ["functions[].dataItems[].userHoldsOnPaper"] = hasProcedure,
        ["functions[].dataItems[].yearsOnPaper"] = new Both(
            hasProcedure,
            new Not(new Is(new("functions[].dataItems[].userHoldsOnPaper"), HeldOnPaper.No))
        ),
        ["functions[].dataItems[].requestedOnPaperBefore"] = hasProcedure,
        ["functions[].dataItems[].sameItemsAsPaper"] = hasProcedure,
        ["functions[].procedure"] = hasProcedure,
        ["functions[].procedure.paperDocument"] = new IsYes(new("functions[].procedure.replacesPaper")),
        ["functions[].procedure.decisionSameAsWithPaper"] = hasConsequence,
        ["functions[].purchase"] = isShownToUser,
        ["functions[].medical"] = isMedical,
        ["functions[].medical.doctorInvolved"] = needsDoctor,
        ["compliance.certificationPlanned"] = hasNoCertificate,
        ["compliance.selfCheck.published"] = isSelfChecked,
        // What was not checked was not published: without the first condition an unanswered second one would ask for its address.
        ["compliance.selfCheck.publishedUrl"] = new Both(isSelfChecked, new IsYes(new("compliance.selfCheck.published")))
        {
            ShownMeanwhile = true,
        },
        ["compliance.selfCheck.date"] = isSelfChecked,
    };

    /// <summary>Patterns whose question applies only on a condition.</summary>
    public static IReadOnlyCollection<string> Patterns => table.Keys;

    /// <summary>When the question with a pattern applies; null for always.</summary>
    internal static AskedCondition? For(string pattern) => table.GetValueOrDefault(pattern);

    /// <summary>Whether the question at a path applies now; what the form shows. See <see cref="PlanQuestions.IsAsked"/>.</summary>
    public static bool IsAsked(string path, AnswerNode plan)
    {
        var sheet = plan.Sheet;
        var layout = RowLayout.Plan;
        AskedPlace place = new(-1, -1);
        var row = 0;
        var name = "";
        foreach (var segment in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var bracket = segment.IndexOf('[', StringComparison.Ordinal);
            name = PlanPath.Join(name, bracket < 0 ? segment : segment[..bracket]);
            if (layout.Find(name) is not { } slot)
            {
                return true;
            }

            if (slot.Asked is { } asked && !(asked.Holds(sheet.Raw, place) ?? asked.ShownMeanwhile))
            {
                return false;
            }

            if (bracket >= 0 && slot.Entries is { } entries)
            {
                var index = int.TryParse(segment.AsSpan(bracket + 1).TrimEnd(']'), out var parsed) ? parsed : int.MaxValue;
                var list = row < 0 ? [] : sheet.Entries(sheet.Values[sheet.Rows[row].First + slot.Index]);
                // An entry that is not there yet has nothing in it to decide by: every reading of it is missing.
                row = index < list.Length ? list[index] : -1;
                place = Inside(place, entries, row);
                (layout, name) = (entries, "");
            }
        }

        return true;
    }

    /// <summary>Whether the question at a place of a sheet applies; what cannot be told is as the form shows it.</summary>
    internal static bool IsAsked(int place, AnswerSheet sheet)
    {
        var row = sheet.RowOf(place);
        var slot = place - sheet.Rows[row].First;
        while (true)
        {
            var at = sheet.Rows[row];
            var around = PlaceOf(sheet, row);
            for (var i = slot; i > 0; i = at.Layout.At(i).Group)
            {
                if (at.Layout.At(i).Asked is { } asked && !(asked.Holds(sheet.Raw, around) ?? asked.ShownMeanwhile))
                {
                    return false;
                }
            }

            if (at.Parent < 0)
            {
                return true;
            }

            (row, slot) = (at.Parent, at.List);
        }
    }

    /// <summary>The tree without the answers that do not apply. What cannot be told yet stays.</summary>
    public static AnswerNode OnlyAsked(AnswerNode plan)
    {
        var sheet = plan.Sheet;
        var asked = sheet.Values.ToArray();
        HideUnasked(sheet.Raw, asked);
        return Only(plan, sheet, asked, 0, 0);
    }

    /// <summary>Takes the answers that do not apply out of a copy of a sheet's numbers.</summary>
    /// <param name="raw">The answers as they stand: what decides is read there.</param>
    internal static void HideUnasked(AnswersAt raw, Span<int> asked)
    {
        for (var row = 0; row < raw.Sheet.Rows.Length; row++)
        {
            HideUnasked(raw, asked, row);
        }
    }

    /// <summary>The same for one row.</summary>
    internal static void HideUnasked(AnswersAt raw, Span<int> asked, int row)
    {
        var (layout, first, _, _, _) = raw.Sheet.Rows[row];
        if (layout.Conditional.Count == 0)
        {
            return;
        }

        var place = PlaceOf(raw.Sheet, row);
        foreach (var (condition, slots) in layout.Conditional)
        {
            if (condition.Holds(raw, place) == false)
            {
                foreach (var slot in slots)
                {
                    asked[(first + slot.Index)..(first + slot.End)].Fill(AnswerSheet.Missing);
                }
            }
        }
    }

    static AskedPlace PlaceOf(AnswerSheet sheet, int row)
    {
        var at = sheet.Rows[row];
        return at.Layout == RowLayout.Function ? new(row, -1)
            : at.Parent >= 0 && sheet.Rows[at.Parent].Layout == RowLayout.Function ? new(at.Parent, row)
            : at.Parent >= 0 ? new(-1, row)
            : new(-1, -1);
    }

    static AskedPlace Inside(AskedPlace place, RowLayout list, int entry) =>
        list == RowLayout.Function ? place with { Function = entry } : place with { Entry = entry };

    static AnswerNode Only(AnswerNode node, AnswerSheet sheet, ReadOnlySpan<int> asked, int row, int group)
    {
        var (layout, first, _, _, _) = sheet.Rows[row];
        for (var i = 0; i < node.Members.Count; i++)
        {
            if (node.Members[i] is not { } member)
            {
                continue;
            }

            var slot = layout.Slots.First(slot => slot.Question.Pattern == member.Question.Pattern);
            var list = asked[first + slot.Index];
            AnswerNode? seen =
                list == AnswerSheet.Missing ? null
                : slot.Entries is not null ? OnlyEntries(member, sheet, asked, list)
                : Only(member, sheet, asked, row, slot.Index);
            node = ReferenceEquals(seen, member) ? node : node.With(i, seen);
        }

        return node;
    }

    static AnswerNode OnlyEntries(AnswerNode list, AnswerSheet sheet, ReadOnlySpan<int> asked, int value)
    {
        var rows = sheet.Entries(value);
        var seen = new AnswerNode[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            seen[i] = Only(list.Entries[i], sheet, asked, rows[i], 0);
        }

        return seen.SequenceEqual(list.Entries) ? list : list.WithEntries(seen);
    }
}

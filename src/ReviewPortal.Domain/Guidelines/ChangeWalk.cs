using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>What may be changed on the way to answers that something rests on. It works with lists that are used again.</summary>
sealed class ChangeWalk
{
    readonly List<PlaceChange> candidates = [];
    readonly HashSet<PlaceChange> seen = [];
    readonly Action<PlaceChange> add;
    AnswerSheet sheet = null!;
    ChangedAnswers answers = null!;
    int from;

    public ChangeWalk() => add = Add;

    /// <param name="sheet">The plan as it stands.</param>
    /// <param name="answers">The answers with the changes made so far.</param>
    /// <param name="from">The row inside of which changes are looked for: of a function, or 0 for the whole plan.</param>
    public void Begin(AnswerSheet sheet, ChangedAnswers answers, int from) =>
        (this.sheet, this.answers, this.from) = (sheet, answers, from);

    public void End() => (sheet, answers) = (null!, null!);

    /// <summary>An answer is not set twice; two of the choices made may be dropped.</summary>
    public static bool CanGoTogether(PlaceChange one, PlaceChange other) =>
        one.Place != other.Place || (one.Kind == ChangeKind.Without && other.Kind == ChangeKind.Without);

    /// <summary>Each change once, in form order.</summary>
    /// <param name="places">Of answers; they are put in order.</param>
    public PlaceChange[] Along(int[] places)
    {
        candidates.Clear();
        seen.Clear();
        Array.Sort(Array.ConvertAll(places, sheet.FormOrderOf), places);
        foreach (var place in places)
        {
            Reach(place);
        }

        return [.. candidates];
    }

    // Everything that may be changed on the way to an answer.
    bool Reach(int place)
    {
        var row = sheet.RowOf(place);
        var at = sheet.Rows[row];
        if (row != from)
        {
            if (at.Parent < 0 || !Reach(sheet.Rows[at.Parent].First + at.List) || !answers.IsListed(row))
            {
                return false;
            }

            answers.OfEntry(row, add);
        }

        return place == at.First || ThroughGroups(at, place - at.First);
    }

    bool ThroughGroups(SheetRow row, int slot)
    {
        var group = row.Layout.At(slot).Group;
        if ((group > 0 && !ThroughGroups(row, group)) || answers.Values[row.First + slot] == AnswerSheet.Missing)
        {
            return false;
        }

        answers.Of(row, slot, add);
        return true;
    }

    void Add(PlaceChange change)
    {
        if (seen.Add(change))
        {
            candidates.Add(change);
        }
    }
}

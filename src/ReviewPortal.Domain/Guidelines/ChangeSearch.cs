using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>One change of an answer, by its place.</summary>
/// <param name="Place">The answer, the list, the group of the offer, or the entry that is dropped.</param>
/// <param name="Value">The new value; for a choice that is dropped, that choice.</param>
readonly record struct PlaceChange(ChangeKind Kind, int Place, int Value);

/// <summary>What a search came to.</summary>
/// <param name="Found">Ways to bring the function inside the types, one or two changes each in the order in which they are made.</param>
/// <param name="Open">Where nothing was found, what it rests on that some change cannot be told to do: answers, missing ones among them.</param>
sealed record WaysInside(IReadOnlyList<PlaceChange[]> Found, int[] Open);

/// <summary>
/// Looks for changes of at most two that bring a function inside the types. A change that helps must touch an answer that the verdict rests
/// on, so only those are tried; and of two changes the second must touch what the verdict after the first rests on. Nothing is left out.
/// </summary>
sealed class ChangeSearch : FactSource
{
    [ThreadStatic]
    static ChangeSearch? free;

    readonly Run run = new() { OneReason = true };
    readonly Traces traces = new();
    readonly ChangeWalk walk = new();
    readonly List<int> rows = [];
    Facts facts = null!;
    AnswerSheet sheet = null!;
    ChangedAnswers answers = null!;
    int[] asked = [];
    int function;

    /// <summary>The single changes; where there is none, the pairs; in form order.</summary>
    public static WaysInside In(Facts facts, int function)
    {
        // Finding out what a type rests on may start another search.
        var search = free ?? new();
        free = null;
        var found = search.Find(facts, function);
        search.run.End();
        search.walk.End();
        (search.facts, search.sheet, search.answers) = (null!, null!, null!);
        free = search;
        return found;
    }

    WaysInside Find(Facts known, int row)
    {
        (facts, sheet, function) = (known, known.Sheet, row);
        traces.Clear();
        answers = new(sheet, facts.Compiled.Changes);
        walk.Begin(sheet, answers, function);
        asked = facts.Asked.ToArray();
        rows.Clear();
        rows.AddRange(Enumerable.Range(0, sheet.Rows.Length).Where(IsInside));
        run.Begin(facts.Compiled, sheet, asked, traces, this, facts.AsOf);

        var (type, why) = TypeNow();
        if (type != UseType.OutsideTypes)
        {
            return new([], []);
        }

        List<PlaceChange[]> found = [];
        List<(PlaceChange Change, int[] Why)> rest = [];
        HashSet<int> open = [];
        foreach (var change in walk.Along(traces.Places(why)))
        {
            if (IsInsideAfter(change, null, out type, out var reason))
            {
                found.Add([change]);
            }
            else
            {
                rest.Add((change, reason));
                open.UnionWith(type == UseType.Undetermined ? reason : []);
            }
        }

        if (found.Count > 0)
        {
            return new(found, []);
        }

        HashSet<(PlaceChange, PlaceChange)> tried = [];
        foreach (var (first, reason) in rest)
        {
            answers.Apply(first);
            var seconds = walk.Along(reason);
            answers.Undo();
            foreach (var second in seconds)
            {
                if (!ChangeWalk.CanGoTogether(first, second) || !tried.Add((first, second)) || tried.Contains((second, first)))
                {
                    continue;
                }

                if (IsInsideAfter(first, second, out type, out var still))
                {
                    found.Add([first, second]);
                }
                else if (type == UseType.Undetermined)
                {
                    open.UnionWith(still);
                }
            }
        }

        return new(found, found.Count > 0 ? [] : [.. open]);
    }

    /// <summary>A fact rests on the plan as it stands; its trace is put together anew among those of the search.</summary>
    public override Verdict Tell(FactCode fact, int row)
    {
        var told = facts.Tell(fact, row);
        return new(told.Holds, facts.PlacesOf(told.Why).Aggregate(Traces.Empty, (why, place) => traces.Both(why, Traces.Of(place))));
    }

    bool IsInside(int row)
    {
        for (; row > 0; row = sheet.Rows[row].Parent)
        {
            if (row == function)
            {
                return true;
            }
        }

        return false;
    }

    bool IsInsideAfter(PlaceChange first, PlaceChange? second, out UseType type, out int[] why)
    {
        answers.Apply(first);
        if (second is { } also)
        {
            answers.Apply(also);
        }

        traces.Clear();
        var (now, reason) = TypeNow();
        type = now;
        answers.Undo();
        var inside = type is not (UseType.OutsideTypes or UseType.Undetermined);
        why = inside || (second is not null && type == UseType.OutsideTypes) ? [] : traces.Places(reason);
        return inside;
    }

    // The type of the function with the changes made so far, with one sufficient reason.
    (UseType Type, int Why) TypeNow()
    {
        foreach (var row in rows)
        {
            var (layout, first, _, _, _) = sheet.Rows[row];
            answers.Values.AsSpan(first, layout.Size).CopyTo(asked.AsSpan(first));
        }

        foreach (var row in rows)
        {
            AskedWhen.HideUnasked(new(sheet, answers.Values, answers.Lists), asked, row);
        }

        run.Lists = answers.Lists;
        run.Forget();
        var before = Traces.Empty;
        for (var line = 0; line < facts.Compiled.Types.Length; line++)
        {
            var told = run.Tell(facts.Compiled.Types[line], function);
            before = traces.Both(before, told.Why);
            if (told.Holds != false)
            {
                return (told.Holds is null ? UseType.Undetermined : facts.Compiled.Set.Types[line].Type, before);
            }
        }

        return (UseType.Undetermined, before);
    }
}

using System.Globalization;
using System.Numerics;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>The answers of a plan with changes made to them, and what may be changed.</summary>
sealed class ChangedAnswers(AnswerSheet sheet, CompiledChanges changes)
{
    readonly int[] values = sheet.Values.ToArray();
    readonly List<(int Place, int Value)> before = [];
    int[] lists = sheet.Lists;

    public int[] Values => values;
    public int[] Lists => lists;

    /// <summary>The plan as it would be.</summary>
    public AnswerSheet Sheet() => sheet.With([.. values], lists);

    public void Apply(PlaceChange change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Set:
                Put(change.Place, change.Value);
                break;
            case ChangeKind.Without:
                Put(change.Place, values[change.Place] & ~(1 << change.Value));
                break;
            case ChangeKind.Emptied when SlotAt(change.Place).Question.Kind == AnswerKind.Choices:
                Put(change.Place, 0);
                break;
            case ChangeKind.Emptied:
                Put(change.Place, Added([]));
                break;
            case ChangeKind.Dropped:
                var dropped = sheet.RowOf(change.Place);
                var list = ListOf(dropped);
                Put(list, Added([.. EntriesAt(list).ToArray().Where(row => row != dropped)]));
                break;
            case ChangeKind.NoOffer:
                var row = sheet.Rows[sheet.RowOf(change.Place)];
                foreach (var member in changes.Of(row.Layout)[change.Place - row.First].Offer)
                {
                    if (values[row.First + member] != AnswerSheet.Missing)
                    {
                        Put(row.First + member, 0);
                    }
                }

                break;
            default:
                throw new InvalidOperationException($"No such change: {change.Kind}.");
        }
    }

    /// <summary>Takes every change back.</summary>
    public void Undo()
    {
        for (var i = before.Count - 1; i >= 0; i--)
        {
            values[before[i].Place] = before[i].Value;
        }

        before.Clear();
        lists = sheet.Lists;
    }

    /// <summary>Whether the row still stands in its list.</summary>
    public bool IsListed(int row) => EntriesAt(ListOf(row)).Contains(row);

    /// <summary>What may be done with an entry of a list as a whole.</summary>
    public void OfEntry(int row, Action<PlaceChange> add)
    {
        var list = ListOf(row);
        var slot = SlotAt(list);
        if (TouchAt(list).IsDesign && (EntriesAt(list).Length > 1 || !AnswerPlace.IsAnswerOnlyIfAny(slot.Question)))
        {
            add(new(ChangeKind.Dropped, sheet.Rows[row].First, 0));
        }
    }

    /// <summary>What may be done with an answer, list or group that is there.</summary>
    public void Of(SheetRow row, int slot, Action<PlaceChange> add)
    {
        var (question, touch, place) = (row.Layout.At(slot).Question, changes.Of(row.Layout)[slot], row.First + slot);
        var value = values[place];
        switch (question.Kind)
        {
            case AnswerKind.List:
                if (touch.IsDesign && !AnswerPlace.IsAnswerOnlyIfAny(question) && lists[value] > 1)
                {
                    add(new(ChangeKind.Emptied, place, 0));
                }

                break;
            case AnswerKind.Group:
                if (Array.Exists(touch.Offer, member => values[row.First + member] != AnswerSheet.Missing))
                {
                    add(new(ChangeKind.NoOffer, place, 0));
                }

                break;
            case AnswerKind.Choices when touch.IsDesign:
                for (var bits = BitOperations.PopCount((uint)value) > 1 ? value : 0; bits != 0; bits &= bits - 1)
                {
                    add(new(ChangeKind.Without, place, BitOperations.TrailingZeroCount(bits)));
                }

                if (value != 0 && !AnswerPlace.IsAnswerOnlyIfAny(question))
                {
                    add(new(ChangeKind.Emptied, place, 0));
                }

                break;
            case AnswerKind.Number when touch.IsDesign:
                // Of all numbers only those that stand beside it can matter: rules compare it with nothing else.
                foreach (var beside in touch.Beside)
                {
                    if (values[row.First + beside] is var other && other != value && other != AnswerSheet.Missing)
                    {
                        add(new(ChangeKind.Set, place, other));
                    }
                }

                break;
            default:
                foreach (var other in touch.IsDesign ? touch.Values : [])
                {
                    if (other != value)
                    {
                        add(new(ChangeKind.Set, place, other));
                    }
                }

                break;
        }
    }

    /// <summary>The change in the words of the assessment.</summary>
    public AnswerChange Told(PlaceChange change)
    {
        var question = change.Kind == ChangeKind.Dropped ? null : SlotAt(change.Place).Question;
        var to = (change.Kind, question?.Kind) switch
        {
            (not (ChangeKind.Set or ChangeKind.Without), _) => null,
            (_, AnswerKind.YesNo) => change.Value == 0 ? "false" : "true",
            (_, AnswerKind.Number) => change.Value.ToString(CultureInfo.InvariantCulture),
            _ => Enum.ToObject(question!.EnumType!, change.Value).ToString(),
        };
        return new(sheet.PathOf(change.Place), change.Kind, to);
    }

    void Put(int place, int value)
    {
        before.Add((place, values[place]));
        values[place] = value;
    }

    int Added(int[] rows)
    {
        var place = lists.Length;
        lists = [.. lists, rows.Length, .. rows];
        return place;
    }

    ReadOnlySpan<int> EntriesAt(int list) => values[list] is var at && at == AnswerSheet.Missing ? [] : lists.AsSpan(at + 1, lists[at]);

    int ListOf(int row) => sheet.Rows[sheet.Rows[row].Parent].First + sheet.Rows[row].List;

    Slot SlotAt(int place)
    {
        var row = sheet.Rows[sheet.RowOf(place)];
        return row.Layout.At(place - row.First);
    }

    CompiledChanges.Touch TouchAt(int place)
    {
        var row = sheet.Rows[sheet.RowOf(place)];
        return changes.Of(row.Layout)[place - row.First];
    }
}

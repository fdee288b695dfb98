namespace ReviewPortal.Domain.Plans;

/// <summary>The answers of the plan, or of one entry of a list.</summary>
/// <param name="Layout">Which answer stands where.</param>
/// <param name="First">The place of the row itself among all places of the sheet; its answers follow.</param>
/// <param name="Parent">The row that holds the list; -1 for the plan.</param>
/// <param name="List">The list's place in that row.</param>
/// <param name="Index">Which entry of the list it is, and stays, even when one before it is taken out.</param>
readonly record struct SheetRow(RowLayout Layout, int First, int Parent, int List, int Index);

/// <summary>
/// A plan laid out in rows of numbers, one for the plan and for each entry of a list, so that rules read an answer by its place and a
/// changed plan is a changed copy of the numbers.
/// </summary>
sealed partial class AnswerSheet
{
    /// <summary>Stands where no answer is.</summary>
    public const int Missing = int.MinValue;

    readonly SheetRow[] rows;
    readonly int[] values;
    readonly int[] lists;
    readonly string[] texts;

    AnswerSheet(SheetRow[] rows, int[] values, int[] lists, string[] texts) =>
        (this.rows, this.values, this.lists, this.texts) = (rows, values, lists, texts);

    /// <summary>The answers as they stand, whether they apply or not. Choices are bits; a list is the place in <see cref="Entries"/>.</summary>
    public ReadOnlySpan<int> Values => values;
    public ReadOnlySpan<SheetRow> Rows => rows;

    /// <summary>How many answers there could be.</summary>
    public int Size => values.Length;

    /// <summary>The rows of a list, by the value that stands in the list's place.</summary>
    public ReadOnlySpan<int> Entries(int list) => list < 0 ? [] : lists.AsSpan(list + 1, lists[list]);

    public string Text(int value) => texts[value];

    public AnswersAt Raw => new(this, values, lists);

    /// <summary>The same plan with other answers in its places, and other entries in its lists.</summary>
    public AnswerSheet With(int[] changed, int[] entries) => new(rows, changed, entries, texts);

    /// <summary>How many entries a list has, followed by their rows; one list after the other.</summary>
    public int[] Lists => lists;

    public int RowOf(int place)
    {
        var (low, high) = (0, rows.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = rows[middle].First <= place ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>The path of an answer or, for a row's own place, of the entry.</summary>
    public string PathOf(int place)
    {
        var index = RowOf(place);
        var row = rows[index];
        if (row.Parent < 0)
        {
            return place == row.First ? "" : row.Layout.At(place - row.First).Name;
        }

        var list = PathOf(rows[row.Parent].First + row.List);
        return place == row.First ? $"{list}[{row.Index}]" : $"{list}[{row.Index}].{row.Layout.At(place - row.First).Name}";
    }

    /// <summary>Orders places as the form asks, entries by their index.</summary>
    public ulong FormOrderOf(int place)
    {
        // Eight bits for a place in a row and sixteen for an entry, outermost first.
        var row = rows[RowOf(place)];
        var key = (ulong)(place - row.First);
        var width = 8;
        while (row.Parent >= 0)
        {
            key |= (ulong)Math.Min(row.Index, ushort.MaxValue) << width;
            key |= (ulong)row.List << (width + 16);
            width += 24;
            row = rows[row.Parent];
        }

        return key << (56 - width);
    }
}

/// <summary>How a sheet comes about.</summary>
sealed partial class AnswerSheet
{
    [ThreadStatic]
    static Builder? atHand;

    /// <summary>The whole plan.</summary>
    public static AnswerSheet Of(UsePlan plan)
    {
        var builder = Begin();
        builder.Fill(builder.Row(RowLayout.Plan, -1, 0, 0), plan);
        return builder.Built();
    }

    /// <summary>The whole plan, and entries that stand in no list of it.</summary>
    /// <param name="rows">The rows of these entries.</param>
    public static AnswerSheet Of(AnswerNode plan, IReadOnlyList<AnswerNode> entries, out int[] rows)
    {
        var builder = Begin();
        builder.Fill(builder.Row(RowLayout.Plan, -1, 0, 0), plan);
        rows = new int[entries.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = builder.Row(RowLayout.Of(entries[i].Question), -1, 0, 0);
            builder.Fill(rows[i], entries[i]);
        }

        return builder.Built();
    }

    static Builder Begin()
    {
        var builder = atHand ??= new();
        builder.Clear();
        return builder;
    }

    sealed class Builder
    {
        readonly List<SheetRow> rows = [];
        readonly List<int> lists = [];
        readonly List<string> texts = [];
        int[] values = new int[512];
        int used;

        public void Clear()
        {
            rows.Clear();
            lists.Clear();
            texts.Clear();
            used = 0;
        }

        public AnswerSheet Built() => new([.. rows], values.AsSpan(0, used).ToArray(), [.. lists], [.. texts]);

        public int Row(RowLayout layout, int parent, int list, int index)
        {
            rows.Add(new(layout, used, parent, list, index));
            while (values.Length < used + layout.Size)
            {
                Array.Resize(ref values, 2 * values.Length);
            }

            values.AsSpan(used, layout.Size).Fill(Missing);
            values[used] = 1;
            used += layout.Size;
            return rows.Count - 1;
        }

        public void Fill(int row, UsePlan plan) => Fill(row, plan, 1, rows[row].Layout.Size);

        void Fill(int row, object record, int from, int to)
        {
            var (layout, first, _, _, _) = rows[row];
            for (var i = from; i < to; )
            {
                var slot = layout.At(i);
                switch (slot.Question.Kind)
                {
                    case AnswerKind.Group:
                        if (slot.Reader.Object(record) is { } group)
                        {
                            values[first + i] = 1;
                            Fill(row, group, i + 1, slot.End);
                        }

                        break;
                    case AnswerKind.List:
                        if (slot.Reader.Object(record) is IReadOnlyList<object> entries)
                        {
                            var start = List(row, slot, entries.Count);
                            for (var k = 0; k < entries.Count; k++)
                            {
                                Fill(start + k, entries[k], 1, slot.Entries!.Size);
                            }
                        }

                        break;
                    case AnswerKind.Text:
                        if (slot.Reader.Object(record) is string text)
                        {
                            values[first + i] = Text(text);
                        }

                        break;
                    default:
                        values[first + i] = slot.Reader.Number(record);
                        break;
                }

                i = slot.End;
            }
        }

        public void Fill(int row, AnswerNode node)
        {
            var (layout, first, _, _, _) = rows[row];
            for (var i = 1; i < layout.Size; )
            {
                i = Fill(row, layout, first, i, node);
            }
        }

        // The place after the one filled.
        int Fill(int row, RowLayout layout, int first, int i, AnswerNode around)
        {
            var slot = layout.At(i);
            if (around[slot.Question.Name] is not { } node)
            {
                return slot.End;
            }

            switch (slot.Question.Kind)
            {
                case AnswerKind.Group:
                    values[first + i] = 1;
                    for (var k = i + 1; k < slot.End; )
                    {
                        k = Fill(row, layout, first, k, node);
                    }

                    break;
                case AnswerKind.List:
                    var start = List(row, slot, node.Entries.Count);
                    for (var k = 0; k < node.Entries.Count; k++)
                    {
                        Fill(start + k, node.Entries[k]);
                    }

                    break;
                case AnswerKind.Text:
                    values[first + i] = Text((string)node.Value!);
                    break;
                default:
                    values[first + i] = AnswerReader.NumberOf(node.Value!);
                    break;
            }

            return slot.End;
        }

        // The rows of the entries stand one after the other.
        int List(int row, Slot slot, int count)
        {
            values[rows[row].First + slot.Index] = lists.Count;
            lists.Add(count);
            var start = rows.Count;
            for (var i = 0; i < count; i++)
            {
                lists.Add(start + i);
            }

            for (var i = 0; i < count; i++)
            {
                Row(slot.Entries!, row, slot.Index, i);
            }

            return start;
        }

        int Text(string text)
        {
            texts.Add(text);
            return texts.Count - 1;
        }
    }
}

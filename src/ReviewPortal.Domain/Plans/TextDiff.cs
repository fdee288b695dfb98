using System.Globalization;

namespace ReviewPortal.Domain.Plans;

public enum PieceKind
{
    Same,
    Removed,
    Added,
}

/// <summary>A run of text that stayed, went or came.</summary>
public readonly record struct TextPiece(PieceKind Kind, string Text);

/// <summary>
/// What changed between two texts: Japanese by character as it is seen, Latin words and numbers as a whole. Texts that have hardly anything
/// in common are told as one that went and one that came.
/// </summary>
public static class TextDiff
{
    // More edits than this and the two texts are no longer read as one that was changed; it also bounds time and memory.
    const int MostEdits = 800;

    /// <summary>The pieces in reading order; what went stands before what came. Neighbours are of different kinds.</summary>
    public static IReadOnlyList<TextPiece> Between(string before, string after)
    {
        var a = Parts(before);
        var b = Parts(after);
        var head = 0;
        while (head < a.Count && head < b.Count && a[head] == b[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < a.Count - head && tail < b.Count - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }

        var pieces = new List<TextPiece>();
        Add(pieces, PieceKind.Same, a.Take(head));
        Middle(a.GetRange(head, a.Count - head - tail), b.GetRange(head, b.Count - head - tail), pieces);
        Add(pieces, PieceKind.Same, a.Skip(a.Count - tail));
        return pieces;
    }

    static void Middle(List<string> a, List<string> b, List<TextPiece> pieces)
    {
        if (Edits(a, b) is not { } edits)
        {
            Add(pieces, PieceKind.Removed, a);
            Add(pieces, PieceKind.Added, b);
            return;
        }

        // Within one place of change, first all that went, then all that came: that is how a correction is read.
        var went = new List<string>();
        var came = new List<string>();
        foreach (var (kind, part) in edits)
        {
            if (kind == PieceKind.Same)
            {
                Flush();
                Add(pieces, PieceKind.Same, [part]);
            }
            else
            {
                (kind == PieceKind.Removed ? went : came).Add(part);
            }
        }

        Flush();

        void Flush()
        {
            Add(pieces, PieceKind.Removed, went);
            Add(pieces, PieceKind.Added, came);
            went.Clear();
            came.Clear();
        }
    }

    // Myers' greedy search for the shortest script of edits; null when it would be longer than the limit.
    static List<(PieceKind Kind, string Part)>? Edits(List<string> a, List<string> b)
    {
        var most = Math.Min(a.Count + b.Count, MostEdits);
        var furthest = new int[(2 * most) + 2];
        var trail = new List<int[]>();
        for (var d = 0; d <= most; d++)
        {
            trail.Add(furthest[(most - d)..(most + d + 1)]);
            for (var k = -d; k <= d; k += 2)
            {
                var down = k == -d || (k != d && furthest[most + k - 1] < furthest[most + k + 1]);
                var x = down ? furthest[Math.Min(most + k + 1, furthest.Length - 1)] : furthest[most + k - 1] + 1;
                while (x < a.Count && x - k < b.Count && a[x] == b[x - k])
                {
                    x++;
                }

                furthest[most + k] = x;
                if (x >= a.Count && x - k >= b.Count)
                {
                    return WalkBack(a, b, trail);
                }
            }
        }

        return null;
    }

    static List<(PieceKind Kind, string Part)> WalkBack(List<string> a, List<string> b, List<int[]> trail)
    {
        var edits = new List<(PieceKind, string)>();
        var (x, y) = (a.Count, b.Count);
        for (var d = trail.Count - 1; d > 0; d--)
        {
            // What was reached with d - 1 edits, by diagonal from -d to d; its ends were not reached yet.
            var reached = trail[d];
            var k = x - y;
            var down = k == -d || (k != d && At(k - 1) < At(k + 1));
            var from = down ? k + 1 : k - 1;
            var (startX, startY) = (At(from), At(from) - from);
            while (x > startX && y > startY && x > 0 && y > 0 && a[x - 1] == b[y - 1])
            {
                edits.Add((PieceKind.Same, a[--x]));
                y--;
            }

            edits.Add(down ? (PieceKind.Added, b[--y]) : (PieceKind.Removed, a[--x]));

            int At(int diagonal) => diagonal < -d || diagonal > d ? -1 : reached[diagonal + d];
        }

        while (x > 0)
        {
            edits.Add((PieceKind.Same, a[--x]));
        }

        edits.Reverse();
        return edits;
    }

    static void Add(List<TextPiece> pieces, PieceKind kind, IEnumerable<string> parts)
    {
        var text = string.Concat(parts);
        if (text.Length == 0)
        {
            return;
        }

        if (pieces.Count > 0 && pieces[^1].Kind == kind)
        {
            pieces[^1] = new(kind, pieces[^1].Text + text);
        }
        else
        {
            pieces.Add(new(kind, text));
        }
    }

    static List<string> Parts(string text)
    {
        var parts = new List<string>();
        var elements = StringInfo.GetTextElementEnumerator(text);
        var isInWord = false;
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            var isOfWord = element.Length == 1 && char.IsAsciiLetterOrDigit(element[0]);
            if (isOfWord && isInWord)
            {
                parts[^1] += element;
            }
            else
            {
                parts.Add(element);
            }

            isInWord = isOfWord;
        }

        return parts;
    }
}

using System.Numerics;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>What came of a condition.</summary>
/// <param name="Holds">Null when it cannot be told.</param>
/// <param name="Why">The trace of the answers that make it so; when it cannot be told, of those that are missing.</param>
readonly record struct Verdict(bool? Holds, int Why)
{
    public static Verdict Yes => new(true, Traces.Empty);
    public static Verdict No => new(false, Traces.Empty);

    public Verdict Negated() => new(!Holds, Why);
}

/// <summary>
/// Traces: places of answers, put together at no cost and spread out when somebody looks. A trace is a number: none, one place, or two
/// traces that were put together before it.
/// </summary>
sealed class Traces
{
    public const int Empty = 0;

    int[] pairs = new int[512];
    int used = 2;

    public static int Of(int place) => -1 - place;

    public int Both(int one, int other)
    {
        if (one == Empty || one == other)
        {
            return other;
        }

        if (other == Empty)
        {
            return one;
        }

        if (used == pairs.Length)
        {
            Array.Resize(ref pairs, 2 * used);
        }

        pairs[used] = one;
        pairs[used + 1] = other;
        used += 2;
        return (used >> 1) - 1;
    }

    public void Clear() => used = 2;

    /// <summary>What was put together so far, to be kept.</summary>
    public int[] Kept() => pairs.AsSpan(0, used).ToArray();

    public int[] Places(int trace) => Places(pairs, trace);

    /// <summary>Each place once, from the lowest on.</summary>
    public static int[] Places(ReadOnlySpan<int> pairs, int trace)
    {
        if (trace <= 0)
        {
            return trace == Empty ? [] : [-1 - trace];
        }

        // Whatever was put together stands before what it was put into, so one walk down sees everything once.
        var words = (trace >> 6) + 1;
        Span<ulong> reached = words <= 64 ? stackalloc ulong[words] : new ulong[words];
        reached[trace >> 6] |= 1UL << trace;
        List<int> places = [];
        for (var word = words - 1; word >= 0; word--)
        {
            while (reached[word] != 0)
            {
                var bit = 63 - BitOperations.LeadingZeroCount(reached[word]);
                reached[word] &= ~(1UL << bit);
                var pair = ((word << 6) + bit) << 1;
                Reach(pairs[pair], reached, places);
                Reach(pairs[pair + 1], reached, places);
            }
        }

        places.Sort();
        var count = 0;
        for (var i = 0; i < places.Count; i++)
        {
            if (count == 0 || places[count - 1] != places[i])
            {
                places[count++] = places[i];
            }
        }

        places.RemoveRange(count, places.Count - count);
        return [.. places];
    }

    static void Reach(int trace, Span<ulong> reached, List<int> places)
    {
        if (trace < 0)
        {
            places.Add(-1 - trace);
        }
        else
        {
            reached[trace >> 6] |= 1UL << trace;
        }
    }
}

/// <summary>Where the traces of one assessment lead, for as long as anybody may look.</summary>
sealed class KeptTraces(AnswerSheet sheet, int[] pairs)
{
    public AnswerPaths Paths(int trace) => new(this, trace);

    // Look-ups are no answers: their places follow those of the sheet.
    public string[] Spread(int trace) => PathsOf(sheet, [.. Traces.Places(pairs, trace).Where(place => place < sheet.Size)]);

    /// <summary>The paths of the places, as the form orders them.</summary>
    public static string[] PathsOf(AnswerSheet sheet, int[] places)
    {
        var keys = new ulong[places.Length];
        var paths = new string[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            (keys[i], paths[i]) = (sheet.FormOrderOf(places[i]), sheet.PathOf(places[i]));
        }

        Array.Sort(keys, paths);
        return paths;
    }
}

/// <summary>Paths of answers in form order, written out when they are first read and the same from then on.</summary>
sealed class AnswerPaths(KeptTraces traces, int trace) : IReadOnlyList<string>
{
    string[] All => field ??= traces.Spread(trace);

    public int Count => All.Length;

    public string this[int index] => All[index];

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)All).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A list that is worked out when it is first read and the same from then on.</summary>
sealed class Later<T>(Func<T[]> work) : IReadOnlyList<T>
{
    readonly Lazy<T[]> all = new(work);

    public int Count => all.Value.Length;

    public T this[int index] => all.Value[index];

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)all.Value).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}

using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Guidelines.Plain;

/// <summary>What came of a condition, and why.</summary>
/// <param name="Holds">Null when it cannot be told.</param>
/// <param name="Why">The answers that make it so; when it cannot be told, the answers that are missing.</param>
readonly record struct Told(bool? Holds, Trace Why)
{
    public static readonly Told Yes = new(true, Trace.Empty);
    public static readonly Told No = new(false, Trace.Empty);

    public Told Negated() => this with { Holds = !Holds };
}

/// <summary>Paths of answers, put together at no cost and spread out once, when somebody looks.</summary>
sealed class Trace
{
    public static readonly Trace Empty = new(null, null, null);

    readonly string? path;
    readonly Trace? left;
    readonly Trace? right;

    Trace(string? path, Trace? left, Trace? right) => (this.path, this.left, this.right) = (path, left, right);

    public static Trace Of(string path) => new(path, null, null);

    public static Trace operator +(Trace one, Trace other) =>
        ReferenceEquals(one, Empty) ? other
        : ReferenceEquals(other, Empty) ? one
        : new(null, one, other);

    /// <summary>Each path once, in no particular order.</summary>
    public HashSet<string> Paths()
    {
        HashSet<string> paths = [];
        Stack<Trace> open = new([this]);
        while (open.TryPop(out var next))
        {
            if (next.path is not null)
            {
                paths.Add(next.path);
            }
            else if (next.left is not null)
            {
                open.Push(next.right!);
                open.Push(next.left);
            }
        }

        return paths;
    }
}

/// <summary>The entries at hand, by name.</summary>
sealed record Entry(string Name, Node Node, Entry? Outer = null)
{
    public static Node Find(Entry? entry, string name)
    {
        for (; entry is not null; entry = entry.Outer)
        {
            if (entry.Name == name)
            {
                return entry.Node;
            }
        }

        throw new InvalidOperationException($"No entry goes by the name {name} here.");
    }
}

/// <summary>Tells conditions about one plan, three-valued (Kleene): a missing answer leaves open only what hangs on it.</summary>
/// <param name="plan">The answers that apply.</param>
/// <param name="asOf">The day of assessment.</param>
/// <param name="named">The rule set's named conditions.</param>
/// <param name="facts">Tells what the assessment finds out itself.</param>
/// <param name="oneReason">
/// For a search for changes: stops at the first reason that decides, instead of collecting all of them; and what cannot be told rests, beside
/// the missing answers, on those that make them matter.
/// </param>
sealed class Evaluation(
    Node plan,
    DateOnly asOf,
    IReadOnlyDictionary<string, Condition> named,
    Func<Condition.Fact, Entry?, Told> facts,
    bool oneReason = false
)
{
    // Of these, none chosen or listed is no answer: there is no plan without functions or data, no function without a recipient.
    static readonly HashSet<string> blankIsMissing =
    [
        "functions",
        "functions[].recipients",
        "functions[].recipients[].use",
        "handling.dataKinds",
    ];

    /// <summary>Whether an empty list, or no choice made, is no answer to the question.</summary>
    public static bool IsAnswerOnlyIfAny(PlanQuestion question) => blankIsMissing.Contains(question.Pattern);

    public Told Tell(Condition condition, Entry? at = null) =>
        condition switch
        {
            Condition.All all => Combined(all.Conditions.Select(inner => Tell(inner, at)), decisive: false),
            Condition.Any any => Combined(any.Conditions.Select(inner => Tell(inner, at)), decisive: true),
            Condition.Not not => Tell(not.Inner, at).Negated(),
            Condition.Given given => Read(given.Answer, at, _ => true),
            Condition.Present present => Present(present.Answer, at),
            Condition.In { Values: var values } inside => Read(inside.Answer, at, node => values.Any(value => Same(node.Value!, value))),
            Condition.Has { Values: var values } has => Read(has.Answer, at, node => Chosen(node).Any(values.Contains)),
            Condition.HasOnly { Values: var values } only => Read(only.Answer, at, node => Chosen(node).All(values.Contains)),
            Condition.Compared compared => Compare(compared, at),
            Condition.Quantified quantified => Quantify(quantified, at),
            Condition.Exactly exactly => Count(exactly, at),
            Condition.Named use => Tell(
                named[use.Name],
                use.With.Aggregate(at, (inner, pair) => new(pair.Key, Entry.Find(at, pair.Value), inner))
            ),
            Condition.Sheet sheet => Sheet(sheet),
            Condition.Fact fact => facts(fact, at),
            _ => throw new InvalidOperationException($"No such condition: {condition.GetType().Name}."),
        };

    /// <summary>Any of the parts (decisive: true) or all of them (decisive: false).</summary>
    public Told Combined(IEnumerable<Told> parts, bool decisive)
    {
        var (decided, open, all) = (Trace.Empty, Trace.Empty, Trace.Empty);
        var (isDecided, isOpen) = (false, false);
        foreach (var part in parts)
        {
            if (part.Holds == decisive)
            {
                isDecided = true;
                decided += part.Why;
                if (oneReason)
                {
                    break;
                }
            }
            else if (part.Holds is null)
            {
                isOpen = true;
                open += part.Why;
            }
            else
            {
                all += part.Why;
            }
        }

        return isDecided ? new(decisive, decided)
            : isOpen ? new(null, oneReason ? open + all : open)
            : new(!decisive, all);
    }

    (Node? Node, string Path) Find(AnswerPath path, Entry? at)
    {
        var node = path.Entry is null ? plan : Entry.Find(at, path.Entry);
        foreach (var member in path.Members)
        {
            if (node[member] is not { } next)
            {
                return (null, node.Path.Length == 0 ? member : $"{node.Path}.{member}");
            }

            node = next;
        }

        return IsBlank(node) ? (null, node.Path) : (node, node.Path);
    }

    static bool IsBlank(Node node) =>
        node.Question.Kind switch
        {
            AnswerKind.List => node.Entries.Count == 0 && node.Members.Count == 0 && IsAnswerOnlyIfAny(node.Question),
            AnswerKind.Choices => ((object[])node.Value!).Length == 0 && IsAnswerOnlyIfAny(node.Question),
            _ => false,
        };

    Told Read(AnswerPath path, Entry? at, Func<Node, bool> holds) =>
        Find(path, at) switch
        {
            (null, var missing) => new(null, Trace.Of(missing)),
            var (node, place) => new(holds(node), Trace.Of(place)),
        };

    Told Present(AnswerPath path, Entry? at)
    {
        var (node, place) = Find(path, at);
        return new(node is not null, Trace.Of(place));
    }

    static object[] Chosen(Node node) => (object[])node.Value!;

    // The only texts that conditions read are codes, where upper and lower case and blanks around say nothing.
    static bool Same(object answer, object value) =>
        answer is string text ? string.Equals(text.Trim(), (string)value, StringComparison.OrdinalIgnoreCase) : answer.Equals(value);

    Told Compare(Condition.Compared compared, Entry? at)
    {
        var (node, place) = Find(compared.Answer, at);
        var (than, thanPlace) = compared.Than switch
        {
            Operand.Number number => ((int?)number.Value, (string?)null),
            Operand.AsOf day => (asOf.DayNumber + day.PlusDays, null),
            Operand.Answer other => Find(other.Path, at) switch
            {
                (null, var missing) => (null, missing),
                var (found, foundPlace) => (Measure(found) + other.PlusDays, foundPlace),
            },
            _ => throw new InvalidOperationException(),
        };
        var operand = thanPlace is null ? Trace.Empty : Trace.Of(thanPlace);
        if (node is null || than is null)
        {
            return new(null, (node is null ? Trace.Of(place) : Trace.Empty) + (than is null ? operand : Trace.Empty));
        }

        var value = Measure(node);
        return new(compared.How == Comparison.AtLeast ? value >= than : value <= than, Trace.Of(place) + operand);
    }

    static int Measure(Node node) => node.Value is DateOnly day ? day.DayNumber : (int)node.Value!;

    Told Quantify(Condition.Quantified quantified, Entry? at)
    {
        var (list, place) = Find(quantified.List, at);
        if (list is null)
        {
            return new(null, Trace.Of(place));
        }

        var told = Combined(
            list.Entries.Select(entry => Tell(quantified.That, new(quantified.As, entry, at))),
            decisive: quantified.How == Quantifier.Some
        );
        // "None of them" and "all of them" rest on the list as a whole.
        return told.Holds == (quantified.How == Quantifier.Every) ? told with { Why = told.Why + Trace.Of(place) } : told;
    }

    Told Count(Condition.Exactly exactly, Entry? at)
    {
        var (list, place) = Find(exactly.List, at);
        if (list is null)
        {
            return new(null, Trace.Of(place));
        }

        Told[] told = [.. list.Entries.Select(entry => Tell(exactly.That, new(exactly.As, entry, at)))];
        var sure = told.Count(one => one.Holds == true);
        var open = told.Count(one => one.Holds is null);
        bool? holds =
            sure > exactly.Count || sure + open < exactly.Count ? false
            : open == 0 ? true
            : null;
        return new(
            holds,
            told.Where(one => holds is not null || one.Holds is null).Aggregate(Trace.Of(place), (why, one) => why + one.Why)
        );
    }

    Told Sheet(Condition.Sheet sheet)
    {
        if (plan["checkSheet"] is not { } list)
        {
            return new(null, Trace.Of("checkSheet"));
        }

        Node[] concerned = [.. list.Entries.Where(entry => entry["item"]?.Value is not string item || Same(item, sheet.Item))];
        var unnamed = concerned.Where(entry => entry["item"] is null).Select(entry => $"{entry.Path}.item").ToArray();
        var blank = concerned.Where(entry => entry["item"] is not null && entry["answer"] is null).Select(entry => $"{entry.Path}.answer");
        Node[] answered = [.. concerned.Where(entry => entry["item"] is not null && entry["answer"] is not null)];
        // No outweighs Yes, Yes outweighs "does not apply": the enum's order, with No first.
        var weightiest = answered
            .OrderBy(entry => (CheckSheetAnswer)entry["answer"]!.Value! == CheckSheetAnswer.No ? 0 : 1)
            .ThenBy(entry => (CheckSheetAnswer)entry["answer"]!.Value!)
            .FirstOrDefault();
        string[] open = [.. unnamed, .. blank];
        return weightiest is { } found && (open.Length == 0 || Answer(found) == CheckSheetAnswer.No)
            ? new(sheet.Answers.Contains(Answer(found)), Trace.Of($"{found.Path}.answer"))
            : new(null, open.Length == 0 ? Trace.Of("checkSheet") : open.Aggregate(Trace.Empty, (why, path) => why + Trace.Of(path)));
    }

    static CheckSheetAnswer Answer(Node entry) => (CheckSheetAnswer)entry["answer"]!.Value!;
}

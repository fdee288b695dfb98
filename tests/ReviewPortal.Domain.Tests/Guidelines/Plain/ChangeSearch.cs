using System.Globalization;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Guidelines.Plain;

/// <summary>A way to bring a function inside the types.</summary>
/// <param name="Function">The function as it would then be.</param>
sealed record FoundChange(IReadOnlyList<AnswerChange> Changes, Node Function)
{
    /// <summary>The change that is made first.</summary>
    public AnswerChange First { get; init; } = Changes[0];
}

/// <summary>What a search came to.</summary>
/// <param name="Open">Where nothing was found, what it rests on that some change cannot be told to do: answers, missing ones among them.</param>
sealed record WaysInside(IReadOnlyList<FoundChange> Found, Trace Open);

/// <summary>
/// Looks for changes of at most two that bring a function inside the types. A change that helps must touch an answer that the verdict rests
/// on, so only those are tried; and of two changes the second must touch what the verdict after the first rests on. Nothing is left out.
/// </summary>
/// <param name="changes">What may be changed.</param>
/// <param name="typeOf">The type of a (changed) function, with one reason that suffices for it.</param>
/// <param name="most">How many are tried.</param>
sealed class ChangeSearch(Changes changes, Func<Node, (UseType Type, Trace Why)> typeOf, int most = int.MaxValue)
{
    readonly HashSet<string> design = [.. changes.Answers];
    int left = most;

    /// <summary>The single changes; where there is none, the pairs; in form order.</summary>
    public WaysInside Find(Node function)
    {
        var (type, why) = typeOf(function);
        if (type != UseType.OutsideTypes)
        {
            return new([], Trace.Empty);
        }

        var (singles, rest) = Try(ChangesOf(function, why));
        if (singles.Count > 0)
        {
            return new(singles, Trace.Empty);
        }

        HashSet<(AnswerChange, AnswerChange)> tried = [];
        var (pairs, still) = Try(rest.SelectMany(first => Seconds(first.Change, first.Why, tried)));
        return new(pairs, pairs.Count > 0 ? Trace.Empty : Open(rest) + Open(still));
    }

    (List<FoundChange> Inside, List<(FoundChange Change, UseType Type, Trace Why)> Still) Try(IEnumerable<FoundChange> changes)
    {
        List<FoundChange> inside = [];
        List<(FoundChange, UseType, Trace)> rest = [];
        foreach (var change in changes.TakeWhile(_ => left-- > 0))
        {
            var (type, why) = typeOf(change.Function);
            if (type is UseType.OutsideTypes or UseType.Undetermined)
            {
                rest.Add((change, type, why));
            }
            else
            {
                inside.Add(change);
            }
        }

        return (inside, rest);
    }

    IEnumerable<FoundChange> Seconds(FoundChange first, Trace why, HashSet<(AnswerChange, AnswerChange)> tried)
    {
        var one = first.Changes[0];
        foreach (var second in ChangesOf(first.Function, why))
        {
            var other = second.Changes[0];
            if (CanGoTogether(one, other) && tried.Add((one, other)) && !tried.Contains((other, one)))
            {
                AnswerChange[] pair = [one, other];
                yield return second with
                {
                    Changes =
                    [
                        .. pair.OrderBy(change => change.Path, FormOrder.Instance).ThenBy(change => change.To, StringComparer.Ordinal),
                    ],
                    First = one,
                };
            }
        }
    }

    static Trace Open(IEnumerable<(FoundChange Change, UseType Type, Trace Why)> tried) =>
        tried.Where(one => one.Type == UseType.Undetermined).Aggregate(Trace.Empty, (all, one) => all + one.Why);

    // An answer is not set twice; two of the choices made may be dropped.
    static bool CanGoTogether(AnswerChange one, AnswerChange other) =>
        one.Path != other.Path || (one.Kind == ChangeKind.Without && other.Kind == ChangeKind.Without);

    List<FoundChange> ChangesOf(Node function, Trace why)
    {
        List<FoundChange> found = [];
        HashSet<AnswerChange> seen = [];
        foreach (var path in why.Paths().Order(FormOrder.Instance))
        {
            foreach (var (change, apply) in Along(function, path))
            {
                if (seen.Add(change))
                {
                    found.Add(new([change], Changed(function, change.Path, apply)!));
                }
            }
        }

        return found;
    }

    IEnumerable<(AnswerChange Change, Func<Node, Node?> Apply)> Along(Node function, string path)
    {
        Node? container = null;
        for (var node = function; node is not null; node = Next(node, path))
        {
            var pattern = node.Question.Pattern;
            var isEntry = container?.Question.Kind == AnswerKind.List && ReferenceEquals(container.Question, node.Question);
            if (isEntry && design.Contains(pattern) && (container!.Entries.Count > 1 || !Evaluation.IsAnswerOnlyIfAny(node.Question)))
            {
                yield return (new(node.Path, ChangeKind.Dropped, null), _ => null);
            }
            else if (
                !isEntry
                && node.Question.Kind == AnswerKind.List
                && !Evaluation.IsAnswerOnlyIfAny(node.Question)
                && node.Entries.Count > 1
            )
            {
                if (design.Contains(pattern))
                {
                    yield return (new(node.Path, ChangeKind.Emptied, null), list => list.WithEntries([]));
                }
            }
            else if (pattern == changes.Offer && WithoutOffer(node) is { } without)
            {
                yield return (new(node.Path, ChangeKind.NoOffer, null), _ => without);
            }
            else if (design.Contains(pattern) && node.Value is not null)
            {
                foreach (var change in ValuesOf(node, container))
                {
                    yield return change;
                }
            }

            container = node;
        }
    }

    static Node? Next(Node node, string path) =>
        node.Entries.Concat(node.Members.OfType<Node>()).FirstOrDefault(inner => Leads(inner, path));

    static bool Leads(Node node, string path) =>
        path.StartsWith(node.Path, StringComparison.Ordinal) && (path.Length == node.Path.Length || path[node.Path.Length] is '.' or '[');

    static IEnumerable<(AnswerChange, Func<Node, Node?>)> ValuesOf(Node node, Node? container)
    {
        if (node.Value is object[] chosen)
        {
            foreach (var dropped in chosen.Distinct().Order().Take(chosen.Distinct().Count() > 1 ? chosen.Length : 0))
            {
                object[] rest = [.. chosen.Where(value => !value.Equals(dropped))];
                yield return (new(node.Path, ChangeKind.Without, dropped.ToString()), leaf => leaf.WithValue(rest));
            }

            if (chosen.Length > 0 && !Evaluation.IsAnswerOnlyIfAny(node.Question))
            {
                yield return (new(node.Path, ChangeKind.Emptied, null), leaf => leaf.WithValue(Array.Empty<object>()));
            }

            yield break;
        }

        IEnumerable<object> others = node.Value switch
        {
            bool yes => [!yes],
            Enum value => Enum.GetValues(value.GetType()).Cast<object>().Where(other => !other.Equals(value)),
            // Of all numbers only those that stand beside it can matter: rules compare it with nothing else.
            int number => (container?.Members ?? [])
                .OfType<Node>()
                .Select(beside => beside.Value)
                .OfType<int>()
                .Where(other => other != number)
                .Distinct()
                .Cast<object>(),
            _ => [],
        };
        foreach (var other in others)
        {
            var text = other is bool yes ? (yes ? "true" : "false") : Convert.ToString(other, CultureInfo.InvariantCulture);
            yield return (new(node.Path, ChangeKind.Set, text), leaf => leaf.WithValue(other));
        }
    }

    Node? WithoutOffer(Node offer)
    {
        var without = offer;
        foreach (var pattern in changes.OfferMembers)
        {
            var index = offer.Question.IndexOf(PlanQuestions.Find(pattern)!.Name);
            if (offer.Members[index] is { Value: { } value } member)
            {
                object none = value switch
                {
                    bool => false,
                    Enum choice => Enum.ToObject(choice.GetType(), 0),
                    _ => Array.Empty<object>(),
                };
                without = without.With(index, member.WithValue(none));
            }
        }

        return ReferenceEquals(without, offer) ? null : without;
    }

    static Node? Changed(Node node, string path, Func<Node, Node?> apply)
    {
        if (node.Path == path)
        {
            return apply(node);
        }

        for (var i = 0; i < node.Members.Count; i++)
        {
            if (node.Members[i] is { } member && Leads(member, path))
            {
                return node.With(i, Changed(member, path, apply));
            }
        }

        return node.WithEntries([.. node.Entries.Select(entry => Leads(entry, path) ? Changed(entry, path, apply) : entry).OfType<Node>()]);
    }
}

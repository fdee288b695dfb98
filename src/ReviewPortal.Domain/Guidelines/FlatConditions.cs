namespace ReviewPortal.Domain.Guidelines;

/// <summary>
/// Conditions with everything that they name written out and every entry under a name of its own, so that each part can be looked at by
/// itself. What the assessment finds out by other means (facts, the check sheet, the list of functions) is taken as something that may hold,
/// not hold or be open, whatever the answers are.
/// </summary>
sealed class FlatConditions(RuleSet set)
{
    readonly Dictionary<string, NamedCondition> named = set.Conditions.ToDictionary(condition => condition.Name);
    readonly Dictionary<string, Condition> free = [];
    int entries;

    /// <summary>How many things are taken as free: <c>#0</c>, <c>#1</c> ….</summary>
    public int Free => free.Count;

    /// <summary>The condition about the function that goes by <c>f</c>.</summary>
    public Condition Flat(Condition condition) => Flat(condition, new Dictionary<string, string> { ["f"] = "f" });

    /// <summary>What a part of a flat condition reads: <c>f.content</c>, <c>compliance</c>, an entry's name, <c>#0</c>.</summary>
    public static HashSet<string> Reads(Condition condition) =>
        condition switch
        {
            Condition.Quantified some => [VariableOf(some.List), .. Reads(some.That).Where(name => name != some.As)],
            Condition.Exactly exactly => [VariableOf(exactly.List), .. Reads(exactly.That).Where(name => name != exactly.As)],
            Condition.Fact fact => [fact.Values[0]],
            Condition.Compared { Than: Operand.Answer other } compared => [VariableOf(compared.Answer), VariableOf(other.Path)],
            _ when PathOf(condition) is { } path => [VariableOf(path)],
            _ => [.. ConditionTree.Parts(condition).SelectMany(Reads)],
        };

    /// <summary>The answer that a condition without parts reads first; null for others.</summary>
    public static AnswerPath? PathOf(Condition condition) =>
        condition switch
        {
            Condition.Given given => given.Answer,
            Condition.Present present => present.Answer,
            Condition.In one => one.Answer,
            Condition.Has has => has.Answer,
            Condition.HasOnly only => only.Answer,
            Condition.Compared compared => compared.Answer,
            _ => null,
        };

    public static string VariableOf(AnswerPath path) =>
        path.Entry switch
        {
            null => path.Members[0],
            "f" => path.Members.Count == 0 ? "f" : $"f.{path.Members[0]}",
            var entry => entry,
        };

    Condition Flat(Condition condition, IReadOnlyDictionary<string, string> names)
    {
        AnswerPath Path(AnswerPath path) => path.Entry is null ? path : path with { Entry = names[path.Entry] };
        switch (condition)
        {
            case Condition.All all:
                return new Condition.All([.. all.Conditions.Select(inner => Flat(inner, names))]);
            case Condition.Any any:
                return new Condition.Any([.. any.Conditions.Select(inner => Flat(inner, names))]);
            case Condition.Not not:
                return new Condition.Not(Flat(not.Inner, names));
            case Condition.Named use:
                var body = named[use.Name];
                return Flat(
                    body.Condition,
                    body.About.Keys.ToDictionary(name => name, name => names[use.With.GetValueOrDefault(name, name)])
                );
            case Condition.Quantified some when !IsOfFunctions(some.List):
                var (someName, someNames) = Inside(some.As, names);
                return some with { List = Path(some.List), As = someName, That = Flat(some.That, someNames) };
            case Condition.Exactly exactly when !IsOfFunctions(exactly.List):
                var (name, inside) = Inside(exactly.As, names);
                return exactly with { List = Path(exactly.List), As = name, That = Flat(exactly.That, inside) };
            case Condition.Compared { Than: Operand.Answer other } compared:
                return compared with { Answer = Path(compared.Answer), Than = other with { Path = Path(other.Path) } };
            case var one when PathOf(one) is { } path && !IsOfFunctions(path):
                return one switch
                {
                    Condition.Given given => given with { Answer = Path(path) },
                    Condition.Present present => present with { Answer = Path(path) },
                    Condition.In values => values with { Answer = Path(path) },
                    Condition.Has has => has with { Answer = Path(path) },
                    Condition.HasOnly only => only with { Answer = Path(path) },
                    Condition.Compared compared => compared with { Answer = Path(path) },
                    _ => throw new InvalidOperationException(),
                };
            default:
                // The same words about other entries are something else.
                var key =
                    $"{ConditionJson.Write(condition).ToJsonString()} {string.Join(' ', names.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal))}";
                return free.TryGetValue(key, out var known)
                    ? known
                    : free[key] = new Condition.Fact(FactKind.DecidedBy, null, [$"#{free.Count}"]);
        }
    }

    (string Name, Dictionary<string, string> Names) Inside(string name, IReadOnlyDictionary<string, string> names)
    {
        var own = $"e{entries++}";
        return (own, new(names) { [name] = own });
    }

    static bool IsOfFunctions(AnswerPath path) => path.Entry is null && path.Members is ["functions", ..];
}

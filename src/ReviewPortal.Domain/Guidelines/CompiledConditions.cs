using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>Makes conditions ready to be told often, those with names once each.</summary>
/// <param name="named">The conditions that may be used by name.</param>
/// <param name="rulesOf">The places of the rules that a fact names.</param>
class CompiledConditions(IReadOnlyDictionary<string, Condition> named, Func<Condition.Fact, int[]> rulesOf)
{
    readonly Dictionary<string, NamedConditionCode> compiled = [];
    readonly HashSet<string> open = [];
    readonly Dictionary<string, int> items = new(StringComparer.OrdinalIgnoreCase);

    readonly List<string> lookUps = [];

    /// <summary>The look-ups that are asked for.</summary>
    public IReadOnlyList<string> LookUps => lookUps;

    /// <summary>Every condition with a name that is used.</summary>
    public IReadOnlyCollection<NamedConditionCode> Named => compiled.Values;

    /// <summary>The items of the check sheet that are asked about.</summary>
    public IReadOnlyCollection<string> SheetItems => items.Keys;

    /// <summary>The item that a text of the check sheet names, blanks around it aside; -1 for one that nothing asks about.</summary>
    public int ItemOf(string text) =>
        items.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan().Trim(), out var item) ? item : -1;

    /// <summary>The condition, made ready.</summary>
    /// <param name="entries">The entries at hand, in the order in which they stand on the stack, with what their rows look like.</param>
    public Code Compiled(Condition condition, params ReadOnlySpan<(string Name, RowLayout Layout)> entries) =>
        Compile(condition, [.. entries]);

    Code Compile(Condition condition, (string Name, RowLayout Layout)[] entries) =>
        condition switch
        {
            Condition.All all => new CombinedCode([.. all.Conditions.Select(inner => Compile(inner, entries))], decisive: false),
            Condition.Any any => new CombinedCode([.. any.Conditions.Select(inner => Compile(inner, entries))], decisive: true),
            Condition.Not not => new NotCode(Compile(not.Inner, entries)),
            Condition.Given given => new GivenCode(PlaceOf(given.Answer, entries), isPresent: false),
            Condition.Present present => new GivenCode(PlaceOf(present.Answer, entries), isPresent: true),
            Condition.In one => new InCode(PlaceOf(one.Answer, entries), one.Values),
            Condition.Has has => new HasCode(PlaceOf(has.Answer, entries), has.Values, nothingElse: false),
            Condition.HasOnly only => new HasCode(PlaceOf(only.Answer, entries), only.Values, nothingElse: true),
            Condition.Compared compared => Compare(compared, entries),
            Condition.Quantified some => new QuantifiedCode(
                PlaceOf(some.List, entries),
                some.How == Quantifier.Some,
                entries.Length,
                Compile(some.That, Inside(some.List, some.As, entries))
            ),
            Condition.Exactly exactly => new ExactlyCode(
                PlaceOf(exactly.List, entries),
                exactly.Count,
                entries.Length,
                Compile(exactly.That, Inside(exactly.List, exactly.As, entries))
            ),
            Condition.Named use => Use(use, entries),
            Condition.Sheet sheet => new SheetCode(this, Item(sheet.Item), sheet.Answers),
            Condition.LookUp lookUp => new LookUpCode(lookUp.Name, LookUp(lookUp.Name)),
            Condition.Fact fact => new FactCode(fact, fact.Of is { } of ? IndexOf(of, entries) : -1, entries.Length, rulesOf(fact)),
            _ => throw new InvalidOperationException($"No such condition: {condition.GetType().Name}."),
        };

    NamedCode Use(Condition.Named use, (string Name, RowLayout Layout)[] entries)
    {
        if (!compiled.TryGetValue(use.Name, out var body))
        {
            if (!open.Add(use.Name))
            {
                throw new InvalidOperationException($"The condition {use.Name} contains itself.");
            }

            var condition = named[use.Name];
            string[] names = [.. OpenNames(condition).Order(StringComparer.Ordinal)];
            var layouts = names.Select(name => (name, entries[IndexOf(use.With.GetValueOrDefault(name, name), entries)].Layout));
            var code = Compile(condition, [.. layouts]);
            // Those that it uses itself have their numbers by now.
            body = new(compiled.Count, names, code);
            compiled[use.Name] = body;
        }

        return new(body, [.. body.Entries.Select(name => IndexOf(use.With.GetValueOrDefault(name, name), entries))], entries.Length);
    }

    // The names of entries that a condition leaves to its surroundings.
    HashSet<string> OpenNames(Condition condition)
    {
        if (condition is Condition.Named use)
        {
            return named.TryGetValue(use.Name, out var body) && open.Add($"names of {use.Name}")
                ? [.. Left(use.Name, OpenNames(body)).Select(name => use.With.GetValueOrDefault(name, name))]
                : [];
        }

        HashSet<string> names = [.. ConditionTree.Parts(condition).SelectMany(OpenNames)];
        var (list, name) = condition switch
        {
            Condition.Quantified some => (some.List, some.As),
            Condition.Exactly exactly => (exactly.List, exactly.As),
            _ => (FlatConditions.PathOf(condition), null),
        };
        names.Remove(name ?? "");
        var other = (condition as Condition.Compared)?.Than as Operand.Answer;
        names.UnionWith(new[] { list?.Entry, other?.Path.Entry, (condition as Condition.Fact)?.Of }.OfType<string>());
        return names;
    }

    HashSet<string> Left(string name, HashSet<string> names)
    {
        open.Remove($"names of {name}");
        return names;
    }

    ComparedCode Compare(Condition.Compared compared, (string Name, RowLayout Layout)[] entries)
    {
        var answer = PlaceOf(compared.Answer, entries);
        var atLeast = compared.How == Comparison.AtLeast;
        return compared.Than switch
        {
            Operand.Number number => new(answer, atLeast, null, number.Value, fromDay: false),
            Operand.AsOf day => new(answer, atLeast, null, day.PlusDays, fromDay: true),
            Operand.Answer other => new(answer, atLeast, PlaceOf(other.Path, entries), other.PlusDays, fromDay: false),
            _ => throw new InvalidOperationException(),
        };
    }

    int LookUp(string name)
    {
        if (!lookUps.Contains(name))
        {
            lookUps.Add(name);
        }

        return lookUps.IndexOf(name);
    }

    int Item(string item)
    {
        items.TryAdd(item, items.Count);
        return items[item];
    }

    static AnswerPlace PlaceOf(AnswerPath path, (string Name, RowLayout Layout)[] entries)
    {
        var entry = path.Entry is { } name ? IndexOf(name, entries) : -1;
        return new(path, entry, entry < 0 ? RowLayout.Plan : entries[entry].Layout);
    }

    static (string Name, RowLayout Layout)[] Inside(AnswerPath list, string name, (string Name, RowLayout Layout)[] entries) =>
        [.. entries, (name, RowLayout.Of(list.Question))];

    // The nearest one, where two go by the same name.
    static int IndexOf(string name, (string Name, RowLayout Layout)[] entries)
    {
        for (var i = entries.Length - 1; i >= 0; i--)
        {
            if (entries[i].Name == name)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"No entry goes by the name {name} here.");
    }
}

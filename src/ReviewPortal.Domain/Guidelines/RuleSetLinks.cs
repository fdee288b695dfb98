namespace ReviewPortal.Domain.Guidelines;

/// <summary>What the parts of a rule set say of each other: names that are not there, cycles, and conditions that grow by what they use.</summary>
sealed class RuleSetLinks
{
    readonly RuleSet set;
    readonly ILookup<string, NamedCondition> named;
    readonly ILookup<string, Rule> rules;

    RuleSetLinks(RuleSet set)
    {
        this.set = set;
        named = set.Conditions.ToLookup(condition => condition.Name);
        rules = set.Rules.ToLookup(rule => rule.Id);
    }

    public static IEnumerable<RuleSetProblem> Problems(RuleSet set)
    {
        RuleSetLinks links = new(set);
        RuleSetProblem[] cycles = [.. links.Cycles()];
        // A size can only be told where nothing contains itself.
        return [.. links.Unknown(), .. cycles, .. cycles.Length == 0 ? links.TooLarge() : []];
    }

    IEnumerable<RuleSetProblem> Unknown()
    {
        var lines = set
            .Scope.Select((line, i) => (Place: $"scope[{i}].rule", line.Rule))
            .Concat(set.Types.Select((line, i) => (Place: $"types[{i}].rule", line.Rule)));
        foreach (var (place, rule) in lines.Where(line => !rules.Contains(line.Rule)))
        {
            yield return UnknownRule(place, rule);
        }

        foreach (var (place, condition) in ConditionTree.Of(set))
        {
            foreach (var part in ConditionTree.WithParts(condition))
            {
                switch (part)
                {
                    case Condition.Named use when !named.Contains(use.Name):
                        yield return new(
                            place,
                            RuleSetProblemKind.UnknownCondition,
                            use.Name,
                            new(
                                $"条件「{use.Name}」を定めるか、名前を直してください。",
                                $"Define the condition \"{use.Name}\" or correct its name."
                            )
                        );
                        break;
                    case Condition.Fact { Kind: not (FactKind.Scope or FactKind.Type) } fact:
                        foreach (var id in fact.Values.Where(id => !rules.Contains(id) && !IsAxis(fact, id)))
                        {
                            yield return UnknownRule(place, id);
                        }

                        foreach (var id in fact.Values.Where(id => NeedsFunction(fact) && rules[id].Any(rule => rule.PerFunction)))
                        {
                            yield return new(
                                place,
                                RuleSetProblemKind.NoFunctionNamed,
                                id,
                                new(
                                    $"規則{id}は機能ごとに判定されます。どの機能かを指定してください。",
                                    $"Rule {id} is judged for each function: say for which."
                                )
                            );
                        }

                        break;
                    default:
                        break;
                }
            }
        }
    }

    static bool IsAxis(Condition.Fact fact, string value) => fact.Kind == FactKind.Blocked && Enum.GetNames<RuleAxis>().Contains(value);

    static bool NeedsFunction(Condition.Fact fact) => fact is { Of: null, Kind: FactKind.NotMet or FactKind.NeedsPerson };

    static RuleSetProblem UnknownRule(string place, string id) =>
        new(
            place,
            RuleSetProblemKind.UnknownRule,
            id,
            new($"規則「{id}」がありません。規則を加えるか、番号を直してください。", $"There is no rule {id}: add it or correct the id.")
        );

    // What each part looks at: named conditions use each other, and facts look at the walks and at other rules.
    IEnumerable<RuleSetProblem> Cycles()
    {
        Dictionary<string, (string Place, HashSet<string> Uses)> graph = new()
        {
            ["scope"] = ("scope", [.. set.Scope.SelectMany(line => Uses(line.When))]),
            ["types"] = ("types", [.. set.Types.SelectMany(line => Uses(line.When))]),
        };
        for (var i = 0; i < set.Conditions.Count; i++)
        {
            graph[$"condition {set.Conditions[i].Name}"] = ($"conditions[{i}].is", [.. Uses(set.Conditions[i].Condition)]);
        }

        for (var i = 0; i < set.Rules.Count; i++)
        {
            graph[$"rule {set.Rules[i].Id}"] = ($"rules[{i}]", [.. ConditionTree.Of(set.Rules[i]).SelectMany(one => Uses(one.Condition))]);
        }

        HashSet<string> done = [];
        List<string> way = [];
        List<RuleSetProblem> found = [];
        foreach (var start in graph.Keys)
        {
            Visit(start);
        }

        return found;

        void Visit(string node)
        {
            if (way.IndexOf(node) is var at and >= 0)
            {
                var cycle = string.Join(" → ", way.Skip(at).Append(node));
                found.Add(
                    new(
                        graph[node].Place,
                        RuleSetProblemKind.Cycle,
                        cycle,
                        new(
                            $"循環しています：{cycle}。どれか一つの参照を外してください。",
                            $"This goes round: {cycle}. Take one of the references out."
                        )
                    )
                );
            }
            else if (graph.TryGetValue(node, out var here) && done.Add(node))
            {
                way.Add(node);
                foreach (var next in here.Uses)
                {
                    Visit(next);
                }

                way.RemoveAt(way.Count - 1);
            }
        }
    }

    IEnumerable<string> Uses(Condition condition) => ConditionTree.WithParts(condition).SelectMany(UsesHere);

    IEnumerable<string> UsesHere(Condition condition) =>
        condition switch
        {
            Condition.Named use => [$"condition {use.Name}"],
            Condition.Fact { Kind: FactKind.Scope } or Condition.Fact { Kind: FactKind.DecidedBy, Of: null } => ["scope"],
            Condition.Fact { Kind: FactKind.Type or FactKind.DecidedBy or FactKind.CanBeBroughtInside } => ["types"],
            Condition.Fact { Kind: FactKind.Blocked } blocked => set
                .Rules.Where(rule => blocked.Values.Contains(rule.Id) || blocked.Values.Contains(rule.Axis.ToString()))
                .Select(rule => $"rule {rule.Id}"),
            Condition.Fact fact => fact.Values.Select(id => $"rule {id}"),
            _ => [],
        };

    IEnumerable<RuleSetProblem> TooLarge()
    {
        Dictionary<string, (long Size, int Lists)> known = [];
        foreach (var (place, condition) in ConditionTree.Of(set))
        {
            var (size, lists) = Reach(condition);
            if (size > RuleSetCheck.LargestCondition || lists > RuleSetCheck.DeepestLists)
            {
                yield return new(
                    place,
                    RuleSetProblemKind.TooLarge,
                    place,
                    new(
                        $"使っている条件をすべて書き下すと大きすぎます（{RuleSetCheck.LargestCondition}個、一覧の入れ子{RuleSetCheck.DeepestLists}段まで）。",
                        $"With everything that it uses written out it is too large (at most {RuleSetCheck.LargestCondition} conditions, {RuleSetCheck.DeepestLists} lists inside of each other)."
                    )
                );
            }
        }

        (long Size, int Lists) Reach(Condition condition)
        {
            if (condition is Condition.Named use)
            {
                if (!known.TryGetValue(use.Name, out var reach))
                {
                    known[use.Name] = reach = named[use.Name].FirstOrDefault() is { } body ? Reach(body.Condition) : (1, 0);
                }

                return reach;
            }

            var parts = ConditionTree.Parts(condition).Select(Reach).ToArray();
            var deepest = parts.Select(part => part.Lists).DefaultIfEmpty().Max();
            // Held below what could overflow; whatever is past the limit is too large anyway.
            var size = parts.Aggregate(1L, (sum, part) => Math.Min(sum + part.Size, 1L << 40));
            return (size, condition is Condition.Quantified or Condition.Exactly ? deepest + 1 : deepest);
        }
    }
}

using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Features.Guidelines;

/// <summary>What a member of an entry looks like in the form.</summary>
public enum MemberKind
{
    /// <summary>An id or name.</summary>
    Name,

    /// <summary>Words in both languages.</summary>
    Words,
    LongWords,
    Choice,
    YesNo,

    /// <summary>Judged for each function or once for the plan.</summary>
    Each,
    Day,
    Rule,
    Condition,
    Citation,

    /// <summary>Words for outcomes.</summary>
    Messages,

    /// <summary>The entries that a named condition is about.</summary>
    About,

    /// <summary>What a change may touch.</summary>
    Changes,
}

/// <summary>One member of an entry.</summary>
/// <param name="Choices">The enumeration of a choice.</param>
public sealed record PartMember(string Name, MemberKind Kind, bool Optional = false, Type? Choices = null);

/// <summary>
/// The form of one part of a draft: works on the part's JSON and asks, after every change, whether the whole set could still be read with it.
/// </summary>
public sealed class PartForm
{
    static readonly Dictionary<string, PartMember[]> forms = new()
    {
        ["rules"] =
        [
            new("id", MemberKind.Name),
            new("title", MemberKind.Words),
            new("axis", MemberKind.Choice, Choices: typeof(RuleAxis)),
            new("layer", MemberKind.Choice, Choices: typeof(RuleLayer)),
            new("severity", MemberKind.Choice, Choices: typeof(Severity)),
            new("each", MemberKind.Each),
            new("decidesType", MemberKind.YesNo),
            new("applies", MemberKind.Condition, Optional: true),
            new("condition", MemberKind.Condition, Optional: true),
            new("needsPerson", MemberKind.Condition, Optional: true),
            new("easedWhen", MemberKind.Condition, Optional: true),
            new("question", MemberKind.LongWords, Optional: true),
            new("messages", MemberKind.Messages),
            new("remark", MemberKind.LongWords, Optional: true),
            new("remarkWhen", MemberKind.Condition, Optional: true),
            new("citation", MemberKind.Citation),
        ],
        ["conditions"] =
        [
            new("name", MemberKind.Name),
            new("title", MemberKind.Words),
            new("about", MemberKind.About),
            new("is", MemberKind.Condition),
        ],
        ["scope"] = [Line(typeof(GuidelineScope)), new("rule", MemberKind.Rule), new("when", MemberKind.Condition)],
        ["types"] = [Line(typeof(UseType)), new("rule", MemberKind.Rule), new("when", MemberKind.Condition)],
        ["nearest"] = [Line(typeof(UseType)), new("when", MemberKind.Condition)],
        ["flags"] = [Line(typeof(Flag)), new("title", MemberKind.Words), new("when", MemberKind.Condition)],
        ["routes"] = [Line(typeof(Route)), new("reason", MemberKind.Words), new("when", MemberKind.Condition)],
        [PartEdit.Itself] =
        [
            new("id", MemberKind.Name),
            new("title", MemberKind.Words),
            new("from", MemberKind.Day),
            new("until", MemberKind.Day, Optional: true),
            new("citation", MemberKind.Citation),
            new("messages", MemberKind.Messages),
            new("changes", MemberKind.Changes),
        ],
    };

    static readonly HashSet<string> perFunction = ["types", "nearest"];

    readonly JsonObject set;

    // The part as the draft had it when it was read.
    readonly JsonObject read;

    /// <param name="set">The draft as it was read.</param>
    /// <param name="at">The entry's place; null for a new one, which comes last.</param>
    /// <param name="typed">The part as it was typed before the draft was read anew; null for the part as the draft has it.</param>
    public PartForm(RuleSet set, string list, int? at, JsonObject? typed = null)
    {
        this.set = RuleSetJson.Write(set);
        (List, IsNew) = (list, at is null && list != PartEdit.Itself);
        At = list == PartEdit.Itself ? 0 : at ?? this.set[list]!.AsArray().Count;
        read =
            list == PartEdit.Itself ? PartEdit.OwnOf(this.set)
            : IsNew ? Blank(list)
            : this.set[list]![At]!.DeepClone().AsObject();
        Entry = (typed ?? read).DeepClone().AsObject();
        Check();
    }

    public string List { get; }
    public int At { get; }
    public bool IsNew { get; }

    /// <summary>The part as it stands in the form.</summary>
    public JsonObject Entry { get; private set; }
    public IReadOnlyList<PartMember> Members => forms[List];

    /// <summary>Members in whose fields stands what is no JSON, and where it breaks off: the part cannot be kept like this.</summary>
    public Dictionary<string, string> Unreadable { get; } = [];

    /// <summary>The set with the part as it stands; null while it cannot be read.</summary>
    public RuleSet? Read { get; private set; }

    /// <summary>Why it cannot be read; it cannot be kept like this.</summary>
    public RuleSetFault? Fault { get; private set; }

    /// <summary>What forbids publishing it, inside of this part; it can be kept.</summary>
    public IReadOnlyList<RuleSetProblem> Problems { get; private set; } = [];

    public PartEdit Edit => new(IsNew ? PartChange.Added : PartChange.Changed, List, At, Entry);

    /// <summary>The names of the rules, for pickers.</summary>
    public IReadOnlyList<string> Rules => [.. set["rules"]!.AsArray().Select(rule => rule!["id"]!.GetValue<string>())];

    /// <summary>The named conditions that may be used here: of named ones only those before.</summary>
    public IReadOnlyList<NamedChoice> Named =>
        [
            .. set["conditions"]!
                .AsArray()
                .Take(List == "conditions" ? At : int.MaxValue)
                .Select(named => new NamedChoice(
                    named!["name"]!.GetValue<string>(),
                    named["title"]!.AsObject(),
                    named["about"]?.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>()) ?? []
                )),
        ];

    /// <summary>The entries at hand in the part's conditions: name → pattern of the list.</summary>
    public IReadOnlyDictionary<string, string> Entries =>
        List == "conditions" && Entry["about"] is JsonObject about ? about.ToDictionary(pair => pair.Key, pair => $"{pair.Value}")
        : perFunction.Contains(List) || (List == "rules" && Entry["each"] is not null) ? new() { ["f"] = "functions" }
        : [];

    /// <summary>True for lists that the form knows.</summary>
    public static bool Knows(string list) => forms.ContainsKey(list);

    /// <summary>Looks at the set with the part as it stands. Call it after every change.</summary>
    public void Check()
    {
        (Read, Fault, Problems) = (null, null, []);
        var whole = set.DeepClone().AsObject();
        try
        {
            Edit.ApplyTo(whole);
            Read = RuleSetJson.Parse(whole.ToJsonString());
            Problems = [.. RuleSetCheck.Apparent(Read).Where(problem => MemberOf(problem.Place) is not null)];
        }
        catch (RuleSetFault fault)
        {
            Fault = fault;
        }
    }

    /// <summary>What was typed, on top of the draft as somebody else has left it meanwhile.</summary>
    /// <param name="now">The draft as it was read anew.</param>
    /// <param name="at">Where the part stands now.</param>
    /// <returns>Member by member: what was changed here stands as it was typed, everything else as it is in the draft now.</returns>
    public PartForm Over(RuleSet now, int? at)
    {
        var theirs = new PartForm(now, List, at).read;
        var merged = theirs.DeepClone().AsObject();
        List<string> both = [];
        foreach (var name in Entry.Concat(read).Select(member => member.Key).Distinct().ToList())
        {
            if (JsonNode.DeepEquals(read[name], Entry[name]))
            {
                continue;
            }

            if (!JsonNode.DeepEquals(read[name], theirs[name]) && !JsonNode.DeepEquals(Entry[name], theirs[name]))
            {
                both.Add(name);
            }

            merged.Remove(name);
            if (Entry[name] is { } typed)
            {
                merged[name] = typed.DeepClone();
            }
        }

        return new(now, List, at, merged) { Overlapping = both };
    }

    /// <summary>Members that both have changed: the form shows what was typed here.</summary>
    public IReadOnlyList<string> Overlapping { get; private init; } = [];

    /// <summary>The member of this part in which a place lies; null where it lies elsewhere.</summary>
    public string? MemberOf(string place)
    {
        var inside =
            List == PartEdit.Itself ? place
            : place.StartsWith($"{List}[{At}].", StringComparison.Ordinal) ? place[$"{List}[{At}].".Length..]
            : null;
        var member = inside?.Split('.', '[')[0];
        return Members.Any(one => one.Name == member) ? member : null;
    }

    static PartMember Line(Type choices) => new("is", MemberKind.Choice, Choices: choices);

    static JsonObject Blank(string list)
    {
        JsonObject entry = [];
        foreach (var member in forms[list].Where(member => !member.Optional))
        {
            JsonNode? value = member.Kind switch
            {
                MemberKind.Words or MemberKind.LongWords => new JsonObject { ["ja"] = "", ["en"] = "" },
                MemberKind.Choice => Enum.GetNames(member.Choices!)[0],
                MemberKind.Condition => new JsonObject { ["all"] = new JsonArray() },
                MemberKind.Citation => new JsonObject { ["document"] = "", ["confirmed"] = false },
                MemberKind.Messages or MemberKind.About => new JsonObject(),
                MemberKind.Name or MemberKind.Rule => "",
                _ => null,
            };
            if (value is not null)
            {
                entry[member.Name] = value;
            }
        }

        return entry;
    }
}

/// <summary>A named condition that can be picked.</summary>
/// <param name="About">The entries that it is about, with the patterns of their lists.</param>
public sealed record NamedChoice(string Name, JsonObject Title, IReadOnlyDictionary<string, string> About);

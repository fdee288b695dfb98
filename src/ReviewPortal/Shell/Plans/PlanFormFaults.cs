using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Shell.Plans;

// What is wrong with the draft, what is still missing, and what the rules say at which field.
public sealed partial class PlanForm
{
    // Longer than any answer may be, short enough to be sent again and again while it is being shortened.
    const int LongestTyped = 200_000;

    /// <summary>Begins the path of what is said about a correction, which stands beside the plan.</summary>
    public const string Remark = "answer:";

    /// <summary>Where what has no place any more is shown, to be copied.</summary>
    public const string MisplacedId = "misplaced";

    const int FindingsAtField = 3;

    readonly Dictionary<string, (string Fault, string Typed)> unusable = [];
    readonly Dictionary<string, AnswerConflict> conflicts = [];
    readonly Dictionary<string, int> turns = [];
    readonly Dictionary<(string Path, int Removals), string> misplaced = [];
    Dictionary<string, string> faults = [];
    HashSet<PlanStep> touched = [];

    /// <summary>An untouched form is not judged: what is missing is marked only after the first attempt to file it.</summary>
    public bool ShowMissing { get; private set; }
    public IReadOnlyList<string> Missing { get; private set; } = [];

    /// <summary>Answers that cannot stand together; while there are any, the plan is not filed.</summary>
    public IReadOnlyList<Contradiction> Excluded { get; private set; } = [];

    /// <summary>Questions to which two answers wait for a choice.</summary>
    public IReadOnlyDictionary<string, AnswerConflict> Conflicts => conflicts;

    /// <summary>What was typed into an entry that has gone or moved meanwhile; until the person lets it go, the plan is not filed.</summary>
    public IEnumerable<(string Path, string Typed)> Misplaced => misplaced.Select(one => (one.Key.Path, one.Value));

    /// <summary>Shows what has no place any more; longer text for the same place takes the shorter one's.</summary>
    /// <param name="removals">How many entries had been removed when the typing began.</param>
    public void Misplace(string path, string typed, int removals)
    {
        // An answer that was only taken away has nothing to copy.
        if (typed.Length > 0)
        {
            misplaced[(path, removals)] = typed;
        }
    }

    public void ForgetMisplaced()
    {
        misplaced.Clear();
        Changed?.Invoke();
    }

    public string? ErrorOf(string path) =>
        unusable.GetValueOrDefault(path).Fault
        ?? faults.GetValueOrDefault(path)
        ?? (Excluded.FirstOrDefault(one => one.Paths.Contains(path)) is { } excluded ? words[$"plan.fault.{excluded.Kind}"] : null)
        ?? (ShowMissing && Missing.Contains(path) ? words[MissingKey(path), words.Question(path)] : null)
        ?? DocumentError(path);

    /// <summary>Goes up whenever the control of a question has to be drawn anew, because what it shows was given up.</summary>
    public int TurnOf(string path) => turns.GetValueOrDefault(path);

    /// <summary>What the rules say against the answer that was given to a question.</summary>
    public IReadOnlyList<Finding> FindingsAt(string path) =>
        Assessment is null || Draft.Get(path) is null
            ? []
            :
            [
                .. Assessment
                    .Findings.Where(finding => finding.Outcome == Outcome.NotMet && finding.Answers.Contains(path))
                    .Take(FindingsAtField),
            ];

    /// <summary>Mandatory items of the check sheet that have no answer.</summary>
    public IReadOnlyList<string> OpenSheetItems => Sheet.ProgressOf(Plan).OpenMandatory;

    /// <summary>How far a step has come.</summary>
    public PlanStepState StateOf(PlanStep step)
    {
        if (step == PlanStep.Documents)
        {
            return StateOfDocuments();
        }

        bool In(string path) => PlanSteps.Of(path) == step;
        var owes = Missing.Any(In);
        return Excluded.SelectMany(one => one.Paths).Concat(faults.Keys).Concat(unusable.Keys).Concat(conflicts.Keys).Any(In)
            || (ShowMissing && owes)
                ? PlanStepState.ToCorrect
            : !touched.Contains(step) ? PlanStepState.Untouched
            // The sheet holds up no filing, but a step with open mandatory items is not told to be complete.
            : owes || (step == PlanStep.Compliance && OpenSheetItems.Count > 0) ? PlanStepState.InWork
            : PlanStepState.Complete;
    }

    /// <summary>How many answers a step still owes, faults included.</summary>
    public int OpenIn(PlanStep step) => OpenPoints().Count(path => PlanSteps.Of(path) == step);

    /// <summary>Everything that stands in the way of filing the plan, each leading to its field; empty when nothing does.</summary>
    /// <param name="addressOf">Where a field stands; on the page itself when null.</param>
    public IReadOnlyList<FormFault> Check(Func<string, string>? addressOf = null)
    {
        ShowMissing = true;
        Changed?.Invoke();
        return Faults(addressOf);
    }

    /// <summary>The same without marking anything: what still stands in the way.</summary>
    public IReadOnlyList<FormFault> Faults(Func<string, string>? addressOf = null) =>
        [
            .. misplaced.Count > 0 ? [new FormFault(MisplacedId, words["plan.misplaced"])] : Array.Empty<FormFault>(),
            .. OpenPoints()
                .Select(path => new FormFault(
                    PlanWords.FieldId(path),
                    words["plan.fault.at", words.Place(path), Why(path)],
                    addressOf?.Invoke(path)
                )),
        ];

    /// <summary>Paths of what stands in the way, in the order of the form.</summary>
    public IEnumerable<string> OpenPoints()
    {
        var open = faults
            .Keys.Concat(Missing)
            .Concat(unusable.Keys)
            .Concat(conflicts.Keys)
            .Concat(Excluded.SelectMany(one => one.Paths))
            .Distinct()
            .ToLookup(path => PlanQuestions.PatternOf(path));
        string[] answers = [.. PlanQuestions.All.SelectMany(question => open[question.Pattern])];
        return answers
            .Where(path => PlanSteps.Of(path) < PlanStep.Documents)
            .Concat(DocumentPoints)
            .Concat(answers.Where(path => PlanSteps.Of(path) > PlanStep.Documents));
    }

    /// <summary>Chooses between two answers to the same question.</summary>
    /// <param name="path">The question.</param>
    /// <param name="mine">True: what was typed here takes the other's place. False: it is given up.</param>
    public async Task ResolveAsync(string path, bool mine)
    {
        if (!conflicts.Remove(path, out var conflict))
        {
            return;
        }

        var settled = !mine || (await TypeAsync(path, conflict.Mine, conflict.Theirs)).Kept;
        if (settled)
        {
            turns[path] = TurnOf(path) + 1;
            Settled?.Invoke(path);
        }

        Changed?.Invoke();
    }

    string Why(string path) =>
        conflicts.ContainsKey(path)
            ? words["plan.fault.conflict"]
            : ErrorOf(path) ?? DocumentFault(path) ?? words[MissingKey(path), words.Question(path)];

    static string MissingKey(string path) =>
        PlanQuestions.PatternOf(path) switch
        {
            "functions[].main" => "plan.fault.main",
            "contacts[].main" => "plan.fault.main-contact",
            _ => "plan.fault.missing",
        };

    string? Unfit(string typed) =>
        typed.Length > LongestTyped ? words["plan.fault.TooLong", PlanJson.LongestAnswer]
        : words.Unusable(typed) is { } fault ? fault
        : null;

    string Told(PlanFault fault) => words.Of(fault);

    static HashSet<PlanStep> StepsIn(PlanDraft draft)
    {
        HashSet<PlanStep> steps = [];
        Walk(JsonNode.Parse(draft.Json), "");
        return steps;

        void Walk(JsonNode? node, string path)
        {
            switch (node)
            {
                case JsonObject members:
                    foreach (var (name, inside) in members)
                    {
                        Walk(inside, PlanPath.Join(path, name));
                    }

                    break;
                case JsonArray { Count: > 0 } entries when entries[0] is JsonObject:
                    for (var i = 0; i < entries.Count; i++)
                    {
                        Walk(entries[i], PlanPath.Entry(path, i));
                    }

                    break;
                case not null when path != "filing.kind":
                    steps.Add(PlanSteps.Of(path));
                    break;
                default:
                    break;
            }
        }
    }
}

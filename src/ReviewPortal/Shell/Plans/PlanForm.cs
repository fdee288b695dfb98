using System.Text.Json.Nodes;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Shell.Plans;

/// <summary>What was stored of a draft.</summary>
/// <param name="Json">The answers as they now are.</param>
/// <param name="SavedAt">When, UTC; null where nothing is stored.</param>
/// <param name="Removals">How many entries have been removed so far; 0 where nobody else writes.</param>
public sealed record SavedDraft(string Json, DateTime? SavedAt, int Removals = 0);

/// <summary>What a correction opens: the named fields of a plan that was filed.</summary>
public sealed record OpenFields(UsePlan Filed, IReadOnlyCollection<string> Paths);

/// <summary>The state of an open form: the draft, what it reads as, and what is wrong with it. Every change is stored before it is shown.</summary>
/// <param name="json">The answers at the start.</param>
/// <param name="savedAt">When they were stored, UTC; null where nothing is stored.</param>
/// <param name="store">Applies a change to the answer or list at a path and stores it.</param>
/// <param name="correction">Which fields are open; null for all.</param>
/// <param name="words">The user's language.</param>
/// <param name="rules">The rules in force.</param>
/// <param name="today">The day of assessment.</param>
public sealed class PlanForm(
    string json,
    DateTime? savedAt,
    Func<string, Action<PlanDraft>, Task<SavedDraft>> store,
    OpenFields? correction,
    Wording words,
    RuleSet rules,
    DateOnly today
)
{
    /// <summary>How a plan begins: a new filing, nothing else answered.</summary>
    public const string NewDraft = """{"filing":{"kind":"New"}}""";

    readonly Dictionary<string, string> unusable = [];
    readonly SemaphoreSlim turn = new(1, 1);
    Dictionary<string, string> faults = [];

    public PlanDraft Draft { get; private set; } = PlanDraft.Parse(json);
    public UsePlan Plan { get; private set; } = new();

    /// <summary>What the rules say; null while nothing has been answered.</summary>
    public Assessment? Assessment { get; private set; }
    public DateTime? SavedAt { get; private set; } = savedAt;
    public bool Saving { get; private set; }

    /// <summary>Why the last answer was not stored; what was typed still stands in its field.</summary>
    public string? Problem { get; private set; }

    /// <summary>An untouched form is not judged: what is missing is marked only after the first attempt to file it.</summary>
    public bool ShowMissing { get; private set; }
    public IReadOnlyList<string> Missing { get; private set; } = [];
    public bool IsEmpty => Draft.Json is NewDraft or "{}";

    /// <summary>Something above has changed.</summary>
    public event Action? Changed;

    /// <summary>True when the answer can be changed now.</summary>
    public bool IsOpen(string path) =>
        correction is null
        || correction.Paths.Any(named => PlanPath.IsWithin(path, named))
        || Consequences.Any(raised => PlanPath.IsWithin(path, raised));

    /// <summary>In a correction: the questions that the corrected answers raise and the filed plan was not asked; outermost only.</summary>
    public IReadOnlyList<string> Consequences { get; private set; } = [];

    public bool IsAsked(string path) => PlanQuestions.IsAsked(path, Plan);

    public string? ErrorOf(string path) =>
        unusable.GetValueOrDefault(path)
        ?? faults.GetValueOrDefault(path)
        ?? (
            ShowMissing && Missing.Contains(path)
                ? words[path.EndsWith("].main", StringComparison.Ordinal) ? "plan.fault.main" : "plan.fault.missing", words.Question(path)]
                : null
        );

    /// <summary>How many answers a part of the form still owes, faults included.</summary>
    public int OpenIn(string part) =>
        Missing.Count(path => PlanPath.IsWithin(path, part)) + faults.Keys.Count(path => PlanPath.IsWithin(path, part));

    /// <summary>Reads the draft anew; call once at the start.</summary>
    public void Read()
    {
        var reading = PlanJson.Read(Draft.Json);
        Plan = reading.Plan ?? new();
        faults = reading.Faults.DistinctBy(fault => fault.Path).ToDictionary(fault => fault.Path, Told);
        Missing = [.. PlanCompleteness.Missing(Plan).Where(path => !faults.ContainsKey(path))];
        Consequences = correction is null ? [] : RaisedBy(correction);
        Assessment = IsEmpty ? null : Assessor.Assess(Plan, rules, today);
        Changed?.Invoke();
    }

    /// <summary>Stores what was typed for a question.</summary>
    public Task TypeAsync(PlanQuestion question, string path, string? typed)
    {
        if (PlanInput.HasUnusable(typed))
        {
            unusable[path] = words["plan.fault.control"];
            Changed?.Invoke();
            return Task.CompletedTask;
        }

        return AnswerAsync(path, PlanInput.Read(question, typed));
    }

    public Task AnswerAsync(string path, JsonNode? value) => StoreAsync(path, draft => draft.Set(path, value?.DeepClone()));

    public Task AddEntryAsync(string list) => StoreAsync(list, draft => draft.AddEntry(list));

    public Task RemoveEntryAsync(string path)
    {
        // What could not be kept in the list's fields goes with the entry, or would stand at another's.
        foreach (var gone in unusable.Keys.Where(field => PlanPath.IsWithin(field, path[..path.LastIndexOf('[')])).ToList())
        {
            unusable.Remove(gone);
        }

        return StoreAsync(path, draft => draft.RemoveEntry(path));
    }

    /// <summary>Completes when everything that was given so far is stored.</summary>
    public async Task SettledAsync()
    {
        await turn.WaitAsync();
        turn.Release();
    }

    /// <summary>Everything that stands in the way of filing the plan, each leading to its field; empty when nothing does.</summary>
    public IReadOnlyList<FormFault> Check()
    {
        ShowMissing = true;
        Changed?.Invoke();
        return Faults();
    }

    /// <summary>The same without marking anything: what still stands in the way.</summary>
    public IReadOnlyList<FormFault> Faults() =>
        [
            .. PlanQuestions
                .All.SelectMany(question =>
                    faults.Keys.Concat(Missing).Concat(unusable.Keys).Where(path => PlanQuestions.Find(path) == question)
                )
                .Distinct()
                .Select(path => new FormFault(PlanWords.FieldId(path), words["plan.fault.at", words.Place(path), ErrorOf(path) ?? ""])),
        ];

    Task StoreAsync(string path, Action<PlanDraft> change) =>
        InTurnAsync(
            path,
            async () =>
            {
                var saved = await store(path, change);
                (Draft, SavedAt) = (PlanDraft.Parse(saved.Json), saved.SavedAt);
            }
        );

    /// <summary>Does something else that is stored with the form, in its turn.</summary>
    public async Task InTurnAsync(string path, Func<Task> action)
    {
        // One after the other, in the order in which they were given: no answer is dropped while another is being stored.
        await turn.WaitAsync();
        (Saving, Problem) = (true, null);
        unusable.Remove(path);
        Changed?.Invoke();
        try
        {
            await action();
        }
        catch (RuleBroken refusal)
        {
            Problem = words.For(refusal);
        }
        catch (NotFound)
        {
            Problem = words["problem.not-there"];
        }
        finally
        {
            Saving = false;
            turn.Release();
            Read();
        }
    }

    List<string> RaisedBy(OpenFields open)
    {
        var raised = new List<string>();
        foreach (var path in PlanCompleteness.Asked(Plan).Where(path => !PlanQuestions.IsAsked(path, open.Filed)))
        {
            if (!raised.Concat(open.Paths).Any(outer => PlanPath.IsWithin(path, outer)))
            {
                raised.Add(path);
            }
        }

        return raised;
    }

    string Told(PlanFault fault) => words.Find($"plan.fault.{fault.Kind}") ?? words["plan.fault.other"];
}

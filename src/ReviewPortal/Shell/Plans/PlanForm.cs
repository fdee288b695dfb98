using System.Text.Json.Nodes;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Shell.Plans;

/// <summary>What was stored of a draft.</summary>
/// <param name="Json">The answers as they now are.</param>
/// <param name="SavedAt">When, UTC; null where nothing is stored.</param>
/// <param name="Removals">How many entries have been removed so far; 0 where nobody else writes.</param>
/// <param name="Lists">Lists that have lost entries, each with the number of the removal that was the last to take one out.</param>
public sealed record SavedDraft(string Json, DateTime? SavedAt, int Removals = 0, IReadOnlyDictionary<string, int>? Lists = null);

/// <summary>What a correction opens: the named fields of a plan that was filed.</summary>
public sealed record OpenFields(UsePlan Filed, IReadOnlyCollection<string> Paths);

/// <summary>The state of an open form: the draft, what it reads as, and what is wrong with it. Every change is stored before it is shown.</summary>
/// <param name="start">The answers at the start, and when they were stored.</param>
/// <param name="store">Applies a change to the answer or list at a path and stores it.</param>
/// <param name="correction">Which fields are open; null for all.</param>
/// <param name="words">The user's language.</param>
/// <param name="rules">The rules in force.</param>
/// <param name="today">The day of assessment.</param>
public sealed partial class PlanForm(
    SavedDraft start,
    Func<string, Action<PlanDraft>, SeenDraft, Task<SavedDraft>> store,
    OpenFields? correction,
    Wording words,
    RuleSet rules,
    DateOnly today
)
{
    /// <summary>How a plan begins: a new filing, nothing else answered.</summary>
    public const string NewDraft = """{"filing":{"kind":"New"}}""";

    readonly Dictionary<string, string> own = [];
    readonly SemaphoreSlim turn = new(1, 1);

    public PlanDraft Draft { get; private set; } = PlanDraft.Parse(start.Json);
    public UsePlan Plan { get; private set; } = new();

    /// <summary>The rules by which the plan is judged today.</summary>
    public RuleSet Rules { get; } = rules;

    /// <summary>What the rules say; null while nothing has been answered.</summary>
    public Assessment? Assessment { get; private set; }
    public DateTime? SavedAt { get; private set; } = start.SavedAt;
    public int Removals { get; private set; } = start.Removals;
    public bool Saving { get; private set; }

    /// <summary>Why the last answer was not stored; what was typed still stands in its field.</summary>
    public string? Problem { get; private set; }

    /// <summary>The last answer was not stored because nobody is signed in any more.</summary>
    public bool IsSignedOut { get; private set; }
    public bool IsEmpty => Draft.Json is NewDraft or "{}";

    /// <summary>Stores what is said about an item of a correction; the path has no <see cref="Remark"/> before it.</summary>
    public Func<string, string, IReadOnlyCollection<string>?, Task>? StoreRemark { get; set; }

    /// <summary>Something above has changed.</summary>
    public event Action? Changed;

    /// <summary>What was typed at or below the path is settled: stored, given up or gone with its entry.</summary>
    public event Action<string>? Settled;

    /// <summary>True when the answer can be changed now.</summary>
    public bool IsOpen(string path) =>
        correction is null
        || correction.Paths.Any(named => PlanPath.IsWithin(path, named))
        || Consequences.Any(raised => PlanPath.IsWithin(path, raised));

    /// <summary>In a correction: the questions that the corrected answers raise and the filed plan was not asked; outermost only.</summary>
    public IReadOnlyList<string> Consequences { get; private set; } = [];

    public bool IsAsked(string path) => PlanQuestions.IsAsked(path, Plan);

    /// <summary>Reads the draft anew; call once at the start.</summary>
    public void Read()
    {
        var reading = PlanJson.Read(Draft.Json);
        Plan = reading.Plan ?? new();
        faults = reading.Faults.DistinctBy(fault => fault.Path).ToDictionary(fault => fault.Path, Told);
        Missing = [.. PlanCompleteness.Missing(Plan).Where(path => !faults.ContainsKey(path))];
        Excluded = Contradictions.In(Plan);
        Consequences = correction is null ? [] : RaisedBy(correction);
        Assessment = IsEmpty ? null : Assessor.Assess(Plan, Rules, today);
        touched = StepsIn(Draft);
        Changed?.Invoke();
        TellDisplaced();
    }

    /// <summary>Stores what was typed for a question.</summary>
    /// <param name="path">The question, or an item of a correction behind <see cref="Remark"/>.</param>
    /// <param name="typed">What was typed, as <see cref="PlanDraft.TextOf"/> writes answers.</param>
    /// <param name="seen">What stood there when the typing began; null where it does not matter.</param>
    /// <param name="removals">How many entries had been removed then; as many as now when null.</param>
    public async Task<TypedAnswer> TypeAsync(string path, string typed, string? seen = null, int? removals = null)
    {
        if (path.StartsWith(Remark, StringComparison.Ordinal))
        {
            return await TypeRemarkAsync(path, typed, seen);
        }

        if (PlanQuestions.Find(path) is not { Kind: not (AnswerKind.Group or AnswerKind.List) } question)
        {
            return new(false, "");
        }

        var then = removals ?? Removals;
        if (Unfit(typed) is { } fault)
        {
            if (HasMoved(path, then))
            {
                Misplace(path, typed, then);
                return new(false, "", Misplaced: true);
            }

            unusable[path] = (fault, typed);
            Changed?.Invoke();
            return new(false, TextAt(path));
        }

        var value = PlanInput.Read(question, AsListed(path, typed));
        var isGone = false;
        var kept = await InTurnAsync(
            path,
            typed,
            async () =>
            {
                try
                {
                    await StoreAsync(path, draft => draft.Set(path, value?.DeepClone()), new(SeenAt(path, seen), then));
                }
                catch (RuleBroken refusal) when (refusal.Code == "entry-gone")
                {
                    isGone = true;
                    Misplace(path, typed, then);
                }
            }
        );
        return isGone ? new(false, "", Misplaced: true) : new(kept, TextAt(path));
    }

    public Task AnswerAsync(string path, JsonNode? value) => ChangeAsync(path, draft => draft.Set(path, value?.DeepClone()));

    public Task AddEntryAsync(string list) => ChangeAsync(list, draft => draft.AddEntry(list));

    /// <summary>Takes over what others have stored meanwhile.</summary>
    /// <param name="read">Reads the draft as it is stored now.</param>
    public async Task RefreshAsync(Func<Task<SavedDraft>> read)
    {
        await turn.WaitAsync();
        try
        {
            var saved = await read();
            if (saved.Json == Draft.Json && saved.Removals == Removals)
            {
                SavedAt = saved.SavedAt;
                return;
            }

            Take(saved);
        }
        finally
        {
            turn.Release();
        }

        Read();
    }

    /// <summary>Completes when everything that was given so far is stored.</summary>
    public async Task SettledAsync()
    {
        await turn.WaitAsync();
        turn.Release();
    }

    Task ChangeAsync(string path, Action<PlanDraft> change) => InTurnAsync(path, "", () => StoreAsync(path, change, new(null, Removals)));

    async Task StoreAsync(string path, Action<PlanDraft> change, SeenDraft seen)
    {
        Take(await store(path, change, seen));
        own[path] = TextAt(path);
    }

    async Task<TypedAnswer> TypeRemarkAsync(string path, string typed, string? seen)
    {
        if (StoreRemark is null)
        {
            return new(false, "");
        }

        if (Unfit(typed) is { } fault)
        {
            unusable[path] = (fault, typed);
            Changed?.Invoke();
            return new(false, "");
        }

        var text = TextInput.Clean(typed, lines: true);
        var kept = await InTurnAsync(
            path,
            typed,
            async () =>
            {
                await StoreRemark(path[Remark.Length..], text, SeenAt(path, seen));
                own[path] = text;
            }
        );
        return new(kept, kept ? text : "");
    }

    // One after the other, in the order in which they were given: no answer is dropped while another is being stored.
    async Task<bool> InTurnAsync(string path, string typed, Func<Task> action)
    {
        await turn.WaitAsync();
        (Saving, Problem, IsSignedOut) = (true, null, false);
        unusable.Remove(path);
        conflicts.Remove(path);
        Changed?.Invoke();
        try
        {
            await action();
            return true;
        }
        catch (AnswerTaken taken)
        {
            conflicts[path] = new(typed, taken.Theirs, taken.By, taken.At);
        }
        catch (RuleBroken refusal)
        {
            (Problem, IsSignedOut) = (words.For(refusal), refusal.Code == "signed-out");
        }
        catch (Stale stale)
        {
            Problem = words.For(stale);
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

        return false;
    }

    // What this very form stored is no surprise to the person, even when the typing began before it was.
    string[]? SeenAt(string path, string? seen) =>
        seen is null ? null
        : own.TryGetValue(path, out var mine) ? [seen, mine]
        : [seen];

    string TextAt(string path) => PlanDraft.TextOf(Draft.Get(path));

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
}

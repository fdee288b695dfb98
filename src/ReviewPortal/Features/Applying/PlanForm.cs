using System.Text.Json.Nodes;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Applying;

/// <summary>The state of an open form: the draft, what it reads as, and what is wrong with it. Every change is stored before it is shown.</summary>
public sealed class PlanForm(ApplyingService service, MyApplication application, Wording words, DateOnly today)
{
    readonly Dictionary<string, string> unusable = [];
    readonly SemaphoreSlim turn = new(1, 1);
    Dictionary<string, string> faults = [];

    public MyApplication Application { get; } = application;
    public PlanDraft Draft { get; private set; } = PlanDraft.Parse(application.Draft);
    public UsePlan Plan { get; private set; } = new();
    public Assessment? Assessment { get; private set; }
    public DateTime SavedAt { get; private set; } = application.DraftSavedAt;
    public bool Saving { get; private set; }

    /// <summary>Why the last answer was not stored; what was typed still stands in its field.</summary>
    public string? Problem { get; private set; }

    /// <summary>An untouched form is not judged: what is missing is marked only after the first attempt to file it.</summary>
    public bool ShowMissing { get; private set; }
    public IReadOnlyList<string> Missing { get; private set; } = [];
    public bool IsEmpty => Draft.Json == ApplyingService.NewDraft;

    /// <summary>Something above has changed.</summary>
    public event Action? Changed;

    /// <summary>True when the answer can be changed now.</summary>
    public bool IsOpen(string path) =>
        Application.OpenCorrection is not { } correction
        || correction.Items.Any(item => PlanPath.IsWithin(path, item.Path))
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
        Consequences = Application.OpenCorrection is null ? [] : [.. RaisedBy(PlanJson.Read(Application.Versions[^1].Plan).Plan ?? new())];
        Assessment = IsEmpty ? null : Assessor.Assess(Plan, RuleSets.InForce(today), today);
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

    public Task AnswerAsync(string path, JsonNode? value) => StoreAsync(path, () => service.AnswerAsync(Application.Id, path, value));

    public Task AddEntryAsync(string list) => StoreAsync(list, () => service.AddEntryAsync(Application.Id, list));

    public Task RemoveEntryAsync(string path) => StoreAsync(path, () => service.RemoveEntryAsync(Application.Id, path));

    /// <summary>Everything that stands in the way of filing the plan, each leading to its field; empty when nothing does.</summary>
    public IReadOnlyList<FormFault> Check()
    {
        ShowMissing = true;
        Changed?.Invoke();
        return
        [
            .. PlanQuestions
                .All.SelectMany(question =>
                    faults.Keys.Concat(Missing).Concat(unusable.Keys).Where(path => PlanQuestions.Find(path) == question)
                )
                .Distinct()
                .Select(path => new FormFault(PlanWords.FieldId(path), words["plan.fault.at", words.Place(path), ErrorOf(path) ?? ""])),
        ];
    }

    /// <summary>Stores what is said about one item of the correction.</summary>
    public Task ReplyAsync(string path, string reply) =>
        InTurnAsync(path, () => service.AnswerCorrectionAsync(Application.Id, path, reply));

    Task StoreAsync(string path, Func<Task<SavedDraft>> store) =>
        InTurnAsync(
            path,
            async () =>
            {
                var saved = await store();
                (Draft, SavedAt) = (PlanDraft.Parse(saved.Json), saved.SavedAt);
            }
        );

    // One after the other, in the order in which they were given: no answer waits in vain for another to be stored.
    async Task InTurnAsync(string path, Func<Task> store)
    {
        await turn.WaitAsync();
        (Saving, Problem) = (true, null);
        unusable.Remove(path);
        Changed?.Invoke();
        try
        {
            await store();
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

    IEnumerable<string> RaisedBy(UsePlan filed)
    {
        var raised = new List<string>();
        foreach (var path in PlanCompleteness.Asked(Plan).Where(path => !PlanQuestions.IsAsked(path, filed)))
        {
            if (
                !raised.Exists(outer => PlanPath.IsWithin(path, outer))
                && !Application.OpenCorrection!.Items.Any(item => PlanPath.IsWithin(path, item.Path))
            )
            {
                raised.Add(path);
            }
        }

        return raised;
    }

    string Told(PlanFault fault) => words.Find($"plan.fault.{fault.Kind}") ?? words["plan.fault.other"];
}

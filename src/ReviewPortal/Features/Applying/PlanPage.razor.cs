using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using ReviewPortal.Access;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;
using ReviewPortal.Shell;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Applying;

/// <summary>The form in which a plan is written, corrected and filed. The address says which step is shown.</summary>
public sealed partial class PlanPage(
    ApplyingService service,
    ApplyingQueries queries,
    DraftQueries drafts,
    DraftSignals signals,
    TermsOfUse termsOfUse,
    RuleBooks books,
    ApplicationFiles documents,
    TimeProvider time
)
{
    static readonly List<PlanStep> Steps =
    [
        .. Enum.GetValues<PlanStep>().Where(step => step is PlanStep.Summary or PlanStep.Documents || PlanSteps.PartsOf(step).Count > 0),
    ];

    readonly Guid attempt = Guid.CreateVersion7();
    readonly Dictionary<string, string> remarks = [];
    readonly CancellationTokenSource gone = new();
    MyApplication? application;
    PlanForm? form;
    PlanAddress? address;
    IDisposable? listening;
    ITimer? looking;
    Terms? terms;
    string? accepted;
    string? termsError;
    string? focus;
    string? drawn;
    bool missing;
    List<FormFault> faults = [];

    [Inject]
    Wording Words { get; set; } = default!;

    [Inject]
    Attempt Attempt { get; set; } = default!;

    [Inject]
    IDialogService Dialogs { get; set; } = default!;

    [Inject]
    NavigationManager Navigation { get; set; } = default!;

    [Inject]
    IJSRuntime Script { get; set; } = default!;

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The step's name in small letters; the first step where it is none.</summary>
    [SupplyParameterFromQuery(Name = "step")]
    public string? StepName { get; set; }

    PlanStep Step => Enum.TryParse<PlanStep>(StepName, ignoreCase: true, out var step) && Steps.Contains(step) ? step : PlanStep.Service;
    bool Corrects => application!.OpenCorrection is not null;
    bool MayFile => application!.Open.Any(action => action is ApplicationAction.Submit or ApplicationAction.Resubmit);
    Func<string, string>? AddressOf => Corrects ? null : address!.Of;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            application = await queries.FindAsync(new(Id));
        }
        catch (NotFound)
        {
            missing = true;
            return;
        }

        if (!application.Open.Any(action => action is ApplicationAction.Edit or ApplicationAction.AnswerCorrection))
        {
            Navigation.NavigateTo(Links.Application(application.Id), replace: true);
            return;
        }

        var now = await drafts.FindAsync(application.Id);
        foreach (var (path, answer) in now.Remarks)
        {
            remarks[path] = answer;
        }

        var open = application.OpenCorrection is { } correction
            ? new OpenFields(PlanJson.Read(application.Versions[^1].Plan).Plan ?? new(), [.. correction.Items.Select(item => item.Path)])
            : null;
        var today = JapaneseDate.On(time.GetUtcNow().UtcDateTime);
        address = open is null ? new(path => Links.Plan(application.Id, PlanSteps.Of(path))) : null;
        terms = termsOfUse.InForce(today);
        form = new(
            now.Draft,
            (path, change, seen) => service.EditAsync(new(Id), path, change, seen),
            open,
            Words,
            await books.InForceAsync(today),
            today
        )
        {
            StoreRemark = RemarkAsync,
            OwnServices = await drafts.ServicesAsync(),
        };
        form.Read();
        await ReadFilesAsync();
        form.Changed += Refresh;
        listening = signals.Listen(application.Id, service, Look);
        looking = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        LookForVerdicts();
    }

    protected override void OnParametersSet()
    {
        // The step's heading, or the field that the address names, takes the focus when another one is asked for.
        if (drawn != Navigation.Uri)
        {
            var fragment = new Uri(Navigation.Uri).Fragment.TrimStart('#');
            focus =
                fragment.Length > 0 ? fragment
                : drawn is null ? null
                : "step-title";
            drawn = Navigation.Uri;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (form is not null && focus is { } id)
        {
            focus = null;
            await Script.InvokeVoidAsync("portalFocus", id);
        }
    }

    async Task RemarkAsync(string path, string answer, IReadOnlyCollection<string>? seen)
    {
        await service.AnswerCorrectionAsync(new(Id), path, answer, seen);
        remarks[path] = answer;
    }

    void Refresh() =>
        InvokeAsync(() =>
        {
            // What was put right leaves the summary at once. The list stays the same one, so that the summary does not take the focus again.
            if (faults.Count > 0)
            {
                var left = form!.Faults(AddressOf).Concat(RemarkFaults()).Select(fault => fault.FieldId).ToHashSet();
                faults.RemoveAll(fault => !left.Contains(fault.FieldId) && fault.FieldId != SummaryStep.TermsId);
            }

            StateHasChanged();
        });

    void Look() => _ = InvokeAsync(LookAsync);

    // What others wrote meanwhile; and whether the plan is still to be written at all.
    async Task LookAsync()
    {
        if (gone.IsCancellationRequested || Attempt.Busy)
        {
            return;
        }

        try
        {
            DraftNow? now = null;
            await form!.RefreshAsync(async () => (now = await drafts.FindAsync(new(Id), gone.Token)).Draft);
            foreach (var (path, answer) in now!.Remarks)
            {
                remarks[path] = answer;
            }

            if (!now.IsOpen)
            {
                Leave(now.Filed is { } filed ? Words["apply.filed-by", filed.By, Words.Moment(filed.At)] : null);
                return;
            }

            await ReadFilesAsync();
            StateHasChanged();
        }
        catch (Exception fault) when (fault is RuleBroken or NotFound or OperationCanceledException)
        {
            // Who may no longer see it is told so at the next change.
        }
    }

    void Accept(bool yes)
    {
        accepted = yes ? terms!.Id : null;
        termsError = null;
        faults.RemoveAll(fault => fault.FieldId == SummaryStep.TermsId);
    }

    IEnumerable<FormFault> RemarkFaults() => Corrects ? CorrectionAnswers.Check(form!, remarks, Words) : [];

    async Task FileAsync()
    {
        // An answer that was just left is stored before the plan is looked at.
        await form!.SettledAsync();
        termsError = !Corrects && accepted is null ? Words["terms.missing"] : null;
        faults =
        [
            .. form.Check(AddressOf),
            .. RemarkFaults(),
            .. termsError is null
                ? Array.Empty<FormFault>()
                : [new FormFault(SummaryStep.TermsId, termsError, Links.Plan(new(Id), PlanStep.Summary))],
        ];
        if (faults.Count > 0)
        {
            return;
        }

        var verb = Words[Corrects ? "apply.resubmit" : "apply.submit"];
        if (!await Dialogs.ConfirmAsync(verb, Words[Corrects ? "apply.resubmit-text" : "apply.submit-text"], verb))
        {
            return;
        }

        var done = Words[Corrects ? "apply.resubmitted" : "apply.submitted"];
        if (await Attempt.RunAsync(SendAsync, done))
        {
            Navigation.NavigateTo(Links.Application(new(Id)));
        }
    }

    async Task SendAsync()
    {
        ApplicationId id = new(Id);
        try
        {
            await (
                Corrects ? service.ResubmitAsync(id, application!.Versions.Count + 1, attempt) : service.SubmitAsync(id, accepted, attempt)
            );
        }
        catch (RuleBroken refusal) when (refusal.Code == "terms-changed")
        {
            // The new wording is shown, and has to be accepted anew.
            terms = termsOfUse.InForce(JapaneseDate.On(time.GetUtcNow().UtcDateTime));
            accepted = null;
            throw;
        }
        catch (RuleBroken refusal) when (refusal.Code == "already-filed")
        {
            // Somebody was faster: the result is shown, and above it who and when.
            Leave(null);
            throw;
        }
    }

    void Leave(string? why)
    {
        gone.Cancel();
        Navigation.NavigateTo(Links.Application(new(Id)), replace: true);
        Attempt.Say(why);
    }

    public void Dispose()
    {
        gone.Cancel();
        listening?.Dispose();
        looking?.Dispose();
        if (form is not null)
        {
            form.Changed -= Refresh;
        }

        gone.Dispose();
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;
using ReviewPortal.Shell;

namespace ReviewPortal.Features.Reviewing;

/// <summary>The state of the page, and what its buttons do.</summary>
public sealed partial class RecommendPage(
    CaseQueries cases,
    RecommendationService drafts,
    ConditionLibrary library,
    ReviewService reviews,
    NavigationManager navigation,
    IJSRuntime script,
    TimeProvider time
) : ComponentBase, IAsyncDisposable
{
    readonly Dictionary<string, Action<string>> fields = [];
    ElementReference root;
    DotNetObjectReference<RecommendPage>? self;
    Case? shown;
    bool missing;
    bool isClosed;

    // It could be written when the page was opened: what is typed stays, whatever happens to the case.
    bool wasOpen;
    bool isListened;
    bool isKeeping;
    bool isChanged;
    RecommendationForm form = new();

    // What the person had written when the page was read anew after somebody else's text: it stands there to be copied.
    RecommendationForm? unkept;

    // It stands there because the recommendation that was sent back was put in its place.
    bool isReplaced;

    // Nobody else has the right to decide: what is sent would lie there.
    bool nobodyDecides;
    int revision;
    (string By, DateTime At)? kept;
    IReadOnlyList<ReasonSource> sources = [];
    IReadOnlyList<ProposedCondition> proposals = [];
    IReadOnlyList<FormFault> faults = [];
    Dictionary<string, string> faultOf = [];

    [Inject]
    Wording Words { get; set; } = default!;

    [Inject]
    Attempt Attempt { get; set; } = default!;

    [Parameter]
    public Guid Id { get; set; }

    UseType Proposed => shown!.Application.LatestVersion!.UseType;
    Domain.Guidelines.Route ProposedRoute => shown!.Application.LatestVersion!.Route;
    IReadOnlyList<OpenPoint> Open => shown!.Application.OpenPoints();
    IReadOnlyList<OpenPoint> Against =>
        form.Outcome == DecisionOutcome.Refused ? [] : shown!.Application.Against(shown.Assessment, form.UseType);
    EarlierRecommendation? Earlier => shown!.Application.EarlierRecommendations.LastOrDefault();
    string Kept => kept is var (by, at) ? Words["recommend.kept", Words.Time(at), by] : Words["recommend.not-kept"];

    protected override Task OnInitializedAsync() => ReadAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // What is typed is told in pauses, so that a reload in the middle of a sentence loses nothing. The field itself is left alone.
        if (shown is not null && wasOpen && !isListened)
        {
            isListened = true;
            self = DotNetObjectReference.Create(this);
            await script.InvokeVoidAsync("portalTyped", root, self);
        }
    }

    /// <summary>A field's text in a pause of typing.</summary>
    [JSInvokable]
    public async Task TypedAsync(string id, string text)
    {
        if (fields.TryGetValue(id, out var keep))
        {
            keep(text);
            await KeepAsync();
        }
    }

    async Task ReadAsync()
    {
        try
        {
            var read = await cases.FindAsync(new(Id));
            var draft = await drafts.FindAsync(new(Id));
            await TakeAsync(read);
            (form, revision, nobodyDecides) = (draft.Form, draft.Revision, draft.NobodyDecides);
            kept = draft is { ByName: { } by, SavedAt: { } at } ? (by, at) : null;
            form.UseType ??= Proposed;
            form.Route ??= ProposedRoute;
        }
        catch (NotFound)
        {
            (shown, missing) = (null, true);
        }
    }

    // The case has moved: everything is read anew but what stands in the fields.
    async Task RefreshAsync()
    {
        if (!wasOpen)
        {
            await ReadAsync();
            return;
        }

        try
        {
            await TakeAsync(await cases.FindAsync(new(Id)));
        }
        catch (NotFound)
        {
            (shown, missing) = (null, true);
        }
    }

    async Task TakeAsync(Case read)
    {
        isClosed = !read.Application.OpenTo(read.Act).Contains(ApplicationAction.Recommend);
        wasOpen |= !isClosed;
        sources = ReasonSource.Of(read.Assessment, read.Application.Judgements);
        proposals = Assembled.Conditions(Words, read, await library.ListAsync());
        shown = read;
    }

    Task ReadAgainAsync()
    {
        (unkept, isReplaced) = (form, false);
        return ReadAsync();
    }

    Task TakeEarlierAsync()
    {
        (unkept, isReplaced) = (form, true);
        form = RecommendationForm.Of(Earlier!.Recommendation.Proposal);
        return KeepAsync();
    }

    // Not as an attempt: a button that is out of reach while a field is kept would take no click that leaves the field.
    async Task KeepAsync()
    {
        isChanged = true;
        if (isKeeping)
        {
            return;
        }

        isKeeping = true;
        try
        {
            while (isChanged)
            {
                isChanged = false;
                (revision, var at) = await drafts.KeepAsync(new(Id), form, revision);
                kept = (shown!.Act.Name, at);
            }
        }
        catch (Exception refused) when (refused is Stale or RuleBroken or NotFound)
        {
            await Attempt.RunAsync(() => Task.FromException(refused), reload: ReadAgainAsync);
        }
        finally
        {
            isKeeping = false;
        }

        StateHasChanged();
    }

    // Opinions' conditions and blocking findings are what conditions and reasons are made of: they stand there to be edited, not typed anew.
    async Task ChooseAsync(DecisionOutcome outcome)
    {
        form.Outcome = outcome;
        if (outcome == DecisionOutcome.AcceptedWithConditions && form.Conditions.Count == 0)
        {
            form.Conditions.AddRange(
                proposals.Where(proposal => proposal.IsBegunWith).Select(proposal => ConditionForm.Of(proposal.Form.ToCondition()))
            );
            if (form.Conditions.Count == 0)
            {
                form.Conditions.Add(new());
            }
        }

        if (outcome == DecisionOutcome.Refused && form.Reasons.Count == 0)
        {
            form.Reasons.AddRange(
                sources.Where(source => source.IsAgainst).Select(source => Assembled.Reason(Words, source, shown!.PlanText))
            );
            if (form.Reasons.Count == 0)
            {
                form.Reasons.Add(new());
            }
        }

        await KeepAsync();
    }

    // What was written stays: the assembled text stands behind it.
    Task AssembleSummaryAsync()
    {
        form.Summary = string.Join(
            "\n",
            new[] { form.Summary.Trim(), Assembled.Summary(Words, shown!, form) }.Where(text => text.Length > 0)
        );
        return KeepAsync();
    }

    async Task RecommendAsync()
    {
        var today = JapaneseDate.On(time.GetUtcNow().UtcDateTime);
        var found = new RecommendationFormRules(Words, Proposed, ProposedRoute, Against.Count > 0, today)
            .Validate(form)
            .Errors.DistinctBy(error => error.PropertyName)
            .ToList();
        faultOf = found.ToDictionary(error => error.PropertyName, error => error.ErrorMessage);
        // What is open is said here: whoever sends it past this page is refused, and that is kept.
        faults =
        [
            .. Open.Select(point => new FormFault(FieldId("Open"), OpenPoints.Say(Words, point))),
            .. found.Select(error => new FormFault(FieldId(error.PropertyName), error.ErrorMessage)),
        ];
        var application = shown!.Application;
        if (
            faults.Count == 0
            && await Attempt.RunAsync(
                () => reviews.RecommendAsync(application.Id, application.Version, form.ToProposal()),
                Words["done.Recommend"],
                ReadAsync
            )
        )
        {
            navigation.NavigateTo(Links.Case(application.Id, "decision"));
        }
    }

    public ValueTask DisposeAsync()
    {
        self?.Dispose();
        return ValueTask.CompletedTask;
    }
}

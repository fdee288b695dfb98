using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Shell.Plans;

// The documents beside the plan. Their paths are those of corrections: "documents.privacyPolicy".
public sealed partial class PlanForm
{
    IReadOnlyList<DocumentKind>? opens;

    /// <summary>The check sheet of the rules by which the plan is judged, which says what documents are needed.</summary>
    public SheetTemplate Sheet { get; } = CheckSheets.Of(rules.Id);

    /// <summary>The files that are attached now.</summary>
    public IReadOnlyList<AttachedFile> Files { get; private set; } = [];

    /// <summary>What the answers ask for.</summary>
    public IReadOnlyList<NeededDocument> NeededDocuments => Sheet.DocumentsFor(Plan);

    /// <summary>In a correction: the kinds that the corrected answers need and the filed plan did not.</summary>
    public IReadOnlyList<DocumentKind> RaisedDocuments =>
        correction is null ? [] : [.. Kinds(NeededDocuments).Except(Kinds(Sheet.DocumentsFor(correction.Filed)))];

    /// <summary>The kinds that can be attached and taken out now.</summary>
    public IReadOnlyList<DocumentKind> OpenDocuments => [.. (opens ?? []).Union(opens is null ? [] : RaisedDocuments)];

    /// <summary>Needed and not there, where it can be attached.</summary>
    IEnumerable<DocumentKind> MissingDocuments => Kinds(NeededDocuments).Where(kind => OpenDocuments.Contains(kind) && !HasFile(kind));

    // A file in which the scanner found something is never filed.
    IEnumerable<DocumentKind> SpoiledDocuments =>
        Files.Where(file => file.Scan == ScanState.Found && OpenDocuments.Contains(file.Kind)).Select(file => file.Kind).Distinct();

    IEnumerable<string> DocumentPoints => MissingDocuments.Concat(SpoiledDocuments).Distinct().Order().Select(DocumentPath.Of);

    /// <summary>Takes over the files as they are now; until then no documents are looked for.</summary>
    /// <param name="present">All that the person may know.</param>
    /// <param name="open">The kinds that can be changed.</param>
    public void Take(IReadOnlyList<AttachedFile> present, IReadOnlyList<DocumentKind> open)
    {
        (Files, opens) = ([.. present.Where(file => file.IsCurrent)], open);
        Changed?.Invoke();
    }

    string? DocumentFault(string path) =>
        DocumentPath.Find(path) is not { } kind ? null
        : SpoiledDocuments.Contains(kind) ? words["documents.fault.found"]
        : MissingDocuments.Contains(kind) ? words["documents.fault.missing"]
        : null;

    // What is missing is marked only after the first attempt to file; a bad file at once.
    string? DocumentError(string path) =>
        DocumentPath.Find(path) is { } kind && (ShowMissing || SpoiledDocuments.Contains(kind)) ? DocumentFault(path) : null;

    // Evidence stands with its item, in the step of the check sheet.
    PlanStepState StateOfDocuments() =>
        SpoiledDocuments.Any() || (ShowMissing && MissingDocuments.Any()) ? PlanStepState.ToCorrect
        : !Files.Any(file => file.Kind != DocumentKind.Evidence) ? PlanStepState.Untouched
        : MissingDocuments.Any() ? PlanStepState.InWork
        : PlanStepState.Complete;

    bool HasFile(DocumentKind kind) => Files.Any(file => file.Kind == kind);

    static IEnumerable<DocumentKind> Kinds(IEnumerable<NeededDocument> needed) => needed.Select(need => need.Kind).Distinct();
}

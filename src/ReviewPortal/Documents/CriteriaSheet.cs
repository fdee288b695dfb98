namespace ReviewPortal.Documents;

/// <summary>The criteria of one rule set as they are printed, in one language; every word comes from whoever makes it.</summary>
/// <param name="Language">Two letters, for readers.</param>
/// <param name="Lines">What stands under the title.</param>
/// <param name="Columns">Names of the columns: rule, what it says, severity, source.</param>
public sealed record CriteriaSheet(
    string Title,
    string Language,
    string FileName,
    IReadOnlyList<string> Lines,
    IReadOnlyList<string> Columns,
    IReadOnlyList<CriteriaSection> Sections
);

public sealed record CriteriaSection(string Title, IReadOnlyList<CriteriaRow> Rows);

/// <param name="Judged">How it is judged, in words: a label and a sentence.</param>
public sealed record CriteriaRow(string Rule, string Title, IReadOnlyList<(string Label, string Text)> Judged, string Severity, string Citation);

using System.Text.RegularExpressions;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Applications;

/// <summary>
/// 定型文: a text that officials keep for messages and inquiries. Variables stand in it as <c>%{name}</c>; a plain percent sign is only that.
/// </summary>
public sealed partial class TextBlock : Aggregate
{
    public const int TitleMaxLength = 100;

    /// <summary>What can be filled in, by the name that stands between the braces.</summary>
    public static IReadOnlyList<string> Variables { get; } = ["number", "service", "organization", "due", "today"];

    TextBlock() { }

    public Guid Id { get; private init; }
    public string Title { get; private set; } = "";
    public string Text { get; private set; } = "";
    public bool IsRemoved { get; private set; }
    public string ChangedByName { get; private set; } = "";
    public DateTime ChangedAt { get; private set; }

    /// <exception cref="RuleBroken">
    /// <c>block-title</c>, <c>block-text</c>, <c>text-too-long</c>, <c>block-variable</c> (names the unknown one), <c>block-brace</c> (a variable is
    /// not closed), <c>not-allowed</c>
    /// </exception>
    public static TextBlock Write(string title, string text, Act act)
    {
        var block = new TextBlock { Id = Guid.CreateVersion7(act.At) };
        block.Change(title, text, act);
        return block;
    }

    /// <inheritdoc cref="Write" />
    public void Change(string title, string text, Act act)
    {
        Require(MayKeep(act), "not-allowed");
        Require(!IsRemoved, "block-removed");
        Require(title.Trim().Length > 0, "block-title");
        Require(title.Trim().Length <= TitleMaxLength, "text-too-long", TitleMaxLength);
        Require(text.Trim().Length > 0, "block-text");
        Require(text.Trim().Length <= Message.TextMaxLength, "text-too-long", Message.TextMaxLength);
        if (UnknownIn(text) is { } unknown)
        {
            throw unknown.Length == 0 ? new RuleBroken("block-brace") : new RuleBroken("block-variable", unknown);
        }

        (Title, Text) = (title.Trim(), text.Trim());
        (ChangedByName, ChangedAt) = (act.Name, act.At);
        Record(new TextBlockSaved(Title, Text), act);
    }

    public void Remove(Act act)
    {
        Require(MayKeep(act), "not-allowed");
        Require(!IsRemoved, "block-removed");
        (IsRemoved, ChangedByName, ChangedAt) = (true, act.Name, act.At);
        Record(new TextBlockRemoved(Title), act);
    }

    /// <summary>Those who write to applicants keep the texts for it.</summary>
    public static bool MayKeep(Act act) => act.Is(Role.Intake) || act.Is(Role.Reviewer) || act.Is(Role.Lead);

    /// <summary>The first variable that nothing fills in; empty when one is not closed; null when all is well.</summary>
    public static string? UnknownIn(string text) =>
        Variable()
            .Matches(text)
            .Select(match => match.Groups["close"].Success ? match.Groups["name"].Value.Trim() : "")
            .FirstOrDefault(name => !Variables.Contains(name));

    /// <summary>The first variable that was to be filled in and still stands as it is; null when there is none.</summary>
    public static string? UnfilledIn(string text) =>
        Variable().Matches(text).Select(match => match.Groups["name"].Value.Trim()).FirstOrDefault(Variables.Contains);

    /// <summary>The text with its variables filled in; what is not given stays as it stands, to be written by hand.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Variable()
            .Replace(
                text,
                match =>
                    match.Groups["close"].Success && values.TryGetValue(match.Groups["name"].Value.Trim(), out var value)
                        ? value
                        : match.Value
            );

    [GeneratedRegex(@"%\{(?<name>[^{}\n]*)(?<close>\})?")]
    private static partial Regex Variable();
}

public sealed record TextBlockSaved(string Title, string Text) : Event, IInternal;

public sealed record TextBlockRemoved(string Title) : Event, IInternal;

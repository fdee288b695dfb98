using System.Text.Json.Serialization;

namespace ReviewPortal.Domain.Documents;

/// <summary>What an official letter says; how it looks is the template's. All text is Japanese, as it goes out.</summary>
public sealed record Letter
{
    /// <summary>文書番号, top right.</summary>
    public required string Number { get; init; }

    /// <summary>Day of issue.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>宛名, line by line; the last line ends in its honorific (殿, 様).</summary>
    public required IReadOnlyList<string> AddresseeLines { get; init; }

    /// <summary>発信者, line by line.</summary>
    public required IReadOnlyList<string> SenderLines { get; init; }

    /// <summary>件名; a notice ends in （通知）.</summary>
    public required string Subject { get; init; }

    /// <summary>本文, one entry a paragraph, without the space that begins it.</summary>
    public required IReadOnlyList<string> Body { get; init; }

    /// <summary>What stands between 「記」 and 「以上」; both are left out when there is nothing.</summary>
    public IReadOnlyList<LetterItem> Items { get; init; } = [];

    /// <summary>担当・連絡先, line by line.</summary>
    public IReadOnlyList<string> ContactLines { get; init; } = [];

    /// <summary>How to verify the letter, e.g. a digest; null when it has none.</summary>
    public string? VerificationLine { get; init; }

    /// <summary>Made for a demonstration: says so clearly on every page.</summary>
    public bool IsDemo { get; init; }
}

/// <summary>An item of a letter, numbered by its place: 1, then (1), then ア. No deeper level exists.</summary>
/// <param name="Text">One paragraph.</param>
[method: JsonConstructor]
public sealed record LetterItem(string Text, IReadOnlyList<LetterItem> Items)
{
    public LetterItem(string text, params LetterItem[] items)
        : this(text, (IReadOnlyList<LetterItem>)items) { }
}

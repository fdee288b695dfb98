using System.Text.Json;

namespace ReviewPortal.Features.Reviewing;

/// <summary>補正依頼 as far as it was written: of which items it consists, and its due day. The text of each item is kept by its own field.</summary>
sealed record CorrectionDraft(string Due, IReadOnlyList<CorrectionDraft.Item> Items)
{
    /// <summary>One item; its text is kept under <paramref name="Id"/>.</summary>
    public sealed record Item(Guid Id, string Path, string? Rule, IReadOnlyList<string> Paths);

    public static CorrectionDraft Of(CorrectionForm form) =>
        new(form.Due, [.. form.Items.Select(item => new Item(item.Id, item.Path, item.Rule, item.Paths))]);

    /// <summary>Null where there is none, or one that cannot be read any more.</summary>
    public static CorrectionDraft? Read(string? kept)
    {
        try
        {
            return kept is null ? null
                : JsonSerializer.Deserialize<CorrectionDraft>(kept) is { Due: not null, Items.Count: > 0 } read ? read
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Write() => JsonSerializer.Serialize(this);

    public List<CorrectionItemForm> ToItems() =>
        [
            .. Items.Select(item => new CorrectionItemForm
            {
                Id = item.Id,
                Path = item.Path,
                Rule = item.Rule,
                Paths = item.Paths ?? [],
            }),
        ];
}

using System.Text.Json.Nodes;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Shell.Plans;

// The check sheet: its items are found by their ids, wherever their entries stand.
public sealed partial class PlanForm
{
    /// <summary>Answers an item of the check sheet, which gets its entry with the first answer.</summary>
    /// <param name="member">The answer, the reason or the evidence of the entry.</param>
    public Task AnswerSheetAsync(string item, string member, JsonNode? value)
    {
        var place = PlaceOnSheet(Draft, item);
        return ChangeAsync(
            place is null ? "checkSheet" : $"{place}.{member}",
            draft =>
            {
                var entry = PlaceOnSheet(draft, item) ?? draft.AddEntry("checkSheet");
                draft.Set($"{entry}.item", JsonValue.Create(item));
                draft.Set($"{entry}.{member}", value?.DeepClone());
            }
        );
    }

    /// <summary>Where the entry of a check-sheet item stands; null while it has none.</summary>
    public string? OnSheet(string item) => PlaceOnSheet(Draft, item);

    static string? PlaceOnSheet(PlanDraft draft, string item) =>
        Enumerable
            .Range(0, draft.Count("checkSheet"))
            .Select(i => PlanPath.Entry("checkSheet", i))
            .FirstOrDefault(entry => draft.Get($"{entry}.item")?.ToString() == item);
}

using System.Text.Json;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Mail;

/// <summary>The contacts in a filed plan: the part <c>contacts</c>, a list whose entries have a <c>mail</c>.</summary>
public static class PlanContacts
{
    /// <summary>More than these are not written to: a plan is no mailing list.</summary>
    public const int Most = 10;

    /// <param name="plan">The plan in the wire format.</param>
    /// <returns>Usable addresses, each once, in the plan's order.</returns>
    public static IReadOnlyList<string> Of(string plan)
    {
        using var json = JsonDocument.Parse(plan);
        if (
            json.RootElement.ValueKind != JsonValueKind.Object
            || !json.RootElement.TryGetProperty("contacts", out var contacts)
            || contacts.ValueKind != JsonValueKind.Array
        )
        {
            return [];
        }

        return
        [
            .. contacts
                .EnumerateArray()
                .Where(contact => contact.ValueKind == JsonValueKind.Object)
                .Select(contact =>
                    contact.TryGetProperty("mail", out var mail) && mail.ValueKind == JsonValueKind.String ? mail.GetString()! : ""
                )
                .Select(address => address.Trim())
                .Where(Invitation.IsAddress)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(Most),
        ];
    }
}

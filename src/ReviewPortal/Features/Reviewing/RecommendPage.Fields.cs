using Microsoft.AspNetCore.Components;
using ReviewPortal.Shell;

namespace ReviewPortal.Features.Reviewing;

/// <summary>Writes one field of the form: its property, label, value, how it is kept, its height, and help.</summary>
public delegate RenderFragment TextArea(
    string property,
    string label,
    string value,
    Action<string> keep,
    int rows = 3,
    string? support = null
);

/// <summary>How one field of the page is written, and what is said of it.</summary>
public sealed partial class RecommendPage
{
    static string FieldId(string property) =>
        "case-" + property.Replace("[", "-", StringComparison.Ordinal).Replace("].", "-", StringComparison.Ordinal).ToLowerInvariant();

    string? ErrorOf(string property) => faultOf.GetValueOrDefault(property);

    RenderFragment Area(string property, string label, string value, Action<string> keep, int rows = 3, string? support = null)
    {
        var id = FieldId(property);
        fields[id] = keep;
        return builder =>
        {
            builder.OpenComponent<FormItem>(0);
            builder.AddComponentParameter(1, nameof(FormItem.Id), id);
            builder.AddComponentParameter(2, nameof(FormItem.Label), label);
            builder.AddComponentParameter(3, nameof(FormItem.Required), (bool?)!property.EndsWith("Evidence", StringComparison.Ordinal));
            builder.AddComponentParameter(4, nameof(FormItem.Support), support);
            builder.AddComponentParameter(5, nameof(FormItem.Error), ErrorOf(property));
            builder.AddComponentParameter(
                6,
                nameof(FormItem.ChildContent),
                (RenderFragment)(
                    inner =>
                    {
                        inner.OpenComponent<PortalText>(0);
                        inner.AddComponentParameter(1, nameof(PortalText.Rows), rows);
                        inner.AddComponentParameter(2, nameof(PortalText.Value), value);
                        inner.AddComponentParameter(
                            3,
                            nameof(PortalText.ValueChanged),
                            EventCallback.Factory.Create<string?>(
                                this,
                                text =>
                                {
                                    keep(text ?? "");
                                    return KeepAsync();
                                }
                            )
                        );
                        inner.CloseComponent();
                    }
                )
            );
            builder.CloseComponent();
        };
    }
}

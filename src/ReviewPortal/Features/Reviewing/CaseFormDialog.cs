using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using ReviewPortal.Domain.Time;
using ReviewPortal.Shell;

namespace ReviewPortal.Features.Reviewing;

/// <summary>What the dialogs about a case share: the case, today, and the faults of their form by field.</summary>
public abstract class CaseFormDialog<TForm> : ComponentBase
    where TForm : class, new()
{
    Dictionary<string, string> faults = [];

    [Inject]
    protected ReviewService Reviews { get; private set; } = default!;

    [Inject]
    protected Wording Words { get; private set; } = default!;

    [Inject]
    protected TimeProvider Time { get; private set; } = default!;

    [Inject]
    protected IOptions<ReviewSettings> Settings { get; private set; } = default!;

    [Parameter, EditorRequired]
    public Case Case { get; set; } = default!;

    protected TForm Form { get; } = new();
    protected ApplicationId Id => Case.Application.Id;
    protected int Seen => Case.Application.Version;
    protected DateOnly Today => JapaneseDate.On(Time.GetUtcNow().UtcDateTime);

    /// <summary>The rules of the form.</summary>
    protected abstract IValidator<TForm> Rules { get; }

    /// <summary>So many business days from today, as it is typed.</summary>
    protected string DueIn(int businessDays) =>
        BusinessCalendar.Shipped.Add(Today, businessDays).Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The day that was typed; call it when the form has no fault.</summary>
    protected static DateOnly Day(string typed) => JapaneseDate.TryParse(typed, out var day) ? day : default;

    /// <summary>The control's id for a property, e.g. <c>Items[0].Text</c>.</summary>
    protected static string FieldId(string property) =>
        "case-" + property.Replace("[", "-", StringComparison.Ordinal).Replace("].", "-", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>What was found wrong there when it was to be sent, until it is mended.</summary>
    protected string? ErrorOf(string property) =>
        faults.TryGetValue(property, out var fault) && Rules.Validate(Form).Errors.Exists(error => error.PropertyName == property)
            ? fault
            : null;

    /// <summary>True while a fault that was found is not mended.</summary>
    protected bool Stands(FormFault fault) => Rules.Validate(Form).Errors.Exists(error => FieldId(error.PropertyName) == fault.FieldId);

    protected IReadOnlyList<FormFault> Check()
    {
        var found = Rules.Validate(Form).Errors.DistinctBy(error => error.PropertyName).ToList();
        faults = found.ToDictionary(error => error.PropertyName, error => error.ErrorMessage);
        StateHasChanged();
        return [.. found.Select(error => new FormFault(FieldId(error.PropertyName), error.ErrorMessage))];
    }
}

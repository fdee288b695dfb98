using Microsoft.AspNetCore.Components;
using ReviewPortal.Shell;

namespace ReviewPortal.Features.Account;

/// <summary>What the account pages share: the request, the way back, and the faults of the form.</summary>
public abstract class AccountPage : ComponentBase
{
    [CascadingParameter]
    protected HttpContext Request { get; set; } = default!;

    [SupplyParameterFromQuery]
    protected string? ReturnUrl { get; set; }

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected Wording Words { get; set; } = default!;

    protected List<FormFault> Faults { get; } = [];

    protected void Fault(string field, string message) => Faults.Add(new(field, message));

    /// <summary>The message beside a field; null when there is none.</summary>
    protected string? FaultOf(string field) => Faults.FirstOrDefault(fault => fault.FieldId == field)?.Message;

    /// <summary>Goes where the person wanted to go, if that is an address of this portal.</summary>
    protected void GoBack() => Navigation.NavigateTo(Links.Local(ReturnUrl) ?? Links.Home());
}

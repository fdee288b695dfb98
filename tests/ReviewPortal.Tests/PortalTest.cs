using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using ReviewPortal.Shell;

namespace ReviewPortal;

/// <summary>A page or part of one, rendered with the portal's own words in Japanese. Scripts do nothing; everything else is real.</summary>
public abstract class PortalTest : BunitContext
{
    readonly (CultureInfo Culture, CultureInfo Ui) before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    protected PortalTest()
    {
        Speak("ja-JP");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddTransient<MudLocalizer, MudWords>();
        Services.AddSingleton<Wording>();
        Services.AddScoped<Attempt>();
    }

    protected Wording Words => Services.GetRequiredService<Wording>();

    /// <summary>The language from here to the end of the test.</summary>
    protected static void Speak(string culture) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new(culture);

    protected override void Dispose(bool disposing)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        base.Dispose(disposing);
    }
}

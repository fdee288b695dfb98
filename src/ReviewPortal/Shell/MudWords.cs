using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ReviewPortal.Shell;

/// <summary>MudBlazor's built-in texts in Japanese, from <c>MudWords.resx</c>. In English its own are used.</summary>
public sealed class MudWords : MudLocalizer
{
    // Named after this class: see Wording.
    internal static readonly ResourceManager Texts = new(typeof(MudWords));

    public override LocalizedString this[string key] =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja" && Texts.GetString(key, CultureInfo.InvariantCulture) is { } text
            ? new(key, text)
            : new(key, key, resourceNotFound: true);
}

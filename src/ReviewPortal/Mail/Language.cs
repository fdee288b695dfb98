using System.Globalization;

namespace ReviewPortal.Mail;

/// <summary>The language of a mail, in two letters.</summary>
public static class Language
{
    /// <summary>The language in which somebody is acting now, if the portal speaks it; Japanese otherwise.</summary>
    public static string Now
    {
        get
        {
            var now = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
            return Wording.Languages.Any(language => language.Code == now) ? now : Wording.Languages[0].Code;
        }
    }

    /// <summary>Makes a text in that language, and leaves the surroundings as they were.</summary>
    public static T In<T>(string code, Func<T> make)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var known = Wording.Languages.Where(language => language.Code == code).Select(language => language.Culture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(
            known.FirstOrDefault() ?? Wording.Languages[0].Culture
        );
        try
        {
            return make();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }
}

namespace ReviewPortal;

/// <summary>A setting or the surroundings are not usable. The message is one sentence that says what to mend; the program ends with exit code 1.</summary>
public sealed class SettingsFault(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The settings of a section.</summary>
    /// <exception cref="SettingsFault">One of them is of another kind, say a word where a number belongs.</exception>
    public static T Read<T>(IConfiguration settings, string section)
        where T : class, new()
    {
        try
        {
            return settings.GetSection(section).Get<T>() ?? new();
        }
        catch (InvalidOperationException fault)
        {
            throw new SettingsFault($"The settings of {section} cannot be read: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }
}

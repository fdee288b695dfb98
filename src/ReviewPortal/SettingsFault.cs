namespace ReviewPortal;

/// <summary>A setting or the surroundings are not usable. The message is one sentence that says what to mend; the program ends with exit code 1.</summary>
public sealed class SettingsFault(string message, Exception? inner = null) : Exception(message, inner);

namespace ReviewPortal.Documents;

/// <summary>Nothing on this machine can print a PDF. The message says what to install and which setting to make.</summary>
public sealed class PdfUnavailable(string message) : Exception(message);

/// <summary>One document was not printed. The next may well be.</summary>
public sealed class PdfFailed(string message, Exception? inner = null) : Exception(message, inner);

namespace ReviewPortal.Domain.Files;

/// <summary>The types of files that can be attached. What a file is, is told by its content and never by its name.</summary>
public enum FileType
{
    Pdf,
    Docx,
    Xlsx,
    Pptx,
    Png,
    Jpeg,
}

public static class FileTypes
{
    /// <summary>As a file chooser takes them, e.g. <c>.pdf,.docx</c>.</summary>
    public static string Accepted { get; } = string.Join(',', Enum.GetValues<FileType>().SelectMany(Endings));

    extension(FileType type)
    {
        public string MediaType =>
            type switch
            {
                FileType.Pdf => "application/pdf",
                FileType.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                FileType.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                FileType.Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                FileType.Png => "image/png",
                _ => "image/jpeg",
            };

        /// <summary>True for what a browser shows by itself.</summary>
        public bool CanBeShown => type is FileType.Pdf or FileType.Png or FileType.Jpeg;

        public bool IsPicture => type is FileType.Png or FileType.Jpeg;

        /// <summary>What a name of such a file may end in; the first one is given to a name that ends in something else.</summary>
        public string[] Endings() => type == FileType.Jpeg ? [".jpg", ".jpeg"] : [$".{type.ToString().ToLowerInvariant()}"];
    }
}

/// <summary>How much may be attached.</summary>
public static class FileLimits
{
    /// <summary>Bytes of one file.</summary>
    public const long One = 20 * 1024 * 1024;

    /// <summary>Bytes of all files of an application together.</summary>
    public const long Together = 100 * 1024 * 1024;

    public const int Count = 100;
}

namespace ReviewPortal.Domain.Applications;

/// <summary>What an unsent text is going to be.</summary>
public enum TextPlace
{
    /// <summary>A message to the other side.</summary>
    Message,

    /// <summary>The answer to an inquiry.</summary>
    Answer,

    /// <summary>An inquiry.</summary>
    Inquiry,

    /// <summary>A note among officials.</summary>
    Note,

    /// <summary>A ministry's opinion.</summary>
    Opinion,
}

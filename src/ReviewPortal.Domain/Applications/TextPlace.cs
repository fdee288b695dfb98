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

    /// <summary>A correction request: what it consists of, and under the id of each item its text.</summary>
    Correction,

    /// <summary>What ministries are asked.</summary>
    OpinionRequest,

    /// <summary>The conditions of a ministry's opinion.</summary>
    OpinionConditions,

    /// <summary>What a ministry asks in turn.</summary>
    OpinionQuestions,

    /// <summary>What an expert is asked.</summary>
    ExpertQuestion,
}

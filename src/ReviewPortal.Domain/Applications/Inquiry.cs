using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Applications;

/// <summary>照会: a question to the applicant, answered once. Unlike a correction it changes nothing in the plan.</summary>
public sealed class Inquiry
{
    Inquiry() { }

    internal Inquiry(string question, DateOnly dueOn, Act act)
    {
        Id = Guid.CreateVersion7(act.At);
        Question = question;
        DueOn = dueOn;
        AskedBy = act.By;
        AskedByName = act.Name;
        AskedAt = act.At;
    }

    public Guid Id { get; private set; }
    public string Question { get; private set; } = "";
    public DateOnly DueOn { get; private set; }
    public UserId AskedBy { get; private set; }
    public string AskedByName { get; private set; } = "";
    public DateTime AskedAt { get; private set; }

    /// <summary>Null while it is open, and in a case that ended before it was answered.</summary>
    public string? Answer { get; internal set; }
    public string? AnsweredByName { get; internal set; }

    /// <summary>When it was answered, or when the case ended; null while it is open.</summary>
    public DateTime? ClosedAt { get; internal set; }
    public bool IsOpen => ClosedAt is null;
}

using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Applications;

/// <summary>
/// 外部有識者への意見照会: somebody without an account is asked for one opinion on this one case. The link that lets in works once; what is kept
/// of it is a digest.
/// </summary>
public sealed class ExpertInvitation
{
    /// <summary>How long the link and the page behind it can be used.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    ExpertInvitation() { }

    internal ExpertInvitation(string name, string email, string question, Act act)
    {
        Id = Guid.CreateVersion7(act.At);
        Name = name;
        Email = email;
        Question = question;
        InvitedBy = act.By;
        InvitedByName = act.Name;
        InvitedAt = act.At;
        ExpiresAt = act.At + Life;
    }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string Email { get; private set; } = "";
    public string Question { get; private set; } = "";
    public UserId InvitedBy { get; private set; }
    public string InvitedByName { get; private set; } = "";
    public DateTime InvitedAt { get; private set; }
    public DateTime ExpiresAt { get; private set; }

    /// <summary>SHA-256 of the link's secret, hexadecimal; null while no link has gone out, and again once it was used.</summary>
    public string? LinkHash { get; internal set; }

    /// <summary>SHA-256 of what the expert's browser holds since the link was used.</summary>
    public string? BrowserHash { get; internal set; }
    public DateTime? OpenedAt { get; internal set; }
    public string? Opinion { get; internal set; }

    /// <summary>When it was answered or withdrawn, or the case ended; null while it is open.</summary>
    public DateTime? ClosedAt { get; internal set; }
    public string? WithdrawnBecause { get; internal set; }
    public bool IsOpen => ClosedAt is null;

    /// <summary>Who acts when the expert does; the invitation stands for the person, who has no account.</summary>
    public UserId Person => new(Id);

    public bool IsUsableAt(DateTime now) => IsOpen && now < ExpiresAt;
}

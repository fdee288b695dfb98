namespace ReviewPortal.Shell;

/// <summary>The colours of a status. The text always says it too.</summary>
public enum Tone
{
    /// <summary>e.g. 下書き</summary>
    Neutral,

    /// <summary>e.g. 提出済</summary>
    Blue,

    /// <summary>e.g. 審査中</summary>
    LightBlue,

    /// <summary>e.g. 補正</summary>
    Orange,

    /// <summary>e.g. 承諾</summary>
    Green,

    /// <summary>e.g. 不承諾</summary>
    Red,

    /// <summary>e.g. 取下げ</summary>
    Outlined,

    /// <summary>期限超過</summary>
    Overdue,
}

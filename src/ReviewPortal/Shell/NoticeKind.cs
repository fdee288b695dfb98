namespace ReviewPortal.Shell;

public enum NoticeKind
{
    Info,
    Success,
    Warning,
    Error,
}

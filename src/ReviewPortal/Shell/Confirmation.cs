using System.Runtime.CompilerServices;
using MudBlazor;

namespace ReviewPortal.Shell;

/// <summary>Asks before something is done.</summary>
public static class Confirmation
{
    static readonly DialogOptions Options = new()
    {
        CloseOnEscapeKey = true,
        BackdropClick = false,
        MaxWidth = MaxWidth.Small,
        FullWidth = true,
    };

    /// <summary>Asks yes or no.</summary>
    /// <param name="action">What the confirming button says: the verb itself.</param>
    public static async Task<bool> ConfirmAsync(
        this IDialogService dialogs,
        string title,
        string text,
        string action,
        bool danger = false
    ) => await AskAsync(dialogs, title, text, action, null, null, danger) is not null;

    /// <summary>Asks for a reason that has to be written.</summary>
    /// <returns>The reason; null when the person did not go on.</returns>
    public static Task<string?> AskReasonAsync(
        this IDialogService dialogs,
        string title,
        string text,
        string action,
        string reasonLabel,
        string? reasonSupport = null,
        bool danger = false
    ) => AskAsync(dialogs, title, text, action, reasonLabel, reasonSupport, danger);

    /// <summary>Asks why a file shall be out of everybody's reach; null when it shall not.</summary>
    public static Task<string?> AskRedactionAsync(this IDialogService dialogs, Wording words) =>
        dialogs.AskReasonAsync(
            words["documents.redact-title"],
            words["documents.redact-text"],
            words["file.redact"],
            words["documents.redact-label"],
            danger: true
        );

    // Of each circuit's dialogs: whether a question is being asked. The second click of a double one asks nothing again.
    static readonly ConditionalWeakTable<IDialogService, StrongBox<bool>> asking = [];

    static async Task<string?> AskAsync(
        IDialogService dialogs,
        string title,
        string text,
        string action,
        string? reasonLabel,
        string? reasonSupport,
        bool danger
    )
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Text, text },
            { dialog => dialog.Action, action },
            { dialog => dialog.ReasonLabel, reasonLabel },
            { dialog => dialog.ReasonSupport, reasonSupport },
            { dialog => dialog.Danger, danger },
        };
        var isAsking = asking.GetOrCreateValue(dialogs);
        if (isAsking.Value)
        {
            return null;
        }

        isAsking.Value = true;
        try
        {
            var shown = await dialogs.ShowAsync<ConfirmDialog>(title, parameters, Options);
            return await shown.Result is { Canceled: false, Data: string answer } ? answer : null;
        }
        finally
        {
            isAsking.Value = false;
        }
    }
}

using AgriMarket.Domain.Common;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AgriMarket.Web.Shell.Components;

/// <summary>
/// What a dialog derives from that runs commands, one at a time, and closes with what the last one made. What is refused is said in it,
/// and what was typed stays.
/// </summary>
public abstract class CommandDialog : ComponentBase
{
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>Why the last command was refused; empty when it was not.</summary>
    protected IReadOnlyList<Rejection> Rejections { get; set; } = [];

    protected bool IsBusy { get; private set; }

    /// <summary>
    /// Runs a command, unless another one runs. Meanwhile Escape closes nothing: what came of it would be said to nobody.
    /// </summary>
    /// <param name="done">What to do with what it made.</param>
    protected async Task RunAsync<T>(Func<Task<Result<T>>> command, Action<T> done)
    {
        if (IsBusy)
        {
            return;
        }

        IsBusy = true;
        await Dialog.SetOptionsAsync(Dialog.Options with { CloseOnEscapeKey = false });
        try
        {
            var answer = await command();
            Rejections = answer.Rejections;
            if (answer.IsOk)
            {
                done(answer.Value);
            }
        }
        finally
        {
            IsBusy = false;
            // As the provider says.
            await Dialog.SetOptionsAsync(Dialog.Options with { CloseOnEscapeKey = null });
        }
    }

    /// <summary>As the other, and closes the dialog with what the command made.</summary>
    protected Task RunAsync<T>(Func<Task<Result<T>>> command) => RunAsync(command, made => Dialog.Close(DialogResult.Ok(made)));

    protected void Cancel() => Dialog.Cancel();
}

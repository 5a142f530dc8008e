namespace AgriMarket.Web.Shell.Layout;

/// <summary>A place of the shell that modules may fill.</summary>
public enum ShellSlot
{
    /// <summary>The end of the top bar.</summary>
    TopBar,

    /// <summary>Below the content of every page.</summary>
    PageEnd,

    /// <summary>Above the content of every working page.</summary>
    WorkingPage,
}

/// <summary>A component without parameters that a module hands in for a place of the shell, which knows no module.</summary>
public sealed record ShellPart(ShellSlot Slot, Type Component);

namespace AgriMarket.Web.Platform.Shell;

/// <summary>Names the resource files ShellText.resx (Chinese) and ShellText.en.resx.</summary>
internal sealed class ShellText;

namespace AgriMarket.Web.Shell.Reading;

/// <summary>Names the resource files ShellText.resx (Chinese) and ShellText.en.resx.</summary>
internal sealed class ShellText;

namespace AgriMarket.Web.Shell.Help;

/// <summary>Names the resource files HelpText.resx (Chinese) and HelpText.en.resx.</summary>
internal sealed class HelpText;

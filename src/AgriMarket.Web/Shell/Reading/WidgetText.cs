namespace AgriMarket.Web.Shell.Reading;

/// <summary>
/// Names the resource files WidgetText.resx (Chinese) and WidgetText.en.resx: what MudBlazor's components say by themselves.
/// </summary>
internal sealed class WidgetText;

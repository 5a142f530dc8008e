namespace AgriMarket.Web.Shell.Editing;

/// <summary>Names the resource files EditText.resx (Chinese) and EditText.en.resx.</summary>
internal sealed class EditText;

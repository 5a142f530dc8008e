using Microsoft.Extensions.Localization;
using MudBlazor;

namespace AgriMarket.Web.Shell.Reading;

/// <summary>Gives MudBlazor's components the words of the reader's language; it asks by its own keys, and has English only.</summary>
internal sealed class WidgetWords(IStringLocalizer<WidgetText> texts) : MudLocalizer
{
    public override LocalizedString this[string key] => texts[$"Mud.{key}"];

    public override LocalizedString this[string key, params object[] arguments] => texts[$"Mud.{key}", arguments];
}

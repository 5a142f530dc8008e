using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Hosting;

/// <summary>
/// Settings are looked at before anything else is done with them, so that a wrong one costs its operator a sentence and nothing more.
/// </summary>
public static class SettingsValidation
{
    /// <summary>True when all settings that are looked at at the start are right; otherwise a sentence for each that is not.</summary>
    public static bool HasRightSettings(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return true;
        }
        catch (OptionsValidationException wrong)
        {
            foreach (var sentence in wrong.Failures)
            {
                Console.Error.WriteLine(sentence);
            }

            return false;
        }
    }
}

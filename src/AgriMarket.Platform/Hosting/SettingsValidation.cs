using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Hosting;

/// <summary>
/// Settings are looked at before anything else is done with them, so that a wrong one costs its operator a sentence and nothing more.
/// </summary>
public static class SettingsValidation
{
    /// <summary>The library that reads settings into options.</summary>
    private const string Binder = "Microsoft.Extensions.Configuration.Binder";

    /// <summary>True when all settings that are looked at at the start are right; otherwise a sentence for each that is not.</summary>
    public static bool HasRightSettings(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return true;
        }
        catch (Exception failure) when (Sentences(failure) is { Count: > 0 } sentences)
        {
            sentences.ForEach(Console.Error.WriteLine);
            return false;
        }
    }

    /// <summary>What is wrong with settings; empty for any other failure.</summary>
    private static List<string> Sentences(Exception failure) =>
        failure switch
        {
            AggregateException several when several.InnerExceptions.Select(Sentences).ToList() is var each => each.TrueForAll(sentences =>
                sentences.Count > 0
            )
                ? [.. each.SelectMany(sentences => sentences)]
                : [],
            OptionsValidationException wrong => [.. wrong.Failures],
            // What is no number, no yes or no, or no word that is known; the binder names setting and value.
            InvalidOperationException { InnerException: ArgumentException or FormatException, Source: Binder } unread => [unread.Message],
            _ => [],
        };
}

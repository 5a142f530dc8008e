using System.CommandLine;
using System.Globalization;

namespace AgriMarket.Platform.Verbs;

/// <summary>
/// What the program does instead of opening the market when it is started with words: <c>-- admin create</c>. A capability
/// registers its verbs as <see cref="Command"/>s; they run with everything the market has, but nothing listens.
/// </summary>
public static class VerbModule
{
    private static readonly string[] AskForHelp = ["--help", "-h", "-?", "--version"];

    /// <summary>Words come first; settings such as <c>--urls</c> open the market as usual.</summary>
    public static bool IsVerb(this string[] args) => args is [var first, ..] && (!first.StartsWith('-') || AskForHelp.Contains(first));

    public static void AddVerb(this IServiceCollection services, Func<IServiceProvider, Command> make) => services.AddSingleton(make);

    /// <returns>The exit code: 0 when it is done.</returns>
    public static async Task<int> RunVerbAsync(this WebApplication app, string[] args)
    {
        // The console speaks English, like the log.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var root = new RootCommand("AgriMarket, a marketplace for the produce of poor counties. Without a verb it opens the market.");
        foreach (var verb in app.Services.GetServices<Command>())
        {
            root.Add(verb);
        }

        await using (app)
        {
            return await root.Parse(args).InvokeAsync();
        }
    }
}

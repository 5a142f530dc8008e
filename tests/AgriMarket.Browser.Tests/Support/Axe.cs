using Deque.AxeCore.Commons;

namespace AgriMarket.Browser.Tests.Support;

/// <summary>What axe-core finds on an open page: all of its rules, those called best practice too.</summary>
internal static class Axe
{
    private const string Run = /*lang=js,strict*/
        """
        async (rules) => {
          // What is still fading in or out has colours that nobody reads it in.
          for (const motion of document.getAnimations()) if (Number.isFinite(motion.effect.getComputedTiming().endTime)) motion.finish();
          const options = { resultTypes: ["violations"], ...(rules && { runOnly: { type: "rule", values: rules } }) };
          const { violations } = await axe.run(document, options);
          return violations.flatMap(({ id, help, nodes }) =>
            nodes.slice(0, 3).map(({ html, any }) => `breaks ${id} (${help}): ${html.slice(0, 160)} ${any[0]?.message ?? ""}`));
        }
        """;

    /// <summary>All others see the same in the light and in the dark: they ask for no colours.</summary>
    private static readonly string[] OfColours = ["color-contrast", "link-in-text-block"];

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    public static Task<string[]> FaultsAsync(MarketPage page) => RunAsync(page, null);

    /// <summary>By the rules that another colour scheme may break.</summary>
    public static Task<string[]> ColourFaultsAsync(MarketPage page) => RunAsync(page, OfColours);

    private static async Task<string[]> RunAsync(MarketPage page, string[]? rules)
    {
        if (!await page.Page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.Page.EvaluateAsync(Script);
        }

        return await page.Page.EvaluateAsync<string[]>(Run, rules);
    }
}

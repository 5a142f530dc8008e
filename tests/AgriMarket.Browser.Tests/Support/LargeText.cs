namespace AgriMarket.Browser.Tests.Support;

/// <summary>
/// Whether a page can be read with letters of twice the size (WCAG 2.2, 1.4.4): no line of it runs out of sight sideways.
/// </summary>
internal static class LargeText
{
    private const string FindFaults = /*lang=js,strict*/
        """
        (width) => {
          const root = document.documentElement;
          root.style.fontSize = "200%";
          const faults = [];
          if (root.scrollWidth > width) {
            const fixed = (part) => part && (getComputedStyle(part).position === "fixed" || fixed(part.parentElement));
            const boxed = (part) => part.parentElement && part.parentElement !== document.body
              && (getComputedStyle(part.parentElement).overflowX !== "visible" || boxed(part.parentElement));
            const wide = [...document.querySelectorAll("body *")]
              .filter((part) => part.getBoundingClientRect().right > width + 1 && !fixed(part) && !boxed(part));
            const deepest = wide.filter((part) => ![...part.children].some((child) => wide.includes(child)));
            const named = deepest.slice(0, 3).map((part) => part.outerHTML.slice(0, 120)).join(" | ");
            faults.push(`is ${root.scrollWidth} px wide instead of ${width} with letters of twice the size: ${named}`);
          }
          const squeezed = [...document.querySelectorAll(".tag")].find((tag) => {
            const { paddingLeft, fontSize } = getComputedStyle(tag);
            return tag.clientWidth > 0 && tag.textContent.trim().length > 2
              && tag.clientWidth - 2 * parseFloat(paddingLeft) < 2 * parseFloat(fontSize);
          });
          if (squeezed) faults.push(`has room for fewer than two letters of twice the size: ${squeezed.outerHTML.slice(0, 120)}`);
          root.style.fontSize = "";
          return faults;
        }
        """;

    public static Task<string[]> FaultsAsync(MarketPage page) => page.Page.EvaluateAsync<string[]>(FindFaults, page.View.Width);
}

namespace AgriMarket.Browser.Tests.Support;

/// <summary>
/// Whether people see where the keyboard is (WCAG 2.2, 2.4.7 and 1.4.11): a ring of at least 2 pixels around what has the focus or
/// around its frame, at a contrast of 3 with what lies behind.
/// </summary>
internal static class FocusRing
{
    private const string Functions = /*lang=js,strict*/
        """
        const called = (part) => part.outerHTML.slice(0, 120);
        const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
        const colour = (text) => {
          pen.clearRect(0, 0, 1, 1);
          pen.fillStyle = text;
          pen.fillRect(0, 0, 1, 1);
          const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
          return [red, green, blue, alpha / 255];
        };
        const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
        const behind = (part) =>
          part ? over(colour(getComputedStyle(part).backgroundColor), behind(part.parentElement)) : [255, 255, 255, 1];
        const light = (c) => [0.2126, 0.7152, 0.0722].reduce((sum, share, i) => {
          const part = c[i] / 255;
          return sum + share * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        }, 0);
        // Its own, that of its frame, or one around the whole card that a link stands for.
        const ringOf = (part) => {
          for (let up = part, level = 0; up && level < 4; up = up.parentElement, level++) {
            if (up.getBoundingClientRect().width <= 4) continue;
            const style = [null, "::after"].map((of) => getComputedStyle(up, of))
              .find((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
            if (style) return { frame: up, style };
          }
          return null;
        };
        const ringFault = (part) => {
          const ring = ringOf(part);
          if (!ring) return `shows no focus on ${called(part)}`;
          const { frame, style } = ring;
          const ground = behind(parseFloat(style.outlineOffset) < 0 ? frame : frame.parentElement);
          const [bright, dark] = [light(over(colour(style.outlineColor), ground)), light(ground)].sort((a, b) => b - a);
          const ratio = (bright + 0.05) / (dark + 0.05);
          return ratio < 3 ? `draws the focus at a contrast of ${ratio.toFixed(2)} on ${called(part)}` : null;
        };
        """;

    private const string OfAll =
        "() => {"
        + Functions
        + /*lang=js,strict*/
            """
              const faults = new Set();
              const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
              for (const part of document.querySelectorAll(stops)) {
                if (part.tabIndex < 0) continue;
                part.focus({ preventScroll: true });
                const fault = document.activeElement === part && ringFault(part);
                if (fault) faults.add(fault);
              }
              document.activeElement?.blur();
              return [...faults].slice(0, 8);
            }
            """;

    private const string OfThis =
        "() => {"
        + Functions
        + /*lang=js,strict*/
            """
              const part = document.activeElement;
              // A heading that a script goes to is read out; nothing can be done there.
              if (part.tabIndex < 0) return [];
              const faults = [ringFault(part)];
              const frame = ringOf(part)?.frame ?? part;
              const { left, top, width, height } = frame.getBoundingClientRect();
              const [x, y] = [left + width / 2, top + Math.min(height, innerHeight) / 2];
              if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) faults.push(`has the focus out of sight on ${called(part)}`);
              else {
                const there = document.elementFromPoint(x, y);
                if (there && !frame.contains(there) && !there.contains(frame)) faults.push(`hides ${called(part)} behind ${called(there)}`);
              }
              return faults.filter(Boolean);
            }
            """;

    /// <summary>Of everything on a page that can have the focus, each given it in turn.</summary>
    public static async Task<string[]> FaultsAsync(MarketPage page)
    {
        // From the first key on the browser draws rings, also where a script moves the focus.
        await page.Page.Keyboard.PressAsync("Tab");
        return await page.Page.EvaluateAsync<string[]>(OfAll);
    }

    /// <summary>Of what has the focus now, which also has to be in sight and behind nothing.</summary>
    public static Task<string[]> FaultsHereAsync(MarketPage page) => page.Page.EvaluateAsync<string[]>(OfThis);
}

using Microsoft.Playwright;

namespace AgriMarket.Browser.Tests.Support;

/// <summary>
/// What must be true of every page for everybody: it fits its width, has one heading, names whatever can be filled in or
/// pressed, says what its pictures are, is in the reader's language, and can be read by weak eyes (WCAG 2.2, level AA).
/// </summary>
internal static class PageAssert
{
    private const string FindFaults = /*lang=js,strict*/
        """
        ({ width, lang }) => {
          const faults = [];
          const shown = (part) => part.checkVisibility({ opacityProperty: true, visibilityProperty: true })
            && !part.closest("[aria-hidden=true], .visually-hidden");
          const called = (part) =>
            `<${part.tagName.toLowerCase()}${part.className && typeof part.className === "string" ? ` class="${part.className}"` : ""}>`;

          const root = document.documentElement;
          if (root.scrollWidth > width) {
            const wide = [...document.querySelectorAll("body *")].filter((part) => part.getBoundingClientRect().right > width + 1);
            faults.push(`is ${root.scrollWidth} px wide instead of ${width}: ${wide.slice(0, 3).map(called).join(", ")}`);
          }
          const headings = document.querySelectorAll("h1").length;
          if (headings !== 1) faults.push(`has ${headings} h1`);
          if (root.lang !== lang) faults.push(`says lang ${root.lang} instead of ${lang}`);
          for (const image of document.querySelectorAll("img:not([alt])")) faults.push(`has a picture without alt: ${image.src}`);

          const nameOf = (part) => [
            part.getAttribute("aria-label"),
            ...(part.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => id && document.getElementById(id)?.textContent),
            ...[...(part.labels ?? [])].map((label) => label.textContent),
            part.getAttribute("title"),
            part.matches("a, button, summary") ? part.textContent : "",
            ...[...part.querySelectorAll("img")].map((image) => image.alt),
          ].join("").trim();
          for (const part of document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a[href], summary")) {
            if (shown(part) && !nameOf(part)) faults.push(`has a nameless ${called(part)}`);
          }

          const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
            .getContext("2d", { willReadFrequently: true });
          const colours = new Map();
          const colour = (text) => {
            if (!colours.has(text)) {
              pen.clearRect(0, 0, 1, 1);
              pen.fillStyle = text;
              pen.fillRect(0, 0, 1, 1);
              const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
              colours.set(text, [red, green, blue, alpha / 255]);
            }
            return colours.get(text);
          };
          const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
          const light = (c) => [0.2126, 0.7152, 0.0722].reduce((sum, share, i) => {
            const part = c[i] / 255;
            return sum + share * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
          }, 0);
          // What lies behind a part, from the page up to it; null where a picture is behind.
          const behind = (part) => {
            if (!part) return [255, 255, 255, 1];
            const style = getComputedStyle(part);
            if (style.backgroundImage !== "none") return null;
            const below = behind(part.parentElement);
            return below && over(colour(style.backgroundColor), below);
          };
          const worst = new Map();
          const judge = (part, text, of) => {
            const ground = behind(part);
            if (!ground) return;
            const style = getComputedStyle(part, of);
            const ink = [...colour(part instanceof SVGElement ? style.fill : style.color)];
            for (let up = part; up; up = up.parentElement) ink[3] *= Number(getComputedStyle(up).opacity);
            const [bright, dark] = [light(over(ink, ground)), light(ground)].sort((a, b) => b - a);
            const size = parseFloat(style.fontSize);
            const enough = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
            const ratio = (bright + 0.05) / (dark + 0.05);
            const key = called(part);
            if (ratio < enough && ratio < (worst.get(key)?.ratio ?? 99)) worst.set(key, { ratio, text: text.trim().slice(0, 30) });
          };
          const active = (part) => !part.closest("[disabled], [aria-disabled=true], .mud-disabled, option");
          for (const part of document.querySelectorAll("body *")) {
            const text = [...part.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent).join("").trim();
            if (text && shown(part) && active(part) && !part.matches("script, style")) judge(part, text);
            if (part.matches("input, textarea, select") && part.type !== "hidden" && shown(part) && active(part)) {
              judge(part, part.value ?? "");
              if (part.placeholder && !part.value) judge(part, part.placeholder, "::placeholder");
            }
          }
          for (const [part, { ratio, text }] of worst) faults.push(`shows "${text}" at a contrast of ${ratio.toFixed(2)} in ${part}`);
          return faults;
        }
        """;

    public static Task<string[]> FaultsAsync(MarketPage page) =>
        page.Page.EvaluateAsync<string[]>(FindFaults, new { width = page.View.Width, lang = page.View.Language == "zh" ? "zh-CN" : "en" });
}

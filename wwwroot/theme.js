// Follows the device's light or dark setting where the reader has not chosen; runs before the first paint.
(() => {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = document.documentElement.dataset.theme;
  const apply = () => {
    document.documentElement.dataset.theme = chosen || (dark.matches ? "dark" : "light");
  };
  apply();
  dark.addEventListener("change", apply);
  // Enhanced navigation copies the server's attributes, which know nothing of the device.
  new MutationObserver(() => {
    if (!document.documentElement.dataset.theme) apply();
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
})();

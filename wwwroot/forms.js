// Small comforts for plain forms and links; without this file they work with one press more.
(() => {
  "use strict";

  // A choice marked data-submits sends its form at once.
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-submits]")) event.target.form.requestSubmit();
  });

  // A button marked data-print opens the browser's own dialog for printing.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) print();
  });

  // What a search input holds is selected at once, so that typing replaces it. MudBlazor's own SelectOnActivation asks the server first,
  // and its answer takes the focus back from whoever has gone on meanwhile.
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.(".mud-autocomplete input")) event.target.select();
  });

  // Plus and minus around a number: [data-stepper="2.5"] holds the size of a step.
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-step]");
    const stepper = button?.closest("[data-stepper]");
    if (!stepper) return;
    const input = stepper.querySelector("input");
    const step = Number(stepper.dataset.stepper);
    const steps = Math.round((Number(input.value) || 0) / step) + Number(button.dataset.step);
    input.value = String(Number((Math.max(1, steps) * step).toFixed(3)));
  });

  // "+" and "−" of cards go one after the other: a second one on its way would cut off the answer to the first, and with it the cart that
  // it begins. The "−" goes with the last unit that was in the cart: the focus is then at the "+" beside it.
  const waiting = [];
  let sent = null;
  const cardButton = (name, value) => document.querySelector(`[form="add-to-cart"][name="${name}"][value="${value}"]`);
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "add-to-cart" || !event.submitter || !window.Blazor) return;
    const { name, value } = event.submitter;
    if (!sent) return sent = { name, value };
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting.push({ name, value });
  }, true);
  document.addEventListener("DOMContentLoaded", () => window.Blazor?.addEventListener?.("enhancedload", () => {
    if (sent?.name === "LessId" && document.activeElement === document.body) cardButton("LotId", sent.value)?.focus();
    sent = null;
    while (waiting.length && !sent) {
      const { name, value } = waiting.shift();
      cardButton(name, value)?.click();
    }
  }));

  // A photo is made small before anybody takes it: [data-shrink] is the script for it, which comes to who chooses one only. Without it
  // the photo goes as it is.
  const shrunk = new WeakSet();
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (shrunk.has(event) || !input.matches?.("input[type=file][data-shrink]")) return;
    event.stopImmediatePropagation();
    const again = new Event("change", { bubbles: true });
    shrunk.add(again);
    import(new URL(input.dataset.shrink, document.baseURI)).then(({ shrink }) => shrink(input)).finally(() => input.dispatchEvent(again));
  }, true);

  // A working page is drawn anew when it begins to answer, which may take a link away between press and release: then no click
  // comes of it, and the link that stands there now gets one.
  let pressed = null;
  document.addEventListener("pointerdown", (event) => {
    pressed = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey) ? event.target.closest?.("a[href]") : null;
  }, true);
  document.addEventListener("pointerup", (event) => {
    const gone = pressed?.isConnected === false ? pressed : null;
    pressed = null;
    const link = gone && document.elementFromPoint(event.clientX, event.clientY)?.closest("a[href]");
    if (link?.href === gone?.href) link?.click();
  }, true);

  // Escape closes a dialog wherever the focus is: a tap on its text or a button that went away leaves the focus outside of it, where
  // MudBlazor does not listen.
  document.addEventListener("keydown", (event) => {
    const dialog = event.key === "Escape" && event.isTrusted && [...document.querySelectorAll(".mud-dialog")].at(-1);
    if (!dialog || event.target.closest?.(".mud-dialog, .mud-popover-open")) return;
    dialog.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", bubbles: true }));
  });

  // A page of a member whose session ended in another tab is loaded anew, so that it shows their data to nobody. Each page says whose
  // it is by the hash of its session; those of nobody say "" and listen to none.
  const session = document.querySelector('meta[name="session"]')?.content ?? "";
  if ("BroadcastChannel" in window) {
    const tabs = new BroadcastChannel("session");
    tabs.postMessage(session);
    if (session) tabs.onmessage = ({ data }) => data === session || location.replace(location.pathname + location.search);
    else tabs.close();
  }

  // What this tab keeps of somebody's typing (kept.js) goes with their session.
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("kept:") && JSON.parse(sessionStorage[key]).session !== session) sessionStorage.removeItem(key);
  }

  // Where the links of the back office are pushed sideways, the one of this page is in sight.
  const here = document.querySelector(".backoffice-nav .active");
  if (here) {
    const [link, links] = [here.getBoundingClientRect(), here.parentElement.getBoundingClientRect()];
    here.parentElement.scrollLeft += link.left + link.width / 2 - (links.left + links.width / 2);
  }

  // <passkey-button>, <push-button>: their scripts come to pages that have one only.
  for (const name of ["passkey-button", "push-button"]) {
    customElements.define(name, class extends HTMLElement {
      async connectedCallback() {
        (await import(new URL(this.dataset.script, document.baseURI))).start(this);
      }
    });
  }

  // <reveal-password>: a button beside a password that shows what was typed, for thumbs that miss.
  customElements.define("reveal-password", class extends HTMLElement {
    connectedCallback() {
      if (this.querySelector("button")) return;
      const input = this.querySelector("input");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "text-button";
      const show = (visible) => {
        input.type = visible ? "text" : "password";
        button.textContent = visible ? this.dataset.hide : this.dataset.show;
        button.setAttribute("aria-pressed", String(visible));
      };
      show(false);
      button.addEventListener("click", () => show(input.type === "password"));
      input.form?.addEventListener("submit", () => show(false));
      this.append(button);
    }
  });
})();

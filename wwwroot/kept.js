// What somebody has typed on a working page outlives the page's circuit. When the circuit cannot come back (the market was restarted, the
// phone slept too long) the page is loaded anew by itself, and each field holds again what was typed into it: first the values that the
// page names itself ([data-kept]), then all fields that somebody has changed. They wait in this tab alone, and only for whose page it was.
(() => {
  "use strict";

  const draft = "draft "; // names of values that come back whenever their page is opened again, not only when it is loaded anew
  const patience = 10000; // how long a field may take to appear after the page was loaded anew
  const pause = 15000; // between two looks whether the market is there again
  const typed = new WeakSet(); // fields that somebody has changed
  const waiting = new Map(); // name -> value: kept, and not given back yet
  let isOver = false; // the circuit cannot come back

  const session = () => document.querySelector('meta[name="session"]')?.content ?? "";
  const place = () => `kept:${location.pathname}`;
  const work = () => document.querySelector("fieldset.work");
  const isWorking = () => work()?.disabled === false;
  const isChoice = (field) => field.type === "radio" || field.type === "checkbox";

  // Passwords, codes and files are nobody's to keep; a list to choose from belongs to a component, which names its value itself.
  const kinds = "input:not([type=password], [type=file], [autocomplete=one-time-code]), textarea, select";
  const fields = () => [...(work()?.querySelectorAll(kinds) ?? [])]
    .filter((field) => field.type === "hidden" ? field.dataset.kept : !field.closest(".mud-select"));

  // By its own name where that is the same on each page, else by what people call it.
  const nameOf = (field) => {
    if (field.dataset.kept) return `${"draft" in field.dataset ? draft : ""}${field.dataset.kept}`;
    if (field.id && !/^mud|[0-9a-f]{8}/.test(field.id)) return `#${field.id}`;
    return `${field.name}/${(field.getAttribute("aria-label") || field.labels?.[0]?.textContent || "").trim()}`;
  };

  const named = () => {
    const seen = new Map();
    return fields().map((field) => {
      const name = nameOf(field);
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return [`${name} ${count}`, field];
    });
  };

  const present = () => named()
    .filter(([, field]) => field.type === "hidden" ? field.dataset.value : typed.has(field))
    .map(([name, field]) => [name, field.dataset.value ?? (isChoice(field) ? field.checked : field.value)]);

  const keep = () => {
    if (!work()) return;
    const values = Object.fromEntries([...waiting, ...present()]);
    if (isOver || Object.keys(values).length > 0) {
      sessionStorage.setItem(place(), JSON.stringify({ session: session(), isOver, values }));
    } else {
      sessionStorage.removeItem(place());
    }
  };

  const giveBack = (field, value) => {
    if (isChoice(field)) {
      if (field.checked !== value) field.click();
      return;
    }
    if ((field.dataset.value ?? field.value) === value) return;
    field.value = value;
    if (field.type !== "hidden") field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // Fields appear one after the other: a question brings its own. What somebody has typed meanwhile stays.
  const giveBackAll = () => {
    if (waiting.size === 0) return;
    for (const [name, field] of named()) {
      if (!waiting.has(name) || typed.has(field)) continue;
      const value = waiting.get(name);
      waiting.delete(name);
      giveBack(field, value);
    }
  };

  // For the time in which a field may appear; the circuit of a page that was loaded anew may take longer itself.
  const wait = (values) => {
    values.forEach(([name, value]) => waiting.set(name, value));
    if (isWorking()) setTimeout(() => waiting.clear(), patience);
  };

  const loadAnew = () => {
    const line = document.getElementById("components-reconnect-modal");
    line.textContent = line.dataset.loading;
    isOver = true;
    keep();
    location.reload();
  };

  // The framework has given up: the market is looked for now and then, and at once when somebody looks at the page.
  const lookForMarket = async () => {
    for (;;) {
      const answer = await fetch("/health/live", { cache: "no-store" }).catch(() => null);
      if (answer?.ok) return loadAnew();
      await new Promise((again) => {
        setTimeout(again, pause);
        document.addEventListener("visibilitychange", again, { once: true });
        window.addEventListener("online", again, { once: true });
      });
    }
  };

  const watchCircuit = () => {
    document.getElementById("components-reconnect-modal").addEventListener("components-reconnect-state-changed", ({ detail }) => {
      if (detail.state === "rejected" || detail.state === "resume-failed") loadAnew();
      if (detail.state === "failed") lookForMarket();
      // Back again, and perhaps as a new circuit, which draws fields of its own.
      if (detail.state === "hide") wait(present());
    });
  };

  const tellAnew = () => {
    const line = document.getElementById("line-status");
    line.textContent = document.body.dataset.reloaded;
    line.hidden = false;
    setTimeout(() => { line.hidden = true; }, patience);
  };

  const takeBack = () => {
    const kept = JSON.parse(sessionStorage.getItem(place()) ?? "null");
    sessionStorage.removeItem(place());
    if (!kept) return;
    const way = performance.getEntriesByType("navigation")[0]?.type;
    const isAgain = kept.isOver || way === "reload" || way === "back_forward" || document.wasDiscarded === true;
    wait(Object.entries(kept.values).filter(([name]) => isAgain || name.startsWith(draft)));
    if (kept.isOver) tellAnew();
  };

  // A page that asks one question after the other has an address for each, so that Back leads to the question before.
  const page = location.pathname;
  const question = () => work()?.querySelector("input[data-at-step]");
  const stepInAddress = () => new URLSearchParams(location.search).get("step") ?? "1";
  const trail = [stepInAddress()]; // the questions on the way to the present one

  const showStep = () => {
    const step = question()?.dataset.atStep;
    if (!step || step === trail.at(-1)) return;
    if (step === trail.at(-2)) {
      history.back();
    } else {
      trail.push(step);
      history.pushState(null, "", `${location.pathname}?step=${step}`);
    }
  };

  // Before the framework's own, which would load the page anew.
  window.addEventListener("popstate", (event) => {
    const field = question();
    if (!field || location.pathname !== page) return;
    event.stopImmediatePropagation();
    field.value = stepInAddress();
    if (field.value === trail.at(-2)) trail.pop();
    else trail.push(field.value);
    if (field.value !== field.dataset.atStep) field.dispatchEvent(new Event("change", { bubbles: true }));
  });

  for (const name of ["input", "change"]) {
    document.addEventListener(name, ({ target }) => { if (target.closest?.("fieldset.work")) typed.add(target); }, true);
  }
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  window.addEventListener("pagehide", () => keep());

  takeBack();
  watchCircuit();
  let hasWorked = false;
  new MutationObserver((changes) => {
    if (!isWorking()) return;
    if (!hasWorked) wait([]);
    hasWorked = true;
    giveBackAll();
    if (changes.some(({ attributeName }) => attributeName === "data-at-step")) showStep();
    if (changes.some(({ attributeName }) => attributeName === "data-value")) keep();
  }).observe(document.body, { subtree: true, childList: true, attributeFilter: ["disabled", "data-value", "data-at-step"] });
})();

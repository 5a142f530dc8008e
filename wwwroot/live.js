// Live figures on static pages: one hub connection for the page, however many elements watch. The number in the HTML is
// right when the page arrives; from then on <live-stock>, <live-price>, <live-days> and [data-live-campaign] follow the market.
// After a gap (sleep, tunnel, restart) the page says which versions it has and gets what it missed.
(() => {
  "use strict";

  const watched = new Map(); // lot id -> { version, elements }
  const most = 100; // lots in one call
  const patience = 4000; // how long a line that looks open may keep an answer back
  let connection = null;
  let starting = null;
  let again = false;
  let retry = 0;
  let tries = 0;

  const status = (show) => {
    const line = document.getElementById("line-status");
    if (!line || line.hidden === !show) return;
    line.hidden = !show;
    line.textContent = show ? document.body.dataset.reconnecting : "";
  };

  const highlight = (element) => {
    element.classList.remove("changed");
    void element.offsetWidth; // restarts the animation
    element.classList.add("changed");
  };

  // What is read out: the last thing that happened, at most one sentence in five seconds.
  const voice = (() => {
    const pause = 5000;
    let spoken = -pause;
    let next = "";
    let timer = 0;
    const speak = () => {
      const place = document.getElementById("live-voice");
      timer = 0;
      spoken = performance.now();
      if (place) place.textContent = next;
    };
    return {
      say(sentence) {
        next = sentence;
        timer ||= setTimeout(speak, Math.max(0, spoken + pause - performance.now()));
      },
    };
  })();

  const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 3 });
  const money = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  // As Reader.Weight writes it: a reader of kilograms gets tonnes from a tonne on.
  const formatWeight = (grams, { unitGrams, unitName, tonneName }) => {
    const inTonnes = tonneName && grams >= 1e6;
    return `${whole.format(grams / (inTonnes ? 1e6 : Number(unitGrams)))} ${inTonnes ? tonneName : unitName}`;
  };

  const stockChanged = (changes) => {
    let newest = null;
    for (const change of changes) {
      const lot = watched.get(change.lotId);
      // Updates can overtake each other: an older version never replaces a newer one.
      if (!lot || change.version <= lot.version) continue;
      lot.version = change.version;
      lot.elements.forEach((element) => element.take(change));
      newest = change;
    }
    return newest;
  };

  // Now and then the server is told that the figure is on the screen, which is how it knows how fresh pages are.
  const report = (() => {
    const pause = 30000;
    let next = performance.now() + Math.random() * pause;
    return (change) => {
      if (!change || document.hidden || performance.now() < next) return;
      next = performance.now() + pause;
      requestAnimationFrame(() => connection?.send("Seen", change.lotId, change.version).catch(() => {}));
    };
  })();

  const campaignIds = () => [...new Set([...document.querySelectorAll("[data-live-campaign]")].map((box) => box.dataset.liveCampaign))];

  const formatCampaign = (box, change) => ({
    sold: formatWeight(change.soldGrams, box.dataset),
    orders: whole.format(change.orders),
    households: whole.format(change.households),
    granted: `¥${money.format(change.grantedFen / 100)}`,
  });

  const campaignChanged = (changes) => {
    for (const change of changes) {
      for (const box of document.querySelectorAll(`[data-live-campaign="${change.campaignId}"]`)) {
        for (const [name, text] of Object.entries(formatCampaign(box, change))) {
          const target = box.querySelector(`[data-live="${name}"]`);
          if (target && target.textContent !== text) {
            target.textContent = text;
            highlight(target);
          }
        }
        const meter = box.querySelector("[data-live-meter]");
        if (meter) meter.style.setProperty("--part", `${Math.min(100, (100 * change.soldGrams) / change.targetGrams)}%`);
      }
    }
  };

  // A line that died in sleep or in a tunnel still looks open: an answer that does not come is the end of it.
  const ask = (method, ...args) => Promise.race([
    connection.invoke(method, ...args),
    new Promise((_, refuse) => setTimeout(() => refuse(new Error("no answer")), patience)),
  ]);

  const sync = async () => {
    const lots = [...watched].map(([lotId, { version }]) => ({ lotId, version }));
    for (let start = 0; start < lots.length; start += most) stockChanged(await ask("Sync", lots.slice(start, start + most)));
    for (const id of campaignIds()) await ask("WatchCampaign", id);
    status(false);
  };

  const build = () => {
    const line = new signalR.HubConnectionBuilder().withUrl("/hubs/stock").configureLogging(signalR.LogLevel.None).build();
    line.on("StockChanged", (changes) => report(stockChanged(changes)));
    line.on("CampaignChanged", campaignChanged);
    line.onclose(() => {
      if (line !== connection) return;
      status(true);
      later();
    });
    return line;
  };

  const later = () => {
    clearTimeout(retry);
    retry = setTimeout(connect, Math.min(15000, 500 * 2 ** tries++) * (0.5 + Math.random() / 2));
  };

  // Only pages with something live load the library; a load that failed is tried again with the next connection.
  const library = document.currentScript.dataset.signalr;
  const load = () => window.signalR ? Promise.resolve() : new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = library;
    script.onload = loaded;
    script.onerror = () => {
      script.remove();
      failed(new Error("no library"));
    };
    document.head.append(script);
  });

  const connect = () => {
    if (watched.size === 0 && campaignIds().length === 0) return;
    clearTimeout(retry);
    if (starting) {
      again = true; // what came onto the page meanwhile is asked for next
      return;
    }
    starting = (async () => {
      try {
        await load();
        connection ??= build();
        if (connection.state === "Disconnected") await connection.start();
        await sync();
        tries = 0;
      } catch {
        status(true);
        const broken = connection;
        connection = null;
        broken?.stop().catch(() => {});
        later();
      } finally {
        starting = null;
        if (again && connection) connectSoon();
        again = false;
      }
    })();
  };

  let planned = 0;
  const connectSoon = () => {
    clearTimeout(planned);
    planned = setTimeout(connect, 0);
  };

  const wake = () => {
    if (document.hidden) return;
    tries = 0;
    showDays();
    connect();
  };

  class LiveLot extends HTMLElement {
    connectedCallback() {
      const id = this.getAttribute("lot");
      const version = Number(this.getAttribute("version"));
      const lot = watched.get(id) ?? { version, elements: new Set() };
      lot.version = Math.max(lot.version, version);
      lot.elements.add(this);
      watched.set(id, lot);
      connectSoon();
    }

    disconnectedCallback() {
      const id = this.getAttribute("lot");
      const lot = watched.get(id);
      if (!lot) return;
      lot.elements.delete(this);
      if (lot.elements.size > 0) return;
      watched.delete(id);
      if (connection?.state === "Connected") connection.send("Unwatch", [id]).catch(() => {});
    }
  }

  // <live-stock lot version listed data-unit-grams data-unit-name left="剩 {0}" sold-out="已售完" bought="有人刚买了 {0}" spoken="土豆：{0}">
  // with the text already inside.
  class LiveStock extends LiveLot {
    take({ availableGrams: grams, boughtGrams }) {
      const text = grams > 0
        ? this.getAttribute("left").replace("{0}", formatWeight(grams, this.dataset))
        : this.getAttribute("sold-out");
      const place = this.querySelector("[data-text]") ?? this;
      const spoken = [];
      if (place.textContent !== text) {
        place.textContent = text;
        highlight(this);
        spoken.push(text);
      }
      if (boughtGrams > 0) spoken.unshift(this.#bought(boughtGrams));
      if (spoken.length > 0) voice.say(this.getAttribute("spoken").replace("{0}", spoken.join(" ")));
      this.toggleAttribute("empty", grams <= 0);
      const meter = this.querySelector(".meter");
      if (meter) meter.style.setProperty("--part", `${Math.max(0, Math.min(100, (100 * grams) / Number(this.getAttribute("listed"))))}%`);
    }

    #bought(grams) {
      const text = this.getAttribute("bought").replace("{0}", formatWeight(grams, this.dataset));
      const place = this.querySelector("[data-bought]");
      if (place) {
        place.textContent = text;
        clearTimeout(this.fading);
        this.fading = setTimeout(() => { place.textContent = ""; }, 8000);
      }
      return text;
    }
  }

  // <live-price lot version fen>: what schemes make of a price is the server's to say, so the price is read from the page again;
  // not by everybody in the same moment.
  class LivePrice extends LiveLot {
    take({ lotId, priceFen }) {
      if (Number(this.getAttribute("fen")) === priceFen) return;
      this.setAttribute("fen", priceFen);
      setTimeout(async () => {
        const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
        if (!answer?.ok) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const now = page.querySelector(`live-price[lot="${lotId}"]`);
        if (!now) return;
        this.replaceChildren(...now.childNodes);
        highlight(this);
        voice.say(this.textContent.replace(/\s+/g, " ").trim());
      }, Math.random() * 2000);
    }
  }

  // <live-days until="2026-11-30" today tomorrow days>: only the calendar changes it, so the page needs nobody for it.
  const chinaDay = () => new Date(Date.now() + 8 * 36e5).toISOString().slice(0, 10);

  const showDays = () => {
    const today = chinaDay();
    for (const element of document.querySelectorAll("live-days")) {
      if (element.getAttribute("on") === today) continue;
      const left = Math.round((Date.parse(element.getAttribute("until")) - Date.parse(today)) / 864e5) + 1;
      if (left > 0 && left < 90) {
        element.setAttribute("on", today);
        element.querySelector("[data-text]").textContent = left <= 1 ? element.getAttribute("today")
          : left === 2 ? element.getAttribute("tomorrow")
          : element.getAttribute("days").replace("{0}", left);
        element.querySelector(".tag").classList.toggle("clay", left <= 2);
      }
    }
  };

  customElements.define("live-stock", LiveStock);
  customElements.define("live-price", LivePrice);
  setInterval(showDays, 60000);
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", (event) => { if (event.persisted) wake(); });
  window.addEventListener("offline", () => { if (connection) status(true); });
  document.addEventListener("DOMContentLoaded", () => {
    connectSoon();
    window.Blazor?.addEventListener?.("enhancedload", connectSoon);
  });
})();

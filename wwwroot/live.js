// Live figures on static pages: one hub connection for the page, however many elements watch. The number in the HTML is
// right when the page arrives; from then on <live-stock> and [data-live-campaign] follow the market.
(() => {
  "use strict";

  const watched = new Map(); // lot id -> { version, elements }
  let connection = null;
  let starting = null;

  const status = (show) => {
    const line = document.getElementById("line-status");
    if (!line) return;
    line.hidden = !show;
    line.textContent = show ? document.body.dataset.reconnecting : "";
  };

  const campaignIds = () => [...new Set([...document.querySelectorAll("[data-live-campaign]")].map((box) => box.dataset.liveCampaign))];

  const highlight = (element) => {
    element.classList.remove("changed");
    void element.offsetWidth; // restarts the animation
    element.classList.add("changed");
  };

  const stockChanged = (changes) => {
    for (const change of changes) {
      const lot = watched.get(change.lotId);
      // News can overtake each other: an older version never replaces a newer one.
      if (!lot || change.version <= lot.version) continue;
      lot.version = change.version;
      lot.elements.forEach((element) => element.show(change.availableGrams));
    }
  };

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

  const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 3 });
  const money = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  const formatCampaign = (box, change) => ({
    sold: formatWeight(change.soldGrams, box.dataset),
    orders: whole.format(change.orders),
    households: whole.format(change.households),
    granted: `¥${money.format(change.grantedFen / 100)}`,
  });

  // As Reader.Weight writes it: a reader of kilograms gets tonnes from a tonne on.
  const formatWeight = (grams, { unitGrams, unitName, tonneName }) => {
    const inTonnes = tonneName && grams >= 1e6;
    return `${whole.format(grams / (inTonnes ? 1e6 : Number(unitGrams)))} ${inTonnes ? tonneName : unitName}`;
  };

  // Asks for everything on the page again: after a gap the server answers with the present figures.
  const watchAll = async () => {
    const ids = [...watched.keys()];
    for (let start = 0; start < ids.length; start += 100) await connection.invoke("WatchLots", ids.slice(start, start + 100));
    for (const id of campaignIds()) await connection.invoke("WatchCampaign", id);
  };

  const connect = async () => {
    if (!window.signalR || (watched.size === 0 && campaignIds().length === 0)) return;
    if (starting) return starting;
    if (!connection) {
      connection = new signalR.HubConnectionBuilder()
        .withUrl("/hubs/stock")
        .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (retry) => Math.min(15000, 500 * 2 ** retry.previousRetryCount) })
        .configureLogging(signalR.LogLevel.None)
        .build();
      connection.on("StockChanged", stockChanged);
      connection.on("CampaignChanged", campaignChanged);
      connection.onreconnecting(() => status(true));
      connection.onreconnected(async () => {
        await watchAll();
        status(false);
      });
    }
    if (connection.state === "Connected") return watchAll();
    if (connection.state !== "Disconnected") return;
    starting = connection.start().then(watchAll).then(() => status(false)).catch(() => {
      status(true);
      setTimeout(connect, 3000);
    }).finally(() => { starting = null; });
    return starting;
  };

  let planned = 0;
  const connectSoon = () => {
    clearTimeout(planned);
    planned = setTimeout(connect, 0);
  };

  // <live-stock lot version data-unit-grams data-unit-name left="剩 {0}" sold-out="已售完"> with the text already inside.
  class LiveStock extends HTMLElement {
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
      if (connection?.state === "Connected") connection.invoke("Unwatch", [id]);
    }

    show(grams) {
      const text = grams > 0
        ? this.getAttribute("left").replace("{0}", formatWeight(grams, this.dataset))
        : this.getAttribute("sold-out");
      const place = this.querySelector("[data-text]") ?? this;
      if (place.textContent !== text) {
        place.textContent = text;
        highlight(this);
      }
      this.toggleAttribute("empty", grams <= 0);
      const meter = this.querySelector(".meter");
      if (meter) meter.style.setProperty("--part", `${Math.max(0, Math.min(100, (100 * grams) / Number(this.getAttribute("listed"))))}%`);
    }
  }

  customElements.define("live-stock", LiveStock);
  document.addEventListener("DOMContentLoaded", () => {
    connectSoon();
    window.Blazor?.addEventListener?.("enhancedload", connectSoon);
  });
})();

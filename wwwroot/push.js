// Asks this browser for notifications of the market, and hands what it says to the form around the button.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

async function subscribe(element) {
  const registration = await navigator.serviceWorker.register(element.dataset.worker);
  await navigator.serviceWorker.ready;
  // One of other keys, as of before the market had new ones, can't be used any more.
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: toBytes(element.dataset.key),
  });
  element.querySelector("[name='Browser.Endpoint']").value = subscription.endpoint;
  element.querySelector("[name='Browser.P256dh']").value = toText(subscription.getKey("p256dh"));
  element.querySelector("[name='Browser.Auth']").value = toText(subscription.getKey("auth"));
  element.closest("form").requestSubmit();
}

export function start(element) {
  const button = element.querySelector("button");
  const status = element.querySelector("[role=status]");
  const say = (text) => {
    status.textContent = text ?? "";
    status.hidden = !text;
  };
  if (!window.PushManager || !navigator.serviceWorker) return say(element.dataset.none);
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    say("");
    try {
      await subscribe(element);
    } catch {
      // What the browser says is for programmers.
      say(Notification.permission === "denied" ? element.dataset.denied : element.dataset.failed);
    } finally {
      button.disabled = false;
    }
  });
}

// Asks the device for a passkey and hands its answer to the form around the button, or to an address that confirms the session.
// What it sends is put together here: some password managers hand out passkeys that cannot write themselves as JSON.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const withBytes = (keys) => keys?.map((key) => ({ ...key, id: toBytes(key.id) }));

const create = (options) =>
  navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      user: { ...options.user, id: toBytes(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
    },
  });

const get = (options) =>
  navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      allowCredentials: withBytes(options.allowCredentials),
    },
  });

const written = (credential) => {
  const { response } = credential;
  const shown = { clientDataJSON: toText(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) shown[part] = toText(response[part]);
  }
  if (response.getTransports) shown.transports = response.getTransports();
  return JSON.stringify({ id: credential.id, type: credential.type, clientExtensionResults: {}, response: shown });
};

/** Why the market refuses, in the reader's language. */
class Refusal extends Error {}

const post = async (address, body) => {
  const answer = await fetch(address, {
    method: "POST",
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Refusal((await answer.json().catch(() => ({}))).detail ?? "");
  return answer.status === 204 ? null : answer.json();
};

async function ask(element) {
  const { create: options, ask: address, answer: answerAt } = element.dataset;
  if (options) {
    element.querySelector("[name=Credential]").value = written(await create(JSON.parse(options)));
    return element.closest("form").requestSubmit();
  }
  const question = await post(address);
  const credential = written(await get(JSON.parse(question.options)));
  if (answerAt) {
    await post(answerAt, { state: question.state, credential });
    return element.dataset.done;
  }
  element.querySelector("[name=State]").value = question.state;
  element.querySelector("[name=Credential]").value = credential;
  return element.closest("form").requestSubmit();
}

export function start(element) {
  const button = element.querySelector("button");
  const status = element.querySelector("[role=status]");
  const say = (text) => {
    status.textContent = text ?? "";
    status.hidden = !text;
  };
  if (!window.PublicKeyCredential || !navigator.credentials) return say(element.dataset.none);
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    say("");
    try {
      say(await ask(element));
    } catch (error) {
      // What the device says is for programmers, and the same whatever went wrong.
      say((error instanceof Refusal && error.message) || element.dataset.failed);
    } finally {
      button.disabled = false;
    }
  });
}

// Passkeys: forms with data-passkey ask the browser's own keeper, and send what it answers as a plain form.
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  // What the server sends as base64url, browsers want as bytes.
  function readable(options) {
    const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
    const read = { ...options, challenge: bytes(options.challenge) };
    if (options.user) read.user = { ...options.user, id: bytes(options.user.id) };
    if (options.excludeCredentials) read.excludeCredentials = known(options.excludeCredentials);
    if (options.allowCredentials) read.allowCredentials = known(options.allowCredentials);
    return read;
  }

  function sendable(credential) {
    const given = credential.response;
    const response = { clientDataJSON: text(given.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (given[name]) response[name] = text(given[name]);
    }
    return JSON.stringify({
      id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  }

  function say(form, words) {
    const note = form.querySelector("[role=alert]") || document.createElement("p");
    note.className = "notice notice-late";
    note.setAttribute("role", "alert");
    note.textContent = words;
    form.prepend(note);
  }

  async function ask(form) {
    const token = form.elements.csrf_token.value;
    const answer = await fetch(form.dataset.challenge, { method: "POST", headers: { "X-CSRF-Token": token } });
    if (!answer.ok) throw new Error(String(answer.status));
    const publicKey = readable(await answer.json());
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.credential.value = sendable(credential);
    form.submit();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.passkey) return;
    event.preventDefault();
    ask(form).catch(() => say(form, form.dataset.failed));
  });
  const hide = () => document.querySelectorAll("form[data-passkey]").forEach((form) => { form.hidden = true; });
  if (!window.PublicKeyCredential) hide();
})();

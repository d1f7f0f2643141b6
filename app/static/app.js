// Small comforts on top of pages that work without them. No page needs this file.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const DAY = 24 * 3600 * 1000;
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));

  // Drafts: what was typed into form[data-keep] survives a lost connection or a closed page, for a day.
  const slot = (form) => `keep:${location.pathname}:${form.dataset.keep}`;
  const kept = (form) => Array.from(form.elements).filter(
    (field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type));
  const ticks = (field) => field.type === "checkbox" || field.type === "radio";

  function remember(form) {
    const values = kept(form).map((field) => [field.name, ticks(field) ? `${field.value}=${field.checked}` : field.value]);
    try { localStorage.setItem(slot(form), JSON.stringify({ at: Date.now(), values })); } catch { /* full or forbidden */ }
  }

  function recall(form) {
    let draft = null;
    try { draft = JSON.parse(localStorage.getItem(slot(form))); } catch { /* not ours */ }
    if (!draft || Date.now() - draft.at > DAY || form.hasAttribute("data-typed")) return;
    // What the server kept later, from another device perhaps, is newer.
    if (draft.at < Number(form.dataset.keptAt || 0)) return;
    const waiting = draft.values.slice();
    let changed = false;
    for (const field of kept(form)) {
      const place = waiting.findIndex(([name, value]) =>
        name === field.name && (!ticks(field) || value.startsWith(`${field.value}=`)));
      if (place < 0) continue;
      const [[, value]] = waiting.splice(place, 1);
      if (ticks(field)) {
        const checked = value.endsWith("=true");
        changed = changed || field.checked !== checked;
        field.checked = checked;
      } else if (field.value !== value) {
        field.value = value;
        changed = true;
      }
    }
    if (changed) say(form, form.dataset.keepRestored, form.dataset.keepForget, () => {
      localStorage.removeItem(slot(form));
      form.reset();
      all("[data-counter]", form).forEach(count);
    });
  }

  function say(form, words, verb, act) {
    if (!words) return;
    all(".kept", form).forEach((old) => old.remove());
    const note = document.createElement("p");
    note.className = "kept notice";
    note.setAttribute("role", "status");
    note.append(words, " ");
    if (verb) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = verb;
      button.addEventListener("click", () => { act(); note.remove(); });
      note.append(button);
    }
    form.prepend(note);
  }

  // Counters: "12 / 300" under a field with data-counter.
  function count(field) {
    const place = document.getElementById(field.dataset.counter);
    if (!place) return;
    const length = Array.from(field.value).length;
    place.textContent = `${length} / ${field.dataset.most}`;
    place.classList.toggle("over", length > Number(field.dataset.most));
  }

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.dataset.counter) count(field);
    if (field.form) show(field.form);
    if (field.form && field.form.dataset.keep) {
      remember(field.form);
      all("[data-saved]").forEach((line) => {
        line.classList.add("unsaved");
        line.lastElementChild.textContent = line.dataset.saved;
      });
    }
  });

  // [data-when="name=a,b"] is shown while the field `name` of its form has one of these values; below a box that is not
  // ticked nothing counts that was chosen there.
  function show(within) {
    all("[data-when]", within).forEach((box) => {
      const [name, values] = box.dataset.when.split("=");
      const field = box.closest("form").elements[name];
      box.hidden = !values.split(",").includes(field.type === "checkbox" && !field.checked ? "" : field.value);
      if (field.type === "checkbox") all("select", box).forEach((one) => { one.disabled = box.hidden; });
    });
  }

  // The time in the hall, whatever the computer's own zone.
  function tick() {
    const time = new Date().toLocaleTimeString("en-GB", { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit" });
    all("[data-clock]").forEach((clock) => { clock.textContent = time; });
  }

  document.addEventListener("click", (event) => {
    const asked = event.target.closest("[data-confirm]");
    if (asked && !window.confirm(asked.dataset.confirm)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (event.target.closest("[data-print]")) window.print();
    const copied = event.target.closest("[data-copy]");
    if (copied && navigator.clipboard) navigator.clipboard.writeText(copied.dataset.copy);
  }, true);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.keep && navigator.onLine === false) {
      event.preventDefault();
      remember(form);
      say(form, form.dataset.keepOffline);
      form.scrollIntoView();
      return;
    }
    if (form.method === "post") all("button[type=submit]", form).forEach((button) => {
      setTimeout(() => { button.disabled = true; }, 0);
      setTimeout(() => { button.disabled = false; }, 8000);
    });
  });
  window.addEventListener("pageshow", () => all("button[type=submit]:disabled").forEach((button) => {
    button.disabled = false;
  }));

  // Keys on desks: j and k walk [data-key-item]; a letter presses [data-key="letter"]; / goes to the search.
  // In a field Ctrl+Enter sends its form, and Escape leaves it, so that letters are keys again.
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, textarea, select");
    if (field && field.form && event.ctrlKey && event.key === "Enter") {
      const button = field.form.querySelector("[type=submit]");
      if (button) button.click();
      return;
    }
    if (field && event.key === "Escape" && document.querySelector("[data-keys]")) field.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || !document.querySelector("[data-keys]")) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const items = all("[data-key-item]");
    if ((event.key === "j" || event.key === "k") && items.length) {
      const here = items.indexOf(document.activeElement.closest("[data-key-item]"));
      const next = here < 0 ? 0 : Math.min(items.length - 1, Math.max(0, here + (event.key === "j" ? 1 : -1)));
      items[next].focus();
      event.preventDefault();
      return;
    }
    const target = all("[data-key]").find((one) => one.dataset.key === event.key);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, textarea, select")) target.focus(); else target.click();
  });

  function wake(within) {
    all("[data-counter]", within).forEach(count);
    all("[data-sent]", within).forEach((done) => {
      Object.keys(localStorage).filter((key) => key.startsWith("keep:") && key.endsWith(`:${done.dataset.sent}`))
        .forEach((key) => localStorage.removeItem(key));
    });
    all("form[data-keep]", within).forEach(recall);
    show(within);
    all("[data-focus]", within).forEach((place) => place.focus());
  }

  const start = () => { wake(document); tick(); setInterval(tick, 10000); };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
  document.addEventListener("htmx:afterSwap", (event) => wake(event.target));
  // Lost on the way: say it where messages stand, and leave what was typed alone.
  document.addEventListener("htmx:sendError", (event) => {
    const own = event.detail.elt;
    if (own && own.dataset.offline) {
      own.textContent = own.dataset.offline;
      return;
    }
    const place = document.getElementById("messages");
    if (place && root.dataset.lost) {
      const note = document.createElement("p");
      note.className = "notice notice-late";
      note.setAttribute("role", "alert");
      note.textContent = root.dataset.lost;
      place.replaceChildren(note);
    }
  });
})();

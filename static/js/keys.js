// The keyboard: / search, j k o t l x in a list, l the log box, Ctrl+Enter saves, ? shows the keys.
// Single letters do nothing while somebody is writing, and nothing at all once they are switched off.
(() => {
  const isWriting = (element) =>
    element.isContentEditable || (/^(TEXTAREA|SELECT)$/.test(element.tagName) || element.matches("input:not([type=checkbox], [type=radio])"));

  const rows = () => [...document.querySelectorAll("[data-rows] > *:not([hidden])")];
  const chosen = () => document.querySelector("[data-rows] > .is-chosen");

  const choose = (step) => {
    const all = rows();
    if (!all.length) return;
    const from = all.indexOf(chosen());
    const to = Math.min(Math.max(from + step, 0), all.length - 1);
    all[from]?.classList.remove("is-chosen");
    all[to].classList.add("is-chosen");
    all[to].scrollIntoView({ block: "nearest" });
    all[to].querySelector("a[href]")?.focus({ preventScroll: true });
  };

  const help = () => {
    const dialog = document.getElementById("key-help");
    if (dialog && !dialog.open) dialog.showModal();
  };

  const focusLog = () => {
    const box = document.querySelector("[data-key-log]");
    const field = box?.matches("input, select, textarea") ? box : box?.querySelector("input:not([type=hidden]), select, textarea");
    field?.focus();
    field?.scrollIntoView({ block: "center" });
    return Boolean(field);
  };

  // On a case the log box; in a list the case of the row, at its log box.
  const log = () => {
    if (focusLog()) return true;
    const link = chosen()?.querySelector("a[href]");
    if (!link) return false;
    window.location.assign(`${link.href}#write`);
    return true;
  };

  const letters = "no-letter-keys";
  const areOff = () => { try { return localStorage.getItem(letters) === "yes"; } catch { return false; } };

  const search = () => {
    const field = document.querySelector("[data-key-search]");
    if (!field) return false;
    field.closest(".top-bar-search")?.classList.add("is-shown");
    field.focus();
    field.select();
    return true;
  };

  const keys = {
    "/": search,
    "?": () => { help(); return true; },
    j: () => { choose(1); return true; },
    k: () => { choose(-1); return true; },
    o: () => { chosen()?.querySelector("a[href]")?.click(); return true; },
    t: () => { chosen()?.querySelector("[data-key-take]")?.click(); return true; },
    x: () => { const box = chosen()?.querySelector("[data-choose]"); box?.click(); return Boolean(box); },
    l: log,
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest?.("form");
      if (form?.method === "post") {
        event.preventDefault();
        form.requestSubmit();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (document.querySelector("dialog[open]") || areOff()) return;
    if (keys[event.key]?.()) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-key-help-open]")) help();
  });

  const off = document.querySelector("[data-keys-off]");
  if (off) {
    off.checked = areOff();
    off.addEventListener("change", () => {
      try { localStorage.setItem(letters, off.checked ? "yes" : "no"); } catch { /* a browser that keeps nothing */ }
    });
  }
  if (window.location.hash === "#write") focusLog(); // no element has this id: the browser leaves the focus where it is
})();

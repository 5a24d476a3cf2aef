// What somebody has written and not saved is kept: on the server, for them alone, under the form's data-draft-url, and
// in this tab for when there is no network. <form data-draft="case/cases/17/drafts/note/" data-draft-url data-draft-stamp>
// It goes when the form is sent and accepted or thrown away; this tab's copy also when it closes or somebody logs out.
(() => {
  const prefix = "draft:";
  const waiting = "draft-sent:";
  const pause = 800;
  const kept = (form) => [...form.elements].filter((field) =>
    field.name && field.name !== "csrfmiddlewaretoken" && field.name !== "version" &&
    !["hidden", "password", "file", "submit", "button"].includes(field.type));

  const read = (form) => kept(form).map((field) =>
    [field.name, field.value, /^(checkbox|radio)$/.test(field.type) ? field.checked : null,
      field.multiple ? [...field.selectedOptions].map((option) => option.value) : null]);

  const isUntouched = (form) => kept(form).every((field) => {
    if (/^(checkbox|radio)$/.test(field.type)) return field.checked === field.defaultChecked;
    if (field.options) return [...field.options].every((option) => option.selected === option.defaultSelected) || field.selectedIndex <= 0;
    return field.value === field.defaultValue;
  });

  const restore = (form, draft) => {
    const fields = kept(form);
    for (const [name, value, checked, options] of draft) {
      if (checked !== null) {
        const box = fields.find((field) => field.name === name && field.value === value);
        if (box) box.checked = checked;
        continue;
      }
      const field = fields.find((candidate) => candidate.name === name);
      if (!field) continue;
      if (options) for (const option of field.options) option.selected = options.includes(option.value);
      else field.value = value;
    }
    form.querySelector("[data-draft-note]")?.removeAttribute("hidden");
  };

  const inTab = (key) => JSON.parse(sessionStorage.getItem(key) || "null");
  const length = (fields) => fields.reduce((sum, [, value, checked]) => sum + (checked === null ? value.length : 0), 0);

  // The server's draft of another moment than this tab knows comes from another device, and is the newer one.
  const bringBack = (form, key) => {
    const mine = inTab(key);
    // A form that came back with errors already holds what was written.
    if (!mine?.fields || form.querySelector("[aria-invalid=true], .is-invalid")) return;
    const isLatest = !form.dataset.draftUrl || mine.stamp === form.dataset.draftStamp;
    const neverSent = !mine.stamp && length(mine.fields) > length(read(form));
    // The server had this tab's draft already, and this tab had not heard of it when the form was shown anew.
    if (isLatest || neverSent || mine.isSending) restore(form, mine.fields);
    else sessionStorage.removeItem(key);
  };

  // Files are not kept: what was chosen is chosen again.
  const body = (form) => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  };

  const keeper = (form, key) => {
    let timer = 0;
    let asking = null;
    let isSent = false;
    const remember = () => sessionStorage.setItem(key, JSON.stringify({
      fields: read(form), stamp: form.dataset.draftStamp || "", isSending: asking !== null,
    }));

    const send = async () => {
      timer = 0;
      asking?.abort();
      const mine = asking = new AbortController();
      remember();
      try {
        const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: body(form), signal: mine.signal, redirect: "error" });
        const told = answer.ok ? await answer.json() : null;
        // Shown anew meanwhile: what is in the tab is the new form's.
        if (!told || isSent || !form.isConnected) return;
        const { stamp, said } = told;
        form.dataset.draftStamp = stamp;
        asking = asking === mine ? null : asking;
        if (inTab(key)) remember();
        const words = form.querySelector("[data-draft-words]");
        if (words) words.textContent = said;
        form.querySelector("[data-draft-note]")?.removeAttribute("hidden");
      } catch { /* no network: this tab keeps it */ } finally {
        asking = asking === mine ? null : asking;
      }
    };

    form.addEventListener("input", () => {
      if (isUntouched(form) && !form.dataset.draftStamp) sessionStorage.removeItem(key);
      else remember();
      clearTimeout(timer);
      if (form.dataset.draftUrl) timer = setTimeout(send, pause);
    });
    form.addEventListener("submit", (event) => {
      isSent = true;
      clearTimeout(timer);
      asking?.abort();
      if (event.submitter?.hasAttribute("data-draft-drop")) sessionStorage.removeItem(key);
      else sessionStorage.setItem(waiting + form.dataset.draft, location.pathname);
    });
    form.addEventListener("reset", () => sessionStorage.removeItem(key));
    // What was typed a moment ago is not lost when the tab closes or another page is opened.
    const leave = () => {
      if (!timer || isSent) return;
      clearTimeout(timer);
      timer = 0;
      navigator.sendBeacon(form.dataset.draftUrl, body(form));
    };
    addEventListener("pagehide", leave);
    addEventListener("pageshow", () => { isSent = false; });
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leave(); });
    document.addEventListener("htmx:beforeSwap", (event) => { if (event.target.contains?.(form)) leave(); });
  };

  const begin = (form) => {
    if (form.dataset.draftReady) return;
    form.dataset.draftReady = "yes";
    const key = prefix + form.dataset.draft;
    bringBack(form, key);
    keeper(form, key);
  };

  // After a save the page says so in #messages; then the draft that was sent is no longer needed.
  const forgetSent = () => {
    const accepted = document.querySelector("#messages .flash-success");
    for (const key of Object.keys(sessionStorage)) {
      if (!key.startsWith(waiting)) continue;
      if (accepted) sessionStorage.removeItem(prefix + key.slice(waiting.length));
      sessionStorage.removeItem(key);
    }
  };

  // The tab one writes in is open already: pressing it again fetches nothing that could replace what is typed.
  const staysHere = (event) => {
    const link = event.target;
    if (link.matches?.("a[aria-current=page]") && link.closest("section")?.querySelector("form[data-draft]")) event.preventDefault();
  };

  const beginAll = () => document.querySelectorAll("form[data-draft]").forEach(begin);
  const forgetAll = () => Object.keys(sessionStorage).filter((key) => key.startsWith("draft")).forEach((key) => sessionStorage.removeItem(key));

  try {
    if (document.querySelector("[data-forget-drafts]")) forgetAll();
    forgetSent();
    beginAll();
    document.addEventListener("htmx:beforeRequest", staysHere);
    document.addEventListener("htmx:afterSwap", () => { forgetSent(); beginAll(); });
  } catch { /* a browser that keeps nothing: forms work as they are */ }
})();

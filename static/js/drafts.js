// What somebody has written and not saved is kept in this tab only: <form data-draft="case-17-contact">.
// It goes when the form is sent and accepted, when the tab closes, and when somebody logs out.
(() => {
  const prefix = "draft:";
  const waiting = "draft-sent:";
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

  const begin = (form) => {
    if (form.dataset.draftReady) return;
    form.dataset.draftReady = "yes";
    const key = prefix + form.dataset.draft;
    const draft = sessionStorage.getItem(key);
    // A form that came back with errors already holds what was written.
    if (draft && !form.querySelector("[aria-invalid=true], .is-invalid")) restore(form, JSON.parse(draft));
    form.addEventListener("input", () => {
      if (isUntouched(form)) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(read(form)));
    });
    form.addEventListener("submit", () => sessionStorage.setItem(waiting + form.dataset.draft, location.pathname));
    form.addEventListener("reset", () => sessionStorage.removeItem(key));
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

  const beginAll = () => document.querySelectorAll("form[data-draft]").forEach(begin);
  const forgetAll = () => Object.keys(sessionStorage).filter((key) => key.startsWith("draft")).forEach((key) => sessionStorage.removeItem(key));

  try {
    if (document.querySelector("[data-forget-drafts]")) forgetAll();
    forgetSent();
    beginAll();
    document.addEventListener("htmx:afterSettle", () => { forgetSent(); beginAll(); });
  } catch { /* a browser that keeps nothing: forms work as they are */ }
})();

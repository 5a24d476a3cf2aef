// The adviser's form on a phone: what is typed stays when the network goes, and a contact that could not be sent waits
// on the phone and goes when the network is back. CPR numbers are never kept. Without this the form works as any other.
(() => {
  const store = window.phoneStore;
  const form = document.querySelector("form[data-phone]");
  const draft = "draft";
  const pause = 200;
  const left = new Set(["csrfmiddlewaretoken", "version", "resident_search", "device_key"]);
  const ten = /(?<!\d)(\d\d)(\d\d)(\d\d)[ \u00a0\-\u2011\u2013\u2212]?\d{4}(?!\d)/g;

  const isDate = (day, month, year) => {
    const number = Number(day) > 60 ? Number(day) - 60 : Number(day);
    const on = new Date(Date.UTC(2000 + Number(year), Number(month) - 1, number));
    return on.getUTCMonth() === Number(month) - 1 && on.getUTCDate() === number;
  };
  const withoutCpr = (value) => value.replace(ten, (whole, day, month, year) => (isDate(day, month, year) ? "[CPR]" : whole));

  const say = (word, isSaid = true) =>
    document.querySelectorAll(`[data-phone-word="${word}"]`).forEach((place) => { place.hidden = !isSaid; });
  const hush = (...words) => words.forEach((word) => say(word, false));

  const written = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !left.has(name));
  const keepable = () => written().map(([name, value]) => [name, withoutCpr(value)]);
  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);

  const fill = (pairs) => {
    for (const field of form.elements) {
      if (!field.name || left.has(field.name) || /^(submit|button|fieldset)$/.test(field.type)) continue;
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (/^(checkbox|radio)$/.test(field.type)) field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
    // The resident was chosen with a network; here only the number of the choice is carried on.
    const resident = pairs.find(([name, value]) => name === "tenant" && value);
    if (!resident || form.querySelector("[name=tenant]:checked")) return;
    for (const [name, value] of pairs.filter(([one]) => ["tenant", "has_consent", "consent_given_on"].includes(one))) {
      form.querySelectorAll(`[name="${name}"]`).forEach((field) => field.removeAttribute("name"));
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    say("resident");
  };

  const token = async (isFresh) => {
    const here = form.querySelector("[name=csrfmiddlewaretoken]");
    if (here && !isFresh) return here.value;
    const page = await fetch(form.action, { cache: "no-store" });
    const asked = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("form[data-phone] [name=csrfmiddlewaretoken]");
    return page.redirected || !asked ? "" : asked.value;
  };

  // "saved", "faulty", "offline", "ended" (no longer logged in) or "failed".
  const post = async (pairs, key, isFresh = false) => {
    try {
      const secret = await token(isFresh);
      if (!secret) return { how: "ended" };
      const body = new FormData();
      pairs.forEach(([name, value]) => body.append(name, value));
      body.set("device_key", key);
      body.set("csrfmiddlewaretoken", secret);
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Sent-By": "phone" } });
      if (answer.status === 403 && !isFresh) return await post(pairs, key, true);
      if (answer.redirected) return { how: "ended" };
      if (answer.status === 422) return { how: "faulty" };
      return answer.ok ? { how: "saved", url: (await answer.json()).url } : { how: "failed" };
    } catch { return { how: "offline" }; }
  };

  const begin = async () => {
    const keyField = form.elements.device_key;
    let timer = 0;
    let isBusy = false;
    const anew = () => {
      form.reset();
      keyField.value = crypto.randomUUID();
      if (form.hasAttribute("data-phone-shell")) form.elements.occurred_on.value = today();
      form.dataset.phoneState = "empty";
      hush("back", "kept", "cpr", "resident");
    };

    const keepDraft = async () => {
      clearTimeout(timer);
      timer = 0;
      if (form.dataset.phoneState === "empty") return;
      await store.keep(draft, { key: keyField.value, pairs: keepable() });
      form.dataset.phoneState = "kept";
      say("kept");
      say("cpr", written().some(([, value]) => withoutCpr(value) !== value));
    };

    // A browser that is full or keeps nothing: the form still sends.
    const tryToKeep = () => keepDraft().catch(() => {});

    const showWaiting = async () => {
      const list = document.querySelector("[data-phone-waiting]");
      const row = document.getElementById("phone-row");
      const waiting = (await store.read()).filter((record) => record.id !== draft);
      list.querySelector("ul").replaceChildren(...waiting.map((record) => {
        const line = row.content.cloneNode(true);
        line.querySelector("[data-phone-at]").textContent = new Date(record.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
        line.querySelector("[data-phone-faulty]").hidden = !record.value.isFaulty;
        line.querySelector("[data-phone-mend]").addEventListener("click", () => mend(record));
        return line;
      }));
      list.hidden = !waiting.length;
      return waiting;
    };

    const mend = async (record) => {
      if (form.dataset.phoneState !== "empty") return say("full");
      hush("full");
      fill(record.value.pairs);
      keyField.value = record.value.key;
      form.dataset.phoneState = "typing";
      await keepDraft();
      await store.drop(record.id);
      await showWaiting();
      form.scrollIntoView();
    };

    const sendWaiting = async () => {
      if (isBusy) return;
      isBusy = true;
      let sent = 0;
      hush("offline", "failed", "ended");
      for (const record of (await store.read()).filter((one) => one.id !== draft)) {
        const { how } = await post([...record.value.pairs, ["waited", "yes"]], record.value.key);
        if (how === "saved") { await store.drop(record.id); sent += 1; }
        else if (how === "faulty") await store.keep(record.id, { ...record.value, isFaulty: true }, record.at);
        else { say(how); break; }
      }
      isBusy = false;
      if (sent) say("sent");
      await showWaiting();
    };

    const putAside = async () => {
      const hasAll = written().some(([name]) => name === "topics") && written().some(([name, value]) => /minutes$/.test(name) && value);
      say("missing", !hasAll);
      if (!hasAll) return;
      const hadCpr = written().some(([, value]) => withoutCpr(value) !== value);
      await store.keep(keyField.value, { key: keyField.value, pairs: keepable() });
      await store.drop(draft);
      anew();
      say("cpr", hadCpr);
      await showWaiting();
      document.querySelector("[data-phone-status]").scrollIntoView({ block: "center" });
    };

    form.addEventListener("input", () => {
      form.dataset.phoneState = "typing";
      clearTimeout(timer);
      timer = setTimeout(tryToKeep, pause);
    });
    form.addEventListener("submit", async (event) => {
      if (event.submitter?.name === "find") return;
      event.preventDefault();
      if (isBusy) return;
      isBusy = true;
      form.dataset.phoneState = "typing";
      hush("sent", "offline", "failed", "ended", "missing");
      await tryToKeep();
      const { how, url } = await post(written(), keyField.value);
      if (how === "saved") {
        await store.drop(draft);
        return location.assign(url);
      }
      if (how === "faulty") return form.hasAttribute("data-phone-shell") ? location.assign(form.action) : HTMLFormElement.prototype.submit.call(form);
      isBusy = false;
      if (how === "offline") hush("away");
      say(how);
      if (how !== "ended") await putAside();
    });
    document.addEventListener("visibilitychange", () => { if (timer && document.visibilityState === "hidden") tryToKeep(); });
    addEventListener("pageshow", () => { isBusy = false; });
    document.querySelectorAll("[data-phone-send]").forEach((button) => button.addEventListener("click", sendWaiting));
    document.querySelectorAll("[data-phone-drop]").forEach((button) => button.addEventListener("click", async () => { await store.drop(draft); anew(); }));
    addEventListener("online", sendWaiting);
    addEventListener("offline", () => say("away"));
    addEventListener("online", () => hush("away"));
    say("away", !navigator.onLine);

    const hasErrors = form.querySelector("[aria-invalid=true], .is-invalid");
    const known = (await store.read()).find((record) => record.id === draft);
    const isPrefilled = keyField.value;
    form.dataset.phoneState = "empty";
    if (!isPrefilled) keyField.value = crypto.randomUUID();
    if (form.hasAttribute("data-phone-shell")) form.elements.occurred_on.value = today();
    if (hasErrors) form.dataset.phoneState = "typing";
    else if (known) {
      fill(known.value.pairs);
      keyField.value = known.value.key;
      form.dataset.phoneState = "kept";
      say("back");
    }
    form.dataset.phoneReady = "yes";
    if ((await showWaiting()).length && navigator.onLine) await sendWaiting();
  };

  document.querySelectorAll("form[action$='/logout/']").forEach((out) => out.addEventListener("submit", () => { store.forget(); }));
  if (!store.canKeep()) return;
  if (form) {
    navigator.serviceWorker.register(form.dataset.phone, { updateViaCache: "none" }).catch(() => { /* then only this page keeps it */ });
    begin();
  } else store.read().then((records) => say("waits", records.length > 0));
})();

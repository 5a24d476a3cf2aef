// What an adviser types on the phone, kept in this browser and encrypted (AES-GCM). The key is derived from one that
// never leaves the browser and the word of the log-in (the cookie "phone"): after log-out nobody can read it, and the
// log-in page deletes it. Nothing is kept for more than 24 hours.
window.phoneStore = (() => {
  const name = "fasthold-phone";
  const life = 24 * 60 * 60 * 1000;
  const text = new TextEncoder();

  const word = () => document.cookie.split("; ").find((pair) => pair.startsWith("phone="))?.slice(6) || "";

  const open = () => new Promise((done, fail) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      done(asked.result);
    };
  });

  const within = async (mode, act) => {
    const database = await open();
    try {
      return await new Promise((done, fail) => {
        const transaction = database.transaction("kept", mode);
        const asked = act(transaction.objectStore("kept"));
        transaction.oncomplete = () => done(asked.result);
        transaction.onabort = () => fail(transaction.error);
      });
    } finally { database.close(); }
  };

  const secret = async () => {
    const known = await within("readonly", (kept) => kept.get("secret"));
    if (known) return known;
    const made = await crypto.subtle.importKey("raw", crypto.getRandomValues(new Uint8Array(32)), "HKDF", false, ["deriveKey"]);
    await within("readwrite", (kept) => kept.put(made, "secret"));
    return made;
  };

  const key = async () => crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: text.encode(word()), info: text.encode(name) },
    await secret(), { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

  const keep = async (id, value, at = Date.now()) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), text.encode(JSON.stringify(value)));
    await within("readwrite", (kept) => kept.put({ id, at, iv, data }, id));
  };

  const drop = (id) => within("readwrite", (kept) => kept.delete(id));

  // The records that can still be read, the oldest first; what is too old or of another log-in is deleted.
  const read = async () => {
    const opener = await key();
    const found = [];
    for (const record of await within("readonly", (kept) => kept.getAll())) {
      if (!record.data) continue;
      try {
        if (Math.abs(Date.now() - record.at) >= life) throw new RangeError("too old");
        const data = await crypto.subtle.decrypt({ name: "AES-GCM", iv: record.iv }, opener, record.data);
        found.push({ id: record.id, at: record.at, value: JSON.parse(new TextDecoder().decode(data)) });
      } catch { await drop(record.id); }
    }
    return found.sort((one, other) => one.at - other.at);
  };

  const forget = async () => {
    document.cookie = "phone=; path=/; max-age=0; samesite=strict";
    indexedDB.deleteDatabase(name);
    for (const cache of await caches.keys()) if (cache.startsWith(name)) await caches.delete(cache);
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  };

  const canKeep = () => Boolean(window.isSecureContext && window.indexedDB && crypto.subtle && navigator.serviceWorker && word());

  if (document.querySelector("[data-forget-drafts]") && window.isSecureContext) forget().catch(() => {});
  return { canKeep, drop, forget, keep, read };
})();

// The service worker of the adviser's form: without a network it answers with an empty form and the files of its looks.
// `shell` (cache, form, page, files) is set by the address that serves it.
(() => {
  const { cache, form, page, files } = self.shell;
  const known = new Set(files);

  const fill = async () => {
    const kept = await caches.open(cache);
    const empty = await fetch(page);
    if (!empty.ok || empty.redirected) throw new TypeError("no empty form");
    await kept.put(page, empty);
    await kept.addAll(files);
  };

  const clear = async () => {
    for (const name of await caches.keys()) if (name.startsWith("fasthold-phone") && name !== cache) await caches.delete(name);
    await self.clients.claim();
  };

  self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
  self.addEventListener("activate", (event) => event.waitUntil(clear()));
  self.addEventListener("fetch", (event) => {
    const { method, mode, url } = event.request;
    const { origin, pathname } = new URL(url);
    if (method !== "GET" || origin !== self.location.origin) return;
    const isForm = mode === "navigate" && pathname === form;
    if (!isForm && !known.has(pathname)) return;
    const kept = async (failure) => {
      const found = await caches.match(isForm ? page : pathname, { ignoreVary: true });
      if (!found) throw failure;
      return found;
    };
    event.respondWith(fetch(event.request).catch(kept));
  });
})();

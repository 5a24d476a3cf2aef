// The number or address follows the way of contact that is chosen; on a phone what is folded starts closed.
(() => {
  document.addEventListener("change", (event) => {
    const form = event.target.name === "mode" ? event.target.form : null;
    const used = form?.elements.namedItem("used");
    if (!used?.dataset.needs) return;
    const kind = JSON.parse(used.dataset.needs)[event.target.value];
    if (kind && used.value.startsWith(`${kind}:`)) return;
    const fits = [...used.options].find((option) => kind && option.value.startsWith(`${kind}:`));
    used.value = fits ? fits.value : "";
  });

  if (matchMedia("(max-width: 47.99rem)").matches) {
    for (const fold of document.querySelectorAll("details[data-fold]")) fold.open = false;
  }
})();

// Choosing several rows: shift-click chooses all between, one box chooses the page, a bar counts them.
(() => {
  const form = document.querySelector("form[data-several]");
  if (!form) return;
  const boxes = [...form.querySelectorAll("[data-choose]")];
  const all = form.querySelector("[data-choose-all]");
  const bar = form.querySelector("[data-several-bar]");
  const said = form.querySelector("[data-several-count]");
  let last = null;

  const count = () => {
    const number = boxes.filter((box) => box.checked).length;
    bar.classList.toggle("has-chosen", number > 0);
    said.textContent = number === 1 ? said.dataset.one : said.dataset.many.replace("{n}", number);
    all.checked = number === boxes.length;
    all.indeterminate = number > 0 && number < boxes.length;
    for (const box of boxes) box.closest("li").classList.toggle("is-picked", box.checked);
  };

  form.addEventListener("click", (event) => {
    const box = event.target.closest("[data-choose]");
    if (!box) return;
    if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((one, other) => one - other);
      for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
    }
    last = box;
    count();
  });
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  });
  window.addEventListener("pageshow", count);
})();

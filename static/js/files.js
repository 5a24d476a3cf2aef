// A file can be dropped on its field; the name and size of the chosen file are shown.
(() => {
  const size = (bytes) => {
    const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
    return `${value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${unit}`;
  };

  for (const area of document.querySelectorAll("[data-file-drop]")) {
    const field = area.querySelector("input[type=file]");
    const chosen = area.querySelector("[data-file-drop-chosen]");
    const over = (isOver) => (event) => {
      event.preventDefault();
      area.classList.toggle("is-over", isOver);
    };
    area.addEventListener("dragover", over(true));
    area.addEventListener("dragleave", over(false));
    area.addEventListener("drop", (event) => {
      over(false)(event);
      if (!event.dataTransfer.files.length) return;
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    field.addEventListener("change", () => {
      const [file] = field.files;
      chosen.textContent = file ? `${file.name} (${size(file.size)})` : "";
    });
  }
})();

// What has to be said: errors of a form get the focus, and an answer that never came is not hidden.
(() => {
  const sayNoAnswer = () => {
    const place = document.getElementById("messages");
    const said = document.getElementById("no-answer");
    if (!place || !said) return;
    place.replaceChildren(said.content.cloneNode(true));
    place.scrollIntoView({ block: "nearest" });
  };

  document.querySelector("[data-error-summary]")?.focus();
  document.addEventListener("htmx:responseError", sayNoAnswer);
  document.addEventListener("htmx:sendError", sayNoAnswer);
  document.addEventListener("htmx:afterSettle", (event) => event.target.querySelector?.("[data-error-summary]")?.focus());
})();

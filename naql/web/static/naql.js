// The little that markup cannot say: which statement is chosen after a swap, and a key for the search box.
"use strict";
document.addEventListener("htmx:afterSettle", () => {
  const chosen = document.getElementById("chosen");
  if (!chosen) return;
  for (const link of document.querySelectorAll("a[data-statement]")) {
    if (link.dataset.statement === chosen.dataset.statement) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("input[type=search]");
  if (field) {
    event.preventDefault();
    field.focus();
  }
});

// Stock admin's search boxes do not say what they are for: give each the name of its field.
"use strict";

function nameSearchBoxes() {
  for (const box of document.querySelectorAll(".select2-container")) {
    const field = box.parentElement.querySelector("select");
    const label = field && document.querySelector(`label[for="${field.id}"]`);
    if (!label) continue;
    const name = label.textContent.trim().replace(/:$/, "");
    for (const part of box.querySelectorAll(".select2-selection, .select2-search__field, [role=textbox]")) {
      part.setAttribute("aria-label", name);
    }
    for (const list of box.querySelectorAll("ul")) list.setAttribute("role", "presentation");
  }
}

// After stock admin has made them, which it does once the page is ready.
django.jQuery(() => setTimeout(nameSearchBoxes));
document.addEventListener("formset:added", () => setTimeout(nameSearchBoxes));

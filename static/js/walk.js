"use strict";
// Once a new <main> is in place: to what is to be read first, else to the heading, as on a page freshly loaded.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.closest("[data-quiet]")) return;
  const first = document.querySelector("#main [autofocus]") ?? document.querySelector("#main h1");
  first?.focus({ preventScroll: true });
});
document.addEventListener("htmx:beforeRequest", () => {
  // The start page does without the style of the answer.
  document.querySelector("link[data-rel]")?.setAttribute("rel", "stylesheet");
  document.getElementById("offline").hidden = true;
});
const slow = (isSlow) => { document.getElementById("slow").hidden = !isSlow; };
let patience;
document.addEventListener("htmx:beforeRequest", () => { patience = setTimeout(slow, 3000, true); });
document.addEventListener("htmx:afterRequest", () => { clearTimeout(patience); slow(false); });
document.addEventListener("htmx:sendError", () => {
  document.getElementById("offline").hidden = false;
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
document.addEventListener("DOMContentLoaded", () => {
  // Whoever went back before htmx was there sees another page than the address names.
  const [loaded] = performance.getEntriesByType("navigation");
  if (loaded && loaded.name.split("#")[0] !== location.href.split("#")[0]) location.reload();
});

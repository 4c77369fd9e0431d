// Copy buttons, menus that close, and the way back to sign-in. Every page works without this file.
"use strict";

const copied = document.body.dataset.copied;

function showCopyButtons(root) {
  for (const button of root.querySelectorAll("button.copy[hidden]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button.copy");
  if (button) {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.dataset.said = copied;
    setTimeout(() => delete button.dataset.said, 1500);
  }
  for (const menu of document.querySelectorAll("details.gear[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const search = document.querySelector("input.filter");
  if (event.key === "Escape") {
    const menu = document.querySelector("details.gear[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  } else if (event.key === "/" && search && !event.target.closest("input, textarea")) {
    event.preventDefault();
    search.focus();
  }
});

// Terminals in other tabs of this browser end with the sign-in.
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[action='/sign-out']")) new BroadcastChannel("postern").postMessage("signed-out");
});

// A part of a page cannot be sent to the issuer; the whole page can.
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 499 || event.detail.xhr.status === 401) location.reload();
});

document.addEventListener("htmx:afterSwap", (event) => showCopyButtons(event.detail.elt.parentElement || document));

showCopyButtons(document);

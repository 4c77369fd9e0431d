// Keeps the parts of a page (data-live: the names that they show) fresh: told by the stream what changed, else by asking.
"use strict";

(() => {
  const sign = document.getElementById("live");
  const SPACING = 250; // Between two requests for parts.
  const POLL = 5000; // Where the stream is not live.
  const LATE = 1000; // What a page came without may wait until it is there.
  const AGE = 60000; // "3 min ago" becomes untrue by itself.
  const EVERYTHING = "*";

  let source;
  let retry;
  let since = sign.dataset.since;
  let live = false;
  let gone = false;
  let changed = new Set();
  let fetching = false;
  let fetchedAt = 0;
  let everythingAt = Date.now();
  let planned;
  let pace = SPACING;

  // ---- What is told --------------------------------------------------------------------------------------------------

  function listen() {
    clearTimeout(retry);
    if (source) source.close();
    source = new EventSource("/live?since=" + encodeURIComponent(since));
    source.addEventListener("state", (event) => say(event.data === "live"));
    source.addEventListener("beat", (event) => (since = event.lastEventId));
    source.addEventListener("changed", (event) => {
      since = event.lastEventId;
      pace = SPACING;
      note(event.data.split(" "));
    });
    source.addEventListener("error", () => {
      say(false);
      // After an answer that is no stream a browser does not try again.
      if (source.readyState === EventSource.CLOSED && !gone) retry = setTimeout(listen, POLL);
    });
  }

  function say(now) {
    if (gone) return;
    if (sign.hidden || live !== now) {
      sign.replaceChildren(dot(now ? "" : "work"), now ? sign.dataset.on : sign.dataset.off);
      sign.hidden = false;
      if (!now) plan(POLL);
    }
    live = now;
    // From now on a change of it is read out; that the page is live at first is no news.
    sign.setAttribute("role", "status");
  }

  function signedOut() {
    gone = true;
    source.close();
    const again = document.createElement("a");
    again.href = location.href;
    again.textContent = sign.dataset.signIn;
    sign.replaceChildren(dot("bad"), sign.dataset.out, " ", again);
    sign.hidden = false;
  }

  function dot(style) {
    const i = document.createElement("i");
    i.className = "dot " + style;
    return i;
  }

  // A browser opens six connections to a host: pages that are not looked at hold none.
  document.addEventListener("visibilitychange", () => {
    if (gone) return;
    if (document.hidden) {
      clearTimeout(retry);
      source.close();
    } else {
      listen();
      plan(0);
    }
  });

  // ---- What is asked -------------------------------------------------------------------------------------------------

  function note(names) {
    for (const name of names) changed.add(name);
    plan(0);
  }

  // One request at a time, and some time apart.
  function plan(delay) {
    const at = Math.max(Date.now() + delay, fetchedAt + SPACING);
    if (planned && planned.at <= at) return;
    if (planned) clearTimeout(planned.timer);
    planned = { at, timer: setTimeout(run, at - Date.now()) };
  }

  async function run() {
    planned = undefined;
    if (fetching || gone || document.hidden) return;
    if (!live || Date.now() - everythingAt >= AGE) changed.add(EVERYTHING);
    if (changed.has(EVERYTHING)) everythingAt = Date.now();
    const names = changed;
    changed = new Set();
    fetching = true;
    fetchedAt = Date.now();
    try {
      await refresh(names);
    } catch {
      // No answer: asked again by and by.
      for (const name of names) changed.add(name);
      plan(POLL);
    }
    fetching = false;
    if (gone) return;
    if (changed.size > 0) plan(0);
    else if (document.querySelector("[data-moving]")) {
      // What is on its way is in its service a moment after it was told: asked for sooner first, then later.
      plan(pace);
      pace = Math.min(pace * 2, POLL);
    } else plan(live ? AGE : POLL);
  }

  async function refresh(names) {
    const all = names.has(EVERYTHING);
    const parts = [...document.querySelectorAll("[data-live]")].filter(
      (part) => all || "moving" in part.dataset || part.dataset.live.split(" ").some((name) => names.has(name)),
    );
    const pages = new Map();
    // What a refused form answered has an address that cannot be fetched: the list then says where it is from.
    const here = document.getElementById("list")?.dataset.from || location.href;
    for (const part of parts) {
      const rows = "row" in part.dataset;
      if (rows && parts.some((other) => other !== part && other.contains(part))) continue;
      const from = rows ? "/rows" : part.dataset.from || here;
      pages.set(from, [...(pages.get(from) || []), part]);
    }
    await Promise.all([...pages].map(([from, shown]) => replace(from, shown)));
  }

  async function replace(from, parts) {
    const ids = parts.filter((part) => part.dataset.row).map((part) => "id=" + part.dataset.row);
    const answer = await fetch(ids.length ? from + "?" + ids.join("&") : from, { headers: { "HX-Request": "true" } });
    if (answer.status === 499 || answer.status === 401) return signedOut();
    if (!answer.ok) throw new Error();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (document.querySelector("form[data-sent]")) return;
    for (const part of parts) {
      const now = fresh.getElementById(part.id);
      if (now) morph(part, now);
      else if (part.dataset.row) part.remove();
    }
    showCopyButtons(document);
  }

  // The page is being left: its forms stay as they were sent.
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) event.target.dataset.sent = "";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // ---- What is shown -------------------------------------------------------------------------------------------------

  // Only what differs is touched, so that focus, ticked boxes, open menus and the place on the page stay.
  function morph(old, now) {
    if (old.isEqualNode(now)) return;
    if (old.nodeName !== now.nodeName || old.id !== now.id) return old.replaceWith(now);
    if (old.nodeType === Node.TEXT_NODE) return void (old.data = now.data);
    if (old.nodeType !== Node.ELEMENT_NODE) return;
    for (const { name, value } of now.attributes) {
      if (!isOwn(old, name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    for (const { name } of [...old.attributes]) {
      if (!isOwn(old, name) && !now.hasAttribute(name)) old.removeAttribute(name);
    }
    morphChildren(old, now);
  }

  // What the person, or a script, has set.
  function isOwn(element, attribute) {
    return (
      (attribute === "open" && element.matches("details")) ||
      ((attribute === "hidden" || attribute === "data-said") && element.matches("button.copy"))
    );
  }

  function morphChildren(old, now) {
    const stay = new Set([...now.children].map((child) => child.id));
    const known = new Map();
    for (const child of [...old.children]) {
      if (child.id && !stay.has(child.id)) child.remove();
      else if (child.id) known.set(child.id, child);
    }
    let next = old.firstChild;
    for (const child of [...now.childNodes]) {
      const same = child.id ? known.get(child.id) : next && !next.id && next.nodeName === child.nodeName ? next : null;
      if (!same) old.insertBefore(child, next);
      else {
        if (same === next) next = next.nextSibling;
        else old.insertBefore(same, next);
        morph(same, child);
      }
    }
    while (next) {
      const rest = next;
      next = next.nextSibling;
      rest.remove();
    }
  }

  for (const part of document.querySelectorAll("[data-late]")) changed.add(part.dataset.live);

  listen();
  plan(changed.size > 0 ? LATE : AGE);
})();

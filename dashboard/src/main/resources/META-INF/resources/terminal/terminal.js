// The page of terminals: a tab each, options, and what survives a reload.
import { onPalette } from "./palette.js";
import { Screen } from "./screen.js";
import { SignIn } from "./sign-in.js";

const OPEN = "terminals";
const OPTIONS = "terminal";
const SMALLEST = 9;
const LARGEST = 28;
const ASLEEP = 25_000;
const DOTS = { connecting: "work", reconnecting: "work", connected: "", ended: "off" };
const WORDS = { connecting: "wordConnecting", reconnecting: "wordReconnecting", connected: "wordConnected", ended: "wordEnded" };

const root = document.getElementById("terminals");
const texts = root.dataset;
const tablist = root.querySelector("[role=tablist]");
const holder = root.querySelector(".screens");
const state = root.querySelector(".state");
const options = { fontSize: 14, copyOnSelect: false, screenReader: false, ...shells.stored(localStorage, OPTIONS) };
const signIn = new SignIn(Number(texts.signedInFor), () => screens().forEach((screen) => screen.reattach()));
const tabs = new Map(); // A screen's tab.
let active = null;
let count = 0;

function screens() {
  return [...tabs.keys()];
}

// Tabs.

function open(container, name, saved = null) {
  count += 1;
  const same = screens().filter((screen) => screen.container === container).length;
  const title = same === 0 ? name : `${name} (${same + 1})`;
  const screen = new Screen({ container, name, title, saved, holder, texts, options, signIn, changed, leave: () => tabs.get(active).button.focus() });
  const tab = tabFor(screen, count);
  tabs.set(screen, tab);
  changed(screen);
  activate(screen);
  return screen;
}

/** A tab closes by its cross or by Delete: a tab list may hold nothing but tabs. */
function tabFor(screen, number) {
  const button = document.createElement("button");
  button.type = "button";
  button.role = "tab";
  button.className = "tab";
  button.id = `tab-${number}`;
  button.setAttribute("aria-keyshortcuts", "Delete");
  const dot = document.createElement("i");
  const name = document.createElement("b");
  name.textContent = screen.title;
  const word = document.createElement("span");
  word.className = "quiet";
  const close = document.createElement("span");
  close.className = "close";
  close.ariaHidden = "true";
  close.title = texts.close.replace("%s", screen.title);
  close.textContent = "×";
  button.append(dot, name, " ", word, " ", close);
  button.addEventListener("click", (event) => (event.target === close ? closeTab(screen) : activate(screen)));
  screen.element.role = "tabpanel";
  screen.element.id = `screen-${number}`;
  screen.element.setAttribute("aria-labelledby", button.id);
  button.setAttribute("aria-controls", screen.element.id);
  tablist.append(button);
  return { button, dot, word };
}

function activate(screen) {
  active = screen;
  for (const [other, { button }] of tabs) {
    const chosen = other === screen;
    button.classList.toggle("chosen", chosen);
    button.ariaSelected = String(chosen);
    button.tabIndex = chosen ? 0 : -1;
    other.show(chosen);
  }
  tell();
}

function closeTab(screen) {
  if (screen.isOpen && screen.typed && !confirm(texts.closeQuestion.replace("%s", screen.title))) return;
  const all = screens();
  const at = all.indexOf(screen);
  screen.close();
  tabs.get(screen).button.remove();
  tabs.delete(screen);
  save();
  if (tabs.size === 0) location.assign("/");
  else if (screen === active) activate(all[at + 1] ?? all[at - 1]);
}

tablist.addEventListener("keydown", (event) => {
  if (event.key === "Delete") closeTab(active);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || event.target.role !== "tab") return;
  const all = screens();
  activate(all[(all.indexOf(active) + step + all.length) % all.length]);
  tabs.get(active).button.focus();
});

// What is said about them.

function changed(screen) {
  const tab = tabs.get(screen);
  if (!tab) return;
  tab.dot.className = `dot ${DOTS[screen.told.state]}`;
  tab.word.textContent = texts[WORDS[screen.told.state]];
  if (screen.told.state === "connected" || screen.told.state === "ended") save();
  if (screen === active) tell();
}

function tell() {
  const { sentence, button, detail } = active.told;
  const line = document.createElement("span");
  line.textContent = sentence;
  state.replaceChildren(line);
  if (detail) {
    const said = document.createElement("q");
    said.textContent = detail;
    state.append(said);
  }
  if (button) {
    const way = document.createElement("button");
    way.type = "button";
    way.className = "btn";
    way.textContent = texts[button];
    way.addEventListener("click", () => active.press(button));
    state.append(way);
  }
  state.className = `state ${active.told.failed ? "failed" : active.told.state}`;
  document.title = `${active.title} · ${texts[WORDS[active.told.state]]} · Postern`;
}

// Another one, the same again, text size, options.

root.addEventListener("click", ({ target }) => {
  const choice = target.closest("[data-open]");
  if (!choice) return;
  choice.closest("details").open = false;
  open(choice.dataset.open, choice.dataset.name);
});

const actions = {
  duplicate: () => open(active.container, active.name),
  smaller: () => resizeText(-1),
  larger: () => resizeText(1),
};

for (const tool of root.querySelectorAll("[data-do]")) {
  tool.addEventListener("click", () => {
    actions[tool.dataset.do]();
    active.terminal.focus();
  });
}

function resizeText(by) {
  options.fontSize = Math.min(LARGEST, Math.max(SMALLEST, options.fontSize + by));
  apply();
}

for (const box of root.querySelectorAll("[data-option]")) {
  box.checked = options[box.dataset.option];
  box.addEventListener("change", () => {
    options[box.dataset.option] = box.checked;
    apply();
  });
}

function apply() {
  localStorage.setItem(OPTIONS, JSON.stringify(options));
  screens().forEach((screen) => screen.apply());
}

onPalette(() => screens().forEach((screen) => screen.apply()));
new ResizeObserver(() => active?.fit()).observe(holder);

// A reload comes back to the same shells.

function save() {
  const all = screens()
    .filter((screen) => screen.saved)
    .map((screen) => ({ container: screen.container, name: screen.name, saved: screen.saved, active: screen === active }));
  sessionStorage.setItem(OPEN, JSON.stringify(all));
  if (active) shells.remember(active.size());
}

addEventListener("pagehide", save);
document.addEventListener("visibilitychange", save);

addEventListener("beforeunload", (event) => {
  if (screens().some((screen) => screen.isOpen && screen.typed)) event.preventDefault();
});

// Away: a lid that was closed, a network that was gone, a sign-out in another tab.

let awake = Date.now();
setInterval(() => {
  if (Date.now() - awake > ASLEEP) reconnect();
  awake = Date.now();
}, 5000);
addEventListener("online", reconnect);

function reconnect() {
  for (const screen of screens()) {
    screen.reattach();
    screen.tryNow();
  }
}

new BroadcastChannel("postern").addEventListener("message", ({ data }) => {
  if (data !== "signed-out") return;
  screens().forEach((screen) => screen.end("signedOut"));
  sessionStorage.removeItem(OPEN);
});

// The page begins.

root.hidden = false;
const before = (shells.stored(sessionStorage, OPEN) ?? []).map((tab) => ({ ...tab, screen: open(tab.container, tab.name, tab.saved) }));
const wanted = before.find((tab) => tab.active) ?? before[0];
if (!before.some((tab) => tab.container === texts.container)) open(texts.container, texts.name);
else activate(wanted.container === texts.container ? wanted.screen : before.find((tab) => tab.container === texts.container).screen);

// One terminal on the page: xterm, its connection, and what is said about it.
import { FitAddon, Terminal, Unicode11Addon } from "../lib/xterm.js";
import { Connection } from "./connection.js";
import { palette } from "./palette.js";

const encoder = new TextEncoder();
const SAID_FOR = 6000;

function bytesOf(binary) {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

export class Screen {
  #texts;
  #signIn;
  #changed;
  #connection;
  #fit = new FitAddon();
  #sentenceTimer = 0;

  /**
   * @param options what the person chose: fontSize, copyOnSelect, screenReader
   * @param changed is called when what is said about it changed
   */
  constructor({ container, name, title, saved, holder, texts, options, signIn, changed, leave }) {
    this.container = container;
    this.name = name;
    this.title = title;
    this.typed = false;
    this.told = { state: "connecting", sentence: "", button: null };
    this.#texts = texts;
    this.#signIn = signIn;
    this.#changed = changed;
    this.options = options;
    this.element = document.createElement("div");
    this.element.className = "screen";
    holder.append(this.element);
    this.terminal = new Terminal({
      allowProposedApi: true,
      cursorBlink: true,
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
      fontSize: options.fontSize,
      minimumContrastRatio: 4.5,
      screenReaderMode: options.screenReader,
      scrollback: 5000,
      theme: palette(),
    });
    this.terminal.loadAddon(this.#fit);
    this.terminal.loadAddon(new Unicode11Addon());
    this.terminal.unicode.activeVersion = "11";
    this.terminal.open(this.element);
    this.#fit.fit();
    this.terminal.attachCustomKeyEventHandler((event) => this.#key(event, leave));
    this.terminal.onData((text) => this.#type(encoder.encode(text)));
    this.terminal.onBinary((binary) => this.#type(bytesOf(binary)));
    this.terminal.onResize(() => this.#connection?.resize(this.size()));
    this.element.addEventListener("mouseup", () => options.copyOnSelect && this.#copy());
    this.#connection = this.#connect(saved);
  }

  #connect(saved) {
    return new Connection(this.container, this.#signIn, this, saved);
  }

  #type(bytes) {
    if (!this.#connection?.isOpen) return;
    this.typed = true;
    this.#connection.type(bytes);
  }

  /** False keeps a key from the shell. The browser's own paste follows the two for pasting. */
  #key(event, leave) {
    const { ctrlKey, shiftKey, altKey, metaKey, code } = event;
    if (altKey || metaKey) return true;
    const copies = (ctrlKey && shiftKey && code === "KeyC") || (ctrlKey && !shiftKey && code === "Insert");
    const pastes = (ctrlKey && shiftKey && code === "KeyV") || (shiftKey && !ctrlKey && code === "Insert");
    const leaves = ctrlKey && shiftKey && code === "Period";
    if (copies || leaves) event.preventDefault();
    if (event.type === "keydown" && copies) this.#copy();
    if (event.type === "keydown" && leaves) leave();
    return !copies && !pastes && !leaves;
  }

  #copy() {
    if (this.terminal.hasSelection()) navigator.clipboard.writeText(this.terminal.getSelection()).catch(() => {});
  }

  // What a connection asks of its screen.

  size() {
    return { columns: this.terminal.cols, rows: this.terminal.rows };
  }

  write(bytes, shown) {
    this.terminal.write(bytes, shown);
  }

  /** A program that fills the screen draws it again when its size changes. */
  again() {
    const { cols, rows } = this.terminal;
    this.#connection.resize({ columns: cols, rows: Math.max(1, rows - 1) });
    this.#connection.resize({ columns: cols, rows });
  }

  wrote(left) {
    const pasting = left > 0 && this.told.state === "connected";
    if (pasting) this.#tell("connected", this.#texts.pasting.replace("%s", Math.ceil(left / 1024)), null);
    else if (this.pasting) this.#tell("connected", this.#connected, null);
    this.pasting = pasting;
  }

  state(state, { why, sentence, seconds, again, lost } = {}) {
    const texts = this.#texts;
    clearTimeout(this.#sentenceTimer);
    if (state === "connecting") this.#tell(state, texts.connectingTo.replace("%s", this.name), null);
    if (state === "reconnecting") {
      const when = !navigator.onLine ? texts.offline : seconds > 0 ? texts.lostFor.replace("%s", seconds) : texts.lost;
      this.#tell(state, when, seconds > 0 ? "tryNow" : null);
    }
    if (state === "connected") {
      const back = lost > 0 ? texts.backWithout.replace("%s", Math.ceil(lost / 1024)) : texts.back;
      this.#tell(state, again ? back : this.#connected, null);
      if (again && lost === 0) this.#sentenceTimer = setTimeout(() => this.#tell(state, this.#connected, null), SAID_FOR);
    }
    if (state === "ended") {
      const button = why === "signInEnded" ? "signIn" : why === "elsewhere" ? "takeBack" : ["signedOut", "roleLost"].includes(why) ? null : "again";
      this.#tell(state, texts[why], button, sentence, !["shellEnded", "elsewhere"].includes(why));
    }
  }

  get #connected() {
    return this.#texts.connectedTo.replace("%s", this.name);
  }

  #tell(state, sentence, button, detail = "", failed = false) {
    this.told = { state, sentence, button, detail, failed };
    this.#changed(this);
  }

  // What the page asks of a screen.

  get isOpen() {
    return this.#connection.isOpen;
  }

  get saved() {
    return this.#connection.saved;
  }

  /** What the button beside the sentence does. */
  press(button) {
    if (button === "tryNow") this.#connection.tryNow();
    if (button === "signIn") location.reload();
    if (button === "again") this.#fresh(null);
    if (button === "takeBack") this.#fresh(this.#connection.place);
    this.terminal.focus();
  }

  #fresh(saved) {
    this.typed = false;
    this.terminal.reset();
    this.#connection = this.#connect(saved);
  }

  reattach() {
    this.#connection.reattach();
  }

  tryNow() {
    this.#connection.tryNow();
  }

  end(why) {
    if (this.isOpen) this.#connection.end(why);
  }

  close() {
    clearTimeout(this.#sentenceTimer);
    this.#connection.close();
    this.terminal.dispose();
    this.element.remove();
  }

  show(visible) {
    this.element.classList.toggle("shown", visible);
    if (visible) {
      this.fit();
      this.terminal.focus();
    }
  }

  fit() {
    this.#fit.fit();
  }

  apply() {
    this.terminal.options.fontSize = this.options.fontSize;
    this.terminal.options.screenReaderMode = this.options.screenReader;
    this.terminal.options.theme = palette();
    this.fit();
  }
}

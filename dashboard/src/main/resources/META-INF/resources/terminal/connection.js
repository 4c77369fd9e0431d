// One shell at the gateway, over as many WebSockets as it takes (postern.terminal.v2).
import { Input } from "./input.js";
import { SignInEnded } from "./sign-in.js";

// The gateway sends 256 KiB beyond what was acknowledged. So much of what was shown is not, for less to come after Ctrl+C.
const HELD_BACK = 192 * 1024;
const ACK_EVERY = 16 * 1024;
// What the gateway keeps of a shell's output: a reloaded page shows so much of it again.
const KEPT = 64 * 1024;
const DELAYS = [0, 1, 2, 3, 5, 5, 10];
const PATIENCE = 20;
const GIVE_UP_AFTER = 3 * 60 * 1000;
const ATTACH_TIMEOUT = 35_000;

// Close codes: our own when a page connects again, those after which trying again is no use, and those that may pass.
const AGAIN = 4000;
const FINAL = {
  1000: "shellEnded", 1007: "other", 1009: "other", 4403: "revoked", 4404: "noContainer", 4409: "notEnterable",
  4410: "gone", 4411: "signedOut", 4412: "elsewhere", 4429: "tooMany", 4502: "unreachable",
};
const WHILE_NEW = { 4408: "idle", 4503: "notNow" };

export class Connection {
  #container;
  #signIn;
  #screen;
  #saved;
  #socket = null;
  #attached = false;
  #ended = false;
  #session = null;
  #received = 0;
  #shown = 0;
  #acked = 0;
  #retryTimer = 0;
  #attachTimer = 0;
  #lostAt = 0;
  #tries = 0;
  #refused = 0;
  #before = null;

  /**
   * @param screen what shows it: size(), write(bytes, shown), state(name, values), wrote(bytesThatWait), again()
   * @param saved session and offset of before the page was loaded again, or null
   */
  constructor(container, signIn, screen, saved) {
    this.#container = container;
    this.#signIn = signIn;
    this.#screen = screen;
    this.#saved = saved;
    this.#session = saved?.session ?? null;
    this.#shown = saved?.offset ?? 0;
    this.input = new Input((left) => screen.wrote(left));
    this.#connect();
  }

  get isOpen() {
    return !this.#ended;
  }

  /** What a page needs to come back to this shell; null where there is none. */
  get saved() {
    return this.#ended || !this.#session ? null : this.place;
  }

  get place() {
    return { session: this.#session, offset: this.#shown };
  }

  type(bytes) {
    if (!this.#ended) this.input.add(bytes);
  }

  resize({ columns, rows }) {
    if (this.#attached) this.#say({ type: "resize", columns, rows });
  }

  /** The shell ends too. */
  close() {
    this.#drop(1000);
    this.#ended = true;
  }

  /** Over a new WebSocket; nothing is lost. What is being pasted goes over the old one first, so that nothing overtakes it. */
  reattach(waits = PATIENCE) {
    if (this.#ended || !this.#attached) return;
    if (this.input.waits && waits > 0) {
      this.#retryTimer = setTimeout(() => this.reattach(waits - 1), 250);
      return;
    }
    this.#drop(AGAIN);
    this.#connect();
  }

  /** Not at the time that was told, but now. */
  tryNow() {
    if (this.#ended || this.#socket) return;
    this.#connect();
  }

  end(why, sentence = "") {
    this.#drop(1000);
    this.#ended = true;
    this.input.clear();
    this.#screen.state("ended", { why, sentence });
  }

  #drop(code) {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#attachTimer);
    this.#attached = false;
    this.input.to(null);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(code);
  }

  async #connect() {
    clearTimeout(this.#retryTimer);
    if (!this.#lostAt) this.#screen.state("connecting");
    const socket = (this.#socket = {}); // Holds the place until there is one.
    socket.close = () => {};
    try {
      await this.#signIn.check();
    } catch (failure) {
      if (this.#socket !== socket) return;
      if (failure instanceof SignInEnded) this.end(failure.why);
      else this.#lost();
      return;
    }
    if (this.#socket === socket) this.#open();
  }

  #open() {
    const first = this.#session ? null : shells.takeFirst(this.#container);
    const socket = (this.#socket = first?.socket ?? shells.open(this.#container, this.#query()));
    socket.onmessage = ({ data }) => {
      if (this.#socket !== socket) return;
      if (typeof data === "string") this.#attach(JSON.parse(data));
      else this.#show(new Uint8Array(data));
    };
    socket.onclose = ({ code, reason }) => {
      if (this.#socket === socket) this.#closed(code, reason);
    };
    this.#attachTimer = setTimeout(() => {
      this.#drop(AGAIN);
      this.#lost();
    }, ATTACH_TIMEOUT);
    first?.events.forEach((event) => socket[`on${event.type}`](event));
  }

  #query() {
    if (!this.#session) return this.#screen.size();
    const offset = this.#saved ? Math.max(0, this.#saved.offset - KEPT) : this.#received;
    return { ...this.#screen.size(), session: this.#session, offset };
  }

  #attach({ type, session, offset }) {
    if (type !== "attached") return;
    clearTimeout(this.#attachTimer);
    const again = this.#session !== null;
    const lost = Math.max(0, offset - (this.#saved ? this.#saved.offset : this.#received));
    const reloaded = this.#saved !== null;
    const away = this.#lostAt > 0;
    this.#saved = null;
    this.#session = session;
    this.#received = this.#acked = offset;
    this.#shown = Math.max(this.#shown, offset);
    this.#attached = true;
    this.#lostAt = this.#tries = 0;
    this.#before = null;
    this.input.to(this.#socket);
    this.resize(this.#screen.size());
    if (reloaded) this.#screen.again();
    this.#screen.state("connected", { again: again && (away || reloaded || lost > 0), lost });
  }

  #show(bytes) {
    this.#received += bytes.length;
    const offset = this.#received;
    this.#screen.write(bytes, () => {
      this.#shown = offset;
      if (this.#attached) this.#acknowledge(offset - HELD_BACK);
    });
  }

  #acknowledge(offset) {
    if (offset < this.#acked + ACK_EVERY) return;
    this.#acked = offset;
    this.#say({ type: "ack", offset });
  }

  #say(message) {
    this.#socket.send(JSON.stringify(message));
  }

  #closed(code, reason) {
    const sentence = reason.replace(/^Postern: /, "");
    const wasAttached = this.#attached;
    this.#drop(AGAIN);
    if (code === 4410 && this.#before) this.end(this.#before.why, this.#before.sentence);
    else if (FINAL[code]) this.end(FINAL[code], sentence);
    else if (WHILE_NEW[code] && !this.#session) this.end(WHILE_NEW[code], sentence);
    else if (code === 4401 && !wasAttached && ++this.#refused > 1) this.end("signInEnded", sentence);
    else {
      // The gateway may have ended it, or only this WebSocket: asking for it again tells.
      if (WHILE_NEW[code]) this.#before = { why: WHILE_NEW[code], sentence };
      if (wasAttached) this.#refused = 0;
      this.#lost();
    }
  }

  #lost() {
    this.#drop(AGAIN);
    this.#lostAt ||= Date.now();
    if (Date.now() - this.#lostAt > GIVE_UP_AFTER) {
      this.end("givenUp");
      return;
    }
    const delay = DELAYS[Math.min(this.#tries++, DELAYS.length - 1)];
    this.#countDown(delay);
  }

  #countDown(seconds) {
    if (seconds === 0) {
      this.#screen.state("reconnecting", { seconds });
      this.#connect();
      return;
    }
    this.#screen.state("reconnecting", { seconds });
    this.#retryTimer = setTimeout(() => this.#countDown(seconds - 1), 1000);
  }
}

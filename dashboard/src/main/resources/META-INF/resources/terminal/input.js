// What is typed and pasted, on its way to the gateway: in pieces, no more of them than the connection takes.

const PIECE = 16 * 1024;
const UNDER_WAY = 64 * 1024;
const LONGEST = 32 * 1024 * 1024;
const CTRL_C = 3;

export class Input {
  #queue = [];
  #left = 0;
  #socket = null;
  #timer = 0;
  #told;

  /** @param told is called with the bytes that wait */
  constructor(told) {
    this.#told = told;
  }

  add(bytes) {
    // Ctrl+C stops what was pasted, and does not wait behind it.
    if (bytes.length === 1 && bytes[0] === CTRL_C) this.clear();
    if (this.#left + bytes.length > LONGEST) return;
    for (let at = 0; at < bytes.length; at += PIECE) this.#queue.push(bytes.subarray(at, at + PIECE));
    this.#left += bytes.length;
    this.#send();
  }

  /** @param socket null while there is none: what comes meanwhile waits */
  to(socket) {
    this.#socket = socket;
    this.#send();
  }

  clear() {
    this.#queue = [];
    this.#left = 0;
    this.#told(0);
  }

  get waits() {
    return this.#left > 0 || (this.#socket !== null && this.#socket.bufferedAmount > 0);
  }

  #send() {
    clearTimeout(this.#timer);
    if (!this.#socket) return;
    while (this.#queue.length > 0 && this.#socket.bufferedAmount < UNDER_WAY) {
      const piece = this.#queue.shift();
      this.#left -= piece.length;
      this.#socket.send(piece);
    }
    this.#told(this.#left);
    // A WebSocket does not tell when it has sent.
    if (this.#queue.length > 0) this.#timer = setTimeout(() => this.#send(), 10);
  }
}

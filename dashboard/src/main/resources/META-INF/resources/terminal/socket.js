// WebSockets to shells at the gateway, and the page's first one, which is opened while the page still loads.

const PROTOCOL = "postern.terminal.v2";
const SIZE = "terminal-size";
const USUAL = { columns: 80, rows: 24 };

export function openSocket(container, query) {
  const url = new URL(`/containers/${container}/terminal/socket?${new URLSearchParams(query)}`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url, PROTOCOL);
  socket.binaryType = "arraybuffer";
  return socket;
}

/** The size that the next page's first shell begins with; its own follows. */
export function rememberSize(size) {
  localStorage.setItem(SIZE, JSON.stringify(size));
}

// A page that was loaded again comes back to the shells that it had.
let first = sessionStorage.getItem("terminals") ? null : begin(location.pathname.split("/")[2]);

function begin(container) {
  const events = [];
  const socket = openSocket(container, JSON.parse(localStorage.getItem(SIZE)) ?? USUAL);
  socket.onmessage = socket.onclose = (event) => events.push(event);
  return { container, socket, events };
}

/** The first one with the events that nobody saw, once; null where there is none. */
export function takeFirst(container) {
  if (first?.container !== container) return null;
  const taken = first;
  first = null;
  return taken;
}

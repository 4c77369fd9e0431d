// WebSockets to shells at the gateway, and the page's first one. No module, because it is to run before xterm is even compiled.
"use strict";

window.shells = (() => {
  const PROTOCOL = "postern.terminal.v2";
  const SIZE = "terminal-size";
  const USUAL = { columns: 80, rows: 24 };

  function open(container, query) {
    const url = new URL(`/containers/${container}/terminal/socket?${new URLSearchParams(query)}`, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new WebSocket(url, PROTOCOL);
    socket.binaryType = "arraybuffer";
    return socket;
  }

  function stored(storage, name) {
    try {
      return JSON.parse(storage.getItem(name));
    } catch {
      return null;
    }
  }

  // A page that was loaded again comes back to the shells that it had.
  let first = stored(sessionStorage, "terminals")?.length ? null : begin(location.pathname.split("/")[2]);

  function begin(container) {
    const events = [];
    const socket = open(container, stored(localStorage, SIZE) ?? USUAL);
    socket.onmessage = socket.onclose = (event) => events.push(event);
    return { container, socket, events };
  }

  return {
    open,
    stored,

    /** The first one with the events that nobody saw, once; null where there is none. */
    takeFirst(container) {
      if (first?.container !== container) return null;
      const taken = first;
      first = null;
      return taken;
    },

    /** The size that the next page's first shell begins with; its own follows. */
    remember(size) {
      localStorage.setItem(SIZE, JSON.stringify(size));
    },
  };
})();

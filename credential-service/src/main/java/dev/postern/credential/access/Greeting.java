package dev.postern.credential.access;

/** How far a connection to an address got, without logging in; each includes those before it. */
public enum Greeting {
  /** Nothing listens: the other side said so. */
  REFUSED,
  /** No answer, as where a firewall drops. */
  SILENT,
  /** The connection was accepted, and no SSH banner came (RFC 4253, section 4.2). */
  NO_BANNER,
  /** The banner came, and the key exchange broke off. */
  NO_KEY_EXCHANGE,
  /** Another host key than the pinned one was shown. */
  OTHER_HOST_KEY,
  /** sshd waits for a login. */
  OK;

  public boolean reached(Greeting least) {
    return compareTo(least) >= 0;
  }
}

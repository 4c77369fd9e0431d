package dev.postern.gateway.webterminal;

import dev.postern.terminal.TerminalProtocol;
import java.util.Arrays;
import java.util.List;

/** What a client's messages mean, by the sub-protocol that it offered first. */
enum ClientProtocol {
  /** No sub-protocol: text is typed, as bytes are. */
  PLAIN(""),

  /** Text messages are control messages. */
  V1(TerminalProtocol.V1),

  /** Also, the client acknowledges what it showed, and may come back. */
  V2(TerminalProtocol.V2);

  private final String subProtocol;

  ClientProtocol(String subProtocol) {
    this.subProtocol = subProtocol;
  }

  /** Sub-protocols that the gateway speaks. */
  static List<String> subProtocols() {
    return List.of(V1.subProtocol, V2.subProtocol);
  }

  static ClientProtocol of(List<String> offered) {
    return offered.stream()
        .flatMap(name -> Arrays.stream(values()).filter(p -> p.subProtocol.equals(name)))
        .filter(protocol -> protocol != PLAIN)
        .findFirst()
        .orElse(PLAIN);
  }

  /** Whether text messages are control messages. */
  boolean isControlled() {
    return this != PLAIN;
  }

  /** Whether the client acknowledges output, and a shell waits for it when it is away. */
  boolean isResumable() {
    return this == V2;
  }
}

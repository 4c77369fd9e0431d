package dev.postern.gateway.clients;

import dev.postern.gateway.testing.KeyFile;
import java.util.List;

/**
 * Where a client connects to: the gateway, or the same container's own sshd.
 *
 * @param hostKeys fingerprints of its host keys, {@code SHA256:…}
 */
record Route(String host, int port, String login, KeyFile key, List<String> hostKeys) {

  String target() {
    return login + "@" + host;
  }

  /** A text without what differs by nature, such as in "Connection to 127.0.0.1 closed". */
  String neutral(String text) {
    return text.replace(target() + ":" + port, "TARGET")
        .replace(target(), "TARGET")
        .replace(host + " port " + port, "SERVER")
        .replace("[" + host + "]:" + port, "SERVER")
        .replace(host + ":" + port, "SERVER")
        .replace(host, "SERVER")
        .replace("127.0.0.1", "SERVER");
  }
}

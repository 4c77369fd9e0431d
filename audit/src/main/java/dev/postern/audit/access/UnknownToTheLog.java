package dev.postern.audit.access;

import dev.postern.audit.projection.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What no event tells, so that nobody takes an answer for more than it is. */
final class UnknownToTheLog {

  private static final List<String> ALWAYS =
      List.of(
          "Keys, users and passwords that somebody made inside a container.",
          "A change of root's password in the container before it was noticed (PasswordDrifted).",
          "Who holds a private key, reads a mailbox or can sign in for an account.",
          "Who can use credential-service's and the gateway's own keys, which open every container.");

  private UnknownToTheLog() {}

  static List<String> sentences(List<Container> containers) {
    List<String> sentences = new ArrayList<>(ALWAYS);
    containers.stream()
        .filter(container -> !container.unfinished().isEmpty())
        .map(UnknownToTheLog::unfinished)
        .forEach(sentences::add);
    return sentences;
  }

  private static String unfinished(Container container) {
    String generations =
        container.unfinished().keySet().stream()
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return "Whether the password of generation "
        + generations
        + " was already in "
        + container.name()
        + ": it had been asked for, and no end was told yet.";
  }
}

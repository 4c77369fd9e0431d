package dev.postern.gateway.login;

import dev.postern.events.sessions.LoginRefused;
import dev.postern.events.state.ContainerState;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a user who proved a key does not get in, as one sentence that they can act on.
 *
 * @param container the container's id where one was determined, or null
 */
public record Refusal(LoginRefused.Reason reason, String sentence, String container) {

  private static final String PREFIX = "Postern: ";
  private static final int LONGEST_LOGIN = 128;
  private static final int LONGEST_LIST = 20;

  /** The same for a container that does not exist and for one that the key may not enter. */
  static Refusal noContainer(String login, String account) {
    return of(
        LoginRefused.Reason.NO_CONTAINER,
        "your key opens no container "
            + printable(login)
            + "; log in as "
            + account
            + " to see all.",
        null);
  }

  /** The same, for a user who signed in. */
  public static Refusal noSuchContainer(String named) {
    return of(
        LoginRefused.Reason.NO_CONTAINER,
        "you have no container " + printable(named) + "; was it deleted, or a share taken back?",
        null);
  }

  static Refusal ambiguous(String login, List<ContainerState> candidates) {
    String list =
        candidates.stream()
            .limit(LONGEST_LIST)
            .map(
                c ->
                    c.container()
                        + " ("
                        + c.account()
                        + "/"
                        + c.environment()
                        + "/"
                        + c.name()
                        + ")")
            .collect(Collectors.joining(", "));
    return of(
        LoginRefused.Reason.AMBIGUOUS,
        printable(login) + " is ambiguous, use the id: " + list,
        null);
  }

  public static Refusal stopped(ContainerState container) {
    return of(
        LoginRefused.Reason.STOPPED,
        "container " + container.name() + " is stopped; start it and log in again.",
        container.container());
  }

  public static Refusal unreachable(ContainerState container, String why) {
    return of(
        LoginRefused.Reason.UNREACHABLE,
        "container " + container.name() + " " + why,
        container.container());
  }

  /** The connection ended under a session. */
  public static Refusal lost(ContainerState container) {
    return of(
        LoginRefused.Reason.UNREACHABLE,
        "the connection to container " + container.name() + " was lost; it stopped or restarts.",
        container.container());
  }

  public static Refusal tooManyTerminals() {
    return of(LoginRefused.Reason.LIMIT, "you have too many terminals; close some.", null);
  }

  public static Refusal stale() {
    return of(
        LoginRefused.Reason.STALE,
        "the gateway has not heard of changes for too long and takes no logins; try again later.",
        null);
  }

  private static Refusal of(LoginRefused.Reason reason, String sentence, String container) {
    return new Refusal(reason, PREFIX + sentence, container);
  }

  private static String printable(String login) {
    String shown = login.length() > LONGEST_LOGIN ? login.substring(0, LONGEST_LOGIN) : login;
    return '"' + shown.replaceAll("[^\\x21-\\x7e]", "?") + '"';
  }
}

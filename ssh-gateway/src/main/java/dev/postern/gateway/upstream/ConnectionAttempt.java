package dev.postern.gateway.upstream;

import dev.postern.problem.Printable;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.kex.KexProposalOption;

/**
 * What was seen of a container while it was dialled, and what to say when that led nowhere. It
 * names no cause that was not seen: sshd, for one, answers a wrong key and an account that is not
 * allowed with the same words. Each method is called on whatever thread learnt of it.
 */
final class ConnectionAttempt {

  static final AttributeKey<ConnectionAttempt> ATTRIBUTE = new AttributeKey<>();

  private static final String CHECK = " Its ssh check looks further.";

  private final UpstreamKey target;
  private volatile boolean connected;
  private volatile boolean greeted;
  private volatile boolean exchanged;
  private volatile String line;
  private volatile String noCommon;
  private volatile String strangeHostKey;
  private volatile List<String> methods;
  private volatile boolean keyAccepted;
  private volatile String disconnectMessage;

  ConnectionAttempt(UpstreamKey target) {
    this.target = target;
  }

  UpstreamKey target() {
    return target;
  }

  void connected() {
    connected = true;
  }

  /** A line before the identification, which is all that sshd says when it drops a connection. */
  void saidBeforeItsIdentification(String text) {
    if (line == null) {
      line = Printable.ascii(text);
    }
  }

  void greeted() {
    greeted = true;
  }

  void proposed(Map<KexProposalOption, String> ours, Map<KexProposalOption, String> theirs) {
    noCommon = NoCommonAlgorithm.sentence(ours, theirs);
  }

  void showedAnotherHostKey(String fingerprint) {
    strangeHostKey = fingerprint;
  }

  void keysExchanged() {
    exchanged = true;
  }

  /**
   * The answer to a try to log in (RFC 4252 section 5.1).
   *
   * @param partial whether what was tried is right and not enough
   */
  void refused(List<String> methodsThatCanContinue, boolean partial) {
    methods = List.copyOf(methodsThatCanContinue);
    keyAccepted |= partial;
  }

  void disconnected(String message) {
    disconnectMessage = Printable.ascii(message);
  }

  /** The end of the sentence that begins with the container's name. */
  UpstreamException failure(Throwable cause) {
    return new UpstreamException(connected ? afterConnecting(cause) : beforeConnecting(cause));
  }

  private String beforeConnecting(Throwable cause) {
    if (isA(cause, UnresolvedAddressException.class) || isA(cause, UnknownHostException.class)) {
      return "cannot be reached: its host name is not known to the gateway." + CHECK;
    }
    if (isA(cause, NoRouteToHostException.class)) {
      return "cannot be reached: there is no route to it." + CHECK;
    }
    if (isA(cause, ConnectException.class) && isRefusal(cause)) {
      return "refuses connections at port " + target.port() + "; is its sshd running there?";
    }
    return "does not answer at port " + target.port() + "; is it running?" + CHECK;
  }

  private String afterConnecting(Throwable cause) {
    if (strangeHostKey != null) {
      return "shows the host key "
          + strangeHostKey
          + ", which is not one that was pinned for it. If it was rebuilt, report it as recreated.";
    }
    if (!greeted) {
      return beforeItsIdentification(cause);
    }
    if (noCommon != null) {
      return noCommon;
    }
    if (methods != null) {
      return refusedLogin();
    }
    if (disconnectMessage != null) {
      return "ended the connection: " + disconnectMessage;
    }
    if (isA(cause, TimeoutException.class)) {
      return exchanged
          ? "did not answer the gateway's login in time; try again."
          : "greeted, and did not exchange keys in time; try again.";
    }
    return "and the gateway lost their connection while "
        + (exchanged ? "it logged in." : "keys were exchanged.")
        + CHECK;
  }

  private String beforeItsIdentification(Throwable cause) {
    String port = "port " + target.port();
    if (line != null) {
      return line.contains("MaxStartups") || line.contains("Not allowed at this time")
          ? "turns new connections away: \""
              + line
              + "\"; try again, or exempt the gateway (PerSourceMaxStartups, PerSourcePenalties)."
          : "answers at " + port + " with something that is not SSH: \"" + line + "\"";
    }
    if (isA(cause, TimeoutException.class)) {
      return "takes connections at " + port + " and says nothing; is an sshd listening there?";
    }
    return "closes connections at "
        + port
        + " before it says that it is SSH; is it an sshd, and does it turn the gateway away"
        + " (MaxStartups, PerSourcePenalties)?";
  }

  private String refusedLogin() {
    String offered = String.join(", ", methods.stream().map(Printable::ascii).toList());
    String ended =
        disconnectMessage == null ? "" : " It ended the connection: " + disconnectMessage;
    if (keyAccepted) {
      return "takes the gateway's key and wants more: "
          + offered
          + " (AuthenticationMethods); the gateway has nothing but its key.";
    }
    if (!methods.contains("publickey")) {
      return "takes no login by key, only: " + offered + "; allow PubkeyAuthentication." + ended;
    }
    return "does not let the gateway log in as "
        + target.user()
        + ". sshd does not say why: is the gateway's key among its authorised keys, and do"
        + " AllowUsers, PermitRootLogin and the like allow the account?"
        + ended;
  }

  private static boolean isRefusal(Throwable cause) {
    return causes(cause).anyMatch(c -> String.valueOf(c.getMessage()).contains("refused"));
  }

  private static boolean isA(Throwable failure, Class<? extends Throwable> kind) {
    return causes(failure).anyMatch(kind::isInstance);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, c -> c != null, Throwable::getCause).limit(10);
  }
}

package dev.postern.credential.access.ssh;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/** Keeps for each connection why client and sshd found no common algorithm. */
final class Negotiation implements SessionListener {

  /** In the context of a connection: a session loses its own attributes when it ends. */
  static final AttributeKey<AtomicReference<String>> FAILURE = new AttributeKey<>();

  /** The library's sentence, which names the missing kind and both lists. */
  private static final Pattern SENTENCE =
      Pattern.compile("negotiate key exchange for (.+?) \\(client: (.*) / server: (.*)\\)");

  private static final int LONGEST_LIST = 300;

  @Override
  public void sessionNegotiationEnd(
      Session session,
      Map<KexProposalOption, String> client,
      Map<KexProposalOption, String> server,
      Map<KexProposalOption, String> agreed,
      Throwable reason) {
    if (reason != null && reason.getMessage() != null) {
      Matcher sentence = SENTENCE.matcher(reason.getMessage());
      if (sentence.find()) {
        failure(session).set(words(sentence));
      }
    }
  }

  private static String words(Matcher sentence) {
    return "no common algorithm for %s: Postern offers %s; sshd offers %s"
        .formatted(sentence.group(1), list(sentence.group(2)), list(sentence.group(3)));
  }

  /** A list that a peer sent. */
  private static String list(String names) {
    String plain = names.replaceAll("[^\\x21-\\x7e]", "?");
    String cut = plain.length() > LONGEST_LIST ? plain.substring(0, LONGEST_LIST) + "..." : plain;
    return cut.isEmpty() ? "none" : cut;
  }

  /** Says what is missing, with both lists; empty where they found common algorithms. */
  static Optional<String> failed(ClientSession session) {
    return Optional.ofNullable(failure(session).get());
  }

  private static AtomicReference<String> failure(Session session) {
    return ((ClientSession) session).getConnectionContext().getAttribute(FAILURE);
  }
}

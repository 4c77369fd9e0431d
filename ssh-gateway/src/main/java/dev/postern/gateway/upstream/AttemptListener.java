package dev.postern.gateway.upstream;

import java.util.List;
import java.util.Map;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/** Tells a {@link ConnectionAttempt} what its container does. */
final class AttemptListener implements SessionListener {

  static ConnectionAttempt of(Session session) {
    return ((ClientSession) session)
        .getConnectionContext()
        .getAttribute(ConnectionAttempt.ATTRIBUTE);
  }

  /** Before the dialler is told: a container that closes at once is faster than that. */
  @Override
  public void sessionCreated(Session session) {
    of(session).connected();
  }

  @Override
  public void sessionPeerIdentificationLine(Session session, String line, List<String> extraLines) {
    of(session).saidBeforeItsIdentification(line);
  }

  @Override
  public void sessionPeerIdentificationReceived(
      Session session, String version, List<String> extraLines) {
    if (version.startsWith("SSH-2.0-") || version.startsWith("SSH-1.99-")) {
      of(session).greeted();
    } else {
      of(session).saidBeforeItsIdentification(version);
    }
  }

  @Override
  public void sessionNegotiationEnd(
      Session session,
      Map<KexProposalOption, String> clientProposal,
      Map<KexProposalOption, String> serverProposal,
      Map<KexProposalOption, String> negotiatedOptions,
      Throwable reason) {
    if (reason != null) {
      of(session).proposed(clientProposal, serverProposal);
    }
  }

  @Override
  public void sessionEvent(Session session, Event event) {
    if (event == Event.KexCompleted) {
      of(session).keysExchanged();
    }
  }

  @Override
  public void sessionDisconnect(
      Session session, int reason, String message, String language, boolean initiator) {
    if (!initiator) {
      of(session).disconnected(message);
    }
  }
}

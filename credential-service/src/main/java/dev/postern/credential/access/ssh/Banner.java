package dev.postern.credential.access.ssh;

import java.util.List;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.session.ClientSession;

/**
 * What sshd says before it disconnects: only the banner tells that PAM's account rules refuse a
 * login (RFC 4252, section 5.4). It answers no questions.
 */
final class Banner implements UserInteraction {

  /** Linux-PAM's sentence for an account whose time is over. */
  private static final String EXPIRED = "account has expired";

  private volatile boolean expired;

  boolean saysExpired() {
    return expired;
  }

  @Override
  public void welcome(ClientSession session, String banner, String language) {
    expired |= banner != null && banner.contains(EXPIRED);
  }

  @Override
  public void serverVersionInfo(ClientSession session, List<String> lines) {}

  @Override
  public boolean isInteractionAllowed(ClientSession session) {
    return true;
  }

  @Override
  public String[] interactive(
      ClientSession session,
      String name,
      String instruction,
      String language,
      String[] prompts,
      boolean[] echo) {
    return null;
  }

  @Override
  public String getUpdatedPassword(ClientSession session, String prompt, String language) {
    return null;
  }
}

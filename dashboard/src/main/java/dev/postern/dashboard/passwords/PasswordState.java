package dev.postern.dashboard.passwords;

import dev.postern.dashboard.page.Moment;
import dev.postern.dashboard.page.Texts;
import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.Container.Credential;
import dev.postern.dashboard.services.Mail;
import java.time.Instant;

/**
 * Where a container's latest password is, in words.
 *
 * @param style {@code ok}, {@code work} or {@code bad}
 * @param when null where no time belongs to it
 * @param why null where there is nothing to explain
 */
public record PasswordState(String style, String text, Moment when, String why) {

  /**
   * @param mail the newest one with a password; null where it is not known
   */
  public static PasswordState of(Container container, Mail mail, Words words) {
    Credential credential = container.credential();
    return credential == null
        ? new PasswordState("ok", words.texts().noPassword(), null, null)
        : new Judge(container, credential, mailOf(credential, mail), words).state();
  }

  /** An older password's mail says nothing of this one. */
  private static Mail mailOf(Credential credential, Mail mail) {
    return mail != null && mail.generation() == credential.generation() ? mail : null;
  }

  private record Judge(Container container, Credential credential, Mail mail, Words words) {

    PasswordState state() {
      return switch (credential.state()) {
        case "NOTIFIED" -> mailed();
        case "APPLIED" -> applied();
        case "FAILED" -> bad(failed(), credential.finishedAt(), why());
        case "NOTIFY_FAILED" -> bad(own().mailFailed(to()), credential.finishedAt(), mailWhy());
        case "EXPIRED" -> bad(texts().expired(), credential.finishedAt(), why());
        default -> new PasswordState("work", texts().settingPassword(), null, why());
      };
    }

    private PasswordState mailed() {
      if (mail != null && mail.isBounced()) {
        return bad(own().bounced(to()), credential.notifiedAt(), null);
      }
      return credential.driftedAt() == null
          ? ok(own().mailed(to()), credential.notifiedAt())
          : ok(own().drifted(), credential.driftedAt());
    }

    private PasswordState applied() {
      if (!container.notifyOwner()) {
        return ok(texts().setUnmailed(), credential.appliedAt());
      }
      String obstacle = obstacle();
      return new PasswordState(
          "work", obstacle == null ? own().mailing(to()) : own().waiting(obstacle), null, null);
    }

    /** Why the mail has not left; null where nothing is known to be in its way. */
    private String obstacle() {
      if (mail == null) {
        return null;
      }
      return mail.lacksContact() ? own().noContact() : mailError();
    }

    private String mailWhy() {
      return mail == null || mail.lastError() == null ? why() : mailError();
    }

    private String mailError() {
      return mail.lastError() == null ? null : texts().mailError(mail.lastError());
    }

    private String failed() {
      return credential.generation() == 1 ? texts().noPassword() : texts().resetFailed();
    }

    private String why() {
      return credential.reason() == null ? null : texts().reason(credential.reason());
    }

    /** Where the mail goes; empty where that is not known. */
    private String to() {
      return mail == null || mail.to() == null ? "" : mail.to();
    }

    private PasswordState ok(String text, Instant when) {
      return new PasswordState("ok", text, Moment.of(when, words), null);
    }

    private PasswordState bad(String text, Instant when, String why) {
      return new PasswordState("bad", text, Moment.of(when, words), why);
    }

    private Texts texts() {
      return words.texts();
    }

    private PasswordTexts own() {
      return words.of(PasswordTexts.class);
    }
  }
}

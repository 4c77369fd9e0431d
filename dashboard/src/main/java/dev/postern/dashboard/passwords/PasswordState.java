package dev.postern.dashboard.containers;

import dev.postern.dashboard.page.Moment;
import dev.postern.dashboard.page.Texts;
import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.Container.Credential;

/**
 * Where a container's latest password is, in words.
 *
 * @param style {@code ok}, {@code work} or {@code bad}
 * @param when null where no time belongs to it
 * @param why null where there is nothing to explain
 */
public record PasswordState(String style, String text, Moment when, String why) {

  static PasswordState of(Container container, Words words) {
    Credential credential = container.credential();
    Texts texts = words.texts();
    if (credential == null) {
      return new PasswordState("ok", texts.noPassword(), null, null);
    }
    String why = credential.reason() == null ? null : texts.reason(credential.reason());
    return switch (credential.state()) {
      case "NOTIFIED" ->
          new PasswordState("ok", texts.mailed(), Moment.of(credential.notifiedAt(), words), null);
      case "APPLIED" -> applied(container, words);
      case "FAILED" ->
          new PasswordState(
              "bad", failed(credential, texts), Moment.of(credential.finishedAt(), words), why);
      case "NOTIFY_FAILED" ->
          new PasswordState(
              "bad", texts.mailFailed(), Moment.of(credential.finishedAt(), words), why);
      case "EXPIRED" ->
          new PasswordState("bad", texts.expired(), Moment.of(credential.finishedAt(), words), why);
      default -> new PasswordState("work", texts.settingPassword(), null, why);
    };
  }

  private static PasswordState applied(Container container, Words words) {
    return container.notifyOwner()
        ? new PasswordState("work", words.texts().mailing(), null, null)
        : new PasswordState(
            "ok",
            words.texts().setUnmailed(),
            Moment.of(container.credential().appliedAt(), words),
            null);
  }

  private static String failed(Credential credential, Texts texts) {
    return credential.generation() == 1 ? texts.noPassword() : texts.resetFailed();
  }
}

package dev.postern.audit.access;

import dev.postern.audit.projection.Contacts;
import dev.postern.audit.projection.Container;
import dev.postern.audit.projection.Mails;
import dev.postern.audit.projection.Password;
import java.util.Optional;

/** Who could know a password, in a sentence. */
final class KnownPassword {

  private KnownPassword() {}

  /**
   * @param contact the last change of where the account's mails go, before the mail
   */
  static String sentence(
      Container container,
      Password password,
      Optional<Mails.Mail> mail,
      Optional<Contacts.Change> contact) {
    String known =
        known(container, password, mail) + contact.map(KnownPassword::changed).orElse("");
    if (password.drifted() != null) {
      return "somebody changed the password in the container (noticed "
          + password.drifted().time()
          + "); before that: "
          + known;
    }
    return known;
  }

  private static String changed(Contacts.Change change) {
    return "; the contact was changed last "
        + change.event().time()
        + (change.actor() == null ? "" : " by " + change.actor().subject());
  }

  private static String known(Container container, Password password, Optional<Mails.Mail> mail) {
    if (mail.isPresent()) {
      return switch (mail.get().outcome()) {
        case MAILED ->
            "whoever could read the mail to the contact of the account, accepted by the mail server "
                + mail.get().event().time();
        case BOUNCED ->
            "the mail with it was accepted by the mail server and came back "
                + mail.get().event().time()
                + ": whoever could read it on its way";
        case FAILED -> "nobody: the mail with it was never sent";
      };
    }
    if (password.secretExpired() != null) {
      return "nobody: it was not mailed in time and is gone";
    }
    return password.wasToBeMailed()
        ? "nobody yet: its mail had not been accepted by the mail server"
        : notMailed(container);
  }

  private static String notMailed(Container container) {
    return container.notifiesOwner()
        ? "nobody: no mail was asked for"
        : "nobody: the container was registered without mails";
  }
}

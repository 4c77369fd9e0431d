package dev.postern.notification.contact;

import io.quarkus.qute.TemplateInstance;

/** What a browser shows that followed a confirmation mail's link. */
final class Pages {

  private Pages() {}

  /**
   * @param account asks to confirm for this account; empty where there is nothing to ask
   * @param done whether the address was confirmed just now
   */
  record ConfirmationPage(String account, boolean done) implements TemplateInstance {}
}

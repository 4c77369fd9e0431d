package dev.postern.dashboard.page;

import io.quarkus.qute.TemplateGlobal;
import org.eclipse.microprofile.config.ConfigProvider;

/** The inbox of one machine, which a newcomer must find: mails do not leave that machine. */
@TemplateGlobal
final class InboxLink {

  private InboxLink() {}

  /** The address of its page; empty where people have mailboxes of their own. */
  static String inbox() {
    return ConfigProvider.getConfig()
        .getOptionalValue("postern.dashboard.inbox", String.class)
        .orElse("");
  }
}

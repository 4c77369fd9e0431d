package dev.postern.local.inbox;

import dev.postern.backends.mail.ReceivedMail;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The page of the inbox: every mail foldable, its HTML part in a frame that may run nothing. */
final class InboxPage {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Postern: inbox</title>
      <style>
        :root { color-scheme: light dark; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        details { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 6px;
                  margin: .5rem 0; padding: .5rem 1rem; }
        summary { cursor: pointer; }
        time, .to { opacity: .7; font-size: .875rem; margin-left: 1rem; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; }
        iframe { width: 100%; height: 24rem; border: 0; background: white; }
      </style>
      </head>
      <body>
      <h1>Inbox</h1>
      """;

  private InboxPage() {}

  static String of(List<ReceivedMail> mails) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append(
        mails.isEmpty()
            ? "<p>Nothing was mailed yet. Create a container: <code>./postern containers create"
                + " NAME</code></p>"
            : "<p>What was mailed on this machine, newest first. Also as <a href=\"/api/messages\">JSON</a>.</p>");
    for (int i = 0; i < mails.size(); i++) {
      page.append(mail(mails.get(i), i == 0));
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static String mail(ReceivedMail mail, boolean open) {
    return "<details"
        + (open ? " open" : "")
        + "><summary><strong>"
        + escape(mail.subject())
        + "</strong><span class=\"to\">to "
        + escape(mail.to())
        + "</span><time>"
        + TIME.format(mail.receivedAt())
        + "</time></summary><pre>"
        + escape(mail.text())
        + "</pre>"
        + (mail.html().isEmpty() ? "" : html(mail))
        + "</details>\n";
  }

  private static String html(ReceivedMail mail) {
    return "<details><summary>HTML part</summary><iframe title=\"HTML part\" sandbox srcdoc=\""
        + escape(mail.html())
        + "\"></iframe></details>";
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

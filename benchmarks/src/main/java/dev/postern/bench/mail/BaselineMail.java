package dev.postern.bench.mail;

import java.util.UUID;

/** The mail of the baseline program: two parts, about as long as the product's. */
final class BaselineMail {

  private static final String PARAGRAPH =
      "<p style=\"margin:0 0 16px;color:#1a1a1a;font:16px/1.5 system-ui,sans-serif\">"
          + "Whoever has this password can do everything in the container.</p>\r\n";

  private BaselineMail() {}

  static String of(ResetContainer target, String to, String password) {
    String boundary = "b" + UUID.randomUUID();
    String text = "Password: " + password + "\r\nssh root@" + target.host() + "\r\n";
    return String.join(
        "\r\n",
        "Message-ID: <" + UUID.randomUUID() + "@postern.test>",
        "From: Postern <postern@postern.test>",
        "To: " + to,
        "Subject: New root password for " + target.name(),
        "MIME-Version: 1.0",
        "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"",
        "",
        "--" + boundary,
        "Content-Type: text/plain; charset=UTF-8",
        "",
        text,
        "--" + boundary,
        "Content-Type: text/html; charset=UTF-8",
        "",
        "<html><body>" + PARAGRAPH.repeat(20) + "<pre>" + text + "</pre></body></html>",
        "--" + boundary + "--");
  }
}

package dev.postern.dashboard.page;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.util.regex.Pattern;

/** Keeps a masked e-mail address of a text, such as {@code d…@a.test}, on one line. */
@TemplateExtension
final class Unbroken {

  /** Of a text that is escaped already; a semicolon may end an escaped character. */
  private static final Pattern ADDRESS = Pattern.compile("[^\\s;]…@[A-Za-z0-9.-]*[A-Za-z0-9]");

  private Unbroken() {}

  static RawString unbroken(String text) {
    return new RawString(
        ADDRESS.matcher(escaped(text)).replaceAll("<span class=\"whole\">$0</span>"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

package dev.postern.dashboard.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;

/** The language of this request: the one that was chosen, else the browser's, else English. */
@RequestScoped
public class Language {

  static final String COOKIE = "language";
  static final List<String> ALL = List.of("en", "de");

  private final HttpHeaders headers;
  private String tag;

  Language(HttpHeaders headers) {
    this.headers = headers;
  }

  /** Looked for only once: the header with the sealed session is long, and rows are many. */
  public String tag() {
    if (tag == null) {
      tag = find();
    }
    return tag;
  }

  private String find() {
    Cookie chosen = headers.getCookies().get(COOKIE);
    if (chosen != null && ALL.contains(chosen.getValue())) {
      return chosen.getValue();
    }
    return headers.getAcceptableLanguages().stream()
        .map(Locale::getLanguage)
        .filter(ALL::contains)
        .findFirst()
        .orElse("en");
  }

  public Locale locale() {
    return Locale.forLanguageTag(tag());
  }
}

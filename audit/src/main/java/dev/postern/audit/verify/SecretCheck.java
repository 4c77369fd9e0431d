package dev.postern.audit.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.postern.audit.log.LogRecord;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** {@link Invariant#NO_SECRET}: by the names of fields, and by what texts look like. */
final class SecretCheck implements RecordCheck {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(passw|hash|shadow|sealed|cipher|plain|salt|e-?mail|private|token|passphrase).*");

  /** A person typed the one, and algorithms have an at sign in the other. */
  private static final Set<String> MAY_HOLD_AN_AT_SIGN = Set.of("title", "type");

  private static final Pattern MAIL_ADDRESS =
      Pattern.compile("[\\w.%+-]+@[\\w-]+(\\.[\\w-]+)*\\.[A-Za-z]{2,}");
  private static final Pattern CRYPT_HASH =
      Pattern.compile("\\$(1|2[abxy]?|5|6|7|y|gy|argon2\\w*)\\$");

  private final Findings findings;
  private final Map<String, Boolean> names = new HashMap<>();

  SecretCheck(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void see(LogRecord record) {
    if (record.value() == null) {
      return;
    }
    try (JsonParser parser = JSON.createParser(record.value())) {
      see(record, parser);
    } catch (IOException e) {
      // No JSON: its bytes are looked at as one text.
      judge(record, "", record.text());
    }
  }

  private void see(LogRecord record, JsonParser parser) throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.FIELD_NAME && isSecretName(parser.currentName())) {
        broken(record, "a field is named like a secret");
      } else if (token == JsonToken.VALUE_STRING) {
        judge(record, String.valueOf(parser.currentName()), parser.getText());
      }
    }
  }

  private boolean isSecretName(String name) {
    return names.computeIfAbsent(name, text -> NAME.matcher(text).matches());
  }

  private void judge(LogRecord record, String name, String text) {
    if (text.indexOf('$') >= 0 && CRYPT_HASH.matcher(text).find()) {
      broken(record, "a text looks like the hash of a password");
    }
    if (text.indexOf('@') >= 0
        && !MAY_HOLD_AN_AT_SIGN.contains(name)
        && MAIL_ADDRESS.matcher(text).find()) {
      broken(record, "a text looks like an e-mail address");
    }
    if (text.contains("PRIVATE KEY")) {
      broken(record, "a text looks like a private key");
    }
    if (PasswordShape.isIn(text)) {
      broken(record, "a text looks like a password of Postern");
    }
  }

  private void broken(LogRecord record, String sentence) {
    findings.add(Invariant.NO_SECRET, record, sentence);
  }
}

package dev.postern.audit.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.audit.log.LogRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** {@link Invariant#NO_SECRET}: by the names of fields, and by what texts look like. */
final class SecretCheck implements RecordCheck {

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
  public void see(LogRecord record, JsonNode data) {
    if (record.value() != null && data.isMissingNode()) {
      // No JSON: its bytes are looked at as one text.
      judge(record, "", record.text());
    } else {
      see(record, "", data);
    }
  }

  private void see(LogRecord record, String name, JsonNode node) {
    if (node.isTextual()) {
      judge(record, name, node.textValue());
    } else if (node.isArray()) {
      node.forEach(item -> see(record, name, item));
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (isSecretName(field.getKey())) {
          broken(record, "a field is named like a secret");
        }
        see(record, field.getKey(), field.getValue());
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

package dev.postern.dashboard.keys;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.services.ServiceProblem;
import java.util.List;

/**
 * The form for a new key, with what was wrong the last time. What was pasted as the key is not put
 * back where it was refused: it may be a private key.
 *
 * @param problem what is wrong with the whole of it; null where nothing is
 * @param keyProblem what is wrong with the key; null where nothing is
 * @param results what became of a list of keys; empty where none was sent
 */
public record KeyForm(
    String title,
    String expires,
    String once,
    String problem,
    String titleProblem,
    String keyProblem,
    String expiresProblem,
    List<KeyResult> results) {

  static KeyForm fresh() {
    return new KeyForm("", "", Forms.once(), null, null, null, null, List.of());
  }

  static KeyForm tooMany(String sentence) {
    return new KeyForm("", "", Forms.once(), null, null, sentence, null, List.of());
  }

  static KeyForm of(List<KeyResult> results) {
    return new KeyForm("", "", Forms.once(), null, null, null, null, results);
  }

  static KeyForm refused(String title, String expires, ServiceProblem problem) {
    String ofTitle = problem.of("title").orElse(null);
    String ofKey = problem.of("key").orElse(null);
    String ofExpiry = problem.of("expiresAt").orElse(null);
    boolean whole = ofTitle == null && ofKey == null && ofExpiry == null;
    return new KeyForm(
        ofTitle == null && title != null ? title : "",
        ofExpiry == null && expires != null ? expires : "",
        Forms.once(),
        whole ? problem.getMessage() : null,
        ofTitle,
        ofKey,
        ofExpiry,
        List.of());
  }

  public boolean isRefused() {
    return problem != null || titleProblem != null || keyProblem != null || expiresProblem != null;
  }
}

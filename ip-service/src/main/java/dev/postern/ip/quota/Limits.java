package dev.postern.ip.quota;

import jakarta.validation.constraints.Min;
import java.util.Optional;

/** Limits for one family; null is no limit, 0 is not allowed. */
public record Limits(
    @Min(0) Integer perContainer, @Min(0) Integer perEnvironment, @Min(0) Integer total) {

  public static final Limits NONE = new Limits(null, null, null);

  /** Whether counting what is held can be left out. */
  public boolean areNone() {
    return equals(NONE);
  }

  /**
   * @return why one more is too many, or empty
   */
  public Optional<String> objection(Held held) {
    if (reached(perContainer, held.byContainer())) {
      return Optional.of(sentence(perContainer, "a container"));
    }
    if (reached(perEnvironment, held.byEnvironment())) {
      return Optional.of(sentence(perEnvironment, "an environment"));
    }
    return reached(total, held.byAccount())
        ? Optional.of(sentence(total, "the account"))
        : Optional.empty();
  }

  private static boolean reached(Integer limit, long held) {
    return limit != null && held >= limit;
  }

  private static String sentence(int limit, String whose) {
    return limit == 0
        ? "Addresses of this family are not allowed for " + whose + ". Ask for a higher quota."
        : "The quota of "
            + limit
            + " for "
            + whose
            + " is used up. Detach an address, or ask for a higher quota.";
  }

  /** How many addresses are held already. */
  public record Held(long byContainer, long byEnvironment, long byAccount) {}
}

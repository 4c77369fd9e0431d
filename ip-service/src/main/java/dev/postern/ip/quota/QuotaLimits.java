package dev.postern.ip.quota;

import dev.postern.events.ips.IpLimits;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** Limits for one family; null is no limit, 0 is not allowed. */
public record QuotaLimits(
    @Min(0) Integer perContainer, @Min(0) Integer perEnvironment, @Min(0) Integer total) {

  public static final QuotaLimits NONE = new QuotaLimits(null, null, null);

  static QuotaLimits of(IpLimits said) {
    return new QuotaLimits(said.perContainer(), said.perEnvironment(), said.total());
  }

  /** As events say them. */
  IpLimits said() {
    return new IpLimits(perContainer, perEnvironment, total);
  }

  /** Whether counting what is held can be left out. */
  public boolean areNone() {
    return equals(NONE);
  }

  /**
   * Judges a change. A use that does not grow is allowed: a lowered quota takes nothing away. The
   * account's limit counts what it keeps from others, so what is in quarantine too; the others
   * count what is held.
   *
   * @return why {@code after} is too many, or empty
   */
  public Optional<String> objection(Held before, Held after) {
    if (exceeds(perContainer, before.byContainer(), after.byContainer())) {
      return Optional.of(sentence(perContainer, "a container"));
    }
    if (exceeds(perEnvironment, before.byEnvironment(), after.byEnvironment())) {
      return Optional.of(sentence(perEnvironment, "an environment"));
    }
    return exceeds(total, before.keptFromOthers(), after.keptFromOthers())
        ? Optional.of(sentence(total, after.leaving()))
        : Optional.empty();
  }

  private static boolean exceeds(Integer limit, long before, long after) {
    return limit != null && after > limit && after > before;
  }

  private static String sentence(int limit, String whose) {
    return limit == 0
        ? "Addresses of this family are not allowed for " + whose + ". Ask for a higher quota."
        : "The quota of this family for "
            + whose
            + " is "
            + limit
            + ". Detach an address, ask for fewer, or ask for a higher quota.";
  }

  private static String sentence(int total, long leaving) {
    return total == 0
        ? sentence(total, "the account")
        : "The quota of this family for the account is "
            + total
            + ", in quarantine: "
            + leaving
            + ". Move an address, ask for fewer, or ask for a higher quota.";
  }

  /**
   * How many addresses there are already.
   *
   * @param byContainer held
   * @param byEnvironment held
   * @param byAccount held
   * @param leaving of the account, detached and not free yet
   */
  public record Held(long byContainer, long byEnvironment, long byAccount, long leaving) {

    public static final Held NOTHING = new Held(0, 0, 0, 0);

    public Held plus(long container, long environment, long account) {
      return new Held(
          byContainer + container, byEnvironment + environment, byAccount + account, leaving);
    }

    private long keptFromOthers() {
      return byAccount + leaving;
    }
  }
}

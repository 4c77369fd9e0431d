package dev.postern.audit.verify;

import java.util.Locale;

/** What must hold in every log. */
public enum Invariant {
  RECORD_IS_AN_EVENT("Every record is an event as its published schema says."),
  SOURCE_PUBLISHES_ITS_OWN("A source publishes only its own types, on their topics."),
  SEQUENCE_WITHOUT_GAP("The sequence of a topic and key has no gap and no number twice."),
  NO_SECRET("No password, hash, private key or e-mail address is in an event."),
  ONE_HOLDER_PER_ADDRESS("An address has one holder at every moment."),
  GENERATION_WITHOUT_GAP("The generations of a container's password follow each other by one."),
  LAST_RESET_WINS("After a generation was applied, no earlier one is."),
  EVERY_RESET_ENDS("Every password that was asked for ends in a state that is told."),
  MAILED_ONLY_AFTER_APPLIED("A password is mailed only after it was applied and proven."),
  REVOKED_KEY_OPENS_NOTHING("A removed, disabled or expired key opens no later session."),
  SESSION_WAS_ALLOWED("Every session had a key, a share or a person that allowed it then."),
  STATE_EQUALS_EVENTS("The state topics hold what the events add up to.");

  private final String claim;

  Invariant(String claim) {
    this.claim = claim;
  }

  /** As it is written in answers: {@code one-holder-per-address}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it says, as a sentence. */
  public String claim() {
    return claim;
  }
}

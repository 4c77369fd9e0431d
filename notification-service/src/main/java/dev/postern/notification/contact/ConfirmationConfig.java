package dev.postern.notification.contact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a change of address is confirmed, and told. */
@ConfigMapping(prefix = "postern.contact")
interface ConfirmationConfig {

  /** Where this service answers, as people's browsers reach it; links in mails begin with it. */
  String publicUrl();

  /**
   * A secret of at least 32 characters: events have addresses as digests under it, which can be
   * compared for as long as it stays the same. Who has it can look for an address in the log.
   */
  String digestKey();

  /** How long a change waits to be confirmed. */
  @WithDefault("24h")
  Duration confirmationLife();

  /**
   * How many changes an account may ask for in an hour: each sends a mail to an address that has
   * not agreed yet.
   */
  @WithDefault("5")
  int changesPerHour();
}

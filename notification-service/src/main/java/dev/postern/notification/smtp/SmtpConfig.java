package dev.postern.notification.smtp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What Quarkus' settings of the mail server ({@code quarkus.mailer}) leave out. */
@ConfigMapping(prefix = "postern.mail-server")
interface SmtpConfig {

  /** A connection on which nothing was said for so long is closed. Whole seconds. */
  @WithDefault("60s")
  Duration silence();
}

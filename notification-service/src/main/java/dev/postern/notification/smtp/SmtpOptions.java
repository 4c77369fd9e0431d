package dev.postern.notification.smtp;

import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import java.lang.reflect.Field;
import java.time.Duration;

/** The settings of the mail server, TLS included, as Quarkus reads them. */
final class SmtpOptions {

  private SmtpOptions() {}

  /**
   * @param silence after which a connection is closed
   * @throws IllegalStateException where Quarkus is told to do what is not done here
   */
  static MailConfig of(MailClient configured, Duration silence) {
    MailConfig config = new MailConfig(configOf(configured));
    if (config.isEnableDKIM()) {
      throw new IllegalStateException(
          "quarkus.mailer.dkim is set: mails are not signed here, let the mail server sign them");
    }
    config.setIdleTimeout((int) silence.toSeconds());
    return verifying(config);
  }

  /** A certificate counts for the name in it only, unless every certificate is to be trusted. */
  static MailConfig verifying(MailConfig config) {
    String algorithm = config.getHostnameVerificationAlgorithm();
    if (algorithm == null || algorithm.isEmpty()) {
      config.setHostnameVerificationAlgorithm(config.isTrustAll() ? "" : "HTTPS");
    }
    return config;
  }

  /** Quarkus makes it from its settings and has no accessor for it. */
  private static MailConfig configOf(MailClient configured) {
    try {
      Field config = configured.getClass().getDeclaredField("config");
      config.setAccessible(true);
      return (MailConfig) config.get(configured);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another mail client than the one known here", e);
    }
  }
}

package dev.postern.notification.mail;

import io.smallrye.config.ConfigMapping;

/** Where the SSH gateway answers, as people reach it; printed in mails. */
@ConfigMapping(prefix = "postern.gateway")
interface GatewayConfig {

  /** Host name or address. */
  String host();

  /** TCP port. */
  int port();
}

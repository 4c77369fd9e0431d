package dev.postern.notification.mail;

import java.util.List;

/**
 * What the templates of a credentials mail print; every text is one printable line.
 *
 * @param ssh the line to copy into a terminal
 * @param viaGateway whether that line leads through the gateway, for want of a public address
 * @param madeAt when the password was made, in the reader's language
 * @param replaces when the mailed password was made that this one replaces; empty where none was
 */
public record CredentialsLetter(
    String name,
    String environment,
    String container,
    String login,
    String password,
    String ssh,
    boolean viaGateway,
    List<String> hostKeys,
    String madeAt,
    String replaces) {

  /** Redacted: a password must not get into a log by way of a message. */
  @Override
  public String toString() {
    return "CredentialsLetter[container=" + container + "]";
  }
}

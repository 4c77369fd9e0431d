package dev.postern.notification.mail;

import java.util.List;

/**
 * What the templates of mails without a password print; every text is one printable line.
 *
 * @param ssh the line to copy into a terminal
 * @param viaGateway whether that line leads through the gateway
 * @param hostKeys fingerprints that ssh shows at the container's public address; may be empty
 * @param when the moment that the mail is about, in the reader's language
 * @param address the public IP that the mail is about; else empty
 * @param previous the container that the address was moved from; else empty
 * @param first whether no password came before the one that failed
 * @param reason the word of a failure, for the operator; else empty
 * @param advice what happened and what to do, each with lines to type
 */
public record NewsLetter(
    String name,
    String environment,
    String container,
    String ssh,
    boolean viaGateway,
    List<String> hostKeys,
    String when,
    String address,
    String previous,
    boolean first,
    String reason,
    List<Advice> advice) {

  /** Whether no login may work before what failed is mended. */
  public boolean closed() {
    return ResetAdvice.nothingLogsIn(reason);
  }

  /**
   * @param what happened; may be empty
   * @param todo a sentence; may be empty
   * @param lines to type or to write, as they stand
   */
  public record Advice(String what, String todo, List<String> lines) {}
}

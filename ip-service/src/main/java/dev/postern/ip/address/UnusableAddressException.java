package dev.postern.ip.address;

/** An address or block that cannot be used; the message says what to write instead. */
public final class UnusableAddressException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableAddressException(String message) {
    super(message, null, false, false);
  }
}

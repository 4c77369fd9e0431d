package dev.postern.ip.attachment;

import dev.postern.ip.address.HostAddress;
import dev.postern.ip.address.UnusableAddressException;
import dev.postern.problem.Problem;

/** Addresses in requests. */
final class IpAddresses {

  private IpAddresses() {}

  /**
   * @throws Problem 400 where it is not one address in canonical form
   */
  static HostAddress parse(String address) {
    try {
      return HostAddress.parse(address);
    } catch (UnusableAddressException e) {
      throw Problem.invalid("address", e.getMessage());
    }
  }
}

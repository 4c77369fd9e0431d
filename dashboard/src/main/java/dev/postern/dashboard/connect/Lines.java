package dev.postern.dashboard.connect;

import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.Container.Address;
import java.util.List;

/**
 * What to copy to reach a container.
 *
 * @param gateway through the gateway, with a key
 * @param direct at each public address, with the password or a key; empty where there is none
 * @param config a piece for {@code ~/.ssh/config}
 * @param fingerprints of the container's host keys; empty before the first was seen
 */
public record Lines(
    String gateway,
    String putty,
    List<String> direct,
    String copyFile,
    String config,
    List<String> fingerprints) {

  static Lines of(Container container, String host, int port) {
    String login = container.name() + "-" + container.account();
    String at = login + "@" + host;
    return new Lines(
        "ssh -p " + port + " " + at,
        "putty -ssh -P " + port + " " + at,
        container.addresses().stream().map(Lines::direct).toList(),
        "scp -P " + port + " file.txt " + at + ":/root/",
        """
        Host %s
          HostName %s
          Port %d
          User %s
        """
            .formatted(container.name(), host, port, login),
        container.hostKeys());
  }

  private static String direct(Address address) {
    String port = address.port() == 22 ? "" : "-p " + address.port() + " ";
    return "ssh " + port + "root@" + address.address();
  }
}

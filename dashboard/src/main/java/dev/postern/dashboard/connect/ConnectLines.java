package dev.postern.dashboard.connect;

import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.Container.Address;
import java.util.List;

/**
 * What to copy to reach a container.
 *
 * @param host of the gateway, as people reach it
 * @param user of a login at the gateway that leads to the container
 * @param gateway through the gateway, with a key
 * @param direct at each public address, with the password or a key; empty where there is none
 * @param config a piece for {@code ~/.ssh/config}
 * @param configDirect the same for its first public address; null where it has none
 * @param hostKeys the container's; empty before the first was seen
 */
public record ConnectLines(
    String host,
    int port,
    String user,
    String gateway,
    String putty,
    List<String> direct,
    String copyFile,
    String config,
    String configDirect,
    String code,
    List<HostKey> hostKeys) {

  static ConnectLines of(Container container, String host, int port) {
    String user = container.name() + "-" + container.account();
    String at = user + "@" + host;
    return new ConnectLines(
        host,
        port,
        user,
        gateway(user, host, port),
        "putty -ssh -P " + port + " " + at,
        container.addresses().stream().map(ConnectLines::direct).toList(),
        "scp -P " + port + " file.txt " + at + ":/root/",
        config(container.name(), host, port, user),
        container.addresses().stream()
            .findFirst()
            .map(a -> config(container.name() + "-direct", a.address(), a.port(), "root"))
            .orElse(null),
        "code --remote ssh-remote+" + container.name() + " /root",
        container.hostKeys().stream().map(HostKey::ofFingerprint).toList());
  }

  private static String config(String alias, String host, int port, String user) {
    return """
        Host %s
          HostName %s
          Port %d
          User %s
        """
        .formatted(alias, host, port, user);
  }

  static String gateway(String login, String host, int port) {
    return "ssh -p " + port + " " + login + "@" + host;
  }

  private static String direct(Address address) {
    String port = address.port() == 22 ? "" : "-p " + address.port() + " ";
    return "ssh " + port + "root@" + address.address();
  }
}

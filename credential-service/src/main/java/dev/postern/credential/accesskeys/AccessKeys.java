package dev.postern.credential.accesskeys;

import dev.postern.credential.access.AccessConfig;
import dev.postern.credential.access.UnreadableKeysException;
import dev.postern.credential.access.ssh.ManagementKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** The public keys that Postern wants in every container. Reads files: call on a worker thread. */
@ApplicationScoped
public class AccessKeys {

  /** Tells a whole file from one whose transfer broke off. */
  public static final String LAST_LINE = "# end";

  private final ManagementKey management;
  private final Path gatewayFile;

  AccessKeys(ManagementKey management, AccessConfig config) {
    this.management = management;
    this.gatewayFile = config.gatewayPublicKeys();
  }

  List<String> management() {
    return List.of(management.publicLine());
  }

  List<String> gateway() {
    try {
      return Files.readAllLines(gatewayFile, StandardCharsets.UTF_8).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UnreadableKeysException("the gateways' public keys cannot be read", e);
    }
  }

  /**
   * The contents of Postern's own file of authorised keys in a container.
   *
   * @throws UnreadableKeysException while a file of keys cannot be read
   */
  public String file() {
    return Stream.of(
            Stream.of("# Written by Postern; your own keys belong into ~/.ssh/authorized_keys"),
            management().stream().map(line -> "restrict " + line),
            gateway().stream(),
            Stream.of(LAST_LINE))
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Names one state of the file, to see whether a container has it. */
  public static String digest(String file) {
    return DigestUtils.sha256Hex(file);
  }
}

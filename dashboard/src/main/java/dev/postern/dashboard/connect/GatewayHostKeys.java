package dev.postern.dashboard.connect;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The gateway's public host keys, read from their files each time: a rotation needs no restart. */
@ApplicationScoped
class GatewayHostKeys {

  private static final Logger LOG = Logger.getLogger(GatewayHostKeys.class);
  private static final int LONGEST = 16 * 1024;

  private final Optional<Path> folder;

  GatewayHostKeys(GatewayConfig config) {
    this.folder = config.publicHostKeys();
  }

  /** Empty where they are not configured, or not there yet. */
  Uni<List<HostKey>> read() {
    return folder.isEmpty()
        ? Uni.createFrom().item(List.of())
        : Uni.createFrom()
            .item(() -> in(folder.get()))
            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private static List<HostKey> in(Path folder) {
    List<HostKey> keys = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pub")) {
      for (Path file : files) {
        if (Files.size(file) <= LONGEST) {
          HostKey.of(Files.readString(file)).ifPresent(keys::add);
        }
      }
    } catch (IOException e) {
      LOG.warnf("The gateway's public host keys cannot be read cause=%s", e.toString());
    }
    return keys.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
  }
}

package dev.postern.backends.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Keeps packages from starting their services while it is open: Debian's {@code policy-rc.d}
 * answers 101, "not allowed". A policy that was there is moved aside and comes back on close; what
 * a killed run left is put right by the next one.
 */
final class ServiceStartBlock implements AutoCloseable {

  private static final String MARK = "# Postern: no service starts while packages are installed";
  private static final String SCRIPT = "#!/bin/sh\n" + MARK + "\nexit 101\n";

  private final Path policy;
  private final Path saved;
  private final Thread atExit = new Thread(this::restoreQuietly, "postern-policy-rc.d");

  ServiceStartBlock(Path policy) {
    this.policy = policy;
    this.saved = policy.resolveSibling(policy.getFileName() + ".postern-saved");
    try {
      restore();
      if (Files.exists(policy)) {
        Files.move(policy, saved, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.writeString(policy, SCRIPT);
      Files.setPosixFilePermissions(policy, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      restoreQuietly();
      throw new UncheckedIOException(e);
    }
    // Ctrl-C during an installation ends the JVM without running finally blocks.
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  @Override
  public void close() {
    try {
      restore();
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs by itself and finds nothing more to do.
    }
  }

  private synchronized void restore() throws IOException {
    if (Files.exists(policy) && Files.readString(policy).contains(MARK)) {
      Files.delete(policy);
    }
    if (Files.exists(saved)) {
      Files.move(saved, policy, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private void restoreQuietly() {
    try {
      restore();
    } catch (IOException leftForTheNextRun) {
      // The next installation restores it first.
    }
  }
}

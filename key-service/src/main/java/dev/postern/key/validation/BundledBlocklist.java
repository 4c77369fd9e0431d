package dev.postern.key.validation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The few well-known keys that attackers try first; see the file for their sources. */
public final class BundledBlocklist implements CompromisedKeys {

  private static final String FILE = "compromised-keys.txt";

  private final Set<String> fingerprints;

  public BundledBlocklist() {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                BundledBlocklist.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      fingerprints =
          reader
              .lines()
              .filter(line -> line.startsWith("SHA256:"))
              .map(line -> line.substring(0, line.indexOf(' ')))
              .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean has(Candidate key) {
    return fingerprints.contains(key.fingerprint());
  }
}

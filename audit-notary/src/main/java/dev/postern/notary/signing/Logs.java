package dev.postern.notary.signing;

import dev.postern.notary.NotaryConfig;
import dev.postern.transparency.note.NoteKey;
import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.note.Origin;
import dev.postern.transparency.tree.TreeFolder;
import dev.postern.transparency.tree.TreeView;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The notary's logs, one for each partition that it has met. */
@ApplicationScoped
public class Logs {

  private final NotaryConfig config;
  private final NoteSigner signer;
  private final Map<String, PartitionNotary> notaries = new ConcurrentSkipListMap<>();
  private final Map<String, String> contradictions = new ConcurrentSkipListMap<>();

  Logs(NotaryConfig config, NoteSigner signer) {
    this.config = config;
    this.signer = signer;
  }

  /**
   * @throws IOException with a sentence, when the partition's folder is not what was signed
   */
  PartitionNotary of(Origin origin) throws IOException {
    PartitionNotary known = notaries.get(origin.toString());
    if (known != null) {
      return known;
    }
    Path folder =
        config.folder().resolve(origin.topic()).resolve(Integer.toString(origin.partition()));
    PartitionNotary opened =
        new PartitionNotary(origin, TreeFolder.open(folder, signedBy(origin)), signer);
    notaries.put(origin.toString(), opened);
    return opened;
  }

  private NoteKey signedBy(Origin origin) {
    return signer.key().named(origin.toString());
  }

  Origin origin(String topic, int partition) {
    return new Origin(config.cluster(), topic, partition);
  }

  /** The log is followed no more until the notary is started again. */
  void contradicted(Origin origin, String sentence) {
    contradictions.put(origin.toString(), sentence);
  }

  boolean isContradicted(Origin origin) {
    return contradictions.containsKey(origin.toString());
  }

  /** What was found that contradicts a signature; a sentence each. */
  public List<String> contradictions() {
    return List.copyOf(contradictions.values());
  }

  /** The tree of a partition; empty where none is kept. */
  public Optional<TreeView> tree(String topic, int partition) {
    return Optional.ofNullable(notaries.get(origin(topic, partition).toString()))
        .map(PartitionNotary::tree);
  }

  Collection<PartitionNotary> all() {
    return notaries.values();
  }

  /** Origins with the size that is signed, in the order of their names. */
  public Map<String, Long> signed() {
    Map<String, Long> signed = new LinkedHashMap<>();
    notaries.forEach((origin, notary) -> signed.put(origin, notary.tree().size()));
    return signed;
  }

  /** How long the oldest record waits that is not signed. */
  Duration oldestUnsigned(Instant now) {
    return notaries.values().stream()
        .map(notary -> notary.waiting(now))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  long unsigned() {
    return notaries.values().stream().mapToLong(PartitionNotary::unsigned).sum();
  }

  /** Trees are opened again, as they were signed. */
  void forget() {
    close();
    notaries.clear();
  }

  void close() {
    for (PartitionNotary notary : notaries.values()) {
      try {
        notary.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

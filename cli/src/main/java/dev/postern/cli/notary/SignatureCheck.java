package dev.postern.cli.notary;

import dev.postern.audit.log.UnreadableLogException;
import dev.postern.transparency.note.Checkpoint;
import dev.postern.transparency.note.NoteKey;
import dev.postern.transparency.note.Origin;
import dev.postern.transparency.tree.TreeView;
import dev.postern.transparency.verify.PartitionReport;
import dev.postern.transparency.verify.PartitionVerification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the log with what the notary signed. */
public final class SignatureCheck {

  private final NotaryOptions notary;
  private final Map<String, Object> broker;
  private final Map<Origin, TreeView> trees = new HashMap<>();

  /**
   * @param broker how the brokers are reached and trusted
   */
  public SignatureCheck(NotaryOptions notary, Map<String, Object> broker) {
    this.notary = notary;
    this.broker = broker;
  }

  /**
   * @param kept checkpoints as files or folders; without any, the newest of the notary are used
   * @throws UnreadableLogException with a sentence, when key, checkpoints, trees or log cannot be
   *     read
   */
  public List<PartitionReport> compare(List<Path> kept) {
    NoteKey key = notary.key();
    Map<Origin, List<Checkpoint>> byOrigin = new LinkedHashMap<>();
    for (Checkpoint checkpoint : kept.isEmpty() ? newest(key) : CheckpointFiles.read(kept, key)) {
      byOrigin.computeIfAbsent(checkpoint.origin(), origin -> new ArrayList<>()).add(checkpoint);
    }
    List<PartitionReport> reports = new ArrayList<>();
    try (SignedLog log = new SignedLog(broker)) {
      for (List<Checkpoint> checkpoints : byOrigin.values()) {
        reports.add(compare(log, checkpoints));
      }
    }
    return reports;
  }

  private PartitionReport compare(SignedLog log, List<Checkpoint> checkpoints) {
    Origin origin = checkpoints.get(0).origin();
    TreeView tree = tree(origin);
    return SignedLog.answered(
        () -> {
          try {
            return new PartitionVerification(origin, tree, checkpoints)
                .compare(log.partition(origin));
          } catch (IOException e) {
            throw new UnreadableLogException(e.getMessage() + ".", e);
          }
        });
  }

  private List<Checkpoint> newest(NoteKey key) {
    List<Checkpoint> newest = new ArrayList<>();
    for (Origin origin : SignedOrigins.of(notary)) {
      newest.add(newest(origin, key));
    }
    return newest;
  }

  private Checkpoint newest(Origin origin, NoteKey key) {
    try {
      return Checkpoint.verified(tree(origin).checkpoint(), key);
    } catch (IOException e) {
      throw NotaryOptions.unanswered(notary.address(), e);
    } catch (IllegalArgumentException e) {
      throw new UnreadableLogException(e.getMessage() + ".", e);
    }
  }

  /** As it was when it was first asked for. */
  private TreeView tree(Origin origin) {
    return trees.computeIfAbsent(origin, notary::tree);
  }
}

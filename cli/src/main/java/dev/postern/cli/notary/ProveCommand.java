package dev.postern.cli.notary;

import dev.postern.audit.log.UnreadableLogException;
import dev.postern.cli.kafka.LogOptions;
import dev.postern.transparency.leaf.LeafEncoding;
import dev.postern.transparency.leaf.LogRecord;
import dev.postern.transparency.merkle.MerkleTree;
import dev.postern.transparency.note.Checkpoint;
import dev.postern.transparency.note.NoteKey;
import dev.postern.transparency.note.Origin;
import dev.postern.transparency.note.RecordProof;
import dev.postern.transparency.tree.LeafSearch;
import dev.postern.transparency.tree.TreeView;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./postern audit prove EVENT-ID}. */
@Command(
    name = "prove",
    description = {
      "Prints the proof that an event is in the log that the notary signed (C2SP tlog-proof).",
      "It holds the event itself: check-proof needs nothing else but the notary's public key."
    })
public final class ProveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private final LogOptions log;
  @Mixin private final NotaryOptions notary;

  @Parameters(paramLabel = "EVENT-ID", description = "The event's id, as timelines print it.")
  private String eventId;

  public ProveCommand(Map<String, String> environment) {
    this.log = new LogOptions(environment);
    this.notary = new NotaryOptions(environment);
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    List<Origin> origins = SignedOrigins.of(notary);
    try (SignedLog signed = new SignedLog(log.broker())) {
      Optional<LogRecord> record = signed.find(eventId, origins);
      if (record.isEmpty()) {
        err.println("Postern: no event " + eventId + " is in a log that the notary signs.");
        return 1;
      }
      Optional<RecordProof> proof = prove(record.get(), origins);
      if (proof.isEmpty()) {
        err.println("Postern: the event is not signed yet; try again in a minute.");
        return 1;
      }
      spec.commandLine().getOut().print(proof.get().text());
      return 0;
    }
  }

  private Optional<RecordProof> prove(LogRecord record, List<Origin> origins) {
    Origin origin =
        origins.stream()
            .filter(o -> o.topic().equals(record.topic()) && o.partition() == record.partition())
            .findFirst()
            .orElseThrow();
    TreeView tree = notary.tree(origin);
    NoteKey key = notary.key();
    try {
      Checkpoint checkpoint = Checkpoint.verified(tree.checkpoint(), key);
      OptionalLong leaf = LeafSearch.of(tree, record.offset());
      if (leaf.isEmpty()) {
        return Optional.empty();
      }
      RecordProof proof =
          new RecordProof(
              LeafEncoding.encode(record),
              leaf.getAsLong(),
              new MerkleTree(tree).inclusionProof(leaf.getAsLong(), checkpoint.size()),
              tree.checkpoint());
      proof.verified(key);
      return Optional.of(proof);
    } catch (IOException e) {
      throw NotaryOptions.unanswered(notary.address(), e);
    } catch (IllegalArgumentException e) {
      throw new UnreadableLogException(
          e.getMessage() + "; ./postern audit verify --signed tells where the log differs.", e);
    }
  }
}

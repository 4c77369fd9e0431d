package dev.postern.cli.notary;

import dev.postern.audit.log.UnreadableLogException;
import dev.postern.cli.output.Document;
import dev.postern.cli.output.Document.Items;
import dev.postern.cli.output.DocumentPrinter;
import dev.postern.cli.output.OutputOptions;
import dev.postern.transparency.leaf.LogRecord;
import dev.postern.transparency.leaf.LogRecord.LogHeader;
import dev.postern.transparency.note.NoteKey;
import dev.postern.transparency.note.RecordProof;
import dev.postern.transparency.note.RecordProof.Proven;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./postern audit check-proof FILE}. */
@Command(
    name = "check-proof",
    description = {
      "Checks a proof of an event with the notary's public key alone, and prints the event.",
      "No log and no notary is asked. Exit code 1 where the proof does not hold."
    })
public final class CheckProofCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private final NotaryOptions notary;
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "FILE", description = "What ./postern audit prove printed.")
  private Path file;

  public CheckProofCommand(Map<String, String> environment) {
    this.notary = new NotaryOptions(environment);
  }

  @Override
  public Integer call() {
    NoteKey key = notary.key();
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UnreadableLogException(
          "The proof " + file + " cannot be read. Check its path and rights.", e);
    }
    try {
      Proven proven = RecordProof.parse(text).verified(key);
      new DocumentPrinter(spec.commandLine().getOut()).print(document(proven), output.format());
      return 0;
    } catch (IllegalArgumentException e) {
      spec.commandLine()
          .getErr()
          .println("Postern: the proof does not hold: " + e.getMessage() + ".");
      return 1;
    }
  }

  private static Document document(Proven proven) {
    LogRecord record = proven.record();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("place", record.topic() + "/" + record.partition() + "@" + record.offset());
    fields.put("time", Instant.ofEpochMilli(record.timestamp()).toString());
    fields.put("key", text(record.key()));
    Map<String, Object> headers = new LinkedHashMap<>();
    for (LogHeader header : record.headers()) {
      headers.put(header.name(), text(header.value()));
    }
    fields.put("type", headers.get("ce_type"));
    fields.put("headers", headers);
    fields.put("value", text(record.value()));
    return Document.of(Items.of("", "place", "time", "type", "value").add(fields))
        .head("holds", true)
        .head("origin", proven.checkpoint().origin().toString())
        .head("leaf", proven.index())
        .head("size", proven.checkpoint().size());
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}

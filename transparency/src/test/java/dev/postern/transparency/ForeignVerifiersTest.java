package dev.postern.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.backends.processes.Command;
import dev.postern.backends.programs.Prerequisites;
import dev.postern.transparency.leaf.LeafEncoding;
import dev.postern.transparency.leaf.LogRecord;
import dev.postern.transparency.leaf.LogRecord.LogHeader;
import dev.postern.transparency.merkle.CompactRange;
import dev.postern.transparency.merkle.TreeHash;
import dev.postern.transparency.note.Checkpoint;
import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.note.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has none of this code comes to the same result. */
class ForeignVerifiersTest {

  private static final Origin ORIGIN = new Origin("test", "postern.keys", 0);
  private static final NoteSigner SIGNER = NoteSigner.generate(Origin.ofCluster("test"));
  private static final Path GO_NOTE =
      Path.of("/usr/share/gocode/src/golang.org/x/mod/sumdb/note/note.go");

  @TempDir Path folder;

  @BeforeEach
  void signs() throws IOException {
    CompactRange tree = new CompactRange();
    TreeHash hash = new TreeHash();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      LogRecord record =
          new LogRecord(
              ORIGIN.topic(),
              0,
              2L * i,
              1_790_000_000_000L + i,
              i % 7 == 0 ? null : "demo".getBytes(UTF_8),
              List.of(new LogHeader("ce_type", "a".getBytes(UTF_8)), new LogHeader("ce_id", null)),
              i % 5 == 0 ? null : ("{\"n\":" + i + "}").getBytes(UTF_8));
      tree.append(hash.leaf(LeafEncoding.encode(record)), (height, subtree) -> {});
      lines.add(json(record));
    }
    Files.write(folder.resolve("records"), lines);
    Checkpoint checkpoint = new Checkpoint(ORIGIN, 300, tree.root());
    Files.writeString(folder.resolve("checkpoint"), checkpoint.sign(SIGNER));
    Files.writeString(folder.resolve("key"), SIGNER.key().toString());
    Files.writeString(
        folder.resolve("origin-key"), SIGNER.key().named(ORIGIN.toString()).toString());
  }

  @Test
  void thePythonOfTheDocumentationAccepts() throws IOException {
    Optional<String> missing = Prerequisites.missing("python3", "python3-minimal");
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    Files.writeString(folder.resolve("verify.py"), pythonOfTheDocumentation());
    Command.Result result = python();
    assertThat(result.stderr()).isEmpty();
    assertThat(result.stdout()).contains("untouched: 300 records of " + ORIGIN);

    Path records = folder.resolve("records");
    Files.writeString(
        records, Files.readString(records).replace("\"offset\": 40,", "\"offset\": 41,"));
    assertThat(python().stderr()).contains("not the records that were signed");
    Path checkpoint = folder.resolve("checkpoint");
    Files.writeString(checkpoint, Files.readString(checkpoint).replace("\n300\n", "\n299\n"));
    assertThat(python().stderr()).contains("not signed by this key");
  }

  @Test
  void goAcceptsTheSignature() throws IOException {
    Optional<String> missing =
        Prerequisites.missing("go", "golang-go")
            .or(() -> Prerequisites.missing(GO_NOTE, "golang-golang-x-mod-dev"));
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    try (var program = ForeignVerifiersTest.class.getResourceAsStream("/verify.go")) {
      Files.copy(program, folder.resolve("verify.go"));
    }
    Command.Result result = go();
    assertThat(result.stderr()).isEmpty();
    assertThat(result.stdout()).startsWith("verified " + ORIGIN + "\n300\n");

    Path checkpoint = folder.resolve("checkpoint");
    Files.writeString(checkpoint, Files.readString(checkpoint).replace("\n300\n", "\n299\n"));
    assertThat(go().stderr()).contains("invalid signature");
  }

  private Command.Result python() {
    return Command.of(
            "python3",
            folder.resolve("verify.py").toString(),
            folder.resolve("key").toString(),
            folder.resolve("checkpoint").toString(),
            folder.resolve("records").toString())
        .run();
  }

  private Command.Result go() {
    return Command.of(
            "go",
            "run",
            folder.resolve("verify.go").toString(),
            folder.resolve("origin-key").toString(),
            folder.resolve("checkpoint").toString())
        .with("GO111MODULE", "off")
        .with("GOPATH", "/usr/share/gocode")
        .with("GOCACHE", folder.resolve("cache").toString())
        .run();
  }

  private static String pythonOfTheDocumentation() throws IOException {
    String page = Files.readString(Path.of("../docs/audit/leaf.md"));
    int from = page.indexOf("```python\n") + "```python\n".length();
    return page.substring(from, page.indexOf("```", from));
  }

  private static String json(LogRecord record) {
    List<String> headers =
        record.headers().stream()
            .map(header -> "[\"" + header.name() + "\", " + base64(header.value()) + "]")
            .toList();
    return "{\"topic\": \"%s\", \"partition\": %d, \"offset\": %d, \"timestamp\": %d, \"key\": %s, \"headers\": %s, \"value\": %s}"
        .formatted(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            base64(record.key()),
            headers,
            base64(record.value()));
  }

  private static String base64(byte[] bytes) {
    return bytes == null ? "null" : "\"" + Base64.getEncoder().encodeToString(bytes) + "\"";
  }
}

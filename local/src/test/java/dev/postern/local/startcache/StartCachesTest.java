package dev.postern.local.startcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which cache a JVM is given; no JVM is started. */
class StartCachesTest {

  private static final List<String> OPTIONS = List.of("-Xmx64m", "-XX:+UseSerialGC");

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();
  private Path place;
  private Path jar;
  private StartCaches caches;

  @BeforeEach
  void application() throws IOException {
    place = folder.resolve("start-caches");
    jar = Files.createDirectories(folder.resolve("app")).resolve("run.jar");
    Files.writeString(jar, "a jar");
    caches = caches(jdk("25.0.3"), 0);
  }

  @Test
  void whatHasNoCacheRecords() {
    assertThat(caches.options(program()))
        .singleElement()
        .asString()
        .startsWith(StartCaches.RECORDING);
    assertThat(notes).isEmpty();
  }

  @Test
  void whatHasOneUsesIt() throws IOException {
    StartCache cache = put();

    assertThat(caches.options(program())).contains("-XX:SharedArchiveFile=" + cache.file());
    assertThat(notes).isEmpty();
  }

  @Test
  void whoeverWantsNoneStartsPlainly() throws IOException {
    put();
    StartCaches off = caches(new Jdk(Path.of("/jdk"), 25, "25.0.3", false), 0);

    assertThat(off.options(program())).isEmpty();
  }

  @Test
  void aCacheThatWasCutOffIsRecordedAgain() throws IOException {
    StartCache cache = put();
    Files.writeString(cache.file(), "a cac");

    assertIsRecordedAgain(cache);
  }

  @Test
  void aChangedByteIsNoticed() throws IOException {
    StartCache cache = put();
    Files.writeString(cache.file(), "a cachE");

    assertIsRecordedAgain(cache);
  }

  @Test
  void aCacheThatIsNotOursIsRecordedAgain() throws IOException {
    StartCache cache = caches.of(program());
    Files.createDirectories(place);
    Files.writeString(cache.file(), "somebody else's, without a sum");

    assertIsRecordedAgain(cache);
  }

  private void assertIsRecordedAgain(StartCache cache) {
    assertThat(caches.options(program()))
        .singleElement()
        .asString()
        .startsWith(StartCaches.RECORDING);
    assertThat(cache.file()).doesNotExist();
    assertThat(notes)
        .containsExactly("the start cache of app is damaged; it is recorded once more");
  }

  @Test
  void aNewBuildDoesNotUseTheOldOnesCache() throws IOException {
    StartCache old = put();
    Files.writeString(jar, "another jar");

    assertThat(caches.options(program()))
        .singleElement()
        .asString()
        .startsWith(StartCaches.RECORDING);

    StartCache young = put();
    assertThat(old.file()).doesNotExist();
    assertThat(caches.options(program())).contains("-XX:SharedArchiveFile=" + young.file());
    assertThat(notes).isEmpty();
  }

  @Test
  void anotherJdkDoesNotUseIt() throws IOException {
    put();

    assertThat(caches(jdk("25.0.4"), 0).options(program()))
        .singleElement()
        .asString()
        .startsWith(StartCaches.RECORDING);
  }

  @Test
  void otherOptionsDoNotUseIt() throws IOException {
    put();
    Program other = Program.ofApplication("app", jar, List.of("-Xmx64m", "-XX:+UseG1GC"));

    assertThat(caches.options(other)).singleElement().asString().startsWith(StartCaches.RECORDING);
  }

  @Test
  void aProgramWhoseNameBeginsAlikeKeepsItsOwn() throws IOException {
    Program other = Program.ofApplication("app-2", jar, OPTIONS);
    StartCache others = put(other);

    put();

    assertThat(others.state()).isEqualTo(StartCache.State.WHOLE);
  }

  @Test
  void nothingIsRecordedOnAFullDisk() {
    assertThat(caches(jdk("25.0.3"), Long.MAX_VALUE).options(program())).isEmpty();
  }

  @Test
  void nothingIsRecordedWhereNothingCanBeWritten() throws IOException {
    Files.writeString(place, "a file");

    assertThat(caches.options(program())).isEmpty();
  }

  @Test
  void theScriptIsToldTheOptions() throws IOException {
    StartCache cache = put();
    Path options = place.resolve("app-25.options");

    caches.publishWhole(program());
    assertThat(Files.readAllLines(options))
        .contains("\"-Xmx64m\"", "\"-XX:SharedArchiveFile=" + cache.file() + "\"");
    caches.checkPublished(program());
    assertThat(options).exists();

    Files.writeString(jar, "another jar");
    caches.checkPublished(program());
    assertThat(options).doesNotExist();
  }

  @Test
  void theScriptIsNotToldOfADamagedCache() throws IOException {
    StartCache cache = put();
    caches.publishWhole(program());
    Files.writeString(cache.file(), "a cachE");

    caches.checkPublished(program());

    assertThat(place.resolve("app-25.options")).doesNotExist();
    assertThat(notes).hasSize(1);
  }

  private StartCache put() throws IOException {
    return put(program());
  }

  private StartCache put(Program program) throws IOException {
    StartCache cache = caches.of(program);
    Files.createDirectories(place);
    Files.writeString(cache.unfinished(), "a cache");
    cache.finish(cache.unfinished());
    assertThat(cache.unfinished()).doesNotExist();
    return cache;
  }

  private Program program() {
    return Program.ofApplication("app", jar, OPTIONS);
  }

  private StartCaches caches(Jdk jdk, long space) {
    return new StartCaches(place, jdk, space, notes::add);
  }

  private static Jdk jdk(String build) {
    return new Jdk(Path.of("/jdk"), 25, build, true);
  }
}

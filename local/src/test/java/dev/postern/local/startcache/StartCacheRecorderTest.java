package dev.postern.local.startcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real recordings of a small program, with the JDK of the test. */
class StartCacheRecorderTest {

  private static final List<String> OPTIONS = List.of("-Xmx64m", "-XX:+UseSerialGC");

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private Path jar;
  private Path place;
  private StartCaches caches;
  private StartCacheRecorder recorder;

  @BeforeEach
  void program() throws IOException {
    jar = Files.createDirectories(folder.resolve("app")).resolve("run.jar");
    place = folder.resolve("start caches");
    write(jar);
    useRoom(0);
  }

  private void useRoom(long space) {
    caches = new StartCaches(place, Jdk.current(), space, notes::add);
    recorder = new StartCacheRecorder(caches);
  }

  private static void write(Path jar) throws IOException {
    String entry = WaitingProgram.class.getName().replace('.', '/') + ".class";
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, WaitingProgram.class.getName());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        var in = WaitingProgram.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      in.transferTo(out);
    }
  }

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void aProgramWritesItsCacheWhenItEnds() throws Exception {
    Process running = runs();
    recorder.proven();
    assertThat(recorder.isNeeded()).isTrue();

    end(running);
    recorder.keep();

    assertThat(notes).isEmpty();
    assertThat(loadsFromCache(required(caches.options(program(jar))))).isTrue();
  }

  @Test
  void theScriptsOptionsStartItWithItsCache() throws Exception {
    end(runs());
    recorder.keep();

    caches.publishWhole(program(jar));
    Path options = place.resolve("app-" + Runtime.version().feature() + ".options");

    assertThat(loadsFromCache(List.of("@" + options, "-Xshare:on"))).isTrue();
  }

  @Test
  void aProgramThatAsksAndEndsIsRecordedAsAWhole() throws Exception {
    recorder.add(program(jar), option -> endsInOrder(List.of(option)));
    recorder.proven();

    recorder.run();

    assertThat(loadsFromCache(required(caches.options(program(jar))))).isTrue();
    assertThat(place.resolve("app-" + Runtime.version().feature() + ".options")).exists();
  }

  @Test
  void theLaunchersCacheIsKeptByWhoSeesItEnd() throws Exception {
    List<String> options = caches.options(program(jar));
    recorder.startedAs(options);
    recorder.proven();
    end(run(options));

    caches.adoptExpected(program(jar));

    assertThat(loadsFromCache(required(caches.options(program(jar))))).isTrue();
    assertThat(caches.areExpected()).isFalse();
  }

  @Test
  void ofALauncherThatHasItsCacheNothingIsSaidWhereOthersWriteTheirs() throws Exception {
    recorder.startedAs(List.of("-Xmx64m"));
    runs();
    recorder.proven();
    assertThat(recorder.isNeeded()).isTrue();

    caches.adoptExpected(program(jar));

    assertThat(notes).isEmpty();
    assertThat(caches.areExpected()).isFalse();
  }

  @Test
  void whatARunWroteThatDidNotDoItsMainJobIsNotKept() throws Exception {
    List<String> options = caches.options(program(jar));
    recorder.startedAs(options);
    end(run(options));

    caches.adoptExpected(program(jar));

    assertThat(caches.options(program(jar))).isEqualTo(options);
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void aKilledProgramIsRecordedByTheNextRun() throws Exception {
    runs().destroyForcibly().waitFor();

    recorder.keep();

    assertThat(notes).containsExactly("no start cache of app was written");
    assertRecords();
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void aRecordingThatWasCutOffIsNotKept() throws Exception {
    end(runs());
    Path written = caches.of(program(jar)).unfinished();
    byte[] whole = Files.readAllBytes(written);
    Files.write(written, Arrays.copyOf(whole, whole.length / 2));

    recorder.keep();

    assertThat(notes).containsExactly("no start cache of app was written");
    assertRecords();
  }

  @Test
  void aRecordingWithAChangedByteIsNotKept() throws Exception {
    end(runs());
    Path written = caches.of(program(jar)).unfinished();
    byte[] bytes = Files.readAllBytes(written);
    bytes[bytes.length / 2] ^= 1;
    Files.write(written, bytes);

    recorder.keep();

    assertRecords();
  }

  @Test
  void aFullDiskKeepsNothingFromRunning() throws Exception {
    useRoom(Long.MAX_VALUE);
    Process running = runs();
    recorder.proven();

    assertThat(recorder.isNeeded()).isFalse();
    assertThat(running.isAlive()).isTrue();
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void whoeverWipesTheDataIsNotKeptWaiting() throws Exception {
    runs();
    recorder.proven();
    assertThat(recorder.isNeeded()).isTrue();

    caches.renounce();

    assertThat(recorder.isNeeded()).isFalse();
  }

  private void assertRecords() {
    assertThat(StartCaches.recording(caches.options(program(jar)))).isPresent();
  }

  private static void end(Process process) throws Exception {
    process.getOutputStream().close();
    assertThat(process.waitFor()).isZero();
  }

  private Process runs() throws IOException {
    List<String> options = caches.options(program(jar));
    Process process = run(options);
    recorder.started(program(jar), options);
    return process;
  }

  /** Such a JVM does not start where it cannot use its cache. */
  private static List<String> required(List<String> options) {
    List<String> required = new ArrayList<>(options);
    assertThat(options).anySatisfy(o -> assertThat(o).startsWith("-XX:SharedArchiveFile="));
    required.add("-Xshare:on");
    return required;
  }

  private boolean loadsFromCache(List<String> options) throws Exception {
    Path log = folder.resolve("classes.log");
    List<String> all = new ArrayList<>(options);
    all.add("-Xlog:class+load:file=" + log);
    endsInOrder(all);
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains(WaitingProgram.class.getName()))
        .anyMatch(line -> line.contains("shared objects file (top)"));
  }

  private void endsInOrder(List<String> options) {
    try {
      Process process = run(options);
      process.getOutputStream().close();
      assertThat(process.waitFor()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Process run(List<String> options) throws IOException {
    List<String> command = new ArrayList<>(List.of(Jdk.current().program("java")));
    command.addAll(OPTIONS);
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    Process process = new ProcessBuilder(command).start();
    processes.add(process);
    var said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    assertThat(said.readLine()).isEqualTo("running");
    return process;
  }

  private static Program program(Path jar) {
    return Program.ofApplication("app", jar, OPTIONS);
  }
}

package dev.postern.backends.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.backends.processes.ProcessIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledLauncherTest {

  private static final int INSTANCE = 11;
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path data;
  private LocalContainers containers;

  @BeforeAll
  static void namespaces() {
    Isolation.Probe probe = Isolation.probe();
    assumeTrue(probe.isolation() == Isolation.NAMESPACES, probe.reason());
  }

  @BeforeEach
  void open() {
    containers = LocalContainers.open(data, INSTANCE, Isolation.NAMESPACES);
  }

  @AfterEach
  void deleteAll() {
    containers.list().forEach(LocalContainer::delete);
  }

  private static Process launch(Path data, String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Launcher.class.getName(),
            data.toString(),
            name,
            Integer.toString(INSTANCE))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private ProcessIdentity recorded(String name) {
    return ContainerProperties.load(data.resolve(name)).process().orElseThrow();
  }

  @Test
  void whatAKilledLauncherLeftIsFoundAndStoppedByTheNext() throws Exception {
    // Given
    Process launcher = launch(data, "left");
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(launcher.getInputStream(), UTF_8))) {
      assertThat(said.readLine()).startsWith("started");
    }
    launcher.destroyForcibly().waitFor();
    ProcessIdentity orphan = recorded("left");
    List<ProcessIdentity> inside = orphan.children();
    assertThat(inside).hasSize(1);

    // When
    containers.stopAll();

    // Then
    assertThat(orphan.isAlive()).isFalse();
    assertThat(inside).noneMatch(ProcessIdentity::isAlive);
    LocalContainer container = containers.find("left").orElseThrow();
    container.start();
    assertThat(container.running()).isTrue();
  }

  @Test
  void aLauncherKilledWhileItStartsAContainerLeavesNothingThatTheNextDoesNotMend()
      throws Exception {
    for (int millis : List.of(150, 250, 350, 450, 600, 800)) {
      // Given
      Process launcher = launch(data, "half");
      launcher.waitFor(millis, TimeUnit.MILLISECONDS);
      launcher.destroyForcibly().waitFor();

      // When
      containers.stopAll();

      // Then
      await().atMost(SOON).until(() -> processesIn(data.resolve("half")) == 0);
      containers.find("half").ifPresent(LocalContainer::start);
      containers.find("half").ifPresent(LocalContainer::delete);
    }
  }

  /** Processes of any namespace whose working or root directory is below a folder. */
  private static long processesIn(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(handle -> stays(handle.pid(), "cwd", folder) || stays(handle.pid(), "root", folder))
        .count();
  }

  private static boolean stays(long pid, String link, Path folder) {
    try {
      Path target = Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), link));
      return target.startsWith(folder);
    } catch (IOException goneOrForbidden) {
      return false;
    }
  }

  @Test
  void killingWhatHoldsAContainerEndsTheContainer() {
    // Given
    LocalContainer container = containers.create("held", ContainerOptions.withKeys(List.of()));
    ProcessIdentity holder = recorded("held");
    List<ProcessIdentity> inside = holder.children();

    // When
    holder.kill();

    // Then
    await().atMost(SOON).until(() -> inside.stream().noneMatch(ProcessIdentity::isAlive));
    assertThat(container.running()).isFalse();
  }

  @Test
  void aForeignProcessThatGotTheNumberIsNotKilled() throws Exception {
    // Given
    LocalContainer container = containers.create("reused", ContainerOptions.withKeys(List.of()));
    container.stop();
    Process foreign = new ProcessBuilder("sleep", "60").start();
    try {
      ProcessIdentity its = ProcessIdentity.of(foreign.pid()).orElseThrow();
      ContainerProperties.load(data.resolve("reused"))
          .process(new ProcessIdentity(its.pid(), its.start() + "1"));

      // When
      boolean running = container.running();
      container.stop();

      // Then
      assertThat(running).isFalse();
      assertThat(foreign.isAlive()).isTrue();
    } finally {
      foreign.destroyForcibly();
    }
  }
}

package dev.postern.local.parts;

import dev.postern.backends.processes.ProcessTermination;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import dev.postern.local.processes.PidFiles;
import dev.postern.local.startcache.Program;
import dev.postern.local.startcache.StartCacheRecorder;
import dev.postern.local.startcache.StartCaches;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A service as a child process, the same jar that production runs. If it ends by itself, it is
 * started again, after a longer wait each time.
 */
final class ServicePart implements Part {

  /** All write their start caches at once. */
  private static final Duration RECORDED_WITHIN = Duration.ofSeconds(120);

  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final int SHOWN_LOG_LINES = 15;

  private final Service service;
  private final Instance instance;
  private final ServiceEnvironment environment;
  private final PidFiles pidFiles;
  private final StartCaches caches;
  private final StartCacheRecorder recorder;
  private final Consumer<String> note;
  private final ReadinessProbe readiness;
  private final LogFile log;
  private final BackOff backOff = new BackOff();
  private Path jar;
  private volatile Process process;
  private volatile boolean supervised;

  /**
   * @param note gets a line for the user when the service ends by itself
   */
  ServicePart(
      Service service,
      Instance instance,
      ServiceEnvironment environment,
      PidFiles pidFiles,
      StartCaches caches,
      StartCacheRecorder recorder,
      Consumer<String> note) {
    this.service = service;
    this.instance = instance;
    this.environment = environment;
    this.pidFiles = pidFiles;
    this.caches = caches;
    this.recorder = recorder;
    this.note = note;
    this.readiness = new ReadinessProbe(service.port(instance));
    this.log = new LogFile(service.log(instance));
  }

  @Override
  public String name() {
    return service.title();
  }

  @Override
  public String start() throws Exception {
    jar = DeployedApplication.of(service, instance);
    log.rotate();
    launch();
    awaitReady();
    supervised = true;
    watch();
    return service.url(instance);
  }

  private synchronized void launch() throws IOException {
    List<String> options = JavaCommand.serviceOptions(service);
    Program program = Program.ofApplication(service.title(), jar, options);
    List<String> cache = caches.options(program);
    ProcessBuilder builder = new ProcessBuilder(JavaCommand.service(jar, options, cache));
    inherit(builder.environment());
    builder.directory(instance.data().toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
    process = builder.start();
    process.getOutputStream().close();
    pidFiles.write(service.title(), process.pid());
    recorder.started(program, cache);
  }

  /** Read by any java: what is meant for the launcher would change the services too. */
  private static final Set<String> OPTIONS_OF_EVERY_JVM =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** Keeps out settings that are meant for the launcher or for another Quarkus application. */
  private void inherit(Map<String, String> variables) {
    variables
        .keySet()
        .removeIf(
            name ->
                name.startsWith("QUARKUS_")
                    || name.startsWith("POSTERN_")
                    || name.startsWith("KAFKA_")
                    || OPTIONS_OF_EVERY_JVM.contains(name));
    variables.put("MALLOC_ARENA_MAX", "2"); // glibc keeps memory in one of each thread's own
    variables.putAll(environment.of(service));
  }

  private void awaitReady() throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(READY_WITHIN);
    while (!readiness.isReady()) {
      if (!process.isAlive()) {
        throw new IOException("it ended with exit code " + process.exitValue() + logTail());
      }
      if (Instant.now().isAfter(deadline)) {
        throw new IOException(
            "it is not ready after 3 minutes: " + readiness.lastAnswer() + logTail());
      }
      Thread.sleep(100);
    }
  }

  private String logTail() {
    List<String> lines = log.tail(SHOWN_LOG_LINES);
    return "\n    last lines of " + log.path() + "\n    | " + String.join("\n    | ", lines);
  }

  private void watch() {
    var unused = process.onExit().thenAccept(this::ended);
  }

  private void ended(Process ended) {
    if (!supervised || ended != process) {
      return;
    }
    Duration wait = backOff.next();
    note.accept(
        name()
            + " ended with exit code "
            + ended.exitValue()
            + "; it is started again in "
            + wait.toSeconds()
            + " s. Its log: "
            + log.path());
    Thread again = new Thread(() -> restart(wait), "restart-" + name());
    again.setDaemon(true);
    again.start();
  }

  private void restart(Duration wait) {
    try {
      Thread.sleep(wait.toMillis());
      synchronized (this) {
        if (!supervised) {
          return;
        }
        launch();
        watch();
      }
      awaitReady();
      note.accept(name() + " is ready again");
    } catch (IOException e) {
      note.accept(name() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void stop() {
    supervised = false;
    if (process != null) {
      ProcessTermination.end(
          process.toHandle(), recorder.isNeeded() ? RECORDED_WITHIN : ProcessTermination.PATIENCE);
      pidFiles.remove(service.title());
    }
  }
}

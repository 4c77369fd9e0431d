package dev.postern.local.up;

import dev.postern.backends.files.PrivateFiles;
import dev.postern.backends.processes.ProcessTermination;
import dev.postern.local.console.Console;
import dev.postern.local.console.FailureReason;
import dev.postern.local.console.StepFailedException;
import dev.postern.local.instance.Instance;
import dev.postern.local.processes.PidFiles;
import dev.postern.local.processes.TerminationSignals;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run of the launcher in the foreground: starts, stays, and ends what it started. */
final class ForegroundLauncher {

  private final Instance instance;
  private final Console console;
  private final boolean timings;
  private final PidFiles pidFiles;
  private final ReadyMark ready;
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicBoolean interrupted = new AtomicBoolean();

  ForegroundLauncher(Instance instance, Console console, boolean timings) {
    this.timings = timings;
    this.instance = instance;
    this.console = console;
    this.pidFiles = new PidFiles(instance.run());
    this.ready = new ReadyMark(instance);
  }

  /** The exit code: 0 when it was ended from outside after it was ready, 1 when it failed. */
  int run() throws IOException, InterruptedException {
    PrivateFiles.folder(instance.data());
    try (FileChannel file =
            FileChannel.open(
                instance.data().resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock == null) {
        console.line("Postern is being started already. See it with: ./postern status");
        return 1;
      }
      LauncherOutput.keep(instance);
      LauncherLog.writeTo(instance.logs());
      return runAlone();
    }
  }

  private int runAlone() throws InterruptedException {
    ready.unset();
    Startup startup = new Startup(instance, console, pidFiles, timings);
    Thread work = Thread.currentThread();
    TerminationSignals.handle(() -> interrupt(work), this::kill);
    try {
      startup.run();
      ready.set();
      end.await();
      return 0;
    } catch (StepFailedException e) {
      return failed(e.step() + " failed: " + e.getMessage());
    } catch (RuntimeException e) {
      return failed(FailureReason.of(e));
    } catch (InterruptedException e) {
      return 130;
    } finally {
      stop(startup);
    }
  }

  private int failed(String reason) {
    if (interrupted.get()) {
      return 130;
    }
    console.line();
    console.line("Postern did not start. " + reason);
    console.line("    all logs: " + instance.logs());
    return 1;
  }

  private void stop(Startup startup) {
    Thread.interrupted(); // what interrupted the start must not interrupt the end
    ready.unset();
    console.line();
    console.heading("Ending everything (Ctrl-C again kills it)");
    startup.stop();
    pidFiles.remove(PidFiles.LAUNCHER);
    pidFiles.clearEnded();
  }

  /** Wakes the main thread, wherever it is: waiting for the end, or in the middle of the start. */
  private void interrupt(Thread work) {
    interrupted.set(true);
    if (ready.isSet()) {
      end.countDown();
    } else {
      work.interrupt();
    }
  }

  private void kill() {
    ProcessTermination.kill(ProcessHandle.current().children().toList());
    pidFiles.living().values().forEach(process -> process.handle().ifPresent(this::killOther));
    Runtime.getRuntime().halt(137);
  }

  private void killOther(ProcessHandle process) {
    if (process.pid() != ProcessHandle.current().pid()) {
      process.destroyForcibly();
    }
  }
}

package dev.postern.local.up;

import dev.postern.local.files.PrivateFiles;
import dev.postern.local.instance.Instance;
import dev.postern.local.processes.Ending;
import dev.postern.local.processes.Interrupts;
import dev.postern.local.processes.RunRecords;
import dev.postern.local.terminal.Reason;
import dev.postern.local.terminal.StepFailed;
import dev.postern.local.terminal.Terminal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run of the launcher in the foreground: starts, stays, and ends what it started. */
final class Session {

  private final Instance instance;
  private final Terminal terminal;
  private final RunRecords records;
  private final Ready ready;
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicBoolean interrupted = new AtomicBoolean();

  Session(Instance instance, Terminal terminal) {
    this.instance = instance;
    this.terminal = terminal;
    this.records = new RunRecords(instance.run());
    this.ready = new Ready(instance);
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
        terminal.line("Postern is being started already. See it with: ./postern status");
        return 1;
      }
      LauncherLog.writeTo(instance.logs());
      return runAlone();
    }
  }

  private int runAlone() throws InterruptedException {
    ready.unset();
    Startup startup = new Startup(instance, terminal, records);
    Thread work = Thread.currentThread();
    Interrupts.handle(() -> interrupt(work), this::kill);
    try {
      startup.run();
      ready.set();
      end.await();
      return 0;
    } catch (StepFailed e) {
      return failed(e.step() + " failed: " + e.getMessage());
    } catch (RuntimeException e) {
      return failed(Reason.of(e));
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
    terminal.line();
    terminal.line("Postern did not start. " + reason);
    terminal.line("    all logs: " + instance.logs());
    return 1;
  }

  private void stop(Startup startup) {
    Thread.interrupted(); // what interrupted the start must not interrupt the end
    ready.unset();
    terminal.line();
    terminal.heading("Ending everything (Ctrl-C again kills it)");
    startup.stop();
    records.clear();
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
    Ending.kill(ProcessHandle.current().children().toList());
    records.living().values().forEach(process -> process.handle().ifPresent(this::killOther));
    Runtime.getRuntime().halt(137);
  }

  private void killOther(ProcessHandle process) {
    if (process.pid() != ProcessHandle.current().pid()) {
      process.destroyForcibly();
    }
  }
}

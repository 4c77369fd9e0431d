package dev.postern.bench;

import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The product in the instance that {@code POSTERN_WORLD} names, 8 without it. One that runs there
 * already is used and left running; else it is started, and wiped again if nothing was there.
 */
public final class StartedInstance implements AutoCloseable {

  private static final String OF_ITS_OWN = "8";

  private final Instance instance;
  private final boolean started;
  private final boolean ours;

  private StartedInstance(Instance instance, boolean started, boolean ours) {
    this.instance = instance;
    this.started = started;
    this.ours = ours;
  }

  public static StartedInstance open(Checkout checkout) throws IOException, InterruptedException {
    String number = System.getenv().getOrDefault(Instance.VARIABLE, OF_ITS_OWN);
    Instance instance = Instance.of(checkout.root(), Map.of(Instance.VARIABLE, number));
    if (answers(instance)) {
      return new StartedInstance(instance, false, false);
    }
    boolean ours = !Files.exists(instance.data());
    postern(instance, "up", "--detach");
    return new StartedInstance(instance, true, ours);
  }

  public Instance instance() {
    return instance;
  }

  private static boolean answers(Instance instance) {
    return Stream.of(Service.CREDENTIAL, Service.NOTIFICATION)
        .allMatch(service -> answers(service.port(instance)));
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void postern(Instance instance, String... words)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of(instance.root().resolve("postern").toString()), Stream.of(words))
            .toList();
    File output = File.createTempFile("postern-bench", ".out");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(Instance.VARIABLE, Integer.toString(instance.number()));
    // The script that started this has built.
    builder.environment().put("POSTERN_BUILD", "never");
    int exit = builder.redirectOutput(output).start().waitFor();
    String said = Files.readString(output.toPath());
    Files.delete(output.toPath());
    if (exit != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed:\n" + said);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (started) {
      postern(instance, ours ? new String[] {"down", "--wipe"} : new String[] {"down"});
    }
  }
}

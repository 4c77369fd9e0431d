package dev.postern.bench;

import dev.postern.local.world.Service;
import dev.postern.local.world.World;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The product in the world that {@code POSTERN_WORLD} names, 8 without it. One that runs there
 * already is used and left running; else it is started, and wiped again if nothing was there.
 */
public final class StartedWorld implements AutoCloseable {

  private static final String OF_ITS_OWN = "8";

  private final World world;
  private final boolean started;
  private final boolean ours;

  private StartedWorld(World world, boolean started, boolean ours) {
    this.world = world;
    this.started = started;
    this.ours = ours;
  }

  public static StartedWorld open(Workspace workspace) throws IOException, InterruptedException {
    String number = System.getenv().getOrDefault(World.VARIABLE, OF_ITS_OWN);
    World world = World.of(workspace.root(), Map.of(World.VARIABLE, number));
    if (answers(world)) {
      return new StartedWorld(world, false, false);
    }
    boolean ours = !Files.exists(world.data());
    postern(world, "up", "--detach");
    return new StartedWorld(world, true, ours);
  }

  public World world() {
    return world;
  }

  private static boolean answers(World world) {
    return Stream.of(Service.CREDENTIAL, Service.NOTIFICATION)
        .allMatch(service -> answers(service.port(world)));
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void postern(World world, String... words)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of(world.root().resolve("postern").toString()), Stream.of(words))
            .toList();
    File output = File.createTempFile("postern-bench", ".out");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(World.VARIABLE, Integer.toString(world.number()));
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
      postern(world, ours ? new String[] {"down", "--wipe"} : new String[] {"down"});
    }
  }
}

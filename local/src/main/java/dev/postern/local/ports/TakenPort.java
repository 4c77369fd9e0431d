package dev.postern.local.ports;

import dev.postern.local.instance.Instance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A port that the product needs and another process has.
 *
 * @param part what needs it
 * @param owner the process that has it, if known
 */
public record TakenPort(String part, int port, Optional<PortOwner> owner) {

  private static final int LONGEST_COMMAND_LINE = 120;

  /** The taken ones among the given ports. */
  public static List<TakenPort> among(Map<String, Integer> ports) {
    return ports.entrySet().stream()
        .filter(entry -> !isFree(entry.getValue()))
        .map(e -> new TakenPort(e.getKey(), e.getValue(), PortOwner.of(e.getValue())))
        .toList();
  }

  /** Whether a server could listen there, on loopback. */
  public static boolean isFree(int port) {
    return isFree(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** Whether a server could listen at the address. */
  public static boolean isFree(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** One sentence: which port, which part needs it, and which process has it. */
  public String sentence() {
    return "port "
        + port
        + " ("
        + part
        + ") is taken by "
        + owner.map(TakenPort::name).orElse(UNKNOWN_OWNER);
  }

  /**
   * What to type next.
   *
   * @param other an instance whose ports may be free
   */
  public String nextStep(Instance other) {
    String elsewhere = "or use other ports: " + other.command() + " up";
    return owner
        .map(o -> "end that process (kill " + o.pid() + "), " + elsewhere)
        .orElse("find it with: sudo ss -ltnp 'sport = :" + port + "', " + elsewhere);
  }

  private static final String UNKNOWN_OWNER = "a process of another user";

  private static String name(PortOwner owner) {
    String command = owner.commandLine();
    String shown =
        command.length() > LONGEST_COMMAND_LINE
            ? command.substring(0, LONGEST_COMMAND_LINE) + "…"
            : command;
    return "process " + owner.pid() + (shown.isEmpty() ? "" : ": " + shown);
  }
}

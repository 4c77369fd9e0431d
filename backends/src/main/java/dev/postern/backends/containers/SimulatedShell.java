package dev.postern.backends.containers;

import dev.postern.backends.programs.HostPrograms;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.command.CommandFactory;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;
import org.apache.sshd.server.shell.ShellFactory;

/**
 * Runs commands of a simulated container with the host's {@code sh}. Nothing hides the host's files
 * from them; {@code /etc} and absolute paths below it are only made relative to the container's
 * folder, in a command and in what it reads, which may be a script.
 */
final class SimulatedShell implements CommandFactory, ShellFactory {

  private static final Pattern ETC =
      Pattern.compile("(?<![A-Za-z0-9_./-])/(?=etc(?![A-Za-z0-9_.-]))");

  /** A command that sets a PATH of its own keeps the folder's programs before the host's. */
  private static final Pattern OWN_PATH = Pattern.compile("(?<= PATH=\")(?=/)");

  /** The folder is entered before the ids change: the new one may not reach it by its path. */
  private static final String ENTER =
      "cd \"$1\" && shift && PATH=./bin:/usr/sbin:/sbin:$PATH && HOME=$PWD/root && USER=root"
          + " && export PATH HOME USER && exec \"$@\"";

  private final List<String> entering;

  /** Of a folder; as root the commands get an id that owns that folder and nothing else. */
  SimulatedShell(String folder, IdRange ids) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", ENTER, "sh", folder));
    words.addAll(asOwner(ids, List.of()));
    entering = List.copyOf(words);
  }

  /**
   * Words that run the given ones as the folder's owner, who is the JVM's user unless it is root.
   */
  static List<String> asOwner(IdRange ids, List<String> words) {
    List<String> all = new ArrayList<>();
    if (HostPrograms.asRoot()) {
      String id = Integer.toString(ids.root());
      all.addAll(List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups"));
    }
    all.addAll(words);
    return all;
  }

  @Override
  public Command createCommand(ChannelSession channel, String command) {
    String ownPath = OWN_PATH.matcher(relative(command)).replaceAll("./bin:");
    return new InvertedShellWrapper(
        new ProcessShell(entering(List.of("sh", "-c", ownPath))) {
          @Override
          public OutputStream getInputStream() {
            return new RelativePaths(super.getInputStream());
          }
        });
  }

  private static String relative(String text) {
    return ETC.matcher(text).replaceAll("");
  }

  @Override
  public Command createShell(ChannelSession channel) {
    return new InvertedShellWrapper(new ProcessShell(entering(List.of("sh", "-i"))));
  }

  private List<String> entering(List<String> words) {
    List<String> all = new ArrayList<>(entering);
    all.addAll(words);
    return all;
  }

  /** Each piece of a client's input as it comes: a script is one. */
  private static final class RelativePaths extends FilterOutputStream {

    RelativePaths(OutputStream input) {
      super(input);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
      out.write(relative(text).getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}

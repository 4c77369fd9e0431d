package dev.postern.backends.containers;

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
 * from them; absolute paths below {@code /etc} are only made relative to the container's folder.
 */
final class SimulatedShell implements CommandFactory, ShellFactory {

  private static final Pattern ETC = Pattern.compile("(?<![A-Za-z0-9_./-])/etc/");

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
    if (Programs.asRoot()) {
      String id = Integer.toString(ids.root());
      all.addAll(List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups"));
    }
    all.addAll(words);
    return all;
  }

  @Override
  public Command createCommand(ChannelSession channel, String command) {
    return start(List.of("sh", "-c", ETC.matcher(command).replaceAll("etc/")));
  }

  @Override
  public Command createShell(ChannelSession channel) {
    return start(List.of("sh", "-i"));
  }

  private Command start(List<String> words) {
    List<String> all = new ArrayList<>(entering);
    all.addAll(words);
    return new InvertedShellWrapper(new ProcessShell(all));
  }
}

package dev.postern.bench.gateway;

import java.util.ArrayList;
import java.util.List;

/**
 * A way to the container for a user's client.
 *
 * @param name as the tables call it
 * @param options of the client, the port included
 * @param target {@code login@host}
 * @param middle the processes between client and container
 */
record Route(String name, List<String> options, String target, Middle middle) {

  /** What stands between client and container. */
  interface Middle {

    /** Seconds of CPU that its processes took so far, those that ended included. */
    double cpuSeconds() throws Exception;
  }

  List<String> ssh(String command) {
    return words(List.of("ssh"), List.of(target, command));
  }

  /** A batch of sftp commands comes from standard input. */
  List<String> sftp() {
    return words(List.of("sftp", "-q", "-b", "-"), List.of(target));
  }

  private List<String> words(List<String> first, List<String> last) {
    List<String> words = new ArrayList<>(first);
    words.addAll(options);
    words.addAll(last);
    return words;
  }

  /** The same for a client that offers one cipher only. */
  Route with(String... more) {
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(options);
    return new Route(name, words, target, middle);
  }
}

package dev.postern.gateway.clients;

import java.util.List;

/** A program that logs in with a key and runs a command. */
interface ClientProgram {

  /** Skips the test, with the reason, where it is not there and cannot be installed. */
  void orSkip();

  /** The command line that runs a command; standard input, output and status are the command's. */
  List<String> command(Route route, String command);

  /** The command lines that run a command so many times; each prints or leaves its statuses. */
  default List<String> repeated(Route route, String command, int times) {
    String loop =
        "for i in $(seq "
            + times
            + "); do { \"$@\" >/dev/null 2>&1 </dev/null; echo $?; } &"
            + " [ $((i % 6)) != 0 ] || wait; done | sort | uniq -c"
            + " | while read n status; do echo $n x $status; done";
    List<String> words = new java.util.ArrayList<>(List.of("bash", "-c", loop, "repeat"));
    words.addAll(command(route, command));
    return words;
  }
}

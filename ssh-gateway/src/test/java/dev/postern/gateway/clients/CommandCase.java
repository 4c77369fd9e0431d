package dev.postern.gateway.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What any client can do with a command. */
enum CommandCase {
  STATUS_OUTPUT_AND_ERROR("cat; echo err >&2; exit 9", "in\n"),
  CLOSED_OUTPUT_BEFORE_THE_END("exec >&- 2>&-; sleep 1; exit 9"),
  KILLED("kill -TERM $$"),
  KILLED_AFTER_OUTPUT("echo out; exec >&-; sleep 0.2; kill -KILL $$"),
  TEN_MEGABYTES("seq 1 1400000; exit 3"),
  A_MEGABYTE_OF_ERRORS("seq 1 150000 >&2; exit 3"),
  NO_SUCH_COMMAND("no-such-command"),
  LONG_COMMAND("X=" + "a".repeat(100_000) + "; echo ${#X}"),
  COMMAND_IN_UTF_8("printf %s 'nüß €' | od -An -tx1"),
  NO_INPUT("wc -c; exit 4"),
  MUCH_INPUT("cksum", "0123456789\n".repeat(300_000)),
  INPUT_NOT_WANTED("exec <&-; sleep 0.2; echo ok; exit 5", "0123456789\n".repeat(300_000)),
  LATE_OUTPUT_OF_A_CHILD("(sleep 0.5; echo late) & exit 5");

  private final String command;
  private final byte[] input;

  CommandCase(String command) {
    this(command, "");
  }

  CommandCase(String command, String input) {
    this.command = command;
    this.input = input.getBytes(UTF_8);
  }

  Outcome by(ClientProgram client, Route route) {
    return Outcome.of(route, client.command(route, command), input);
  }
}

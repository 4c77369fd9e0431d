package dev.postern.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/**
 * A command as it was typed, and what came of it.
 *
 * @param exit the exit code
 * @param out what it wrote to standard output
 * @param err and to standard error
 */
record Typed(int exit, String out, String err) {

  static Typed run(List<String> arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        PosternCli.run(
            Map.of(), new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    return new Typed(exit, out.toString(), err.toString());
  }
}

package dev.postern.credential.access.script;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A mark that a script prints before and after its answer, made for one run. Root's start-up files,
 * its shell and sshd's {@code ForceCommand} print what they like, or run something else; only what
 * stands between the marks is the script's.
 *
 * <p>The mark's two halves are never sent next to each other, so that an echo is not taken for an
 * answer.
 */
public final class Frame {

  /** A container's own PATH comes last: a login or an image may leave out the usual folders. */
  private static final String ENVIRONMENT =
      "PATH=\"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin${PATH:+:$PATH}\""
          + " LC_ALL=C HOME=/root";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String half = random();
  private final String otherHalf = random();

  private static String random() {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return "postern" + HexFormat.of().formatHex(bytes);
  }

  /** Reads what the container prints. */
  public FramedAnswer answer() {
    return new FramedAnswer(half + otherHalf);
  }

  /** For {@code sh -c}, where the arguments arrive as they are. */
  public String around(String script) {
    return "unset ENV BASH_ENV CDPATH\nexport "
        + ENVIRONMENT
        + "\na="
        + half
        + "\n"
        + begin()
        + "\n(\n"
        + script
        + "\n) 2>/dev/null\n"
        + end()
        + "\n";
  }

  /**
   * A line that any login shell takes for one command, and that a shell which replaced it takes
   * from standard input: {@code sh} in an environment of its own, which prints the mark and then
   * reads {@link #input}. It holds no line break, no exclamation mark, no backslash, and single
   * quotes around its two words only.
   */
  public String command() {
    return "/bin/sh -c 'exec /usr/bin/env -i "
        + ENVIRONMENT
        + " SSH_CONNECTION=\"$SSH_CONNECTION\" /bin/sh -c \"$0\"' '"
        + reader()
        + "'";
  }

  /** Skips lines until the script begins, and runs it only when all of it came. */
  private String reader() {
    return "a="
        + half
        + "; "
        + begin()
        + "; n=$(echo; echo x); n=${n%x}"
        + "; while :; do IFS= read -r l || exit 1; [ \"$l\" = "
        + otherHalf
        + " ] && break; done"
        + "; s=; while :; do IFS= read -r l || exit 1; [ \"$l\" = "
        + otherHalf
        + " ] && break; s=$s$l$n; done"
        + "; (eval \"$s\") 2>/dev/null; "
        + end();
  }

  private String begin() {
    return "echo \"$a\"" + otherHalf + " begin";
  }

  private String end() {
    return "code=$?; echo; echo \"$a\"" + otherHalf + " end $code";
  }

  /** What {@link #command} reads after it has printed the mark. */
  public byte[] input(String script, String standardInput) {
    String text = otherHalf + "\n" + script + "\n" + otherHalf + "\n" + standardInput;
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package dev.postern.credential.access.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.postern.credential.access.script.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keeps the frames of standard output, so many bytes of them as a script may print. The Engine API
 * tells an output that ended from one that broke off by nothing, so a script says its end itself.
 */
final class StandardOutput extends ResultCallback.Adapter<Frame> {

  private static final byte[] END = "# end of output\n".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private byte[] last = new byte[0];

  /** The same script, with its exit code, that says its end. */
  static String closing(String script) {
    return "(\n" + script + "\n)\ncode=$?\necho \"# end of output\"\nexit $code\n";
  }

  @Override
  public void onNext(Frame frame) {
    if (frame.getStreamType() == StreamType.STDOUT) {
      byte[] part = frame.getPayload();
      kept.write(part, 0, Math.min(part.length, Shell.MOST_OUTPUT - kept.size()));
      last = lastOf(last, part);
    }
  }

  private static byte[] lastOf(byte[] before, byte[] part) {
    byte[] both = Arrays.copyOf(before, before.length + part.length);
    System.arraycopy(part, 0, both, before.length, part.length);
    return Arrays.copyOfRange(both, Math.max(0, both.length - END.length), both.length);
  }

  boolean isWhole() {
    return Arrays.equals(last, END);
  }

  /** Without the end. */
  String text() {
    String text = kept.toString(StandardCharsets.UTF_8);
    String end = new String(END, StandardCharsets.US_ASCII);
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }

  /** What a connection that is closed on purpose complains of is of no matter. */
  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException e) {
      // It is closed.
    }
  }
}

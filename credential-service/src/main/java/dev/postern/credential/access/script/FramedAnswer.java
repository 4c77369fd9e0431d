package dev.postern.credential.access.script;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.script.Shell.Result;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * Splits what a container prints while a script runs: the output before the script, its answer, and
 * its exit code. Later output is dropped.
 */
public final class FramedAnswer extends OutputStream {

  private enum Part {
    BEFORE,
    ANSWER,
    EXIT_CODE,
    NOTHING_MORE
  }

  /** Start-up files may print a long greeting; one that prints without end is cut off. */
  private static final int MOST_BEFORE = 1024 * 1024;

  private static final int MOST_QUOTED = 4096;
  private static final int LONGEST_CODE = 3;

  private final byte[] begin;
  private final byte[] end;
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final ByteArrayOutputStream before = new ByteArrayOutputStream();
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private final ByteArrayOutputStream exitCode = new ByteArrayOutputStream();
  private Part part = Part.BEFORE;
  private boolean hasBegun;
  private boolean isWhole;

  /** The last bytes, which may be the start of a mark. */
  private byte[] undecided = {};

  private long countBefore;

  FramedAnswer(String mark) {
    begin = (mark + " begin\n").getBytes(StandardCharsets.US_ASCII);
    end = ("\n" + mark + " end ").getBytes(StandardCharsets.US_ASCII);
  }

  /** Completes when the script has begun, or when nothing more comes. */
  public CompletableFuture<Void> begun() {
    return begun;
  }

  /** Completes when the script has ended, or when nothing more comes. */
  public CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    byte[] left = join(undecided, Arrays.copyOfRange(bytes, offset, offset + length));
    undecided = new byte[0];
    if (part == Part.BEFORE) {
      left = readBefore(left);
    }
    if (part == Part.ANSWER) {
      left = readAnswer(left);
    }
    if (part == Part.EXIT_CODE) {
      readExitCode(left);
    }
  }

  private byte[] readBefore(byte[] bytes) {
    int at = indexOf(bytes, begin);
    int decided = at < 0 ? decided(bytes, begin) : at;
    keep(before, bytes, decided, MOST_QUOTED);
    countBefore += decided;
    if (at >= 0) {
      part = Part.ANSWER;
      hasBegun = true;
      begun.complete(null);
      return Arrays.copyOfRange(bytes, at + begin.length, bytes.length);
    }
    if (countBefore > MOST_BEFORE) {
      close();
    }
    return new byte[0];
  }

  private byte[] readAnswer(byte[] bytes) {
    int at = indexOf(bytes, end);
    keep(answer, bytes, at < 0 ? decided(bytes, end) : at, Shell.MOST_OUTPUT);
    if (at < 0) {
      return new byte[0];
    }
    part = Part.EXIT_CODE;
    return Arrays.copyOfRange(bytes, at + end.length, bytes.length);
  }

  private void readExitCode(byte[] bytes) {
    for (byte one : bytes) {
      if (one == '\n') {
        isWhole = true;
        close();
        return;
      }
      keep(exitCode, new byte[] {one}, 1, LONGEST_CODE);
    }
  }

  /** Returns how many bytes cannot belong to a mark; the rest is kept for the next call. */
  private int decided(byte[] bytes, byte[] mark) {
    int decided = Math.max(0, bytes.length - mark.length + 1);
    undecided = Arrays.copyOfRange(bytes, decided, bytes.length);
    return decided;
  }

  /** Nothing more comes. */
  @Override
  public synchronized void close() {
    if (part == Part.BEFORE) {
      keep(before, undecided, undecided.length, MOST_QUOTED);
    }
    part = Part.NOTHING_MORE;
    begun.complete(null);
    ended.complete(null);
  }

  /** Whether the script has ended, and all that it printed came. */
  public synchronized boolean isWhole() {
    return isWhole;
  }

  /**
   * How the script ended, once that is complete.
   *
   * @param standardError what the container printed there
   * @throws AccessException where no whole answer came; where the script had begun, it may have
   *     done its work
   */
  public synchronized Result result(String standardError) throws AccessException {
    if (isWhole) {
      return new Result(
          Integer.parseInt(exitCode.toString(StandardCharsets.US_ASCII)),
          answer.toString(StandardCharsets.UTF_8));
    }
    throw hasBegun
        ? new AccessException(Reason.CONNECTION_LOST)
        : UnexpectedOutput.of(before.toString(StandardCharsets.UTF_8) + standardError);
  }

  private static void keep(ByteArrayOutputStream kept, byte[] bytes, int length, int most) {
    kept.write(bytes, 0, Math.max(0, Math.min(length, most - kept.size())));
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static int indexOf(byte[] text, byte[] mark) {
    for (int at = 0; at <= text.length - mark.length; at++) {
      if (Arrays.equals(text, at, at + mark.length, mark, 0, mark.length)) {
        return at;
      }
    }
    return -1;
  }
}

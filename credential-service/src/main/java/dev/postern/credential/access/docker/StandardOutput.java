package dev.postern.credential.access.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.postern.credential.access.script.FramedAnswer;
import java.io.IOException;

/**
 * Gives the engine's frames of standard output to the answer. The Engine API does not show whether
 * an output ended or broke off; the answer does.
 */
final class StandardOutput extends ResultCallback.Adapter<Frame> {

  private final FramedAnswer answer;

  StandardOutput(FramedAnswer answer) {
    this.answer = answer;
  }

  @Override
  public void onNext(Frame frame) {
    if (frame.getStreamType() == StreamType.STDOUT) {
      byte[] part = frame.getPayload();
      answer.write(part, 0, part.length);
    }
  }

  /** Ignores the failure of a connection that is closed on purpose. */
  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException e) {
      // It is closed.
    }
  }
}

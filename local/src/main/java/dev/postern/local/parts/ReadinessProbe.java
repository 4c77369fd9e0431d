package dev.postern.local.parts;

import dev.postern.local.platform.LoopbackHttp;
import java.io.IOException;
import java.time.Duration;

/** A service's readiness, as any orchestrator asks for it. */
public final class ReadinessProbe {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String url;
  private volatile String lastAnswer = "no answer yet";

  public ReadinessProbe(int port) {
    url = "http://127.0.0.1:" + port + "/q/health/ready";
  }

  public boolean isReady() {
    try {
      LoopbackHttp.Answer answer = LoopbackHttp.get(url, PATIENCE);
      lastAnswer = answer.body().replaceAll("\\s+", " ").strip();
      return answer.status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The last body seen, on one line: it names the failing check. */
  String lastAnswer() {
    return lastAnswer;
  }
}

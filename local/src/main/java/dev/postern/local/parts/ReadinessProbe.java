package dev.postern.local.parts;

import dev.postern.local.platform.LoopbackHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A service's readiness, as any orchestrator asks for it. */
public final class ReadinessProbe {

  private final HttpRequest request;
  private volatile String lastAnswer = "no answer yet";

  public ReadinessProbe(int port) {
    request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
  }

  public boolean isReady() {
    try {
      HttpResponse<String> answer =
          LoopbackHttp.client().send(request, HttpResponse.BodyHandlers.ofString());
      lastAnswer = answer.body().replaceAll("\\s+", " ").strip();
      return answer.statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The last body seen, on one line: it names the failing check. */
  String lastAnswer() {
    return lastAnswer;
  }
}

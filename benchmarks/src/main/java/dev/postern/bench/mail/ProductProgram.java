package dev.postern.bench.mail;

import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import dev.postern.local.platform.AccountTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reset as an owner asks for it, until the product says on Kafka that its mail is out. */
final class ProductProgram implements ResetRound.Resetting {

  private static final Pattern GENERATION = Pattern.compile("\"generation\"\\s*:\\s*(\\d+)");
  private static final long PATIENCE_SECONDS = 120;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String token;
  private final MailedEvents mailed;

  ProductProgram(Instance instance, MailedEvents mailed) {
    this.url = Service.CREDENTIAL.url(instance) + "/v1/containers/";
    this.token = new AccountTokens(instance).of(MailedContainers.ACCOUNT);
    this.mailed = mailed;
  }

  @Override
  public void reset(ResetContainer target) throws Exception {
    long generation = request(target);
    mailed.of(target.id(), generation).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private long request(ResetContainer target) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + target.id() + "/password-resets"))
            .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    Matcher generation = GENERATION.matcher(answer.body());
    if (answer.statusCode() != 202 || !generation.find()) {
      throw new IOException("the reset was answered " + answer.statusCode());
    }
    return Long.parseLong(generation.group(1));
  }
}

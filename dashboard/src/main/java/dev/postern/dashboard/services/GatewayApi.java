package dev.postern.dashboard.services;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.AccessTokenCredential;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * What the pages use of the gateways. Each of them knows only its own sessions, so every one is
 * asked, by its address; what all know is asked of the first that answers.
 */
@ApplicationScoped
public class GatewayApi {

  private static final Logger LOG = Logger.getLogger(GatewayApi.class);
  private static final int CONNECT_MILLIS = 2_000;

  /** They answer from memory; a page does not wait for one that hangs. */
  private static final int ANSWER_MILLIS = 2_000;

  /** More than a person looks through. */
  private static final int LIMIT = 2_000;

  /**
   * What one gateway said.
   *
   * @param value null where it gave no answer
   */
  public record Answer<T>(String address, T value) {

    public boolean isDown() {
      return value == null;
    }
  }

  /** Sessions; {@code complete} unless a gateway gave no answer. */
  public record OpenSessions(List<OpenSession> items, boolean complete) {}

  record SessionPage(List<OpenSession> items, String next) implements Page<OpenSession> {}

  record SharedPage(List<SharedContainer> items, String next) implements Page<SharedContainer> {}

  private final Vertx vertx;
  private final GatewayAddresses addresses;
  private final AccessTokenCredential token;
  private final ObjectMapper json;
  private final HttpClient client;

  GatewayApi(
      Vertx vertx, GatewayAddresses addresses, AccessTokenCredential token, ObjectMapper json) {
    this.vertx = vertx;
    this.addresses = addresses;
    this.token = token;
    this.json = json;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setSsl(addresses.isTls()).setConnectTimeout(CONNECT_MILLIS));
  }

  /** Every gateway; for operators and auditors. */
  public Uni<List<Answer<Gateway>>> gateways() {
    return ofEach(gateway -> get(gateway, "/v1/gateway", Gateway.class));
  }

  /** The open sessions of the person's account; an operator's or auditor's are everybody's. */
  public Uni<OpenSessions> sessions() {
    return ofEach(this::sessions)
        .map(
            answers -> {
              if (answers.stream().allMatch(Answer::isDown)) {
                throw new ServiceDownException(503);
              }
              return new OpenSessions(
                  answers.stream()
                      .map(Answer::value)
                      .filter(Objects::nonNull)
                      .flatMap(List::stream)
                      .toList(),
                  answers.stream().noneMatch(Answer::isDown));
            });
  }

  private Uni<List<OpenSession>> sessions(SocketAddress gateway) {
    return Pages.until(
        cursor -> get(gateway, behind(cursor, "/v1/sessions?limit=200"), SessionPage.class),
        GatewayApi::isEnough);
  }

  /** The containers of other accounts that the person may enter. */
  public Uni<List<SharedContainer>> shared() {
    return resolved()
        .chain(
            gateways ->
                Pages.until(
                    cursor ->
                        firstOf(
                            gateways,
                            behind(cursor, "/v1/containers?shared=true&limit=200"),
                            SharedPage.class),
                    GatewayApi::isEnough));
  }

  private static String behind(String cursor, String list) {
    return cursor == null ? list : list + "&cursor=" + cursor;
  }

  private static boolean isEnough(List<?> found) {
    return found.size() >= LIMIT;
  }

  private <T> Uni<T> firstOf(List<SocketAddress> gateways, String path, Class<T> type) {
    Uni<T> answer = get(gateways.get(0), path, type);
    return gateways.size() == 1
        ? answer
        : answer
            .onFailure(failure -> !(failure instanceof ServiceProblem))
            .recoverWithUni(() -> firstOf(gateways.subList(1, gateways.size()), path, type));
  }

  private <T> Uni<List<Answer<T>>> ofEach(Function<SocketAddress, Uni<T>> question) {
    return resolved()
        .chain(
            gateways ->
                Uni.join()
                    .all(gateways.stream().map(gateway -> answer(gateway, question)).toList())
                    .andFailFast());
  }

  private static <T> Uni<Answer<T>> answer(
      SocketAddress gateway, Function<SocketAddress, Uni<T>> question) {
    return question
        .apply(gateway)
        .map(value -> new Answer<>(gateway.host(), value))
        .onFailure(failure -> !(failure instanceof ServiceProblem))
        .recoverWithItem(
            failure -> {
              LOG.warnf("A gateway gives no answer gateway=%s cause=%s", gateway.host(), failure);
              return new Answer<>(gateway.host(), null);
            });
  }

  private Uni<List<SocketAddress>> resolved() {
    return Uni.createFrom().completionStage(() -> addresses.resolve(vertx).toCompletionStage());
  }

  private <T> Uni<T> get(SocketAddress gateway, String path, Class<T> type) {
    var request =
        new RequestOptions()
            .setServer(gateway)
            .setHost(addresses.host())
            .setPort(addresses.port())
            .setURI(path)
            .setTimeout(ANSWER_MILLIS)
            .putHeader("Accept", "application/json")
            .putHeader("Authorization", "Bearer " + token.getToken());
    Future<T> answer =
        client
            .request(request)
            .compose(HttpClientRequest::send)
            .compose(
                response -> response.body().map(body -> read(response.statusCode(), body, type)));
    return Uni.createFrom()
        .completionStage(answer.toCompletionStage())
        .onFailure(failure -> !(failure instanceof ServiceProblem))
        .transform(failure -> new ServiceDownException(failure.toString()));
  }

  private <T> T read(int status, Buffer body, Class<T> type) {
    if (status == 401 || status == 403) {
      throw new ServiceProblem(status, "", List.of());
    }
    if (status != 200) {
      throw new ServiceDownException(status);
    }
    try {
      return json.readValue(body.getBytes(), type);
    } catch (IOException e) {
      throw new ServiceDownException(status);
    }
  }
}

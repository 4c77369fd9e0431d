package dev.postern.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a browser that runs no script, signed in. */
final class Person {

  private static final Pattern TOKEN = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"");

  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final URI dashboard;
  private final String language;

  private Person(URI dashboard, String language) {
    this.dashboard = dashboard;
    this.language = language;
  }

  static Person signedIn(URI dashboard, String account, String language) {
    var person = new Person(dashboard, language);
    person.send(
        HttpRequest.newBuilder(person.get("/keys").uri())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("account=" + account)));
    return person;
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(dashboard.resolve(path)));
  }

  /** Sends a form with the token of the page that it is on. */
  HttpResponse<String> post(String from, String path, String form) {
    Matcher token = TOKEN.matcher(get(from).body());
    String body = form + (token.find() ? "&csrf-token=" + token.group(1) : "");
    return send(
        HttpRequest.newBuilder(dashboard.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Opens a stream of events; its answer comes before its first one. */
  LiveListener listen(String path) {
    var request =
        HttpRequest.newBuilder(dashboard.resolve(path)).header("Accept", "text/event-stream");
    return LiveListener.of(browser, request.build());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      request.header("Accept-Language", language).header("Accept", "text/html");
      return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

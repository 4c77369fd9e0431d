package dev.postern.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A page's stream as it comes over the wire. */
final class LiveListener implements AutoCloseable {

  /** One event of the stream. */
  record Told(String event, String data, String id) {

    boolean has(String name) {
      return event.equals("changed") && List.of(data.split(" ")).contains(name);
    }
  }

  private final HttpResponse<Stream<String>> response;
  private final List<Told> told = new CopyOnWriteArrayList<>();

  private LiveListener(HttpResponse<Stream<String>> response) {
    this.response = response;
  }

  static LiveListener of(HttpClient browser, HttpRequest request) {
    try {
      var listener = new LiveListener(browser.send(request, BodyHandlers.ofLines()));
      Thread reader = new Thread(listener::read, "live-listener");
      reader.setDaemon(true);
      reader.start();
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  int status() {
    return response.statusCode();
  }

  List<Told> told() {
    return List.copyOf(told);
  }

  boolean heard(String name) {
    return told.stream().anyMatch(event -> event.has(name));
  }

  Optional<String> state() {
    return last(event -> event.event().equals("state")).map(Told::data);
  }

  Optional<Told> last(Predicate<Told> which) {
    return told.stream().filter(which).reduce((a, b) -> b);
  }

  private void read() {
    List<String> event = new ArrayList<>();
    try {
      response
          .body()
          .forEach(
              line -> {
                if (!line.isEmpty()) {
                  event.add(line);
                } else if (!event.isEmpty()) {
                  told.add(
                      new Told(field(event, "event"), field(event, "data"), field(event, "id")));
                  event.clear();
                }
              });
    } catch (UncheckedIOException e) {
      // Closed.
    }
  }

  private static String field(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    response.body().close();
  }
}

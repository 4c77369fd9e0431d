package dev.postern.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A mail as the inbox's JSON gives it. */
record InboxMail(String id, String to, String subject, String text, String html, String messageId) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Newest first. */
  static List<InboxMail> to(String address) {
    JsonNode messages = Api.inbox().get("/api/messages?to=" + address).expect(200).json();
    return StreamSupport.stream(messages.spliterator(), false).map(InboxMail::of).toList();
  }

  static List<InboxMail> about(String address, String container) {
    return to(address).stream().filter(m -> m.subject().contains(container)).toList();
  }

  /** Waits until {@code count} mails about the container are there; the newest of them. */
  static InboxMail awaitNumber(int count, String address, String container) {
    await().atMost(PATIENCE).until(() -> about(address, container).size() >= count);
    return about(address, container).get(0);
  }

  /** Other mails are about a failed reset, a key or an address. */
  boolean hasPassword() {
    return text.lines().anyMatch(line -> line.startsWith("Password: "));
  }

  String password() {
    return line("Password: (\\S+)");
  }

  /** The line that the reader copies into a terminal. */
  String sshLine() {
    return line("(ssh .+)");
  }

  String line(String pattern) {
    Matcher matcher = Pattern.compile("^" + pattern + "$", Pattern.MULTILINE).matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no line " + pattern + " in the mail " + subject);
    }
    return matcher.group(1);
  }

  private static InboxMail of(JsonNode json) {
    return new InboxMail(
        json.get("id").asText(),
        json.get("to").asText(),
        json.get("subject").asText(),
        json.get("text").asText(),
        json.get("html").asText(),
        json.get("messageId").asText());
  }
}

package dev.postern.local.smoketest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.local.platform.LoopbackHttp;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The owner's inbox, read the way anybody can: through its JSON. */
final class InboxClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String messages;

  InboxClient(int port, String address) {
    messages = "http://127.0.0.1:" + port + "/api/messages?to=" + URLEncoder.encode(address, UTF_8);
  }

  /** The ids of what is there now. */
  Set<String> ids() throws IOException {
    Set<String> ids = new HashSet<>();
    list().forEach(message -> ids.add(message.path("id").asText()));
    return ids;
  }

  /** Waits for a credentials mail that names the container and was not there before. */
  Optional<CredentialsMail> await(String container, Set<String> before, Duration limit)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(limit);
    while (true) {
      Optional<CredentialsMail> mail = find(container, before);
      if (mail.isPresent() || Instant.now().isAfter(deadline)) {
        return mail;
      }
      Thread.sleep(50);
    }
  }

  private Optional<CredentialsMail> find(String container, Set<String> before) throws IOException {
    for (JsonNode message : list()) {
      String subject = message.path("subject").asText();
      String id = message.path("id").asText();
      if (!before.contains(id) && subject.contains(container)) {
        Optional<CredentialsMail> mail =
            CredentialsMail.read(id, subject, message.path("text").asText());
        if (mail.isPresent()) {
          return mail;
        }
      }
    }
    return Optional.empty();
  }

  private JsonNode list() throws IOException {
    LoopbackHttp.Answer answer = LoopbackHttp.get(messages, PATIENCE);
    if (answer.status() != 200) {
      throw new IOException("the inbox answered " + answer.status());
    }
    return JSON.readTree(answer.body());
  }
}

package dev.postern.credential.accesskeys;

import dev.postern.credential.access.HostKeyFingerprint;
import dev.postern.credential.publishing.Publisher;
import dev.postern.credential.transaction.Transactions;
import dev.postern.events.EventJson;
import dev.postern.events.containers.AccessKeysRotated;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Publishes the access keys where they are not those that were published last. */
@ApplicationScoped
public class AccessKeysPublisher {

  private static final String FILE = "access-keys";

  /** Behind options and the type, before the comment. */
  private static final Pattern BLOB = Pattern.compile("(?:^|\\s)(AAAA[A-Za-z0-9+/]+={0,2})");

  private static final String REMEMBER =
      """
      INSERT INTO published_access_keys AS known (file, said) VALUES (:file, :said)
      ON CONFLICT (file) DO UPDATE SET said = excluded.said WHERE known.said <> excluded.said
      RETURNING 1
      """;

  private final AccessKeys keys;
  private final Transactions transactions;
  private final Publisher publisher;

  AccessKeysPublisher(AccessKeys keys, Transactions transactions, Publisher publisher) {
    this.keys = keys;
    this.transactions = transactions;
    this.publisher = publisher;
  }

  /** Reads files: call on a worker thread. */
  public AccessKeysRotated present() {
    return new AccessKeysRotated(
        FILE,
        Stream.concat(keys.management().stream(), keys.gateway().stream())
            .flatMap(line -> fingerprint(line).stream())
            .sorted()
            .toList());
  }

  private static Optional<String> fingerprint(String line) {
    Matcher blob = BLOB.matcher(line);
    return blob.find()
        ? Optional.of(HostKeyFingerprint.of(Base64.getDecoder().decode(blob.group(1))))
        : Optional.empty();
  }

  public Uni<Void> tellIfChanged(AccessKeysRotated present) {
    return transactions.run(
        () ->
            isNew(EventJson.write(present))
                .chain(
                    changed -> changed ? publisher.publish(present) : Uni.createFrom().voidItem()));
  }

  private static Uni<Boolean> isNew(String said) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(REMEMBER)
                    .setParameter("file", FILE)
                    .setParameter("said", said)
                    .getSingleResultOrNull())
        .map(changed -> changed != null);
  }
}

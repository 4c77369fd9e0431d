package dev.postern.key.keys;

import dev.postern.events.EventJson;
import dev.postern.events.keys.PolicyChanged;
import dev.postern.outbox.OutboxEmitter;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Publishes the policy where it is not the one that was published last. */
@ApplicationScoped
class PolicyPublisher {

  private static final String POLICY = "keys";

  private static final String REMEMBER =
      """
      INSERT INTO published_policy AS known (name, said) VALUES (:name, :said)
      ON CONFLICT (name) DO UPDATE SET said = excluded.said WHERE known.said <> excluded.said
      RETURNING 1
      """;

  private final OutboxEmitter outbox;
  private final KeyConfig config;
  private final Blocklist blocklist;

  PolicyPublisher(OutboxEmitter outbox, KeyConfig config, Blocklist blocklist) {
    this.outbox = outbox;
    this.config = config;
    this.blocklist = blocklist;
  }

  Uni<Void> tellIfChanged() {
    var policy =
        new PolicyChanged(
            POLICY, config.rsaMinimumBits(), config.maximumPerAccount(), blocklist.digest());
    return Panache.withTransaction(
        () ->
            isNew(policy)
                .chain(changed -> changed ? outbox.send(policy) : Uni.createFrom().voidItem()));
  }

  private static Uni<Boolean> isNew(PolicyChanged policy) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(REMEMBER)
                    .setParameter("name", POLICY)
                    .setParameter("said", EventJson.write(policy))
                    .getSingleResultOrNull())
        .map(changed -> changed != null);
  }
}

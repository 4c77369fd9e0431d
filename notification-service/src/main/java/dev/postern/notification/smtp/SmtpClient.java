package dev.postern.notification.smtp;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.ext.auth.PRNG;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.impl.Utils;
import io.vertx.ext.mail.impl.sasl.AuthOperationFactory;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands mails to the mail server that Quarkus' settings name. Each mail has a connection of its own
 * while it is under way, so none waits for another's; when its time is up, or its caller loses
 * interest, that connection is closed at once.
 */
@ApplicationScoped
public class SmtpClient {

  private final MailConfig config;
  private final String ownName;
  private final PRNG random;
  private final NetClient client;
  private final SmtpHandshake handshake;
  private final IdleConnections idle;
  private final Set<SmtpConnection> underWay = ConcurrentHashMap.newKeySet();

  @Inject
  SmtpClient(Vertx vertx, MailClient configured, SmtpConfig limits) {
    this(vertx, SmtpOptions.of(configured, limits.silence()));
  }

  SmtpClient(Vertx vertx, MailConfig config) {
    this.config = config;
    ownName = config.getOwnHostname() == null ? Utils.getHostname() : config.getOwnHostname();
    random = new PRNG(vertx);
    client = vertx.createNetClient(config);
    SmtpSignIn signIn = new SmtpSignIn(config, new AuthOperationFactory(random));
    handshake = new SmtpHandshake(vertx, client, config, ownName, signIn);
    idle = new IdleConnections(vertx, lifeOfIdle(config));
  }

  /**
   * Completes when the server has accepted the mail; fails with an {@link SmtpException}, or with
   * what the fence failed with. Nothing of a mail that failed leaves afterwards.
   */
  public Uni<Void> send(MailMessage message, SmtpFence fence) {
    return Uni.createFrom()
        .deferred(
            () -> {
              SmtpMail mail = SmtpMail.of(message, ownName, config);
              return idle.take()
                  .map(kept -> sendOnKept(kept, mail, fence))
                  .orElseGet(() -> sendOnNew(mail, fence));
            });
  }

  private Uni<Void> sendOnKept(SmtpConnection kept, SmtpMail mail, SmtpFence fence) {
    return bounded(kept, SmtpTransaction.run(kept, mail, fence), fence)
        .onFailure(SmtpClient::isHungUpWhileIdle)
        .recoverWithUni(() -> sendOnNew(mail, fence));
  }

  private Uni<Void> sendOnNew(SmtpMail mail, SmtpFence fence) {
    SmtpConnection connection = new SmtpConnection();
    return bounded(
        connection,
        handshake.run(connection).chain(() -> SmtpTransaction.run(connection, mail, fence)),
        fence);
  }

  private Uni<Void> bounded(SmtpConnection connection, Uni<Void> dialogue, SmtpFence fence) {
    return dialogue
        .onSubscription()
        .invoke(() -> underWay.add(connection))
        .ifNoItem()
        .after(fence.timeLeft())
        .failWith(connection::giveUp)
        .onFailure()
        .invoke(failure -> leave(connection, failure))
        .invoke(() -> keep(connection))
        .onCancellation()
        .invoke(connection::end)
        .onTermination()
        .invoke(() -> underWay.remove(connection));
  }

  private void keep(SmtpConnection connection) {
    if (config.isKeepAlive()) {
      idle.put(connection);
    } else {
      connection.quit();
    }
  }

  /** A refused mail cannot leave any more; every other one could, on a connection that is open. */
  private static void leave(SmtpConnection connection, Throwable failure) {
    if (failure instanceof SmtpRefusedException) {
      connection.quit();
    } else {
      connection.end();
    }
  }

  /** Servers hang up on connections without work, some with a last word. */
  private static boolean isHungUpWhileIdle(Throwable failure) {
    return failure instanceof SmtpException smtp
        && smtp.step() == SmtpStep.SENDER
        && (smtp instanceof SmtpBrokenException broken && !broken.isSilence()
            || smtp instanceof SmtpRefusedException refused && refused.reply().code() == 421);
  }

  private static Duration lifeOfIdle(MailConfig config) {
    Duration life =
        Duration.of(config.getKeepAliveTimeout(), config.getKeepAliveTimeoutUnit().toChronoUnit());
    return life.isZero() ? Duration.ofDays(1) : life;
  }

  /** Settings that cannot be followed are told at the start, not at the first mail. */
  void start(@Observes StartupEvent starting) {}

  /** The service stops: what is under way is ended like what was given up. */
  @PreDestroy
  void close() {
    underWay.forEach(SmtpConnection::end);
    client.close();
    random.close();
  }
}

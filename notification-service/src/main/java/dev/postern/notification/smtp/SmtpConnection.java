package dev.postern.notification.smtp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.ext.mail.MailConfig;
import java.time.Duration;

/**
 * One connection to the mail server: says a line, and gives the reply to it. It knows which step
 * was begun last, so that the one who ends it knows whether the final dot has left. Once ended, it
 * says nothing more.
 */
final class SmtpConnection {

  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final SmtpReplyReader reader = new SmtpReplyReader(this::answered);
  private SmtpStep step = SmtpStep.CONNECT;
  private NetSocket socket;
  private UniEmitter<? super SmtpReply> waiting;
  private boolean ended;

  /** Connects and gives the server's greeting. */
  Uni<SmtpReply> open(Vertx vertx, NetClient client, MailConfig server) {
    // The connection outlives the mail that it is opened for, so it must not live on the mail's own
    // context.
    return reply(
        SmtpStep.CONNECT,
        () ->
            VertxContext.getRootContext(vertx.getOrCreateContext())
                .runOnContext(
                    ignored ->
                        client
                            .connect(server.getPort(), server.getHostname())
                            .onComplete(this::connected)));
  }

  /** Says a line and gives the reply, whatever it is. */
  Uni<SmtpReply> ask(SmtpStep next, String line) {
    if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("more than one line for " + next);
    }
    return reply(next, () -> socket.write(line + "\r\n").onFailure(failure -> end()));
  }

  /** Says a line and gives the reply where its code begins with the digit; fails with any other. */
  Uni<SmtpReply> demand(SmtpStep next, String line, int digit) {
    return ask(next, line).map(reply -> reply.require(next, digit));
  }

  /** Completes when the operating system has taken all of it. */
  Uni<Void> write(SmtpStep next, Buffer content) {
    return Uni.createFrom()
        .emitter(
            done -> {
              if (begin(next, null)) {
                socket.write(content).onComplete(written -> pass(written, done));
              } else {
                done.fail(broken());
              }
            });
  }

  /** From here on encrypted. What was sent before that, and is not read yet, could be anybody's. */
  Uni<Void> startTls() {
    return Uni.createFrom()
        .emitter(
            done -> {
              if (begin(SmtpStep.TLS, null) && reader.isBetweenReplies()) {
                socket.upgradeToSsl().onComplete(upgraded -> pass(upgraded, done));
              } else {
                done.fail(broken());
              }
            });
  }

  boolean isEncrypted() {
    return socket.isSsl();
  }

  synchronized boolean isEnded() {
    return ended;
  }

  /** Time is up: ends the connection, and says how far it had come. */
  SmtpBrokenException giveUp() {
    end();
    return SmtpBrokenException.silentAt(reached());
  }

  /** How a failure that is no reply looks to the mail. */
  SmtpBrokenException broken() {
    return SmtpBrokenException.at(reached());
  }

  /** Takes leave of the server, and ends. */
  void quit() {
    ask(SmtpStep.QUIT, "QUIT")
        .ifNoItem()
        .after(FAREWELL)
        .fail()
        .subscribe()
        .with(reply -> end(), failure -> end());
  }

  /** Nothing of what was not sent yet leaves after this. */
  void end() {
    UniEmitter<? super SmtpReply> inVain;
    NetSocket open;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      inVain = waiting;
      waiting = null;
      open = socket;
    }
    if (open != null) {
      abort(open);
    }
    if (inVain != null) {
      inVain.fail(broken());
    }
  }

  /**
   * Vert.x closes a socket only when all that was written has left. This one is closed at once,
   * with a reset (linger 0), and the operating system forgets what it has not sent.
   */
  private static void abort(NetSocket socket) {
    Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
    if (channel.isOpen()) {
      channel.eventLoop().execute(() -> reset(channel));
    }
  }

  /** From the first handler on, so that TLS says no farewell, which could wait for the server. */
  private static void reset(Channel channel) {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      channel.pipeline().firstContext().close();
    }
  }

  private void connected(AsyncResult<NetSocket> result) {
    if (result.failed()) {
      end();
      return;
    }
    NetSocket opened = result.result();
    if (!adopt(opened)) {
      abort(opened);
      return;
    }
    opened.exceptionHandler(failure -> end());
    opened.closeHandler(closed -> end());
    opened.handler(this::read);
  }

  /** False where the mail was given up before there was a connection. */
  private synchronized boolean adopt(NetSocket opened) {
    if (ended) {
      return false;
    }
    socket = opened;
    step = SmtpStep.GREETING;
    return true;
  }

  private void read(Buffer bytes) {
    try {
      reader.read(bytes);
    } catch (IllegalArgumentException notSmtp) {
      end();
    }
  }

  private void answered(SmtpReply reply) {
    UniEmitter<? super SmtpReply> asked;
    synchronized (this) {
      asked = waiting;
      waiting = null;
    }
    if (asked == null) {
      // Such as 421, before a server hangs up on a connection without work.
      end();
    } else {
      asked.complete(reply);
    }
  }

  private Uni<SmtpReply> reply(SmtpStep next, Runnable question) {
    return Uni.createFrom()
        .emitter(
            answer -> {
              if (begin(next, answer)) {
                question.run();
              } else {
                answer.fail(broken());
              }
            });
  }

  /** False where the connection has ended; then the step counts as not begun. */
  private synchronized boolean begin(SmtpStep next, UniEmitter<? super SmtpReply> answer) {
    if (ended) {
      return false;
    }
    step = next;
    waiting = answer;
    return true;
  }

  private void pass(AsyncResult<Void> result, UniEmitter<? super Void> done) {
    if (result.succeeded()) {
      done.complete(null);
    } else {
      end();
      done.fail(broken());
    }
  }

  private synchronized SmtpStep reached() {
    return step;
  }
}

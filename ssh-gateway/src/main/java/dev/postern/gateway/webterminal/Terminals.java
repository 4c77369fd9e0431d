package dev.postern.gateway.webterminal;

import dev.postern.gateway.session.GatewayContext;
import dev.postern.gateway.session.OpenSession;
import dev.postern.gateway.shutdown.Drainable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The shells of terminals: those that run, and those whose end a client was not told yet. */
public final class Terminals implements Drainable {

  /** What a client is told that comes back too late, or to another account's. */
  static final String NO_SESSION = "Postern: this terminal is over; open another one.";

  private final GatewayContext context;
  private final Map<String, Shell> shells = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  public Terminals(GatewayContext context) {
    this.context = context;
  }

  public GatewayContext context() {
    return context;
  }

  boolean isStopping() {
    return stopping;
  }

  /** Adds it; false where its account has too many. */
  synchronized boolean add(Shell shell, int mostOfAnAccount) {
    long present =
        shells.values().stream().filter(other -> other.account().equals(shell.account())).count();
    if (present >= mostOfAnAccount) {
      return false;
    }
    shells.put(shell.session(), shell);
    return true;
  }

  /** The account's shell of that id. */
  Optional<Shell> find(String session, String account) {
    return Optional.ofNullable(shells.get(session))
        .filter(shell -> shell.account().equals(account));
  }

  boolean has(Shell shell) {
    return shells.containsKey(shell.session());
  }

  void remove(Shell shell) {
    shells.remove(shell.session());
  }

  /** Those that run; a shell that is only being opened is none yet. */
  public Stream<OpenSession> open() {
    return shells.values().stream().flatMap(shell -> shell.listed().stream());
  }

  /** Ends every shell whose container is no longer open to its account, or that is not used. */
  public void recheck() {
    shells.values().forEach(Shell::recheck);
  }

  /** From now on no terminal is opened. */
  public void stopAccepting() {
    stopping = true;
  }

  @Override
  public void tell(String sentence) {
    shells.values().forEach(shell -> shell.tell(sentence));
  }

  @Override
  public void endAll(String sentence) {
    shells.values().forEach(shell -> shell.end(CloseCode.GATEWAY_STOPS, sentence));
  }

  @Override
  public long inContainers() {
    return shells.values().stream().filter(Shell::isRunning).count();
  }
}

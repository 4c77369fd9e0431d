package dev.postern.gateway.terminal;

import dev.postern.gateway.session.Gate;
import dev.postern.gateway.shutdown.Guests;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The terminals that are open now. */
public final class Terminals implements Guests {

  private final Gate gate;
  private final Set<WebTerminal> live = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  public Terminals(Gate gate) {
    this.gate = gate;
  }

  Gate gate() {
    return gate;
  }

  boolean isStopping() {
    return stopping;
  }

  /** Adds it; false where its account has too many. */
  synchronized boolean add(WebTerminal terminal, int mostOfAnAccount) {
    long present = live.stream().filter(t -> t.account().equals(terminal.account())).count();
    return present < mostOfAnAccount && live.add(terminal);
  }

  void remove(WebTerminal terminal) {
    live.remove(terminal);
  }

  /** Ends every terminal whose container is no longer open to its account. */
  public void recheck() {
    live.forEach(WebTerminal::recheck);
  }

  /** From now on nobody more comes in. */
  public void stopAccepting() {
    stopping = true;
  }

  @Override
  public void tell(String sentence) {
    live.forEach(terminal -> terminal.tell(sentence));
  }

  @Override
  public void endAll(String sentence) {
    live.forEach(terminal -> terminal.end(Ending.GATEWAY_STOPS, sentence));
  }

  @Override
  public long inContainers() {
    return live.size();
  }
}

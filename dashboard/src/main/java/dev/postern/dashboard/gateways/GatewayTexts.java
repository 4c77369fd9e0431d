package dev.postern.dashboard.gateways;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What pages say of gateways, and of what only they know: open sessions, what is shared. */
@MessageBundle("gateways")
public interface GatewayTexts {

  @Message("Gateways")
  String title();

  @Message(
      "People log in to their containers here. A gateway knows keys, containers and shares from "
          + "Kafka; without it, it goes on with what it knows.")
  String intro();

  @Message("No gateway gives an answer. Look at their readiness and their logs.")
  String allDown();

  @Message("Gateway")
  String gateway();

  @Message("State")
  String state();

  @Message("In use")
  String use();

  @Message("Knows")
  String knows();

  @Message("gives no answer")
  String down();

  @Message("{#if accepts}lets people in{#else}lets nobody in now{/if}")
  String logins(boolean accepts);

  @Message("live")
  String live();

  @Message("not live: what it knows is {n} {unit} old")
  String stale(long n, String unit);

  @Message("knows nothing yet")
  String notLoaded();

  @Message("started")
  String started();

  @Message("{n} {#if n == 1}session{#else}sessions{/if}")
  String sessions(long n);

  @Message("{n} {#if n == 1}terminal{#else}terminals{/if}")
  String terminals(long n);

  @Message("{n} SSH {#if n == 1}client{#else}clients{/if}")
  String clients(long n);

  @Message("{n} {#if n == 1}connection{#else}connections{/if} to containers")
  String upstreams(long n);

  @Message("{n} {#if n == 1}key{#else}keys{/if}")
  String keys(long n);

  @Message("{n} {#if n == 1}container{#else}containers{/if}")
  String containers(long n);

  @Message("{n} {#if n == 1}share{#else}shares{/if}")
  String shares(long n);

  // Open sessions of a key

  @Message("{n} {#if n == 1}session{#else}sessions{/if} open")
  String open(int n);

  @Message("Sessions are not counted now: the gateway gives no answer.")
  String openUnknown();

  @Message("Not every gateway gives an answer: there may be more sessions than are shown.")
  String openIncomplete();

  @Message("It has no session open.")
  String endsNone();

  @Message("It ends {#if n == 1}this session{#else}these {n} sessions{/if}:")
  String ends(int n);

  @Message(
      "Which sessions it has open cannot be shown now: the gateway gives no answer. Those that are "
          + "open end.")
  String endsUnknown();

  @Message("since")
  String since();

  @Message("and {n} more")
  String more(int n);

  // What others share

  @Message("Shared with you")
  String shared();

  @Message("of {account}")
  String of(String account);

  @Message("Open a terminal in {name}")
  String terminalIn(String name);

  @Message("Terminal")
  String terminal();

  @Message("What others share with you is not shown now: the gateway gives no answer.")
  String sharedDown();
}

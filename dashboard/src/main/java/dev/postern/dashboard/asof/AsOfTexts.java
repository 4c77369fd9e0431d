package dev.postern.dashboard.asof;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * Questions about the past, in English; {@code messages/asof_de.properties} has the German texts.
 */
@MessageBundle("asof")
public interface AsOfTexts {

  @Message("As of")
  String title();

  @Message(
      "Who held a public address, or how a container stood, at a moment. The page's address is the"
          + " question: it can be kept and shared.")
  String intro();

  @Message("Address or container")
  String what();

  @Message("A public IP such as 198.51.100.7, or a container's id such as c948inpqy44.")
  String whatHint();

  @Message("Moment")
  String at();

  @Message("UTC, such as 2026-01-31T12:00:00Z. Empty is now.")
  String atHint();

  @Message("Ask")
  String ask();

  @Message("This is no time: write it like 2026-01-31T12:00:00Z.")
  String noTime();

  @Message(
      "There is no such container now, or this is no address. What a deleted container was is in"
          + " the event log, which this page does not read.")
  String unknown();

  @Message("The service that keeps this gives no answer. Ask again in a moment.")
  String down();

  @Message("Nobody held {address} at {at}.")
  String noHolder(String address, String at);

  @Message("Holder at {at}")
  String holderAt(String at);

  @Message("held from {from} until {until}")
  String heldUntil(String from, String until);

  @Message("held since {from}")
  String heldSince(String from);

  @Message("of {account}")
  String of(String account);

  @Message("{name} at {at}")
  String containerAt(String name, String at);

  @Message(
      "{#switch state}{#case 'RUNNING'}running{#case 'STOPPED'}stopped{#else}not registered"
          + " yet{/switch}")
  String state(String state);

  @Message("Password {generation}, applied {since}{#if by}, asked for by {by}{/if}.")
  String password(long generation, String since, String by);

  @Message("No password had been applied.")
  String noPassword();

  @Message("A later one had been asked for and was not applied yet.")
  String pending();

  @Message("Events until then, the latest first")
  String events();

  @Message("There were none.")
  String noEvents();

  @Message(
      "Which keys opened a container at a past moment is in the event log; no service keeps it, so"
          + " it is not answered here.")
  String keysElsewhere();
}

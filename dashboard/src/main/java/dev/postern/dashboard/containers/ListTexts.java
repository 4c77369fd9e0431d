package dev.postern.dashboard.containers;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The home page's list; {@code messages/list_de.properties} has the German. */
@MessageBundle("list")
public interface ListTexts {

  @Message("Filter: name, address, stopped, layer:cp")
  String filter();

  @Message("Sorted by")
  String sortedBy();

  @Message(
      "{#switch key}{#case 'name'}name{#case 'status'}state{#else}environment{/switch}{#if"
          + " descending}, reversed{/if}")
  String sort(String key, boolean descending);

  @Message("Show")
  String show();

  @Message("all")
  String all();

  @Message("stopped")
  String stopped();

  @Message("SSH down")
  String sshDown();

  @Message("password failed")
  String passwordFailed();

  @Message("SSH")
  String ssh();

  @Message(
      "{#switch health}{#case 'OK'}SSH fine{#case 'UNREACHABLE'}no SSH{#else}SSH not seen{/switch}")
  String health(String health);

  @Message(
      "{#if health == 'OK'}since {when}{#else}since {when}. Press for what keeps people out.{/if}")
  String healthSince(String health, String when);

  @Message("{n} match")
  String matching(int n);

  @Message("{used} of {allowed}")
  String quota(int used, int allowed);

  @Message("Remove one before you add another.")
  String quotaUsedUp();

  @Message("First page")
  String first();
}

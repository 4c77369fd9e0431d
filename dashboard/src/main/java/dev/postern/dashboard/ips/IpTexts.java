package dev.postern.dashboard.ips;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Public addresses and how many there may be; {@code messages/ip_de.properties} has the German. */
@MessageBundle("ip")
public interface IpTexts {

  @Message("Public IPs")
  String ips();

  @Message(
      "At a public IP people reach a container’s own sshd. An address has one container at a time;"
          + " move it, and it leads to the other within seconds.")
  String intro();

  @Message("You have no public IP. Attach one below.")
  String none();

  @Message(
      "{#if allowed == 0}{family}: not allowed{#else if allowed > 0}{family}: {used} of"
          + " {allowed}{#else}{family}: {used}{/if}")
  String quota(String family, int used, int allowed);

  @Message("{n} in quarantine, which count until others may have them")
  String quarantined(long n);

  @Message("at most {n} for a container")
  String perContainer(int n);

  @Message("at most {n} for an environment")
  String perEnvironment(int n);

  @Message("at {name}")
  String at(String name);

  @Message("Attach an IP")
  String attachTo();

  @Message("Container")
  String container();

  @Message("Attach")
  String attach();

  @Message("Swap the IPs of two containers")
  String swapTwo();

  @Message("First container")
  String first();

  @Message("Second container")
  String second();

  @Message(
      "They trade all their addresses of the family. Connections to these addresses end, and for"
          + " some seconds they do not answer.")
  String swapEnds();

  @Message("How many")
  String howMany();

  @Message(
      "Say how many it shall have: more are attached as soon as there are some; fewer, and the"
          + " newest are detached at once.")
  String howManyHint();

  @Message("Set the number")
  String setCount();

  @Message("has {held} of {count}: {why}")
  String unmet(int held, int count, String why);

  @Message(
      "{#switch word}{#case 'pool-exhausted'}no address is free now; it is tried again{#case"
          + " 'ip-quota-exceeded'}the quota allows no more{#case 'too-many-requests'}many were"
          + " attached in the last hour; it is tried again{#else}{word}{/switch}")
  String unmetWhy(String word);

  @Message("Move")
  String move();

  @Message("Swap")
  String swap();

  @Message("Detach")
  String detach();

  @Message("The number has to be a whole one, from 0 to 256.")
  String noNumber();
}

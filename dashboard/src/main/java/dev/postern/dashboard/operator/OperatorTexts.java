package dev.postern.dashboard.operator;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Operators' pages in English; {@code messages/op_de.properties} has the German texts. */
@MessageBundle("op")
public interface OperatorTexts {

  @Message("Operation")
  String operation();

  // Pools

  @Message("Address pools")
  String pools();

  @Message(
      "The public addresses that are given out. A detached address is nobody's until its quarantine is over.")
  String poolsIntro();

  @Message("ip-service gives no answer. Pools cannot be shown now; the addresses go on answering.")
  String poolsDown();

  @Message("There is no pool yet")
  String noPools();

  @Message("Without one no container gets a public address. Create the first below.")
  String noPoolsNext();

  @Message("Pool")
  String pool();

  @Message("Use")
  String use();

  @Message("{used} used")
  String used(long used);

  @Message("{count} in quarantine")
  String quarantined(long count);

  @Message("{free} free")
  String free(java.math.BigInteger free);

  @Message("Change")
  String change();

  @Message("Change {name}")
  String changeFor(String name);

  @Message("Create a pool")
  String createPool();

  @Message("Name")
  String name();

  @Message("Block of addresses")
  String cidr();

  @Message("In CIDR notation, such as 198.51.100.0/24 or 2001:db8::/48.")
  String cidrHint();

  @Message("Reserved blocks")
  String reserved();

  @Message("Never given out, such as the router's address. One a line; may stay empty.")
  String reservedHint();

  @Message("Create")
  String create();

  @Message("Pool {name}")
  String poolOf(String name);

  @Message("It grows or shrinks. Nothing that is in use, or in quarantine, may fall out.")
  String resizeIntro();

  @Message("Save")
  String save();

  @Message("Delete pool")
  String delete();

  @Message("A pool can be deleted once none of its addresses is in use or in quarantine.")
  String deleteHint();

  @Message("All pools")
  String allPools();

  // Quotas

  @Message("Quotas")
  String quotas();

  @Message("How many public addresses an account has, and how many it may have.")
  String quotasIntro();

  @Message("Account")
  String account();

  @Message("Look up")
  String lookUp();

  @Message("This is no account name: lower-case letters, digits and hyphens.")
  String noAccountName();

  @Message("{used} in use")
  String inUse(int used);

  @Message("Per container")
  String perContainer();

  @Message("Per environment")
  String perEnvironment();

  @Message("Of the account")
  String total();

  @Message(
      "Empty is no limit, 0 is not allowed. A lower limit takes nothing from anybody. The account’s"
          + " limit counts addresses in quarantine too.")
  String limitHint();

  @Message("Public IPs")
  String publicIps();

  // Mail queue

  @Message("Mail queue")
  String mailQueue();

  @Message("Mails that were not sent yet, or not at all, by the reason of their last attempt.")
  String mailQueueIntro();

  @Message("notification-service gives no answer. The queue cannot be shown now.")
  String mailQueueDown();

  @Message("Everything was sent")
  String mailQueueEmpty();

  @Message("No mail waits and none failed. One that is refused will be here, with its reason.")
  String mailQueueEmptyNext();

  @Message(
      "{#switch state}{#case 'PENDING'}waiting{#case 'SENDING'}being sent{#case"
          + " 'NO_CONTACT'}without an address{#case 'FAILED'}failed{#else}{state}{/switch}")
  String state(String state);

  @Message("State")
  String stateTitle();

  @Message("Reason")
  String reason();

  @Message("first attempt")
  String firstAttempt();

  @Message("Mails")
  String mails();

  @Message("oldest")
  String oldest();

  @Message("next attempt {when}")
  String nextAttempt(String when);

  @Message("not tried again by itself")
  String notByItself();

  @Message("Retry all")
  String retryAll();

  @Message("Retry all that failed: {reason}")
  String retryAllFor(String reason);

  @Message("Retry")
  String retry();

  @Message("{n} attempts")
  String attempts(int n);

  @Message("The mails in this state")
  String theMails();

  @Message("The newest 100 are shown.")
  String newest();

  // Dead letters

  @Message("Dead letters")
  String deadLetters();

  @Message(
      "Records that a service could not read or handle, newest first. They were put aside and hold nothing up."
          + " What is in them is not shown: read them on the topic postern.dead-letters.")
  String deadLettersIntro();

  @Message("Dead letters cannot be shown now: credential-service, or Kafka, gives no answer.")
  String deadLettersDown();

  @Message("Nothing was put aside")
  String noDeadLetters();

  @Message("A record that cannot be handled will be here, with its place and the reason.")
  String noDeadLettersNext();

  @Message("Record")
  String record();

  @Message("partition {partition}, offset {offset}")
  String place(Integer partition, Long offset);

  @Message("no reason given")
  String noReason();

  @Message("When")
  String when();
}

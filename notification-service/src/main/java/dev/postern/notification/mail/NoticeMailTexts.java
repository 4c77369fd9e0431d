package dev.postern.notification.mail;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The sentences of mails without a password; {@code messages/notice_de.properties} in German. */
@MessageBundle("notice")
public interface NoticeMailTexts {

  @Message("Public IP {address} attached to container {name}")
  String attachedSubject(String name, String address);

  @Message("New public IP for {name}")
  String attachedTitle(String name);

  @Message("On {when} the public IP {address} was attached to your container {name}.")
  String attachedIntro(String name, String address, String when);

  @Message("Log in there with the root password or with a key that the container knows.")
  String attachedLogin();

  @Message(
      "If you did not attach this address, somebody else uses your account: detach it and change"
          + " how you sign in to your platform.")
  String attachedNotYou();

  @Message("Public IP {address} detached from container {name}")
  String detachedSubject(String name, String address);

  @Message("{name} has lost a public IP")
  String detachedTitle(String name);

  @Message("On {when} the public IP {address} was detached from your container {name}.")
  String detachedIntro(String name, String address, String when);

  @Message(
      "The address may go to somebody else later: take it out of DNS records, firewall rules and"
          + " ~/.ssh/config, and forget its host key:")
  String detachedForget();

  @Message("The gateway lets you in with your SSH key, as before:")
  String throughGateway();

  @Message(
      "If you did not detach this address, somebody else uses your account: change how you sign in"
          + " to your platform.")
  String detachedNotYou();

  @Message("Public IP {address} moved to container {name}")
  String movedSubject(String name, String address);

  @Message("A public IP now leads to {name}")
  String movedTitle(String name);

  @Message(
      "On {when} the public IP {address} went from your container {previous} to your container"
          + " {name}. Open connections through it to {previous} were closed.")
  String movedIntro(String name, String address, String previous, String when);

  @Message("ssh knows the address by the host key of {previous}. Make it forget that one:")
  String movedForget(String previous);

  @Message("Then log in with a password or key of {name}:")
  String movedLogin(String name);

  @Message(
      "If you did not move this address, somebody else uses your account: change how you sign in to"
          + " your platform, and move it back.")
  String movedNotYou();

  @Message("An SSH key of your account was disabled")
  String keyDisabledSubject();

  @Message("On {when} this SSH key was disabled. It lets nobody in at the gateway any more.")
  String keyDisabledIntro(String when);

  @Message("It has fewer bits than are needed now.")
  String keyTooShort();

  @Message(
      "Its private half is publicly known: anybody could have logged in to your containers with it.")
  String keyCompromised();

  @Message("Make another one and add it to your account, then remove this one:")
  String keyDisabledTodo();

  @Message("No new root password for container {name}")
  String failedSubject(String name);

  @Message("The password of {name} was not changed")
  String failedTitle(String name);

  @Message(
      "Setting a new root password for your container {name} failed on {when}. The one"
          + " before it is unchanged.")
  String failedIntro(String name, String when);

  @Message("The earlier password still logs you in:")
  String failedOldWorks();

  @Message("Container {name} has no root password yet")
  String firstFailedSubject(String name);

  @Message("Setting the first root password of your container {name} failed on {when}.")
  String firstFailedIntro(String name, String when);

  @Message("Until then the gateway lets you in with your SSH key:")
  String firstFailedGateway();

  @Message("If it fails again, tell the operator of your platform this word: {reason}")
  String failedWord(String reason);

  @Message("The container's sshd does not let root log in with a password.")
  String loginDisabled();

  @Message(
      "Set these lines in the container's /etc/ssh/sshd_config (files in /etc/ssh/sshd_config.d"
          + " come first, and Match blocks may say otherwise), restart sshd, and reset the password"
          + " again:")
  String loginDisabledTodo();

  @Message("The container does not run.")
  String stopped();

  @Message("Start it, then reset the password again.")
  String stoppedTodo();

  @Message("The container was not reached.")
  String unreachable();

  @Message("See in its console whether sshd runs, then reset the password again:")
  String unreachableTodo();

  @Message("The container showed another host key than the one that is known of it.")
  String hostKeyChanged();

  @Message(
      "If you replaced its host keys or installed it anew, tell the operator of your platform; if"
          + " not, somebody may stand in between: do not log in there.")
  String hostKeyChangedTodo();

  @Message("The container's sshd refused the key that Postern sets passwords with.")
  String managementRefused();

  @Message(
      "Set this line in the container's /etc/ssh/sshd_config, restart sshd, and reset the password"
          + " again:")
  String managementRefusedTodo();

  @Message("Nothing could be written in the container's /etc; its disk may be full.")
  String notWritten();

  @Message("Make room, then reset the password again:")
  String notWrittenTodo();

  @Message("The container refused a login with the new password.")
  String loginRefused();

  @Message(
      "See in its console whether root's account is locked or has expired, then reset the password"
          + " again:")
  String loginRefusedTodo();

  @Message("root's account in the container has expired.")
  String accountExpired();

  @Message("root's password has expired, and sshd runs no command before it is changed.")
  String passwordExpired();

  @Message("Lift that in the container's console, then reset the password again:")
  String expiredTodo();

  @Message("Postern logged in to the container, and something else ran in place of its command.")
  String noCommands();

  @Message(
      "See in its console what root's start-up files, root's shell and sshd's ForceCommand run, then"
          + " reset the password again:")
  String noCommandsTodo();

  @Message("The container's sshd allows no algorithm that Postern has.")
  String noCommonAlgorithm();

  @Message(
      "Take these settings out of the container's /etc/ssh/sshd_config, restart sshd, and reset the"
          + " password again:")
  String noCommonAlgorithmTodo();

  @Message("Once that is done, log in as before:")
  String failedOnceDone();

  @Message("The container's own command for passwords failed.")
  String commandFailed();

  @Message("See in its console whether these are there, then reset the password again:")
  String commandFailedTodo();

  @Message("Something kept the password from being set.")
  String otherReason();

  @Message("Reset it again.")
  String otherReasonTodo();

  @Message("SSH does not work on container {name}")
  String sshSubject(String name);

  @Message(
      "Your container {name} runs, but SSH has not worked there since {when}. Until that is mended"
          + " nobody can log in, through the gateway neither.")
  String sshIntro(String name, String when);

  @Message("In the container's console, do what the failed checks say:")
  String sshTodo();

  @Message("Check {check} failed.")
  String sshCheck(String check);

  @Message("Then try again:")
  String sshThen();
}

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

  @Message("On {when}, the public IP {address} was attached to your container {name}.")
  String attachedIntro(String name, String address, String when);

  @Message("Log in there with the root password, or with a key that the container accepts.")
  String attachedLogin();

  @Message(
      "If you did not attach this address, someone else is using your account: detach it, and"
          + " change how you sign in to your platform.")
  String attachedNotYou();

  @Message("Public IP {address} detached from container {name}")
  String detachedSubject(String name, String address);

  @Message("{name} has lost a public IP")
  String detachedTitle(String name);

  @Message("On {when}, the public IP {address} was detached from your container {name}.")
  String detachedIntro(String name, String address, String when);

  @Message(
      "The address may be given to someone else later: remove it from DNS records, firewall rules"
          + " and ~/.ssh/config, and make ssh forget its host key:")
  String detachedForget();

  @Message("You can still log in through the gateway with your SSH key:")
  String throughGateway();

  @Message(
      "If you did not detach this address, someone else is using your account: change how you sign"
          + " in to your platform.")
  String detachedNotYou();

  @Message("Public IP {address} moved to container {name}")
  String movedSubject(String name, String address);

  @Message("A public IP now leads to {name}")
  String movedTitle(String name);

  @Message(
      "On {when}, the public IP {address} was moved from your container {previous} to your"
          + " container {name}. Open connections to {previous} through this address were closed.")
  String movedIntro(String name, String address, String previous, String when);

  @Message("ssh still expects the host key of {previous} at this address. Make it forget that key:")
  String movedForget(String previous);

  @Message("Then log in with the root password of {name}, or with a key that it accepts:")
  String movedLogin(String name);

  @Message(
      "If you did not move this address, someone else is using your account: change how you sign"
          + " in to your platform, and move the address back.")
  String movedNotYou();

  @Message("An SSH key of your account was disabled")
  String keyDisabledSubject();

  @Message("On {when}, this SSH key was disabled. It no longer works at the gateway.")
  String keyDisabledIntro(String when);

  @Message("It has fewer bits than the platform now requires.")
  String keyTooShort();

  @Message(
      "Its private key is publicly known: anyone could have logged in to your containers with it.")
  String keyCompromised();

  @Message("Create another key and add it to your account, then remove this one:")
  String keyDisabledTodo();

  @Message("No new root password for container {name}")
  String failedSubject(String name);

  @Message("The password of {name} was not changed")
  String failedTitle(String name);

  @Message(
      "On {when}, a new root password for your container {name} could not be set. The earlier"
          + " password is unchanged.")
  String failedIntro(String name, String when);

  @Message("You can still log in with the earlier password:")
  String failedOldWorks();

  @Message("Container {name} has no root password yet")
  String firstFailedSubject(String name);

  @Message("On {when}, the first root password for your container {name} could not be set.")
  String firstFailedIntro(String name, String when);

  @Message("Until then, log in through the gateway with your SSH key:")
  String firstFailedGateway();

  @Message("If it fails again, give your platform's operator this code: {reason}")
  String failedCode(String reason);

  @Message("The container's sshd does not let root log in with a password.")
  String loginDisabled();

  @Message(
      "Set these lines in the container's /etc/ssh/sshd_config (files in /etc/ssh/sshd_config.d"
          + " take precedence, and Match blocks can override both), restart sshd, and reset the"
          + " password again:")
  String loginDisabledTodo();

  @Message("The container is not running.")
  String stopped();

  @Message("Start it, then reset the password again.")
  String stoppedTodo();

  @Message("The container could not be reached.")
  String unreachable();

  @Message("Check in its console whether sshd is running, then reset the password again:")
  String unreachableTodo();

  @Message("The container showed a host key that differs from the known one.")
  String hostKeyChanged();

  @Message(
      "If you replaced its host keys or reinstalled it, tell your platform's operator. If not,"
          + " someone may be intercepting the connection: do not log in there.")
  String hostKeyChangedTodo();

  @Message("The container's sshd refused the key that Postern uses to set passwords.")
  String managementRefused();

  @Message(
      "Set this line in the container's /etc/ssh/sshd_config, restart sshd, and reset the password"
          + " again:")
  String managementRefusedTodo();

  @Message("Postern could not write to the container's /etc; its disk may be full.")
  String notWritten();

  @Message("Free some space, then reset the password again:")
  String notWrittenTodo();

  @Message("The container refused a login with the new password.")
  String loginRefused();

  @Message(
      "Check in its console whether the root account is locked or has expired, then reset the"
          + " password again:")
  String loginRefusedTodo();

  @Message("The root account in the container has expired.")
  String accountExpired();

  @Message("The password of root has expired, and sshd runs no commands until it is changed.")
  String passwordExpired();

  @Message("Remove the expiry in the container's console, then reset the password again:")
  String expiredTodo();

  @Message("Postern logged in to the container, but something else ran instead of its command.")
  String noCommands();

  @Message(
      "Check in its console what root's start-up files, root's shell and sshd's ForceCommand run,"
          + " then reset the password again:")
  String noCommandsTodo();

  @Message("The container's sshd allows none of the algorithms that Postern supports.")
  String noCommonAlgorithm();

  @Message(
      "Remove these settings from the container's /etc/ssh/sshd_config, restart sshd, and reset"
          + " the password again:")
  String noCommonAlgorithmTodo();

  @Message("Once that is done, log in as before:")
  String failedOnceDone();

  @Message("The container's command that sets passwords failed.")
  String commandFailed();

  @Message("Check in its console whether both exist, then reset the password again:")
  String commandFailedTodo();

  @Message("The password could not be set.")
  String otherReason();

  @Message("Reset it again.")
  String otherReasonTodo();

  @Message("SSH does not work on container {name}")
  String sshSubject(String name);

  @Message(
      "Your container {name} is running, but SSH has not worked there since {when}. Until this is"
          + " fixed, nobody can log in, neither directly nor through the gateway.")
  String sshIntro(String name, String when);

  @Message("In the container's console, do what each failed check says:")
  String sshTodo();

  @Message("The check {check} failed.")
  String sshCheck(String check);

  @Message("Then try again:")
  String sshThen();
}

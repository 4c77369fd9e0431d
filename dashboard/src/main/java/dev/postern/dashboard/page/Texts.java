package dev.postern.dashboard.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The pages' sentences in English; {@code messages/d_de.properties} has the German ones. */
@MessageBundle("d")
public interface Texts {

  // Page frame

  @Message("Containers")
  String containers();

  @Message("SSH keys")
  String keys();

  @Message("Inbox")
  String inbox();

  @Message("Main")
  String navigation();

  @Message("Sign out")
  String signOut();

  @Message("Sign in")
  String signIn();

  @Message("Deutsch")
  String otherLanguage();

  @Message("Skip to the content")
  String skip();

  @Message("You are signed out")
  String signedOutTitle();

  @Message("Nothing of your containers is left in this browser.")
  String signedOut();

  @Message("Back to the containers")
  String back();

  @Message("Cancel")
  String cancel();

  @Message("Copy")
  String copy();

  @Message("Copied")
  String copied();

  // Times

  @Message("just now")
  String justNow();

  @Message("{n} min ago")
  String minutesAgo(long n);

  @Message("{n} h ago")
  String hoursAgo(long n);

  @Message("{n} d ago")
  String daysAgo(long n);

  // What went wrong

  @Message("Nothing here")
  String notFoundTitle();

  @Message("There is no such page, or it belongs to another account.")
  String notFound();

  @Message("Not allowed")
  String notAllowedTitle();

  @Message(
      "Your account does not have the role that this needs. If it should, sign out and "
          + "sign in again.")
  String notAllowed();

  @Message("This form is out of date")
  String formTitle();

  @Message("Nothing was changed. Go back, load the page again and repeat what you did.")
  String form();

  @Message("This was refused")
  String refusedTitle();

  @Message("The request could not be read. Go back and try it from the page.")
  String unreadable();

  @Message("Not available right now")
  String downTitle();

  @Message(
      "The service behind this page gives no answer. Nothing was changed; try again in "
          + "a moment.")
  String down();

  @Message("Something went wrong")
  String brokenTitle();

  @Message(
      "The fault is on our side. Tell the operator of your platform this code: " + "{occurrence}")
  String broken(String occurrence);

  // Containers

  @Message(
      "Your containers cannot be shown: credential-service gives no answer. Logins go "
          + "on working. Load this page again in a moment.")
  String containersDown();

  @Message("There are no containers yet")
  String noContainers();

  @Message(
      "Your platform registers a container here when it is created. Its root password "
          + "is then mailed to you, and it appears on this page.")
  String noContainersNext();

  @Message("No container matches “{filter}”")
  String nothingFound(String filter);

  @Message("Show all")
  String showAll();

  @Message("{n} {#if n == 1}container{#else}containers{/if}")
  String count(int n);

  @Message("no layer")
  String noLayer();

  @Message("Layer")
  String layer();

  @Message("Container")
  String container();

  @Message("Public IP")
  String address();

  @Message("Root password")
  String password();

  @Message("Actions")
  String actions();

  @Message("Actions for {name}")
  String actionsFor(String name);

  @Message("Choose {name}")
  String choose(String name);

  @Message("running")
  String running();

  @Message("stopped")
  String stopped();

  @Message("by the gateway")
  String noAddress();

  @Message("+{n}")
  String more(int n);

  @Message("Previous")
  String previous();

  @Message("Next")
  String next();

  @Message("Mails go to {address}")
  String mailsGoTo(String address);

  @Message(
      "Your account has no confirmed e-mail address: mails with passwords wait until "
          + "it has one.")
  String noContact();

  @Message(
      "Where your mails go cannot be shown: notification-service gives no answer. "
          + "Mails wait and are not lost.")
  String contactDown();

  @Message("of {account}")
  String of(String account);

  // Gear menu

  @Message("Connect…")
  String connect();

  @Message("Additional")
  String additional();

  @Message("Reset password")
  String resetPassword();

  @Message("Reset passwords of {layer}")
  String resetLayer(String layer);

  @Message("Reset all passwords")
  String resetEnvironment();

  @Message("Reset passwords of the ticked containers")
  String resetChosen();

  @Message("Check SSH")
  String checkSsh();

  @Message("History")
  String history();

  // Where a password is

  @Message("password set, mails are off")
  String setUnmailed();

  @Message("new password is being set")
  String settingPassword();

  @Message("no password yet")
  String noPassword();

  @Message("reset failed")
  String resetFailed();

  @Message("password unknown, reset it again")
  String expired();

  // Resets

  @Message("New {#if n == 1}password for {first}{#else}passwords for {n} containers{/if}")
  String resetTitle(int n, String first);

  @Message(
      "The new {#if n == 1}password is{#else}passwords are{/if} mailed to {#if "
          + "address}{address}{#else}the owner’s address{/if}{#if n > 1}, one mail for each "
          + "container{/if}.")
  String resetMails(int n, String address);

  @Message(
      "{#if n == 1}The{#else}Each{/if} old password stops working as soon as the new "
          + "one is set. Keys and open sessions stay.")
  String resetEnds(int n);

  @Message("is stopped: its reset will fail. Start it first.")
  String resetStopped();

  @Message("Tick the containers whose passwords are to be reset, then press the button " + "again.")
  String resetNone();

  @Message(
      "{n} containers are too many at once: the limit is 1000. Choose a layer, or tick " + "fewer.")
  String resetTooMany(int n);

  @Message("{done} of {total}")
  String progressOf(int done, int total);

  @Message("Close")
  String close();

  @Message("Retry {name}")
  String retryOne(String name);

  @Message("Retry the {n} that failed")
  String retryMany(int n);

  @Message(
      "{#switch state}{#case 'NOTIFIED'}applied, proven, mailed{#case "
          + "'APPLIED'}applied and proven, mail on the way{#case 'REQUESTED'}waiting{#case "
          + "'APPLYING'}being set{#if why}: {why}{/if}{#case 'FAILED'}{why}; the old "
          + "password still works{#case 'SUPERSEDED'}replaced by a later reset{#case "
          + "'NOTIFY_FAILED'}set, but the mail failed{#if why}: {why}{/if}{#case "
          + "'EXPIRED'}unknown whether it was set: reset it again{#else}{state}{/switch}")
  String progress(String state, String why);

  @Message(
      "{#switch word}{#case 'TOO_MANY_RESETS'}not reset: too many resets in the last "
          + "hour{#case 'NOT_FOUND'}not reset: it is gone{#else}not reset{/switch}")
  String notReset(String word);

  @Message(
      "{#switch word}{#case 'CONTAINER_STOPPED'}it is stopped{#case 'UNREACHABLE'}its "
          + "sshd does not answer{#case 'PASSWORD_LOGIN_DISABLED'}its sshd lets root in by "
          + "no password{#case 'LOGIN_REFUSED'}its sshd refused the new password{#case "
          + "'LOGIN_NOT_PROVEN'}a login with it could not be tried{#case 'SSHD_MISSING'}it "
          + "has no sshd{#case 'HOST_KEY_CHANGED'}another host key answers than before{#case "
          + "'MANAGEMENT_KEY_REFUSED'}it refuses the management key{#case 'TIMED_OUT'}it "
          + "took too long{#case 'CONNECTION_LOST'}the connection to it was lost{#case "
          + "'ACCOUNT_EXPIRED'}root’s account in it has expired{#case 'READ_ONLY'}its /etc "
          + "cannot be written{#case 'WAITING_FOR_ADDRESS'}waiting for a public IP{#case "
          + "'CONTAINER_DELETED'}it was deleted{#case 'SECRET_EXPIRED'}its mail did not "
          + "leave in time{#case 'DEADLINE'}it was tried for too long{#case 'REPLACED'}a "
          + "later one replaced it{#else}code {word}{/switch}")
  String reason(String word);

  // History

  @Message("History of {name}")
  String historyOf(String name);

  @Message("Nothing has happened yet.")
  String historyEmpty();

  @Message("Mails are not in this list now: notification-service gives no answer.")
  String mailsMissing();

  @Message("by {who}")
  String by(String who);

  @Message("Event")
  String eventJson();

  @Message("Send again")
  String tryAgain();

  @Message(
      "{#switch type}{#case 'ContainerRegistered'}Registered by the platform{#case "
          + "'ContainerCreated'}First root password set and proven by a login{#case "
          + "'PasswordResetRequested'}New password asked for{#case 'PasswordReset'}New "
          + "password set and proven by a login{#case 'PasswordResetFailed'}New password not "
          + "set{#if why}: {why}{/if}{#case 'PasswordResetSuperseded'}A later password "
          + "replaced this one before its mail left{#case 'PasswordDrifted'}The password was "
          + "changed in the container itself; it was left alone{#case 'SecretExpired'}The "
          + "password was destroyed here: its mail did not leave in time{#case "
          + "'ContainerStarted'}Started{#case 'ContainerStopped'}Stopped{#case "
          + "'ContainerRecreated'}Made again from its image{#case "
          + "'ContainerDeleted'}Deleted{#case 'ContainerUnreachable'}SSH has not worked for "
          + "a while{#else}{type}{/switch}")
  String event(String type, String why);

  @Message(
      "{#switch kind}{#case 'CONTAINER_CREATED'}Mail with the first password{#case "
          + "'PASSWORD_RESET'}Mail with the new password{#case 'RESET_FAILED'}Mail about the "
          + "failed reset{#case 'SSH_UNUSABLE'}Mail about SSH that does not work{#case "
          + "'PUBLIC_IP_ATTACHED'}Mail about a new public IP{#case 'PUBLIC_IP_DETACHED'}Mail "
          + "about a removed public IP{#case 'PUBLIC_IP_MOVED'}Mail about a moved public "
          + "IP{#else}Mail{/switch}{#switch state}{#case 'SENT'} sent{#case 'PENDING'} waits "
          + "to be sent{#if error}: {error}{/if}{#case 'SENDING'} is being sent{#case "
          + "'NO_CONTACT'} waits: the account has no e-mail address{#case 'FAILED'} not "
          + "sent{#if error}: {error}{/if}{#case 'BOUNCED'} came back: it did not "
          + "arrive{#case 'EXPIRED'} not sent in time; the password was destroyed{#case "
          + "'SUPERSEDED'} not needed: a later password replaced it{#else} not needed any "
          + "more{/switch}")
  String mail(String kind, String state, String error);

  @Message(
      "{#switch word}{#case 'RECIPIENT_REFUSED'}the mail server refused the "
          + "address{#case 'MESSAGE_REFUSED'}the mail server refused the mail{#case "
          + "'MAIL_SERVER_UNREACHABLE'}the mail server cannot be reached{#case "
          + "'NO_ANSWER_FROM_MAIL_SERVER'}the mail server gave no answer{#case "
          + "'MAIL_SERVER_TLS_FAILED'}no encrypted connection to the mail server came about{#case "
          + "'MAIL_SERVER_WITHOUT_TLS'}the mail server offers no encryption{#case "
          + "'MAIL_SERVER_WITHOUT_SIGN_IN'}the mail server offers no sign-in{#case "
          + "'SECRET_GONE'}its password is no longer kept{#else}code {word}{/switch}")
  String mailError(String word);

  // SSH keys

  @Message("A key opens your containers through the gateway, without a password.")
  String keysIntro();

  @Message(
      "Your keys cannot be shown: key-service gives no answer. They go on working. "
          + "Load this page again in a moment.")
  String keysDown();

  @Message("There are no keys yet")
  String noKeys();

  @Message("Make one on your computer, then paste its public half below:")
  String noKeysNext();

  @Message("Title")
  String keyTitle();

  @Message("Left empty, the key’s own comment.")
  String keyTitleHint();

  @Message("Public key")
  String keyText();

  @Message("The line of a .pub file, such as ~/.ssh/id_ed25519.pub. Never the private key.")
  String keyTextHint();

  @Message("or its file")
  String keyFile();

  @Message("Works until")
  String keyExpiry();

  @Message("Left empty, it does not expire.")
  String keyExpiryHint();

  @Message("Add key")
  String addKey();

  @Message("The key was not added.")
  String keyRefused();

  @Message("Fingerprint")
  String fingerprint();

  @Message("Last used")
  String lastUsed();

  @Message("never used")
  String neverUsed();

  @Message("added")
  String added();

  @Message("used")
  String used();

  @Message("until {when}")
  String expiresAt(String when);

  @Message("expired")
  String keyExpired();

  @Message(
      "{#switch word}{#case 'TOO_SHORT'}no longer allowed: too short{#case "
          + "'COMPROMISED'}no longer allowed: its private half is publicly known{#else}no "
          + "longer allowed{/switch}")
  String keyDisabled(String word);

  @Message("Remove")
  String remove();

  @Message("Remove {title}")
  String removeFor(String title);

  @Message("Remove the key {title}?")
  String removeKeyTitle(String title);

  @Message(
      "Within a second it opens nothing any more, and sessions that it opened at the "
          + "gateway are closed. Passwords and your other keys stay.")
  String removeKeyEnds();

  // Public IPs

  @Message("Public IPs…")
  String ips();

  @Message("Public IPs of {name}")
  String ipsOf(String name);

  @Message(
      "At a public IP people reach the container’s own sshd, with its root password or "
          + "a key that it knows.")
  String ipsIntro();

  @Message(
      "The addresses cannot be shown: ip-service gives no answer. They go on working. "
          + "Load this page again in a moment.")
  String ipsDown();

  @Message("It has no public IP. The gateway lets you in by key all the same.")
  String noIps();

  @Message(
      "{#switch state}{#case 'ATTACHED'}answers{#case 'ATTACHING'}is being "
          + "attached{#case 'DETACHING'}is being detached{#else}detached, held back for a "
          + "while{/switch}")
  String ipState(String state);

  @Message("does not answer now; it is tried again")
  String ipSilent();

  @Message("primary")
  String primary();

  @Message("since {when}")
  String since(String when);

  @Message("Attach one more")
  String attach();

  @Message("{#if family == 'ipv6'}An IPv6 address{#else}An IPv4 address{/if}")
  String attachFamily(String family);

  @Message("Detach")
  String detach();

  @Message("Detach {address}")
  String detachFor(String address);

  @Message("Detach {address} from {name}?")
  String detachTitle(String address, String name);

  @Message(
      "It stops answering at once, and connections through it end. Nobody else gets it "
          + "for a while, and you may not get the same one again. Take it out of DNS and "
          + "firewalls.")
  String detachEnds();

  @Message("Move {address} to")
  String moveTo(String address);

  @Message("Move")
  String move();

  @Message("Trade all addresses of a family with")
  String swapWith();

  @Message("Swap")
  String swap();

  @Message("Family")
  String family();

  // Shares

  @Message("Shares")
  String shares();

  @Message("Share…")
  String share();

  @Message(
      "The keys of the other account open every container of the environment, at the "
          + "gateway. Nothing else is shared.")
  String sharesIntro();

  @Message("Given")
  String given();

  @Message("Received")
  String received();

  @Message("You share no environment.")
  String noGiven();

  @Message("Nobody shares an environment with you.")
  String noReceived();

  @Message("with {account}")
  String with(String account);

  @Message(
      "Shares cannot be shown: key-service gives no answer. They go on working. Load "
          + "this page again in a moment.")
  String sharesDown();

  @Message("Share an environment")
  String addShare();

  @Message("Environment")
  String environment();

  @Message("Account")
  String withAccount();

  @Message("Share")
  String shareNow();

  @Message("Stop sharing")
  String stopSharing();

  @Message("Stop sharing {environment} with {account}?")
  String stopSharingTitle(String environment, String account);

  @Message(
      "Within a second the account’s keys open nothing there any more, and its "
          + "sessions and terminals there are closed.")
  String stopSharingEnds();

  @Message("Stop sharing {environment} with {account}")
  String stopSharingFor(String environment, String account);

  // Contact

  @Message("Contact")
  String contact();

  @Message("Passwords and news of your containers are mailed here.")
  String contactIntro();

  @Message("no confirmed address")
  String contactNone();

  @Message(
      "{address} waits to be confirmed: open the link in the mail that went there, and "
          + "press its button. Until then nothing changes.")
  String contactPending(String address);

  @Message("Change the address")
  String contactChange();

  @Message("E-mail address")
  String email();

  @Message("Language of the mails")
  String mailLanguage();

  @Message("Send a confirmation")
  String contactSend();

  // Connect and check

  @Message("Connect to {name}")
  String connectTo(String name);

  @Message(
      "Two ways lead in: with your SSH key through the gateway, whatever the "
          + "container’s address is, or with its root password at its public IP. The first "
          + "time, take the gateway if you have added a key.")
  String connectChoice();

  @Message("With your key, through the gateway")
  String throughGateway();

  @Message("Copy a file into it")
  String copyFile();

  @Message("PuTTY")
  String putty();

  @Message("With the root password, at its public IP")
  String direct();

  @Message("It has no public IP; the password needs one.")
  String noDirect();

  @Message("These are the first that were seen; the platform has not confirmed them.")
  String hostKeysUnverified();

  @Message("Add an SSH key")
  String addKeyFirst();

  @Message("SSH of {name}")
  String checkOf(String name);

  @Message("Root can log in, as far as can be seen.")
  String checkOk();

  @Message("Something keeps people out. What to do stands beside it.")
  String checkProblem();

  @Message("Check again")
  String checkAgain();

  @Message("{#switch result}{#case 'OK'}fine{#case 'PROBLEM'}problem{#else}unknown{/switch}")
  String checkResult(String result);

  @Message(
      "{#switch name}{#case 'SSHD_RUNNING'}sshd runs{#case 'PORT_OPEN'}Its port is "
          + "open{#case 'BANNER'}It greets{#case 'KEY_EXCHANGE'}Key exchange{#case "
          + "'HOST_KEY'}Host key{#case 'MANAGEMENT_LOGIN'}Postern’s own login{#case "
          + "'SSHD_CONFIG'}sshd’s configuration{#case 'PASSWORD_AUTHENTICATION'}Logins by "
          + "password{#case 'PERMIT_ROOT_LOGIN'}Logins of root{#case 'ACCOUNT'}Root’s "
          + "account{#case 'DISK'}Disk{#case 'FIREWALL'}Firewall{#case "
          + "'PUBLIC_ADDRESS'}Public IP{#else}{name}{/switch}")
  String checkName(String name);
}

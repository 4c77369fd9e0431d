package dev.postern.dashboard.terminal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The terminal's sentences in English; {@code messages/terminal_de.properties} has the German ones.
 * The page's script puts a value in place of {@code %s}.
 */
@MessageBundle("terminal")
public interface TerminalTexts {

  @Message("Open terminal")
  String open();

  @Message("Terminal")
  String title();

  @Message("Terminal of {name}")
  String of(String name);

  @Message("In the browser, without a key:")
  String without();

  @Message("The terminal needs JavaScript. Without it, log in with SSH:")
  String needsScript();

  @Message("This dashboard was built without its terminal. Install npm and build it again:")
  String missing();

  @Message("Until then, log in with SSH:")
  String meanwhile();

  @Message("How to connect")
  String connect();

  // Around the terminals

  @Message("Open terminals")
  String tabs();

  @Message("Open a terminal of another container")
  String another();

  @Message("The containers cannot be listed now: credential-service gives no answer.")
  String noList();

  @Message("Another terminal of this container")
  String duplicate();

  @Message("Smaller text")
  String smaller();

  @Message("Larger text")
  String larger();

  @Message("Options and keys")
  String options();

  @Message("Copy what is selected")
  String copyOnSelect();

  @Message("For screen readers")
  String screenReader();

  @Message("Copy")
  String keyCopy();

  @Message("Paste")
  String keyPaste();

  @Message("Leave the terminal with the keyboard")
  String keyLeave();

  @Message("Close the terminal %s")
  String close();

  @Message("The program in the terminal %s will be ended. Close it?")
  String closeQuestion();

  // How a terminal is

  @Message("connecting")
  String connecting();

  @Message("connected")
  String connected();

  @Message("reconnecting")
  String reconnecting();

  @Message("ended")
  String ended();

  @Message("Connecting to %s…")
  String connectingTo();

  @Message("Connected to %s.")
  String connectedTo();

  @Message("Connection lost. Reconnecting…")
  String lost();

  @Message("Connection lost. Reconnecting in %s s…")
  String lostFor();

  @Message("This computer is offline. The terminal reconnects when it is back.")
  String offline();

  @Message("Connected again. Nothing was lost.")
  String back();

  @Message("Connected again. %s KiB of output were lost.")
  String backWithout();

  @Message("Pasting, %s KiB left. Ctrl+C stops it.")
  String pasting();

  @Message("Reconnect now")
  String tryNow();

  @Message("Open again")
  String again();

  @Message("Continue here")
  String takeBack();

  @Message("Sign in again")
  String signIn();

  // How it ended

  @Message("The shell ended.")
  String shellEnded();

  @Message("You signed out in this browser. Its terminals have ended.")
  String signedOut();

  @Message("Your sign-in has ended. Sign in again to go on.")
  String signInEnded();

  @Message("Your account does not have the role that a terminal needs any more.")
  String roleLost();

  @Message("You may not enter this container any more.")
  String revoked();

  @Message("There is no such container, or it belongs to another account.")
  String noContainer();

  @Message("The terminal was not used for a long time and has ended.")
  String idle();

  @Message("This container cannot be entered now.")
  String notEnterable();

  @Message("The shell is gone. The connection was away for too long, or the gateway restarted.")
  String gone();

  @Message("This terminal was opened in another window.")
  String elsewhere();

  @Message("Your account has too many open terminals. Close one, then try again.")
  String tooMany();

  @Message("The container cannot be reached now.")
  String unreachable();

  @Message("The gateway takes no logins now. Try again in a minute.")
  String notNow();

  @Message("The connection could not be restored. Check the network, then try again.")
  String givenUp();

  @Message("The terminal has ended.")
  String other();
}

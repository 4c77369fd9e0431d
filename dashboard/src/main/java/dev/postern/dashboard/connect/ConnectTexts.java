package dev.postern.dashboard.connect;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** How to connect; {@code messages/way_de.properties} has the German. */
@MessageBundle("way")
public interface ConnectTexts {

  @Message("OpenSSH: Linux, macOS, Windows")
  String openSsh();

  @Message("In ~/.ssh/config, to type only: ssh {name}")
  String config(String name);

  @Message("The same for its public IP, to type: ssh {name}-direct")
  String configDirect(String name);

  @Message(
      "In PuTTY’s window: Host Name {host}, Port {port}; below Connection, Data, the auto-login"
          + " username {user}; below Connection, SSH, Auth, Credentials, your private key. PuTTYgen"
          + " makes a .ppk of a key of OpenSSH: Conversions, Import key.")
  String putty(String host, int port, String user);

  @Message("VS Code")
  String code();

  @Message(
      "Install the extension Remote - SSH, add the lines for ~/.ssh/config above, press F1, choose"
          + " “Remote-SSH: Connect to Host…” and {name}. Or type:")
  String codeSteps(String name);

  @Message("Is it the right host?")
  String compare();

  @Message(
      "At the first connection ssh shows a fingerprint: it has to be one of these. With"
          + " ssh -o VisualHostKey=yes it draws the picture too.")
  String compareHow();

  @Message("The gateway")
  String gateway();

  @Message("The container, at its public IP")
  String containersOwn();

  @Message("The gateway’s keys are not configured here: ask the operator of your platform.")
  String gatewayUnknown();

  @Message("The picture of {fingerprint}")
  String picture(String fingerprint);
}

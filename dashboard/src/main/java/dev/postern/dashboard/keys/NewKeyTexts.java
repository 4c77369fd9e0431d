package dev.postern.dashboard.keys;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** New keys' sentences in English; {@code messages/newkey_de.properties} has the German ones. */
@MessageBundle("newkey")
public interface NewKeyTexts {

  // A key that the browser makes

  @Message("Generate a key")
  String generate();

  @Message(
      "This browser makes the key pair. The private key becomes a file on this computer and is "
          + "never sent.")
  String about();

  @Message("Title")
  String title();

  @Message("Passphrase (optional)")
  String passphrase();

  @Message("Protects the file. ssh asks for it.")
  String passphraseHint();

  @Message("Passphrase again")
  String again();

  @Message("The two passphrases differ. Type the same one twice.")
  String differ();

  @Message("Generate and save")
  String save();

  @Message("Generating…")
  String working();

  @Message("1. The private key is saved as id_ed25519, where this browser puts downloads.")
  String saved();

  @Message("Protect it from other users of this computer:")
  String protect();

  @Message("Save it again")
  String saveAgain();

  @Message("2. Add the public key to your account:")
  String then();

  @Message("Add the public key")
  String add();

  @Message(
      "This browser cannot make such keys. Generate one on your computer and paste its public "
          + "half above:")
  String unsupported();

  @Message(
      "This dashboard was built without what a passphrase needs. Leave it empty, and set one "
          + "afterwards: ssh-keygen -p -f id_ed25519")
  String noPassphrase();

  // Several at once

  @Message("Several keys: one a line, or drop .pub files here.")
  String several();

  @Message("What became of {n} keys")
  String results(int n);

  @Message("added")
  String added();

  @Message("not added")
  String refused();

  @Message("Line {n}")
  String line(int n);

  @Message("At most {n} keys at once. Paste fewer lines.")
  String tooMany(int n);
}

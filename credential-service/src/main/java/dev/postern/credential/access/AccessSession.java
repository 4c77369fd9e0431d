package dev.postern.credential.access;

import dev.postern.credential.password.CryptHash;
import java.util.List;
import java.util.Optional;

/** An open way into one container. */
public interface AccessSession extends AutoCloseable {

  /** The fingerprints that the container showed when it was reached. */
  List<String> hostKeys();

  /**
   * Sets root's password, unless the container's mark names a later generation. Applying the same
   * again changes nothing.
   *
   * @throws AccessException where the password was not set, or may or may not have been set
   */
  FenceAnswer applyHash(Fence fence, CryptHash hash) throws AccessException;

  /**
   * Sets root's password again in a container whose files are new: only where it keeps no mark of
   * its own. Otherwise nothing is changed, so a password that the user chose stays.
   */
  FenceAnswer restoreHash(Fence fence, CryptHash hash) throws AccessException;

  /**
   * Ends a generation in the container: after this no late attempt can apply it. Nothing is changed
   * where the shadow field is the hash already.
   */
  FenceAnswer close(Fence fence, CryptHash hash) throws AccessException;

  /**
   * Puts root's password field back as it was before {@link #applyHash}, unless it is another one
   * by now, or a later generation is marked.
   *
   * @param before the field
   */
  FenceAnswer putBack(Fence fence, CryptHash hash, String before) throws AccessException;

  /** Root's password field of the shadow file, as it is now. */
  String readProof() throws AccessException;

  /** What sshd's configuration says about root's logins on a connection like this one. */
  LoginSettings examine() throws AccessException;

  /**
   * Whether sshd, as it runs, asks for a password on a connection like this one; empty where that
   * was not seen on the way in.
   */
  default Optional<Boolean> asksForPassword() {
    return Optional.empty();
  }

  /** Reads what keeps root from logging in; changes nothing. */
  SshFacts diagnose() throws AccessException;

  /** Replaces Postern's own file of authorised keys; the user's is never touched. */
  void writeAccessKeys(String lines) throws AccessException;

  @Override
  void close();
}

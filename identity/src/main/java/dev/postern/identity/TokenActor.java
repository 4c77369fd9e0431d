package dev.postern.identity;

import dev.postern.events.Actor;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The bearer of an access token as the log names them. The log is kept for years and read by many:
 * it gets ids, and of a token whose subject is the address of a person a pseudonym.
 */
public final class TokenActor {

  /** Printable ASCII, and no address. */
  private static final Pattern OPAQUE = Pattern.compile("[\\x21-\\x7e&&[^@]]{1,255}");

  private static final String PSEUDONYM = "sha256-";
  private static final int PSEUDONYM_BYTES = 16;

  private TokenActor() {}

  /**
   * @return empty where the caller has no token, or one without a subject
   */
  public static Optional<Actor> of(SecurityIdentity identity) {
    return identity.getPrincipal() instanceof JsonWebToken token
        ? Claims.text(token, "sub").map(subject -> of(token, subject, identity))
        : Optional.empty();
  }

  /**
   * @return empty too where the token is none that is valid: who needs it refuses the request
   */
  public static Uni<Optional<Actor>> of(Uni<SecurityIdentity> identity) {
    return identity.map(TokenActor::of).onFailure().recoverWithItem(Optional.empty());
  }

  private static Actor of(JsonWebToken token, String subject, SecurityIdentity identity) {
    return new Actor(
        isOpaque(subject) ? subject : pseudonym(subject),
        Account.of(token).orElse(null),
        Claims.text(token, "azp").filter(TokenActor::isOpaque).orElse(null),
        roles(identity));
  }

  private static boolean isOpaque(String id) {
    return OPAQUE.matcher(id).matches();
  }

  /** The same for the same subject; who knows it finds what they did, others do not learn it. */
  private static String pseudonym(String subject) {
    byte[] digest = sha256().digest(subject.getBytes(StandardCharsets.UTF_8));
    return PSEUDONYM + HexFormat.of().formatHex(digest, 0, PSEUDONYM_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static List<String> roles(SecurityIdentity identity) {
    return Roles.ALL.stream().filter(identity::hasRole).toList();
  }
}

package dev.postern.credential.access.ssh;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.client.auth.AbstractUserAuth;
import org.apache.sshd.client.auth.UserAuth;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.auth.AbstractUserAuthMethodFactory;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * A login method: recorded for the connection where sshd offers it, and tried where the caller
 * wants it. The library creates a method only where the answer to the request {@code none} lists it
 * (RFC 4252, section 5.2). Methods that are only recorded come first.
 */
final class LoginMethods extends AbstractUserAuthMethodFactory<ClientSession, UserAuth>
    implements UserAuthFactory {

  static final Set<String> KEY = Set.of(UserAuthPublicKeyFactory.NAME);
  static final Set<String> PASSWORD =
      Set.of(UserAuthPasswordFactory.NAME, UserAuthKeyboardInteractiveFactory.NAME);

  static final List<UserAuthFactory> ALL =
      List.of(
          new LoginMethods(UserAuthPasswordFactory.INSTANCE),
          new LoginMethods(UserAuthKeyboardInteractiveFactory.INSTANCE),
          new LoginMethods(UserAuthPublicKeyFactory.INSTANCE));

  private static final AttributeKey<Set<String>> WANTED = new AttributeKey<>();
  private static final AttributeKey<Set<String>> OFFERED = new AttributeKey<>();

  private final UserAuthFactory method;

  private LoginMethods(UserAuthFactory method) {
    super(method.getName());
    this.method = method;
  }

  /**
   * Call it before a login.
   *
   * @param wanted the methods to try
   * @return the methods that sshd offers, complete when the login has ended; empty where it was not
   *     asked
   */
  static Set<String> trying(ClientSession session, Set<String> wanted) {
    Set<String> offered = ConcurrentHashMap.newKeySet();
    session.setAttribute(WANTED, wanted);
    session.setAttribute(OFFERED, offered);
    return offered;
  }

  @Override
  public UserAuth createUserAuth(ClientSession session) throws IOException {
    session.getAttribute(OFFERED).add(getName());
    return session.getAttribute(WANTED).contains(getName())
        ? method.createUserAuth(session)
        : new Declining(getName());
  }

  private static final class Declining extends AbstractUserAuth {

    Declining(String name) {
      super(name);
    }

    @Override
    protected boolean sendAuthDataRequest(ClientSession session, String service) {
      return false;
    }

    @Override
    protected boolean processAuthDataRequest(ClientSession session, String service, Buffer buffer) {
      return false;
    }
  }
}

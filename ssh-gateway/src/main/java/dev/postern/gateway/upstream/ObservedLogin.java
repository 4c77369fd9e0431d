package dev.postern.gateway.upstream;

import java.util.Arrays;
import org.apache.sshd.client.session.ClientUserAuthService;
import org.apache.sshd.client.session.ClientUserAuthServiceFactory;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;

/** The client's side of a login, which also notes what a refusal says (RFC 4252 section 5.1). */
final class ObservedLogin extends ClientUserAuthService {

  private ObservedLogin(Session session) {
    super(session);
  }

  static ClientUserAuthServiceFactory factory() {
    return new ClientUserAuthServiceFactory() {
      @Override
      public Service create(Session session) {
        return new ObservedLogin(session);
      }
    };
  }

  @Override
  public void process(int command, Buffer message) throws Exception {
    if (command == SshConstants.SSH_MSG_USERAUTH_FAILURE) {
      int start = message.rpos();
      String methods = message.getString();
      boolean partial = message.getBoolean();
      message.rpos(start);
      AttemptListener.of(getSession()).refused(Arrays.asList(methods.split(",")), partial);
    }
    super.process(command, message);
  }
}

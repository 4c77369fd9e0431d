package dev.postern.local.platform;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** One client, and one connection to each server, for all that is asked on this machine. */
public final class LoopbackHttp {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .sslContext(trustingNobody())
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private LoopbackHttp() {}

  public static HttpClient client() {
    return CLIENT;
  }

  /**
   * Nothing here speaks TLS, and to read the authorities that a JDK trusts takes a tenth of a
   * second.
   */
  private static SSLContext trustingNobody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

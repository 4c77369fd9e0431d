package dev.postern.backends.signin;

import java.net.URI;
import java.util.Set;

/**
 * The client that signs people in by code flow, and its pages to which a browser may be sent. The
 * port is not compared: each product on this machine has its own, and so has each test (RFC 8252,
 * section 7.3).
 */
final class AllowedRedirects {

  private static final String DASHBOARD = "dashboard";
  private static final String SIGN_IN = "/sign-in";
  private static final String SIGNED_OUT = "/signed-out";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

  private AllowedRedirects() {}

  /** Whether a code may be brought there. */
  static boolean mayReturnTo(String client, URI page) {
    return client.equals(DASHBOARD) && isPage(page, SIGN_IN);
  }

  /** Whether a person who signed out may be sent there. */
  static boolean mayEndAt(String client, URI page) {
    return client.equals(DASHBOARD) && isPage(page, SIGNED_OUT);
  }

  private static boolean isPage(URI page, String path) {
    return page != null
        && "http".equals(page.getScheme())
        && page.getHost() != null
        && LOOPBACK.contains(page.getHost())
        && page.getRawUserInfo() == null
        && path.equals(page.getRawPath())
        && page.getRawFragment() == null;
  }
}

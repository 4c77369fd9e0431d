package dev.postern.dashboard.signin;

/** The roles of the contracts. */
public final class Roles {

  public static final String USER = "user";
  public static final String PLATFORM = "platform";
  public static final String OPERATOR = "operator";
  public static final String AUDITOR = "auditor";

  private Roles() {}
}

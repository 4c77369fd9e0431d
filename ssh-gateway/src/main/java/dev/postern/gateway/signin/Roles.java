package dev.postern.gateway.signin;

/** Roles of the issuer's tokens that mean something here. */
public final class Roles {

  public static final String USER = "user";
  public static final String OPERATOR = "operator";
  public static final String AUDITOR = "auditor";

  private Roles() {}
}

package dev.postern.problem;

/** The one pattern of names that people give: containers, environments, layers, accounts, pools. */
public final class NameRule {

  /** A DNS label of RFC 1123 in lower case. */
  public static final String PATTERN = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  public static final String MESSAGE =
      "use 1 to 63 lower-case letters, digits and hyphens, with no hyphen at either end";

  private NameRule() {}
}

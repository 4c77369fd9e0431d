package dev.postern.dashboard.page;

import io.smallrye.mutiny.Uni;

/**
 * What stands around every page, and what it offers to this person.
 *
 * @param language a language tag
 * @param section the entry of the navigation that the page belongs to
 * @param account null without a sign-in
 * @param since where the changes begin that the page may not show yet; null without a sign-in
 * @param numbers those in the navigation; templates wait for them
 * @param navigation whether the page has one
 */
public record Frame(
    String language,
    String section,
    String account,
    Offers offers,
    String since,
    Uni<NavigationNumbers> numbers,
    boolean navigation) {

  /**
   * What a person is offered; what is allowed the services decide.
   *
   * @param owner whether the containers, keys and mails are the person's own
   * @param all whether everything is seen: by operators and auditors
   * @param operator whether the pages for operators are offered
   */
  public record Offers(
      boolean owner,
      boolean resets,
      boolean checks,
      boolean keys,
      boolean mails,
      boolean all,
      boolean operator) {

    static final Offers NONE = new Offers(false, false, false, false, false, false, false);
  }

  public boolean isIn(String name) {
    return section.equals(name);
  }

  /** The other language, to choose. */
  public String otherLanguage() {
    return language.equals("de") ? "en" : "de";
  }
}

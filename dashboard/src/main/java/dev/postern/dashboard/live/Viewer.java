package dev.postern.dashboard.live;

/**
 * Whose changes a page is told.
 *
 * @param all whether the person's role reads every account
 */
record Viewer(String account, boolean all) {

  boolean sees(Change change) {
    return all || change.equals(Change.MISSED) || change.accounts().contains(account);
  }
}

package dev.postern.dashboard.page;

import java.time.Instant;

/** A time on a page: how long ago, the exact one to point at, and the one that programs read. */
public record Moment(String ago, String exact, String iso) {

  /**
   * @param when null gives null
   */
  public static Moment of(Instant when, Words words) {
    return when == null ? null : new Moment(words.ago(when), words.exact(when), when.toString());
  }
}

package dev.postern.credential.listing;

import dev.postern.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The opaque mark where a list goes on. */
public final class Cursor {

  private static final int LONGEST = 200;

  private Cursor() {}

  public static String after(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param cursor null for the beginning, which is before every position
   * @throws Problem 400 where it is none
   */
  public static String position(String cursor) {
    if (cursor == null) {
      return "";
    }
    try {
      String position = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (position.length() <= LONGEST && position.matches("[a-z0-9-]+")) {
        return position;
      }
    } catch (IllegalArgumentException e) {
      // Refused below, like one that decodes to something else.
    }
    throw Problem.badRequest("The cursor is none of ours: use the value of next, or leave it out.");
  }
}

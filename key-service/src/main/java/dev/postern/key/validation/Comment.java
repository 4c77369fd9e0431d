package dev.postern.key.validation;

/** Text that is shown in terminals, pages and mails, so nothing may be hidden in it. */
public final class Comment {

  /** In UTF-16 units, as the columns and schemas count. */
  public static final int LONGEST = 255;

  private Comment() {}

  /** Whether the text has no control, bidirectional, format, surrogate or unassigned characters. */
  public static boolean isPrintable(String text) {
    return text.codePoints().allMatch(Comment::isPrintable);
  }

  static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  static String checked(String text) throws RejectedKeyException {
    String comment = text.strip();
    if (comment.length() > LONGEST) {
      throw new RejectedKeyException(
          RejectedKeyException.Reason.COMMENT,
          "The comment after the key is longer than 255 characters. Shorten or remove it.");
    }
    if (!isPrintable(comment)) {
      throw new RejectedKeyException(
          RejectedKeyException.Reason.COMMENT,
          "The comment after the key has characters that cannot be seen. Type it again or remove it.");
    }
    return comment;
  }
}

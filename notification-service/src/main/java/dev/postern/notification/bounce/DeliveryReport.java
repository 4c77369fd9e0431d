package dev.postern.notification.bounce;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a delivery status notification (RFC 3464) says of one mail.
 *
 * @param job the job whose mail it is about
 * @param action {@code failed}, {@code delayed}, {@code delivered}, {@code relayed} or {@code
 *     expanded}, in lower case
 * @param status the enhanced status code (RFC 3463), such as {@code 5.1.1}
 */
record DeliveryReport(UUID job, String action, String status) {

  private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");
  private static final String UNKNOWN_FAILURE = "5.0.0";

  DeliveryReport {
    status = status != null && STATUS.matcher(status).matches() ? status : UNKNOWN_FAILURE;
  }

  boolean saysFailed() {
    return action.equals("failed");
  }

  /** Our word for the status; never the server's text, which may quote an address. */
  String reason() {
    return switch (status.substring(2)) {
      case "1.1", "1.2", "1.3", "1.10" -> "MAILBOX_UNKNOWN";
      case "2.1" -> "MAILBOX_DISABLED";
      case "2.2" -> "MAILBOX_FULL";
      case "4.7" -> "NOT_DELIVERED_IN_TIME";
      default -> status.charAt(2) == '7' ? "REFUSED_BY_POLICY" : "NOT_DELIVERED";
    };
  }
}
